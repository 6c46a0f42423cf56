"""The assets of landing: files seen, documents read, fields found."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Final

import dagster as dg
import polars as pl

from pipelines import fingerprints
from pipelines.catalogue.files import CATALOGUE_FILES, files_now, fingerprint_of
from pipelines.catalogue.imdb import CATALOGUE_ROLES
from pipelines.fingerprints import Part
from pipelines.landing.landing import Batch, land_batches, version_of
from pipelines.landing.ledger import (
    KNOWN_COLUMNS,
    RULES_FAILED,
    Ledger,
    batch_number,
    reconcile,
)
from pipelines.landing.places import entries_by_source
from pipelines.landing.registry import Registry
from pipelines.landing.tables import DOCUMENTS, DOWNLOADS, FILES, RULES, STATUS_CHANGES
from pipelines.orchestration.keys import BUILD_POOL, key_of
from pipelines.orchestration.resources import WarehouseResource
from pipelines.reading.tables import FIELDS
from pipelines.settings import Settings
from pipelines.warehouse import ddl
from pipelines.warehouse.build import Build
from pipelines.warehouse.catalogue import CatalogueFile
from pipelines.warehouse.releases import current_hold, current_release
from pipelines.warehouse.tables import RELEASES, WATERMARKS

LANDED: Final = (FILES, DOCUMENTS, FIELDS, CATALOGUE_FILES)
LOOKED_THROUGH: Final = 5_000, 10_000_000
"""Documents and characters of text that are looked through at once for the words of rules."""


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
    counts = {"files": 0, "documents": 0, "anew": 0}
    unreachable: list[str] = []
    with ThreadPoolExecutor(1) as beside, warehouse.build_file.connect() as build:
        # The file system is asked while DuckDB and Polars are: most often there is nothing else.
        listing = beside.submit(entries_by_source, registry)
        build.create([*LANDED, DOWNLOADS, RULES, WATERMARKS, RELEASES])
        catalogue = load_catalogue(build, registry, settings)
        found_in = fingerprints.of_staging_files(settings, catalogue)
        known = build.read(RULES)
        rules = parts_of(known, found_in) or fingerprints.of_staging(settings, catalogue)
        kept = keep_unreached(build, registry, known, rules, found_in)
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
            reader_version=fingerprints.of_reading(settings),
            rules_version=fingerprints.of_parts(rules),
            entries=listing.result(),
        ):
            write_batch(build, batch)
            counts["files"] += batch.files.height
            counts["documents"] += batch.documents.height
            counts["anew"] += batch.status_changes.height
            for source, uri, fault in batch.faults:
                context.log.warning(
                    "source %s: %s: %s; what was had from there before stays", source, uri, fault
                )
            unreachable += [uri for _, uri, _ in batch.faults]
        ledger = reconcile(
            build.query(f"SELECT document_id FROM {FILES.name}"),
            build.query(f"SELECT document_id, status FROM {DOCUMENTS.name}"),
        )
        fingerprint = warehouse.inputs_fingerprint(build)
        rows = {table: build.count(table) for table in LANDED}
    context.log.info("%s; read in this run: %d", ledger, counts["documents"])
    if kept or counts["anew"]:
        context.log.info(
            "rules changed: stored texts to do anew: %d; not reached: %d", counts["anew"], kept
        )
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
                "documents to be staged anew": counts["anew"],
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
            files = files.drop("line_count", "bad_line_count").join(
                counts, on="table_name", maintain_order="left"
            )
    build.overwrite(CATALOGUE_FILES, files)
    return fingerprint


def parts_of(rules: pl.DataFrame, found_in: str | None = None) -> tuple[Part, ...]:
    """The rules of the last run, as `RULES`; of other files none if these are named."""
    return tuple(
        Part(row["name"], row["fingerprint"], tuple(row["needs"]))
        for row in rules.iter_rows(named=True)
        if found_in in {None, row["found_in"]}
    )


def keep_unreached(
    build: Build, registry: Registry, known: pl.DataFrame, now: Sequence[Part], found_in: str
) -> int:
    """Give the version of the rules now to documents that no changed rule can matter to.

    They keep their rows and their revision, so that no later step does them again; those that
    older rules failed on do not.

    Args:
        build: The build file.
        registry: The sources.
        known: The rules of the last run, as `RULES`.
        now: The rules now.
        found_in: Fingerprint of the files that these were found in.

    Returns:
        How many documents are kept.
    """
    before = parts_of(known)
    needs = fingerprints.needed_by_changes(before, now)
    kept = 0
    with build.transaction():
        if needs:
            # Rules change seldom, and to load them takes a second.
            from pipelines.claims.reach import reached  # noqa: PLC0415

            old, new = fingerprints.of_parts(before), fingerprints.of_parts(now)
            versions = {version_of(each, old): version_of(each, new) for each in registry.sources}
            for documents in _of_versions(build, list(versions)):
                found = reached(*inputs_of(build, documents["document_id"]), needs)
                unreached = documents.filter(~pl.col("document_id").is_in(found.implode()))
                changes = unreached.select(
                    "document_id", pl.col("version").replace_strict(versions)
                )
                kept += build.update(DOCUMENTS, changes, key=DOCUMENTS.key)
        if parts_of(known, found_in) != tuple(now):
            rows = [
                {"position": place, **asdict(part), "found_in": found_in}
                for place, part in enumerate(now)
            ]
            build.overwrite(RULES, RULES.from_rows(rows))
    return kept


def _of_versions(build: Build, versions: list[str]) -> list[pl.DataFrame]:
    """The documents of these versions that no rule failed on, batch by batch."""
    known = build.read(
        DOCUMENTS,
        columns=["document_id", "version", "characters"],
        where="list_contains(?, version) and not contains(coalesce(status_reason, ''), ?)",
        parameters=[versions, RULES_FAILED],
    )
    numbered = known.with_columns(batch=batch_number(*LOOKED_THROUGH))
    return numbered.partition_by("batch", include_key=False, maintain_order=True)


def inputs_of(build: Build, document_ids: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The texts and the fields of those of the documents that are parsed."""
    documents = build.read(
        DOCUMENTS,
        columns=["document_id", "source", "uri", "text"],
        where="status = 'parsed'",
        document_ids=document_ids,
    )
    return documents, build.read(FIELDS, document_ids=documents["document_id"])


def write_batch(build: Build, batch: Batch) -> None:
    """Write what a batch of landing found, all or nothing."""
    with build.transaction():
        build.upsert(FILES, batch.files)
        build.replace_documents(FIELDS, batch.fields, batch.documents["document_id"])
        build.upsert(DOCUMENTS, batch.documents)
        build.upsert(DOWNLOADS, batch.downloads)
        build.update(DOCUMENTS, batch.status_changes, key=STATUS_CHANGES.key)
        if batch.seen_again is not None:
            seen_at, due = (
                f"TIMESTAMPTZ {ddl.literal(each.isoformat())}"
                for each in (batch.moment, batch.seen_again.due)
            )
            # What is written of every place is compared, judged and published anew for every place.
            build.update_all(
                FILES,
                "last_seen_at",
                seen_at,
                where=f"is_current AND (stamp IS NULL OR last_seen_at < {due})",
                but=batch.seen_again.absent,
            )
