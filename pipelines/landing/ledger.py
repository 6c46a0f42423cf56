"""Keep the ledger: which contents are new, seen before, replaced, or the same as another.

What belongs here are pure functions over frames of the ledger. They read no file and no clock.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import polars as pl

from pipelines.landing.tables import DOCUMENTS, DOWNLOADS, FILES, STATUS_CHANGES

PARSED: Final = "parsed"
DUPLICATE: Final = "duplicate"
REJECTED: Final = "rejected"

RULES_FAILED: Final = "the rules failed on it: "
"""Begins the reason of a document that was read, and rejected as no rows could be made of it."""

_REPLACED: Final = "replaced by "
_REJECTED_BEFORE: Final = "; it was rejected: "
_PLACE: Final = ("source", "uri", "document_id")
KNOWN_COLUMNS: Final = (
    "document_id",
    "revision",
    "reader_version",
    "version",
    "source",
    "uri",
    "reader",
    "status",
    "status_reason",
    "text_hash",
    "characters",
    "first_seen_at",
)


@dataclass(frozen=True)
class Ledger:
    """What is known before a run.

    That is all of raw.files and of raw.downloads, and raw.documents without their texts.
    """

    files: pl.DataFrame
    documents: pl.DataFrame
    downloads: pl.DataFrame = field(default_factory=DOWNLOADS.empty)

    @classmethod
    def empty(cls) -> "Ledger":
        """The ledger of a new warehouse."""
        return cls(FILES.empty(), DOCUMENTS.empty().select(KNOWN_COLUMNS))


@dataclass(frozen=True)
class Reconciliation:
    """Counts of places by what became of their content; a second place of a content is a duplicate.

    `unaccounted` counts files whose content the ledger does not have; it must be 0.
    """

    seen: int
    parsed: int
    duplicate: int
    rejected: int

    @property
    def unaccounted(self) -> int:
        """Places that are in no group."""
        return self.seen - self.parsed - self.duplicate - self.rejected

    @property
    def is_balanced(self) -> bool:
        """Whether seen = parsed + duplicate + rejected."""
        return self.unaccounted == 0

    def __str__(self) -> str:
        """The counts in one line."""
        line = (
            f"{self.seen:,} seen = {self.parsed:,} parsed + {self.duplicate:,} duplicate"
            f" + {self.rejected:,} rejected"
        )
        return line if self.is_balanced else f"{line}, but {self.unaccounted:,} unaccounted for"


def reconcile(files: pl.DataFrame, documents: pl.DataFrame) -> Reconciliation:
    """Counts of every place and content ever seen, by the status of the content.

    Grain of what is counted: one row of raw.files.

    Args:
        files: `document_id` of every place.
        documents: `document_id` and `status`.
    """
    standing = documents.join(
        files.group_by("document_id").len("places"), on="document_id", how="inner"
    )
    contents = dict(standing.group_by("status").len().iter_rows())
    second_places = standing["places"].sum() - standing.height
    return Reconciliation(
        seen=files.height,
        parsed=contents.get(PARSED, 0),
        duplicate=contents.get(DUPLICATE, 0) + second_places,
        rejected=contents.get(REJECTED, 0),
    )


def read_before(known: Ledger, reader_version: str, sources: list[str]) -> pl.DataFrame:
    """Places that need not be looked at again while what the file system tells of them stays.

    Their content was read by these readers, for the source that it has now.

    Args:
        known: The ledger before the run.
        reader_version: Fingerprint of the readers.
        sources: Names of the sources there are now.

    Returns:
        `source`, `uri`, `stamp`, `document_id` and `bytes`, one row per place.
    """
    homes = known.documents.select(
        "document_id", "reader_version", home_source="source", home_uri="uri"
    )
    is_home = (
        (pl.col("home_source") == pl.col("source"))
        | (pl.col("home_uri") == pl.col("uri"))
        | ~pl.col("home_source").is_in(sources)
    )
    is_as_read = (pl.col("reader_version") == reader_version) & (
        pl.col("home_source") == pl.col("source")
    )
    return (
        known.files.filter("is_current", pl.col("stamp").is_not_null())
        .join(homes, on="document_id", how="inner", maintain_order="left")
        .filter(~is_home | is_as_read)
        .select("source", "uri", "stamp", "document_id", "bytes")
    )


def seen_files(known: pl.DataFrame, found: pl.DataFrame, now: datetime) -> pl.DataFrame:
    """Rows of raw.files for what was found: the first time stays, the last moves to now.

    Args:
        known: raw.files before the run.
        found: One row per file, with source, uri, document_id, bytes and stamp.
        now: The moment of the run.
    """
    moment = pl.lit(now).cast(pl.Datetime("us", "UTC"))
    rows = (
        found.unique(_PLACE, keep="first", maintain_order=True)
        .join(known.select(*_PLACE, "first_seen_at"), on=_PLACE, how="left", maintain_order="left")
        .with_columns(
            first_seen_at=pl.coalesce("first_seen_at", moment),
            last_seen_at=moment,
            is_current=pl.lit(value=True),
        )
    )
    return FILES.conform(rows.lazy()).collect()


def changed_files(known: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """The rows of what was seen that say more of a place than that it was seen again.

    Args:
        known: raw.files before the run.
        seen: Rows of raw.files for what was found.
    """
    told = ["bytes", "stamp", "is_current"]
    return seen.join(
        known, on=[*_PLACE, *told], how="anti", nulls_equal=True, maintain_order="left"
    )


def absent_files(known: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """The places that were current before the run and that it did not find."""
    return (
        known.filter("is_current")
        .select(_PLACE)
        .join(seen, on=_PLACE, how="anti", maintain_order="left")
    )


def replaced_files(known: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Rows of raw.files that are no longer current: other bytes, or another source, are at the uri.

    Args:
        known: raw.files before the run.
        found: One row per file whose bytes were had, with source, uri and document_id.
    """
    return (
        known.filter("is_current")
        .join(found.select("uri").unique(), on="uri", how="semi", maintain_order="left")
        .join(found.select(_PLACE), on=_PLACE, how="anti", maintain_order="left")
        .with_columns(is_current=pl.lit(value=False))
        .sort(_PLACE, maintain_order=True)
    )


def merged_files(known: pl.DataFrame, changed: pl.DataFrame) -> pl.DataFrame:
    """raw.files after the changed rows were written."""
    return pl.concat([known.join(changed, on=_PLACE, how="anti", maintain_order="left"), changed])


def _replaced_reasons(files: pl.DataFrame) -> pl.DataFrame:
    """For each content that stands nowhere any more, the newer content at its place."""
    current = files.filter("is_current").select("uri", newer_id="document_id")
    return (
        files.join(
            files.filter("is_current").select("document_id").unique(),
            on="document_id",
            how="anti",
            maintain_order="left",
        )
        .join(current, on="uri", how="left", maintain_order="left")
        .sort("document_id", "uri", "newer_id", maintain_order=True)
        .group_by("document_id", maintain_order=True)
        .agg(
            replaced=pl.format("{}{} at {}", pl.lit(_REPLACED), pl.col("newer_id"), pl.col("uri"))
            .drop_nulls()
            .first()
        )
        .with_columns(pl.col("replaced").fill_null("replaced at its place by newer bytes"))
    )


def settled(documents: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """Documents whose status is not what the ledger asks for, with the status they should have.

    Grain: one row per document to change, with `status` and `status_reason`. A content that stands
    nowhere any more is a duplicate of what replaced it. Of contents with the same text, the one
    that is parsed stays so while it stands somewhere, else the one first seen takes its place.

    Args:
        documents: The ledger's documents after the run, with KNOWN_COLUMNS.
        files: raw.files after the run.
    """
    with_fate = documents.join(
        _replaced_reasons(files), on="document_id", how="left", maintain_order="left"
    ).with_columns(
        is_readable=pl.col("reader").is_not_null() & ~_is_failed(),
        was_rejected=pl.col("status_reason").str.split(_REJECTED_BEFORE).list.last(),
        was_replaced=(pl.col("status") == DUPLICATE)
        & pl.col("status_reason").str.starts_with("replaced ").fill_null(value=False),
    )
    owners = (
        with_fate.filter(
            "is_readable", pl.col("replaced").is_null(), pl.col("text_hash").is_not_null()
        )
        .with_columns(is_challenger=pl.col("status") != PARSED)
        .sort(
            "text_hash",
            "is_challenger",
            "first_seen_at",
            "revision",
            "source",
            "uri",
            "document_id",
            maintain_order=True,
        )
        .unique("text_hash", keep="first", maintain_order=True)
        .select("text_hash", owner_id="document_id", owner_uri="uri")
    )
    is_second = pl.col("owner_id").is_not_null() & (pl.col("owner_id") != pl.col("document_id"))
    wanted = with_fate.join(owners, on="text_hash", how="left", maintain_order="left").select(
        "document_id",
        old_status="status",
        old_reason="status_reason",
        status=pl.when(pl.col("replaced").is_not_null() | (pl.col("is_readable") & is_second))
        .then(pl.lit(DUPLICATE))
        .when("is_readable")
        .then(pl.lit(PARSED))
        .otherwise(pl.lit(REJECTED)),
        status_reason=pl.when(pl.col("replaced").is_not_null() & pl.col("was_replaced"))
        .then("status_reason")
        .when(pl.col("replaced").is_not_null() & ~pl.col("is_readable"))
        .then(pl.format("{}{}{}", "replaced", pl.lit(_REJECTED_BEFORE), "was_rejected"))
        .when(pl.col("replaced").is_not_null())
        .then("replaced")
        .when(~pl.col("is_readable"))
        .then("was_rejected")
        .when(is_second)
        .then(same_text_reason(pl.col("owner_id"), pl.col("owner_uri"))),
    )
    return (
        wanted.filter(
            (pl.col("status") != pl.col("old_status"))
            | ~pl.col("status_reason").eq_missing(pl.col("old_reason"))
        )
        .select("document_id", "status", "status_reason")
        .sort("document_id", maintain_order=True)
    )


def _is_failed() -> pl.Expr:
    """Whether the rules failed on a document, of which its reason tells."""
    return pl.col("status_reason").str.contains(RULES_FAILED, literal=True).fill_null(value=False)


def same_text_reason(owner_id: pl.Expr, owner_uri: pl.Expr) -> pl.Expr:
    """Why a document is a duplicate whose text another document has."""
    return pl.format("same text as {} at {}", owner_id, owner_uri)


def with_owners(new: pl.DataFrame, owners: pl.DataFrame) -> pl.DataFrame:
    """New documents with their status: of those with the same text only the first is parsed.

    Args:
        new: Documents just read, in the order in which they were found, with `reader`, `text_hash`,
            `status_reason` (of those that could not be read), `document_id` and `uri`.
        owners: One row per text that a parsed document has: text_hash, owner_id, owner_uri.
    """
    readable = new.filter(pl.col("reader").is_not_null(), pl.col("text_hash").is_not_null())
    first = readable.unique("text_hash", keep="first", maintain_order=True).select(
        "text_hash", first_id="document_id", first_uri="uri"
    )
    owned = (
        new.join(owners, on="text_hash", how="left", maintain_order="left")
        .join(first, on="text_hash", how="left", maintain_order="left")
        .with_columns(
            owner_id=pl.coalesce("owner_id", "first_id"),
            owner_uri=pl.coalesce("owner_uri", "first_uri"),
        )
    )
    is_second = pl.col("owner_id").is_not_null() & (pl.col("owner_id") != pl.col("document_id"))
    return owned.with_columns(
        status=pl.when(pl.col("reader").is_null())
        .then(pl.lit(REJECTED))
        .when(is_second)
        .then(pl.lit(DUPLICATE))
        .otherwise(pl.lit(PARSED)),
        status_reason=pl.when(pl.col("reader").is_null())
        .then("status_reason")
        .when(is_second)
        .then(same_text_reason(pl.col("owner_id"), pl.col("owner_uri"))),
    ).drop("owner_id", "owner_uri", "first_id", "first_uri")


def text_owners(documents: pl.DataFrame) -> pl.DataFrame:
    """One row per text that a parsed document has: text_hash, owner_id, owner_uri."""
    return (
        documents.filter(pl.col("status") == PARSED, pl.col("text_hash").is_not_null())
        .sort("text_hash", "first_seen_at", "document_id", maintain_order=True)
        .unique("text_hash", keep="first", maintain_order=True)
        .select("text_hash", owner_id="document_id", owner_uri="uri")
    )


def merged_documents(known: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The ledger's documents after new rows were written."""
    return pl.concat(
        [
            known.select(KNOWN_COLUMNS).join(
                new, on="document_id", how="anti", maintain_order="left"
            ),
            new.select(KNOWN_COLUMNS),
        ]
    )


def status_changes(
    documents: pl.DataFrame,
    files: pl.DataFrame,
    versions: pl.DataFrame,
    *,
    revision: int,
    batch_documents: int,
    batch_characters: int,
) -> pl.DataFrame:
    """Rows of known documents that change without being read again, with a new revision.

    Those are the ones whose status must change, and the ones whose version is an old one, so that
    later steps do their stored text anew. What older rules failed on is tried again by newer ones.

    Args:
        documents: The ledger's documents after the run, with KNOWN_COLUMNS.
        files: raw.files after the run.
        versions: One row per source with its version now: source, version_now.
        revision: Revision to give the first of them; each further batch has the next.
        batch_documents: So many documents have one revision at most.
        batch_characters: About so many characters of text have one revision at most.
    """
    known = documents.join(versions, on="source", how="left", maintain_order="left").with_columns(
        is_old=(pl.col("version_now") != pl.col("version")).fill_null(value=False)
    )
    tried = known.with_columns(
        status_reason=pl.when(~pl.col("is_old") | ~_is_failed()).then("status_reason")
    )
    rows = (
        known.join(
            settled(tried, files).rename({"status": "to_status", "status_reason": "to_reason"}),
            on="document_id",
            how="left",
            maintain_order="left",
        )
        .filter(pl.col("to_status").is_not_null() | pl.col("is_old"))
        .with_columns(version_now=pl.coalesce("version_now", "version"))
        .sort("revision", "document_id", maintain_order=True)
        .select(
            "document_id",
            revision=revision + batch_number(batch_documents, batch_characters),
            version="version_now",
            status=pl.coalesce("to_status", "status"),
            status_reason=pl.when(pl.col("to_status").is_not_null())
            .then("to_reason")
            .otherwise("status_reason"),
        )
        .sort("document_id", maintain_order=True)
    )
    return STATUS_CHANGES.conform(rows.lazy()).collect()


def batch_number(documents: int, characters: int) -> pl.Expr:
    """The number, from 0, of the batch of so many documents and characters a row falls into."""
    begin = pl.col("characters").fill_null(0).cum_sum() - pl.col("characters").fill_null(0)
    return pl.int_range(pl.len()) // documents + begin // characters
