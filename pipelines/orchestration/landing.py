"""The assets of landing: files seen, documents read, fields found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import dagster as dg

from pipelines import fingerprints
from pipelines.catalogue.files import CATALOGUE_FILES, files_now, fingerprint_of
from pipelines.catalogue.imdb import CATALOGUE_ROLES
from pipelines.landing.landing import Batch, land_batches
from pipelines.landing.ledger import KNOWN_COLUMNS, Ledger, reconcile
from pipelines.landing.registry import Registry
from pipelines.landing.tables import DOCUMENTS, DOWNLOADS, FILES, STATUS_CHANGES
from pipelines.orchestration.keys import BUILD_POOL, key_of
from pipelines.orchestration.resources import WarehouseResource
from pipelines.reading.tables import FIELDS
from pipelines.settings import Settings
from pipelines.warehouse.build import Build
from pipelines.warehouse.catalogue import CatalogueFile
from pipelines.warehouse.releases import current_hold, current_release
from pipelines.warehouse.tables import RELEASES, WATERMARKS

LANDED: Final = (FILES, DOCUMENTS, FIELDS, CATALOGUE_FILES)


@dg.multi_asset(
    name="land",
    specs=[
        dg.AssetSpec(
            key_of(table),
            description=table.grain,
            group_name="raw",
            kinds={"python"},
            skippable=True,
        )
        for table in LANDED
    ],
    pool=BUILD_POOL,
)
def land(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.MaterializeResult[None]]:
    """Land what is new; where a release of exactly this is out, say so and end the run."""
    settings = warehouse.settings
    registry = warehouse.registry()
    for name in registry.absent:
        context.log.info("source %s: its folder is not in %s, passed over", name, registry.data)
    counts = {"files": 0, "documents": 0}
    unreachable: list[str] = []
    with warehouse.build_file.connect() as build:
        build.create([*LANDED, DOWNLOADS, WATERMARKS, RELEASES])
        catalogue = load_catalogue(build, registry, settings)
        for batch in land_batches(
            registry,
            settings,
            Ledger(
                build.read(FILES),
                build.read(DOCUMENTS, columns=KNOWN_COLUMNS),
                build.read(DOWNLOADS),
            ),
            now=warehouse.now,
            revision=build.next_revision(),
            reader_version=fingerprints.of_reading(settings, catalogue),
        ):
            write_batch(build, batch)
            counts["files"] += batch.files.height
            counts["documents"] += batch.documents.height
            for source, uri, fault in batch.faults:
                context.log.warning(
                    "source %s: %s: %s; what was had from there before stays", source, uri, fault
                )
            unreachable += [uri for _, uri, _ in batch.faults]
        ledger = reconcile(build.read(FILES), build.read(DOCUMENTS, columns=KNOWN_COLUMNS))
        fingerprint = warehouse.inputs_fingerprint(build)
        rows = {table: build.count(table) for table in LANDED}
    context.log.info("%s; read in this run: %d", ledger, counts["documents"])
    released = current_release(settings.warehouse)
    if released is not None and released.inputs_fingerprint == fingerprint:
        context.log.info("nothing new since release %s: nothing to do", released.release_id)
        return
    hold = current_hold(settings.warehouse)
    taken_back = hold.release_of(fingerprint) if hold is not None else None
    if taken_back is not None and not warehouse.is_overriding:
        context.log.info("nothing new since release %s, which was taken back", taken_back)
        return
    for table in LANDED:
        yield dg.MaterializeResult(
            asset_key=key_of(table),
            metadata={
                "dagster/row_count": rows[table],
                "ledger": str(ledger),
                "documents read": counts["documents"],
                "unreachable": unreachable,
            },
        )


def load_catalogue(build: Build, registry: Registry, settings: Settings) -> str | None:
    """Load the reference catalogue if it is new or changed; gives back its fingerprint."""
    before = build.read(CATALOGUE_FILES)
    files = files_now(registry.catalogue or settings.catalogue, before)
    fingerprint = fingerprint_of(files, settings)
    if fingerprint is not None:
        catalogue = CatalogueFile(settings.warehouse, fingerprint)
        if not catalogue.path.exists():
            paths = {name: Path(path) for name, path in files.select("table_name", "path").rows()}
            counts = catalogue.load(paths, CATALOGUE_ROLES)
            files = files.drop("line_count", "bad_line_count").join(counts, on="table_name")
    build.overwrite(CATALOGUE_FILES, files)
    return fingerprint


def write_batch(build: Build, batch: Batch) -> None:
    """Write what a batch of landing found, all or nothing."""
    with build.transaction():
        build.upsert(FILES, batch.files)
        build.replace_documents(FIELDS, batch.fields, batch.documents["document_id"])
        build.upsert(DOCUMENTS, batch.documents)
        build.upsert(DOWNLOADS, batch.downloads)
        build.update(DOCUMENTS, batch.status_changes, key=STATUS_CHANGES.key)
