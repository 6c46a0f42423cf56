"""The last asset: the release that readers see."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dagster as dg
import polars as pl

from pipelines import __version__
from pipelines.contract import CONTRACT_VERSION, RELEASED
from pipelines.orchestration.keys import BUILD_POOL, RELEASE
from pipelines.orchestration.quality import validations_folder
from pipelines.orchestration.resources import WarehouseResource
from pipelines.quality.pages import write_start_page
from pipelines.quality.runner import JUDGE, blocking, write_data_docs
from pipelines.quality.tables import RESULTS
from pipelines.quality.telling import told
from pipelines.warehouse.releases import Override, publish


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
    with build_file.connect() as build:
        results = build.read(RESULTS)
        fingerprint = warehouse.inputs_fingerprint(build)
    broken = [told(row) for row in blocking(results).iter_rows(named=True)]
    # Pages are written by Python, tables by DuckDB: neither has to wait for the other. Who is
    # refused has the pages too.
    with ThreadPoolExecutor(max_workers=1) as beside:
        pages = beside.submit(write_pages, results, validations, docs)
        if not warehouse.is_overriding:
            refuse_if_any(broken)
        published = publish(
            build_file,
            settings.warehouse,
            now=warehouse.now,
            code_version=__version__,
            contract_version=CONTRACT_VERSION,
            fingerprint=fingerprint,
            keep=settings.keep_releases,
            release_id=str(results["release_id"].max()),
            data_docs=pages.result,
            override=Override(warehouse.by, warehouse.because, tuple(broken)) if broken else None,
        )
    context.log.info("published release %s", published.release_id)
    for rule in broken:
        context.log.warning("published in spite of %s", rule)
    changes = (published.path / "CHANGES.md").read_text()
    return dg.MaterializeResult(
        metadata={
            "release": published.release_id,
            "dagster/row_count": sum(published.row_counts.values()),
            "changes": dg.MetadataValue.md(changes),
            "row changes": dg.MetadataValue.json(dict(published.row_changes)),
            "overridden rules": broken,
            "path": dg.MetadataValue.path(str(published.path)),
        }
    )


def write_pages(results: pl.DataFrame, validations: Path, folder: Path) -> Path:
    """The folder, with the pages about what was judged and nothing else."""
    JUDGE.call(write_data_docs, validations, folder)
    # Publishing needs the memory.
    JUDGE.end()
    write_start_page(results, folder)
    return folder


def refuse_if_any(broken: Sequence[str]) -> None:
    """Nothing, if no rule that readers rely on is broken.

    Raises:
        dagster.Failure: if one is broken; the message names each.
    """
    if broken:
        rules = "\n".join(f"  {rule}" for rule in broken)
        raise dg.Failure(
            f"release refused, readers keep the one they have: {len(broken)} rules are broken\n"
            f"{rules}\n"
            "  mend what they name; if the data are right: reelhouse release --force --because …"
        )
