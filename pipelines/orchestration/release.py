"""The last asset: the release that readers see."""

import shutil

import dagster as dg
import polars as pl

from pipelines import __version__
from pipelines.contract import CONTRACT_VERSION, RELEASED
from pipelines.orchestration.keys import BUILD_POOL
from pipelines.orchestration.quality import told, validations_folder
from pipelines.orchestration.resources import WarehouseResource
from pipelines.quality.pages import write_start_page
from pipelines.quality.runner import blocking, write_data_docs
from pipelines.quality.tables import RESULTS
from pipelines.warehouse.releases import publish

RELEASE: dg.AssetKey = dg.AssetKey(["release", "current"])


@dg.asset(
    key=RELEASE,
    deps=[
        dg.AssetKey([table.schema_name, table.table_name])
        for table in RELEASED
        if table.name not in {"quality.results", "quality.releases"}
    ],
    group_name="release",
    kinds={"duckdb", "parquet"},
    pool=BUILD_POOL,
)
def release(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> dg.MaterializeResult[None]:
    """Publish what has passed: a DuckDB file and Parquet, in place of the release before."""
    settings = warehouse.settings
    build_file = warehouse.build_file
    validations = validations_folder(settings.warehouse)
    docs = settings.warehouse / "build" / "data_docs"
    shutil.rmtree(docs, ignore_errors=True)
    write_data_docs(validations, docs)
    with build_file.connect() as build:
        results = build.read(RESULTS)
        refuse_if_broken(results)
        fingerprint = warehouse.inputs_fingerprint(build)
    write_start_page(results, docs)
    published = publish(
        build_file,
        settings.warehouse,
        now=warehouse.now,
        code_version=__version__,
        contract_version=CONTRACT_VERSION,
        fingerprint=fingerprint,
        keep=settings.keep_releases,
        release_id=str(results["release_id"].max()),
        data_docs=docs,
    )
    context.log.info("published release %s", published.release_id)
    changes = (published.path / "CHANGES.md").read_text()
    return dg.MaterializeResult(
        metadata={
            "release": published.release_id,
            "dagster/row_count": sum(published.row_counts.values()),
            "changes": dg.MetadataValue.md(changes),
            "path": dg.MetadataValue.path(str(published.path)),
        }
    )


def refuse_if_broken(results: pl.DataFrame) -> None:
    """Nothing, if every rule that readers rely on is kept.

    Raises:
        dagster.Failure: if one is broken; the message names each.
    """
    broken = blocking(results)
    if not broken.is_empty():
        rules = "\n".join(f"  {told(row)}" for row in broken.iter_rows(named=True))
        raise dg.Failure(
            f"release refused, readers keep the one they have: {broken.height} rules are broken\n"
            f"{rules}"
        )
