"""Decide which film of a catalogue fits best, by what speaks for each.

What belongs here is what all matching with a catalogue shares: how evidence is weighed, and by how
much the best film must lead. What counts as evidence is told in `catalogue_prose` and
`catalogue_listed`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.tables import Column, Table

UNKNOWN: Final = ""
"""Stands for the film that a text itself tells, where the catalogue does not have it."""


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for or against a film.

    Attributes:
        weight: What it adds to the score.
        tells: What it is, in words.
        at_most: How often it counts.
    """

    weight: float
    tells: str
    at_most: float = 1.0


@dataclass(frozen=True)
class Bar:
    """What a film must reach to be taken: a score, and a lead before the second."""

    enough: float
    lead: float


MATCHES: Final = Table(
    name="staging.stg_matches",
    grain="one row per film of a document that the catalogue may have",
    key=("document_id", "film_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "imdb_id": Column(
            pl.String(), "The film of the catalogue that fits best; '' if it has it not."
        ),
        "phrase": Column(pl.String(), "Its title in the document."),
        "score": Column(pl.Float64(), "Sum of what speaks for it."),
        "other_imdb_id": Column(pl.String(), "The second best; NULL if there is none."),
        "other_score": Column(pl.Float64(), "Sum of what speaks for the second best."),
        "weights": Column(pl.String(), "JSON object: what the score is the sum of."),
        "is_taken": Column(pl.Boolean(), "Whether it is the film: it scores enough and leads."),
        "is_undecided": Column(
            pl.Boolean(), "Whether it scores enough, and the second best nearly as much."
        ),
    },
)


def scored(candidates: pl.DataFrame, weights: Mapping[str, Evidence]) -> pl.DataFrame:
    """The candidates with `score`, from columns that tell how often each evidence holds.

    Args:
        candidates: A column of numbers or truths per evidence; what is not known counts nothing.
        weights: What each evidence weighs.
    """
    counted = candidates.with_columns(
        pl.col(name).cast(pl.Float64).fill_null(0.0).clip(0.0, evidence.at_most)
        for name, evidence in weights.items()
    )
    total = pl.sum_horizontal(each.weight * pl.col(name) for name, each in weights.items())
    return counted.with_columns(score=total.round(4))


def decided(candidates: pl.DataFrame, weights: Mapping[str, Evidence], bar: Bar) -> pl.DataFrame:
    """The best candidate of each film of a document, in the form of `MATCHES`.

    Args:
        candidates: As from `scored`, with `document_id`, `film_no`, `imdb_id` and `phrase`.
        weights: What each evidence weighs.
        bar: What must be reached.
    """
    of_film = ["document_id", "film_no"]
    ranked = candidates.sort(
        *of_film,
        "score",
        "imdb_id",
        "phrase",
        descending=[False, False, True, False, False],
        maintain_order=True,
    ).unique([*of_film, "imdb_id"], keep="first", maintain_order=True)
    best = ranked.group_by(of_film, maintain_order=True).agg(
        *(pl.col(name).first() for name in ("imdb_id", "phrase", "score")),
        weights=amounts_told(
            {name: each.weight * pl.col(name).first() for name, each in weights.items()}
        ),
        other_imdb_id=pl.col("imdb_id").get(1, null_on_oob=True),
        other_score=pl.col("score").get(1, null_on_oob=True),
    )
    leads = pl.col("score") - pl.col("other_score").fill_null(0.0) >= bar.lead
    fits = (pl.col("score") >= bar.enough) & (pl.col("imdb_id") != UNKNOWN)
    return MATCHES.conform(
        best.lazy().with_columns(is_taken=fits & leads, is_undecided=fits & ~leads)
    ).collect()


def amounts_told(amounts: Mapping[str, pl.Expr]) -> pl.Expr:
    """A JSON object of the amounts that are not 0: what a score is the sum of."""
    parts = [
        pl.when(amount.round(2) != 0).then(
            pl.format('"{}": {}', pl.lit(name), amount.round(2).cast(pl.String))
        )
        for name, amount in amounts.items()
    ]
    told = pl.concat_str(parts, separator=", ", ignore_nulls=True)
    return pl.concat_str(pl.lit("{"), told, pl.lit("}"))
