"""Stage a batch of documents: from their texts and fields to the rows of every staging table.

What belongs here is the list of the tables that are filled document by document, and in which
order; each table is made in its own module.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims.catalogue.known import NOTHING_KNOWN, Known
from pipelines.claims.catalogue.matches import MATCHES
from pipelines.claims.extraction import extract
from pipelines.claims.tables import CLAIMS, DOCUMENTS, FILMS, MENTIONS
from pipelines.landing.ledger import RULES_FAILED
from pipelines.staging.awards import AWARDS, awards_from
from pipelines.staging.credits import CREDITS, credits_from
from pipelines.staging.listings import LISTINGS, listings_from
from pipelines.staging.reviews import REVIEWS, reviews_from
from pipelines.staging.screenings import SCREENINGS, screenings_from
from pipelines.staging.segments import SEGMENTS, segments_of
from pipelines.tables import Table

STAGED: Final[tuple[Table, ...]] = (
    CLAIMS,
    DOCUMENTS,
    FILMS,
    MENTIONS,
    MATCHES,
    SEGMENTS,
    CREDITS,
    REVIEWS,
    LISTINGS,
    SCREENINGS,
    AWARDS,
)
"""Tables whose rows depend on one document and what its source tells, on nothing else."""
STEP: Final = "staging"
"""Name of their watermark: they are written together, so they have one."""


AT_ONCE: Final = 10_000_000
"""Characters of text that are looked at together, which bounds the memory."""
FAULT_CHARACTERS: Final = 200


@dataclass(frozen=True)
class Staged:
    """The rows of every table of `STAGED` by its name, and why some documents have none."""

    rows: Mapping[str, pl.DataFrame]
    faults: Mapping[str, str]


def stage_each(
    documents: pl.DataFrame,
    fields: pl.DataFrame,
    sources: pl.DataFrame,
    own_names: pl.DataFrame,
    known: Known = NOTHING_KNOWN,
) -> Staged:
    """The rows for documents, part by part; one that the rules fail on is a fault and no more.

    Args: as of `stage`.
    """
    made: list[Mapping[str, pl.DataFrame]] = []
    faults: dict[str, str] = {}
    parts = list(_parts(documents))[::-1]
    while parts:
        part = parts.pop()
        of_part = fields.join(part, on="document_id", how="semi", maintain_order="left")
        try:
            made.append(stage(part, of_part, sources, own_names, known))
        except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001 - any fault of ours
            if part.height == 1:
                told = f"{type(error).__name__}: {error}"[:FAULT_CHARACTERS]
                faults[part["document_id"].item()] = (
                    f"{RULES_FAILED}{told}; report it with the file"
                )
            else:
                half = part.height // 2
                parts += [part[half:], part[:half]]
    rows = {
        table.name: pl.concat([table.empty(), *(each[table.name] for each in made)])
        for table in STAGED
    }
    return Staged(rows, faults)


def _parts(documents: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The documents in parts of about as much text as is looked at together."""
    begin = pl.col("text").str.len_chars().cum_sum() - pl.col("text").str.len_chars()
    numbers = documents.select((begin // AT_ONCE).fill_null(0).alias("part"))["part"]
    for part in numbers.unique(maintain_order=True):
        yield documents.filter(numbers == part)


def stage(
    documents: pl.DataFrame,
    fields: pl.DataFrame,
    sources: pl.DataFrame,
    own_names: pl.DataFrame,
    known: Known = NOTHING_KNOWN,
) -> Mapping[str, pl.DataFrame]:
    """The rows of every table of `STAGED` for a batch of documents, by the table's name.

    Args:
        documents: `document_id`, `source`, `uri`, `text` of parsed documents.
        fields: Their rows of `raw.fields`.
        sources: What the registry tells of the sources, in the schema `SOURCES`.
        own_names: `source`, `key`, `attribute`: field names that only one source uses so.
        known: What a catalogue knows of what the documents name.
    """
    said = extract(documents, fields, sources, own_names, known)
    claims, about, films = said.claims.lazy(), said.documents.lazy(), said.films.lazy()
    segments = segments_of(films, claims, documents.lazy()).collect()
    made = {
        CREDITS: credits_from(claims),
        REVIEWS: reviews_from(claims, about, films, segments.lazy()),
        LISTINGS: listings_from(claims, about, films, segments.lazy()),
        SCREENINGS: screenings_from(claims, about),
        AWARDS: awards_from(claims),
    }
    rows = {
        CLAIMS: said.claims,
        DOCUMENTS: said.documents,
        FILMS: said.films,
        MENTIONS: said.mentions,
        MATCHES: said.matches,
        SEGMENTS: segments,
        **dict(zip(made, pl.collect_all(made.values()), strict=True)),
    }
    return {table.name: frame for table, frame in rows.items()}
