"""Land files: list them, hash them, read what is new, and say what goes into the ledger.

What belongs here is the run over all files, batch by batch. It returns frames and writes nothing.
A content is read once by the same readers. What rules and sources say matters to later steps only,
and has them do the stored text anew.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.landing.archives import ArchiveLimits
from pipelines.landing.ledger import (
    Ledger,
    absent_files,
    changed_files,
    merged_documents,
    merged_files,
    read_before,
    replaced_files,
    seen_files,
    status_changes,
    text_owners,
    with_owners,
)
from pipelines.landing.places import (
    Entry,
    FoundFile,
    entries_by_source,
    list_files,
    read_bytes,
    uris_of,
)
from pipelines.landing.registry import Registry, Source
from pipelines.landing.remotes import PlaceError, Remotes, UnchangedError
from pipelines.landing.tables import DOCUMENTS, DOWNLOADS, FILES, STATUS_CHANGES
from pipelines.reading.batches import Outcome, chunked, read_many
from pipelines.reading.documents import Limits
from pipelines.reading.tables import FIELDS
from pipelines.settings import Settings
from pipelines.workers import Workers

if TYPE_CHECKING:
    from pipelines.reading.fields import Field

MAX_BATCH_FILES: Final = 50_000
# Starting the processes of a pool takes as long as reading this much in one.
POOL_FROM_BYTES: Final = 32_000_000
READ_AT_ONCE: Final = 32
"""So many files a process gets at a time; of larger batches the copying costs more a file."""
_AS_READ: Final = ("source", "uri", "stamp")
"""What of a place has to stay for its bytes to be known."""
_UNKNOWN_MEDIA_TYPE: Final = "application/octet-stream"
_FOUND_SCHEMA: Final = {
    "source": pl.String(),
    "uri": pl.String(),
    "document_id": pl.String(),
    "bytes": pl.Int64(),
    "stamp": pl.String(),
    "is_unread": pl.Boolean(),
}


@dataclass(frozen=True)
class SeenAgain:
    """The current rows of raw.files that a run found again: all but some.

    Attributes:
        absent: The keys of those that were not found.
        due: That others with a stamp were seen is written if they were last seen before this.
    """

    absent: pl.DataFrame
    due: datetime


@dataclass(frozen=True)
class Batch:
    """What one batch writes, in one transaction.

    `files` and `documents` replace the rows of their keys, `fields` all fields of the documents in
    `documents`; `status_changes` updates revision, version, status and reason of known documents;
    `downloads` replaces what is known of places outside this machine, of which `faults` could not
    be had: source, place and reason. `seen_again` is of the last batch, and tells which rows of
    raw.files were seen at the `moment` of the run.
    """

    moment: datetime
    revision: int
    files: pl.DataFrame
    documents: pl.DataFrame
    fields: pl.DataFrame
    status_changes: pl.DataFrame
    downloads: pl.DataFrame = field(default_factory=DOWNLOADS.empty)
    faults: tuple[tuple[str, str, str], ...] = ()
    seen_again: SeenAgain | None = None


@dataclass(frozen=True, slots=True)
class _Pending:
    """A content that is to be read, or that has a fault which says why not."""

    document_id: str
    source: str
    uri: str
    name: str
    size: int
    content: bytes
    fault: str | None


def version_of(source: Source, rules_version: str) -> str:
    """The version of the rows that rules of a version make of a document of the source."""
    told = f"{rules_version}\n{source.settings_fingerprint}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def limits_of(settings: Settings) -> Limits:
    """How much one file may hold, as the settings say."""
    return Limits(
        text_characters=settings.max_text_characters,
        values=settings.max_values,
        value_characters=settings.max_value_characters,
        columns=settings.max_columns,
        depth=settings.max_depth,
        open_tags=settings.max_open_tags,
    )


def _unread_id(found: FoundFile) -> str:
    """The id of a content that is not read: made of its place, as its bytes are not known."""
    told = f"unread\n{found.source.name}\n{found.uri}\n{found.size}"
    return hashlib.sha256(told.encode()).hexdigest()


class _Run:
    """The state of one run: what was found and what is still to be read."""

    def __init__(
        self,
        registry: Registry,
        settings: Settings,
        known: Ledger,
        *,
        now: datetime,
        revision: int,
        reader_version: str,
        rules_version: str,
    ) -> None:
        self._settings = settings
        self._limits = limits_of(settings)
        self._known = known
        self._now = now
        self._revision = revision
        self._reader_version = reader_version
        self._versions = {
            source.name: version_of(source, rules_version) for source in registry.sources
        }
        self._registry = registry
        self._standing = read_before(known, reader_version, list(self._versions))
        self._first_seen = known.documents.select("document_id", "first_seen_at")
        self._taken: set[str] = set()
        self._pending: list[_Pending] = []
        self._pending_bytes = 0
        self._found: list[tuple[str, str, str, int, str | None, bool]] = []
        self._all_found: list[pl.DataFrame] = []
        self._seen: list[pl.DataFrame] = [FILES.empty()]
        self._written: list[pl.DataFrame] = []
        self._workers = Workers()
        self.remotes = Remotes(
            settings,
            moment=now,
            downloads=known.downloads,
            files=known.files,
            stays=lambda *place: not self._is_to_read(*place),
        )

    @cached_property
    def _known_homes(self) -> pl.DataFrame:
        """Reader version, source and uri of every known content, at its place."""
        return self._known.documents.select("reader_version", "source", "uri")

    @cached_property
    def _known_places(self) -> dict[str, int]:
        """The place of every known content in `_known_homes`; made where files are new."""
        return {known: place for place, known in enumerate(self._known.documents["document_id"])}

    @cached_property
    def _owners(self) -> pl.DataFrame:
        """The texts that parsed documents have, and which of them has each."""
        return text_owners(self._known.documents)

    def is_full(self) -> bool:
        """Whether the batch has reached one of its bounds."""
        return (
            len(self._pending) >= self._settings.batch_documents
            or self._pending_bytes >= self._settings.batch_bytes
            or len(self._found) >= MAX_BATCH_FILES
        )

    def has_found(self) -> bool:
        """Whether anything was taken since the last batch."""
        return bool(self._found)

    def pass_standing(self, entries: list[list[Entry]]) -> list[list[Entry]]:
        """Note the files that stand as they were read; gives back the others, by source.

        These are most often all there are, so no step is taken for each of them.
        """
        listed = pl.concat(
            pl.DataFrame(
                {
                    "uri": uris_of(self._registry, files),
                    "stamp": [None if file.fault else file.stamp for file in files],
                },
                schema={"uri": pl.String(), "stamp": pl.String()},
            )
            .with_row_index("place")
            .with_columns(source=pl.lit(source.name))
            for source, files in zip(self._registry.sources, entries, strict=True)
        )
        found = listed.join(self._standing, on=_AS_READ, how="inner", maintain_order="left")
        self._standing = self._standing.join(found, on=_AS_READ, how="anti", maintain_order="left")
        self._note(found.with_columns(is_unread=pl.lit(value=False)))
        others = listed.join(found, on=["source", "place"], how="anti", maintain_order="left")
        places = dict(others.group_by("source").agg("place").iter_rows())
        return [
            [files[place] for place in places.get(source.name, ())]
            for source, files in zip(self._registry.sources, entries, strict=True)
        ]

    @cached_property
    def _standing_elsewhere(self) -> dict[tuple[str, str, str], tuple[str, int]]:
        """Content and size of places that are not in the data folder and stand as they were."""
        return {
            (source, uri, stamp): (document_id, size)
            for source, uri, stamp, document_id, size in self._standing.iter_rows()
        }

    def _note(self, found: pl.DataFrame) -> pl.DataFrame:
        """Keep what was found; gives back its rows of raw.files."""
        found = found.select(list(_FOUND_SCHEMA))
        self._all_found.append(found)
        seen = seen_files(self._known.files, found.drop("is_unread"), self._now)
        self._seen.append(seen)
        return seen

    def take(self, found: FoundFile) -> None:
        """Note a file, and its content for reading unless it is known."""
        same = self._standing_elsewhere.get((found.source.name, found.uri, found.stamp or ""))
        if same is not None and found.fault is None:
            self._found.append((found.source.name, found.uri, *same, found.stamp, False))
            return
        limit = self._settings.max_file_bytes
        content, fault = b"", found.fault
        if fault is None and found.size <= limit:
            try:
                content = read_bytes(found, limit)
            except UnchangedError as known:
                self._found.append(
                    (found.source.name, found.uri, known.document_id, known.size, None, False)
                )
                return
            except PlaceError as error:
                fault = str(error)
        download = found.download
        if fault is not None and download is not None and download.failed(found.uri, fault):
            return
        is_unread = fault is not None or max(found.size, len(content)) > limit
        if fault is None and is_unread:
            fault = f"larger than {limit:,} bytes, so not read; split it or raise max_file_bytes"
        document_id = _unread_id(found) if is_unread else hashlib.sha256(content).hexdigest()
        size = max(found.size, 0) if is_unread else len(content)
        if download is not None and is_unread:
            download.incomplete()
        elif download is not None:
            download.landed(found.uri, document_id, size)
        stamp = None if is_unread else found.stamp
        self._found.append((found.source.name, found.uri, document_id, size, stamp, is_unread))
        if document_id in self._taken or not self._is_to_read(
            found.source.name, found.uri, document_id
        ):
            return
        self._taken.add(document_id)
        name = found.member or found.place
        self._pending.append(
            _Pending(
                document_id,
                found.source.name,
                found.uri,
                name,
                size,
                b"" if is_unread else content,
                fault,
            )
        )
        self._pending_bytes += 0 if is_unread else size

    def _is_to_read(self, source_now: str, uri_now: str, document_id: str) -> bool:
        """Whether a content is new, or was read by other readers or for another source."""
        place = self._known_places.get(document_id)
        if place is None:
            return True
        reader_version, source, uri = self._known_homes.row(place)
        is_home = source == source_now or uri == uri_now or source not in self._versions
        return is_home and (reader_version, source) != (self._reader_version, source_now)

    def batch(self) -> Batch:
        """The batch of what was taken since the last one."""
        seen = self._note(pl.DataFrame(self._found, schema=_FOUND_SCHEMA, orient="row"))
        self._found.clear()
        documents, fields = self._read()
        batch = Batch(
            self._now,
            self._revision,
            changed_files(self._known.files, seen),
            documents,
            fields,
            STATUS_CHANGES.empty(),
        )
        self._written.append(documents.drop("text"))
        self._revision += 1
        return batch

    def _read(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        if not self._pending:
            return DOCUMENTS.empty(), FIELDS.empty()
        pending, self._pending = self._pending, []
        self._pending_bytes = 0
        outcomes = iter(
            self._outcomes([(item.content, item.name) for item in pending if not item.fault])
        )
        told = [
            Outcome(None, None, item.fault) if item.fault else next(outcomes) for item in pending
        ]
        documents = self._documents(pending, told)
        self._owners = pl.concat([self._owners, text_owners(documents)]).unique(
            "text_hash", keep="first", maintain_order=True
        )
        return documents, _fields(pending, told)

    def _outcomes(self, files: list[tuple[bytes, str]]) -> list[Outcome]:
        """The outcomes of reading the files, in their order."""
        size = sum(len(content) for content, _ in files)
        if size < POOL_FROM_BYTES or len(files) < 2 * READ_AT_ONCE:
            return read_many(files, self._limits)
        groups = ((group, self._limits) for group in chunked(files, READ_AT_ONCE))
        return [outcome for group in self._workers.map(read_many, groups) for outcome in group]

    def _documents(self, pending: list[_Pending], told: list[Outcome]) -> pl.DataFrame:
        readings = [outcome.reading for outcome in told]
        plain = pl.DataFrame(
            {
                "document_id": [item.document_id for item in pending],
                "reader_version": [self._reader_version] * len(pending),
                "version": [self._versions[item.source] for item in pending],
                "source": [item.source for item in pending],
                "uri": [item.uri for item in pending],
                "media_type": [r.media_type if r else _UNKNOWN_MEDIA_TYPE for r in readings],
                "reader": [r.reader if r else None for r in readings],
                "charset": [r.charset if r else None for r in readings],
                "status_reason": [outcome.reason for outcome in told],
                "text": [r.text if r else None for r in readings],
                "text_hash": [outcome.text_hash for outcome in told],
                "bytes": [item.size for item in pending],
                "characters": [len(r.text) if r else None for r in readings],
            },
            schema={
                name: column.dtype
                for name, column in DOCUMENTS.columns.items()
                if name not in {"revision", "status", "first_seen_at"}
            },
        )
        moment = pl.lit(self._now).cast(pl.Datetime("us", "UTC"))
        rows = with_owners(plain, self._owners).join(
            self._first_seen, on="document_id", how="left", maintain_order="left"
        )
        return DOCUMENTS.conform(
            rows.lazy().with_columns(
                revision=pl.lit(self._revision),
                first_seen_at=pl.coalesce("first_seen_at", moment),
            )
        ).collect()

    def last_batch(self) -> Batch:
        """The batch of what only the whole run tells: replaced contents, and their consequences."""
        found = pl.concat([pl.DataFrame(schema=_FOUND_SCHEMA), *self._all_found])
        # A place that cannot be read now has not got other bytes.
        had = found.filter(~pl.col("is_unread")).select("source", "uri", "document_id")
        replaced = replaced_files(self._known.files, pl.concat([had, self._listed()]))
        unread = found.filter("is_unread")
        replaced = replaced.join(
            unread, on=["source", "uri", "document_id"], how="anti", maintain_order="left"
        )
        seen = pl.concat(self._seen).unique(FILES.key, keep="first", maintain_order=True)
        files = merged_files(merged_files(self._known.files, seen), replaced)
        documents = merged_documents(
            self._known.documents,
            pl.concat([DOCUMENTS.empty().drop("text"), *self._written]),
        )
        versions = pl.DataFrame(
            {"source": list(self._versions), "version_now": list(self._versions.values())}
        )
        changes = status_changes(
            documents,
            files,
            versions,
            revision=self._revision,
            batch_documents=self._settings.batch_documents,
            batch_characters=self._settings.batch_bytes,
        )
        return Batch(
            self._now,
            self._revision,
            replaced,
            DOCUMENTS.empty(),
            FIELDS.empty(),
            changes,
            self.remotes.rows(),
            tuple(self.remotes.faults()),
            SeenAgain(
                absent_files(self._known.files, seen),
                self._now - timedelta(hours=self._settings.last_seen_hours),
            ),
        )

    def _listed(self) -> pl.DataFrame:
        """Places that gave files and are none: a fault that stood there is replaced."""
        return self.remotes.reached().with_columns(document_id=pl.lit(""))

    def close(self) -> None:
        """End what was started."""
        self._workers.close()
        self.remotes.close()


def _fields(pending: list[_Pending], told: list[Outcome]) -> pl.DataFrame:
    """The frame of raw.fields for what was read."""
    document_ids: list[str] = []
    rows: list[Field] = []
    for item, outcome in zip(pending, told, strict=True):
        if outcome.reading is not None and outcome.reading.fields:
            document_ids += [item.document_id] * len(outcome.reading.fields)
            rows += outcome.reading.fields
    if not rows:
        return FIELDS.empty()
    names = list(FIELDS.columns)[1:]
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    return pl.DataFrame(
        {"document_id": document_ids, **columns}, schema=FIELDS.polars_schema, strict=True
    )


def land_batches(
    registry: Registry,
    settings: Settings,
    known: Ledger,
    *,
    now: datetime,
    revision: int,
    reader_version: str,
    rules_version: str,
    entries: list[list[Entry]] | None = None,
) -> Iterator[Batch]:
    """Batches of what a run over all files adds to the ledger, to be written in order.

    Files whose bytes are known cost a hash. A file that cannot be had or read is in the ledger with
    its reason; none ends the run. The last batch holds what only the whole run tells: files that
    are no longer current, and known documents that change by that or by newer rules.

    Args:
        registry: The sources.
        settings: Bounds of a batch and of a file.
        known: The ledger before the run.
        now: The moment of the run.
        revision: Number of the first batch; each further one has the next.
        reader_version: Fingerprint of the readers; documents of another one are read again.
        rules_version: Fingerprint of the rules; documents of another one get a new revision.
        entries: The files of the data folder, by source, where they have been listed already.
    """
    run = _Run(
        registry,
        settings,
        known,
        now=now,
        revision=revision,
        reader_version=reader_version,
        rules_version=rules_version,
    )
    try:
        archives = ArchiveLimits(settings.max_archive_files, settings.max_archive_bytes)
        others = run.pass_standing(entries_by_source(registry) if entries is None else entries)
        for found in list_files(registry, run.remotes, archives, others):
            run.take(found)
            if run.is_full():
                yield run.batch()
        if run.has_found():
            yield run.batch()
        yield run.last_batch()
    finally:
        run.close()
