"""The assets of staging: what every document says, in typed tables."""

from collections.abc import Iterator
from typing import Final

import dagster as dg
import polars as pl

from pipelines.landing.tables import DOCUMENTS as LEDGER
from pipelines.orchestration.keys import BUILD_POOL, key_of
from pipelines.orchestration.landing import LANDED
from pipelines.orchestration.preview import preview
from pipelines.orchestration.resources import (
    WarehouseResource,
    own_names_frame,
    sources_frame,
)
from pipelines.reading.tables import FIELDS
from pipelines.staging.batches import STAGED, stage
from pipelines.warehouse.build import Build

STEP: Final = "staging"
"""Name of the watermark: the tables are written together, so they have one."""


@dg.multi_asset(
    name="stage",
    specs=[
        dg.AssetSpec(
            key_of(table),
            description=table.grain,
            deps=[key_of(landed) for landed in LANDED],
            group_name="staging",
            kinds={"polars", "duckdb"},
        )
        for table in STAGED
    ],
    pool=BUILD_POOL,
)
def staged(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.MaterializeResult[None]]:
    """Stage the documents that are new or changed, batch by batch."""
    registry = warehouse.registry()
    sources, own_names = sources_frame(registry), own_names_frame(registry)
    staged_count = 0
    with warehouse.build_file.connect() as build:
        build.create(STAGED)
        for pending in build.pending(STEP, warehouse.settings.batch_documents):
            stage_documents(build, pending.document_ids, sources, own_names, pending.last_revision)
            staged_count += len(pending.document_ids)
            context.log.info("staged %d documents", staged_count)
        for table in STAGED:
            yield dg.MaterializeResult(
                asset_key=key_of(table),
                metadata={
                    "dagster/row_count": build.count(table),
                    "documents staged": staged_count,
                    "preview": preview(build, table.name),
                },
            )


def stage_documents(
    build: Build,
    document_ids: pl.Series,
    sources: pl.DataFrame,
    own_names: pl.DataFrame,
    revision: int,
) -> None:
    """Write the staging rows of some documents and move the watermark, all or nothing."""
    documents = build.read(
        LEDGER,
        columns=["document_id", "source", "uri", "text"],
        where="status = 'parsed'",
        document_ids=document_ids,
    )
    fields = build.read(FIELDS, document_ids=documents["document_id"])
    made = stage(documents, fields, sources, own_names)
    with build.transaction():
        for table, frame in made.items():
            build.replace_documents(table, frame, document_ids)
        build.set_watermark(STEP, revision)
