"""All that Dagster runs: assets, checks, jobs, schedules, sensors and resources, assembled."""

import dagster as dg

from pipelines.orchestration.alerts import ALERTS
from pipelines.orchestration.automation import FRESHNESS, JOB, NIGHTLY, new_files
from pipelines.orchestration.identity import film_identity, person_identity
from pipelines.orchestration.landing import land
from pipelines.orchestration.marts import dbt_models, dbt_resource
from pipelines.orchestration.quality import CHECKS
from pipelines.orchestration.release import release
from pipelines.orchestration.reporting import progress_logger
from pipelines.orchestration.resources import WarehouseResource
from pipelines.orchestration.staging import staged

defs = dg.Definitions(
    assets=dg.map_asset_specs(
        lambda spec: dg.apply_freshness_policy(spec, FRESHNESS),
        [land, staged, film_identity, person_identity, dbt_models, release],
    ),
    asset_checks=list(CHECKS),
    jobs=[JOB],
    schedules=[NIGHTLY],
    sensors=[new_files, *ALERTS],
    resources={"warehouse": WarehouseResource(), "dbt": dbt_resource()},
    loggers={"steps": progress_logger},
)
