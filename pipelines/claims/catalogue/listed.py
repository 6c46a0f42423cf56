"""Find the films of a catalogue that documents list with title, year and people.

What belongs here is the evidence where a film's title is told beyond doubt: programmes, tables,
records, sections of round-ups.
"""

from typing import Final

import polars as pl

from pipelines.claims.catalogue.known import Known
from pipelines.claims.catalogue.matches import MATCHES, Bar, Evidence, decided, scored
from pipelines.claims.tables import PARTS
from pipelines.claims.text.titles import folded
from pipelines.claims.values.folding import words_of

EVIDENCE: Final = {
    "title": Evidence(2.0, "it has the title here or where it was made"),
    "other_title": Evidence(1.5, "it has the title somewhere"),
    "same_year": Evidence(2.0, "its year is the one told"),
    "near_year": Evidence(1.0, "its year is one apart from the one told: festival and release"),
    "other_year": Evidence(-6.0, "its year is another than the one told"),
    "director": Evidence(3.0, "its director is the one told"),
    "other_director": Evidence(-4.0, "another director is told"),
    "people": Evidence(1.0, "another of its people is told", 3),
    "known": Evidence(0.05, "a power of ten of those who voted on it", 8),
}
"""What speaks for a film, and how much."""
BAR: Final = Bar(enough=4.0, lead=1.0)


def matched_listed(films: pl.DataFrame, found: pl.DataFrame, known: Known) -> pl.DataFrame:
    """The films of the catalogue that fit the films of documents, in the form of `MATCHES`.

    Args:
        films: `document_id`, `film_no`, `value`: films whose id is not told.
        found: What was found of them: years and people.
        known: What the catalogue knows.
    """
    if known.titles.is_empty():
        return MATCHES.empty()
    of_film = ["document_id", "film_no"]
    told = found.join(films.select(of_film), on=of_film, how="semi", maintain_order="left")
    candidates = (
        films.select(*of_film, phrase="value", key=folded(pl.col("value")))
        .join(
            known.titles.select("document_id", "imdb_id", "kind", key=folded(pl.col("key"))),
            on=["document_id", "key"],
            how="inner",
            maintain_order="left",
        )
        .join(known.films, on="imdb_id", how="inner", maintain_order="left")
        .join(_years(told), on=of_film, how="left", maintain_order="left")
        .join(_shared(told, known), on=[*of_film, "imdb_id"], how="left", maintain_order="left")
        .join(_directed(told), on=of_film, how="left", maintain_order="left")
        .with_columns(**_evidence())
    )
    return decided(scored(candidates, EVIDENCE), EVIDENCE, BAR)


def _years(told: pl.DataFrame) -> pl.DataFrame:
    """The year that is told of a film: `document_id`, `film_no`, `told_year`."""
    return (
        told.filter(pl.col("attribute") == "year")
        .sort("confidence", descending=True, maintain_order=True)
        .unique(["document_id", "film_no"], keep="first", maintain_order=True)
        .select(
            "document_id",
            "film_no",
            told_year=pl.col("value_normalised").cast(pl.Int32, strict=False),
        )
    )


def _directed(told: pl.DataFrame) -> pl.DataFrame:
    """The films of which a director is told."""
    return (
        told.filter(pl.col("attribute") == "director")
        .select("document_id", "film_no", has_director=pl.lit(value=True))
        .unique()
    )


def _shared(told: pl.DataFrame, known: Known) -> pl.DataFrame:
    """How many of the people told of a film a film of the catalogue has, by their parts."""
    people = (
        told.filter(pl.col("attribute").is_in(PARTS))
        .select("document_id", "film_no", "attribute", key=words_of(pl.col("value")))
        .unique()
    )
    parts = known.credits.select("document_id", "imdb_id", "key", "role").unique()
    is_director = (pl.col("attribute") == "director") & (pl.col("role") == "director")
    return (
        people.join(parts, on=["document_id", "key"], how="inner", maintain_order="left")
        .group_by("document_id", "film_no", "imdb_id")
        .agg(
            directors=pl.col("key").filter(is_director).n_unique(),
            others=pl.col("key").filter(pl.col("attribute") != "director").n_unique(),
        )
    )


def _evidence() -> dict[str, pl.Expr]:
    """Whether or how often each evidence holds."""
    apart = (pl.col("year").cast(pl.Int32) - pl.col("told_year")).abs()
    is_own = pl.col("kind").is_in(["primary", "original"])
    shares = pl.col("directors").fill_null(0) > 0
    return {
        "title": is_own,
        "other_title": ~is_own,
        "same_year": apart == 0,
        "near_year": apart == 1,
        "other_year": apart > 1,
        "director": shares,
        "other_director": pl.col("has_director").fill_null(value=False) & ~shares,
        "people": pl.col("others"),
        "known": (pl.col("vote_count") + 1).log(10),
    }
