"""The checks of staging and marts: every suite as asset checks, an error stops the release."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import dagster as dg
import polars as pl

from pipelines.identity.overrides import OVERRIDES
from pipelines.identity.tables import PERSON_LINKS
from pipelines.orchestration.identity import REGISTRY
from pipelines.orchestration.keys import BUILD_POOL
from pipelines.orchestration.resources import WarehouseResource
from pipelines.quality.expectations import Suite
from pipelines.quality.history import limits_of
from pipelines.quality.runner import JUDGE, blocking, judge
from pipelines.quality.suites import (
    RAW_TABLES,
    identity_suite,
    marts_suite,
    raw_suite,
    staging_suite,
)
from pipelines.quality.tables import HISTORY, JUDGED, RESULTS
from pipelines.quality.telling import told
from pipelines.settings import load_settings
from pipelines.staging.batches import STAGED
from pipelines.tables import Table
from pipelines.warehouse.history import measured
from pipelines.warehouse.releases import next_release_id


def tables_of(suite: Suite) -> list[str]:
    """The tables a suite speaks of, in order."""
    return list(dict.fromkeys(expectation.table for expectation in suite.expectations))


def specs_of(suite: Suite, last: Sequence[str]) -> list[dg.AssetCheckSpec]:
    """One check per table of a suite; those of the tables `last` hold up what comes after.

    A check that blocks holds up every asset behind its own. Among tables that read each other it
    would tear the step that writes them to pieces, so there only the last ones block, and the
    release looks at all results once more.
    """
    return [
        dg.AssetCheckSpec(
            suite.name,
            asset=dg.AssetKey(table.split(".")),
            description=f"What the suite {suite.name} expects of {table}.",
            blocking=table in last,
        )
        for table in tables_of(suite)
    ]


def checks_of(
    suite: Suite, last: Sequence[str], *, compares: bool = False
) -> dg.AssetChecksDefinition:
    """The asset checks of a suite, judged together so that its engine starts once.

    Args:
        suite: What is expected.
        last: Tables whose checks hold up what comes after.
        compares: Whether the suite compares with the last releases.
    """

    @dg.multi_asset_check(name=f"judge_{suite.name}", specs=specs_of(suite, last), pool=BUILD_POOL)
    def judged(
        context: dg.AssetCheckExecutionContext, warehouse: WarehouseResource
    ) -> Iterator[dg.AssetCheckResult]:
        settings = warehouse.settings
        build_file = warehouse.build_file
        release_id = next_release_id(build_file, settings.warehouse, now=warehouse.now)
        if compares:
            with build_file.connect() as build:
                build.create([HISTORY])
                build.overwrite(HISTORY, measured(settings.warehouse, build.read(HISTORY)))
        judgement = JUDGE.call(
            judge,
            build_file.path,
            suite,
            release_id=release_id,
            now=warehouse.now,
            validations=validations_folder(settings.warehouse),
        )
        with build_file.connect() as build:
            build.create([RESULTS, JUDGED])
            with build.transaction():
                build.connection.execute(
                    "delete from quality.results where suite = ? or release_id <> ?",
                    [suite.name, release_id],
                )
                build.append(RESULTS, judgement.results)
                build.connection.execute("delete from quality.judged where suite = ?", [suite.name])
                build.append(JUDGED, judgement.judged)
        for broken in judgement.results.filter(~pl.col("success")).iter_rows(named=True):
            context.log.warning(told(broken))
        yield from results_per_table(
            judgement.results, suite, is_overridden=warehouse.is_overriding
        )

    return judged


def results_per_table(
    results: pl.DataFrame, suite: Suite, *, is_overridden: bool = False
) -> Iterator[dg.AssetCheckResult]:
    """One check result per table, naming every expectation that was not met.

    None stops the run where somebody has said that it shall go on.
    """
    for table in tables_of(suite):
        own = results.filter(pl.col("table_name") == table)
        broken = own.filter(~pl.col("success"))
        stops = not is_overridden and not blocking(own).is_empty()
        yield dg.AssetCheckResult(
            check_name=suite.name,
            asset_key=dg.AssetKey(table.split(".")),
            passed=broken.is_empty(),
            severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
            metadata={
                "checked": own.height,
                "not met": [told(row) for row in broken.iter_rows(named=True)],
            },
        )


def validations_folder(warehouse: Path) -> Path:
    """Where what was judged is kept until Data Docs are written."""
    return warehouse / "build" / "validations"


def names_of(tables: Sequence[Table]) -> list[str]:
    """The full names of tables."""
    return [table.name for table in tables]


CHECKS: Final = (
    checks_of(raw_suite(), names_of(RAW_TABLES)),
    checks_of(staging_suite(), names_of(STAGED)),
    checks_of(identity_suite(), names_of((PERSON_LINKS, OVERRIDES, *REGISTRY))),
    checks_of(
        marts_suite(limits=limits_of(load_settings())),
        ("quality.conflicts", "quality.freshness", "quality.matches"),
        compares=True,
    ),
)
