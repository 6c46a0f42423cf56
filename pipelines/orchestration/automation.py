"""What starts runs: the job, the nightly schedule, the sensor for new files."""

from datetime import timedelta
from typing import Final

import dagster as dg

from pipelines.orchestration.resources import WarehouseResource
from pipelines.orchestration.watching import state_of
from pipelines.settings import load_settings

JOB: Final = dg.define_asset_job(
    "reelhouse",
    selection=dg.AssetSelection.all(),
    description="From raw files to a released warehouse.",
    executor_def=dg.in_process_executor,
)

GOES_ON: Final = "reelhouse/goes_on"
"""Tag of a run that has landed and left the rest to another: that it ended well says little."""

NIGHTLY: Final = dg.ScheduleDefinition(
    name="nightly",
    job=JOB,
    cron_schedule="30 2 * * *",
    execution_timezone="UTC",
    description="Every night, whether or not the sensor has seen anything.",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)


FRESHNESS: Final = dg.FreshnessPolicy.time_window(
    fail_window=timedelta(days=load_settings().stale_days)
)
"""For every asset: a run that finds something new makes them all."""


@dg.sensor(
    name="new_files",
    job=JOB,
    minimum_interval_seconds=60,
    description="Asks for a run when files have come, gone or changed.",
)
def new_files(
    context: dg.SensorEvaluationContext, warehouse: WarehouseResource
) -> dg.SensorResult | dg.SkipReason:
    """One run for each state of the files here."""
    state, count = state_of(warehouse.registry())
    if context.cursor == state:
        return dg.SkipReason(f"{count} files, none new or changed since the last look")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=state)], cursor=state)
