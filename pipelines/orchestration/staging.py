"""The assets of staging: what every document says, in typed tables."""

import json
from collections.abc import Iterator

import dagster as dg
import polars as pl

from pipelines.claims.catalogue.known import NOTHING_KNOWN, Known
from pipelines.claims.extraction import SOURCES
from pipelines.claims.text.phrases import phrases_of
from pipelines.landing.ledger import REJECTED
from pipelines.landing.registry import Registry
from pipelines.landing.tables import DOCUMENTS as LEDGER
from pipelines.orchestration.keys import BUILD_POOL, key_of
from pipelines.orchestration.landing import LANDED, inputs_of
from pipelines.orchestration.preview import preview
from pipelines.orchestration.resources import WarehouseResource
from pipelines.staging.batches import STAGED, STEP, Staged, stage_each
from pipelines.warehouse.build import Build, Pending
from pipelines.warehouse.catalogue import Catalogue
from pipelines.workers import Workers


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
    told = (sources_frame(registry), own_names_frame(registry))
    staged_count = 0
    with warehouse.build_file.connect() as build, warehouse.catalogue(build) as catalogue:
        build.create(STAGED)
        portions = list(build.pending(STEP, warehouse.settings.batch_documents))
        works = (
            (documents, fields, *told, known_of(catalogue, documents, fields))
            for documents, fields in (inputs_of(build, each.document_ids) for each in portions)
        )
        # Processes cost a start of their own, which one batch would not earn back.
        with Workers(1 if len(portions) < 2 else None) as workers:
            for portion, made in zip(portions, workers.map(stage_each, works), strict=True):
                for document_id, fault in made.faults.items():
                    context.log.warning("document %s: %s", document_id, fault)
                write_portion(build, portion, made)
                staged_count += len(portion.document_ids)
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


def known_of(catalogue: Catalogue | None, documents: pl.DataFrame, fields: pl.DataFrame) -> Known:
    """What the catalogue knows of what documents name; nothing where there is none."""
    if catalogue is None:
        return NOTHING_KNOWN
    return catalogue.known(phrases_of(documents, fields))


def write_portion(build: Build, portion: Pending, made: Staged) -> None:
    """Write the staging rows of some documents and move the watermark, all or nothing.

    Documents that the rules failed on are rejected, as those that no reader could read, until
    there are other rules.
    """
    with build.transaction():
        for table in STAGED:
            build.replace_documents(table, made.rows[table.name], portion.document_ids)
        build.update(LEDGER, _rejected(made), key=LEDGER.key)
        build.set_watermark(STEP, portion.last_revision)


def _rejected(made: Staged) -> pl.DataFrame:
    """What the ledger says of the documents that the rules failed on."""
    return pl.DataFrame(
        {
            "document_id": list(made.faults.keys()),
            "status": [REJECTED] * len(made.faults),
            "status_reason": list(made.faults.values()),
        },
        schema={
            name: LEDGER.columns[name].dtype for name in ("document_id", "status", "status_reason")
        },
    )


def sources_frame(registry: Registry) -> pl.DataFrame:
    """What the registry tells of its sources, in the schema `SOURCES`."""
    told = []
    for source in registry.sources:
        row = json.loads(source.model_dump_json())
        row |= {"source": row["name"], "publication_kind": row["kind"]}
        scale = row["rating_scale"]
        row["rating_scale"] = None if scale is None else str(scale)
        told.append({name: row.get(name) for name in SOURCES})
    return pl.DataFrame(told, schema=SOURCES, orient="row")


def own_names_frame(registry: Registry) -> pl.DataFrame:
    """Field names that only one source uses so: `source`, `key`, `attribute`."""
    rows = [
        (source.name, key, attribute)
        for source in registry.sources
        for key, attribute in sorted(source.fields.items())
    ]
    schema = {"source": pl.String(), "key": pl.String(), "attribute": pl.String()}
    return pl.DataFrame(rows, schema=schema, orient="row")
