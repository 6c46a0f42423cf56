"""What a catalogue knows of the phrases of a batch of documents.

What belongs here is the form in which staging is told of it. Where it comes from is the matter of
`catalogue`; what follows from it is decided by the rules.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

TITLES: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "imdb_id": pl.String(),
        "key": pl.String(),
        "phrase": pl.String(),
        "kind": pl.String(),
    }
)
"""Phrases of documents that are films: their `id`, or a `primary`, `original` or `alternative` title."""
FILMS: Final = pl.Schema(
    {
        "imdb_id": pl.String(),
        "title": pl.String(),
        "original_title": pl.String(),
        "year": pl.Int16(),
        "runtime_minutes": pl.Int32(),
        "genres": pl.List(pl.String()),
        "vote_count": pl.Int64(),
        "credit_count": pl.Int64(),
    }
)
"""The films that have these titles; `credit_count` tells how much is known of their people."""
CREDITS: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "imdb_id": pl.String(),
        "person_imdb_id": pl.String(),
        "name": pl.String(),
        "key": pl.String(),
        "phrase": pl.String(),
        "role": pl.String(),
        "position": pl.Int32(),
        "character": pl.String(),
    }
)
"""Phrases of documents that name somebody who has a part in one of these films."""

NAMES: Final = pl.Schema({"document_id": pl.String(), "key": pl.String()})
"""Phrases of documents that are the name of somebody with a part in any film."""


@dataclass(frozen=True)
class Known:
    """The films that a batch of documents may speak of, and who of their people is named there.

    Attributes:
        titles: As `TITLES`.
        films: As `FILMS`.
        credits: As `CREDITS`.
        names: As `NAMES`.
    """

    titles: pl.DataFrame
    films: pl.DataFrame
    credits: pl.DataFrame
    names: pl.DataFrame


NOTHING_KNOWN: Final = Known(
    *(pl.DataFrame(schema=schema) for schema in (TITLES, FILMS, CREDITS, NAMES))
)
"""What is known where there is no catalogue."""
