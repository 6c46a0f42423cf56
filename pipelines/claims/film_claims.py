"""Claim what is known of the films of documents by their titles: titles, years, ids.

What belongs here is the way from films that were found to claims. Which films there are is the
matter of `films` and `film_records`.
"""

from typing import Final

import polars as pl

from pipelines.claims import (
    facts,
)
from pipelines.claims.award_lists import claims_of_lists
from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.films import ADDRESS_OF_TITLE, AWARDED_RULE
from pipelines.claims.found import FOUND_SCHEMA, FOUND_WITH_FILM, ID_IN_CATALOGUE
from pipelines.claims.links import ids_of_films
from pipelines.claims.offsets import characters_before

ENGLISH: Final = r"(?i)\b(?:the|of|and|an|from|my|with|you|who|at|is|for|on|in the|to|at)\b"
"""A second title with such a word is seldom the original one, which would then stand first."""


def claims_of_titles(films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The titles as claims."""
    return (
        films.pipe(_narrowed, told)
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("title"),
            position=pl.lit(1, pl.Int32),
        )
        .select(FOUND_WITH_FILM)
    )


def _narrowed(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Narrow the span of a value to the value itself, where it stands there, and quote it.

    A title in a heading stands behind its marks; where markup cuts it, the whole line is quoted.
    """
    placed = found.join(
        told.select("document_id", "text"), on="document_id", how="left", maintain_order="left"
    )
    spanned = pl.col("text").str.slice(
        pl.col("span_start"), pl.col("span_end") - pl.col("span_start")
    )
    at = spanned.str.find(pl.col("value"), literal=True)
    before = characters_before(spanned, at)
    start = (pl.col("span_start") + before).cast(pl.Int32)
    end = start + pl.col("value").str.len_chars().cast(pl.Int32)
    is_there = at.is_not_null()
    return placed.with_columns(
        span_start=pl.when(is_there).then(start).otherwise("span_start"),
        span_end=pl.when(is_there).then(end).otherwise("span_end"),
        quote=pl.when(is_there | pl.col("span_start").is_null())
        .then("quote")
        .otherwise(spanned.str.slice(0, QUOTE_CHARACTERS)),
    ).drop("text")


def titles_beside(films: pl.DataFrame) -> pl.DataFrame:
    """The other title that stands beside the first, as `Shoplifters (Manbiki, 2018)`."""
    also = pl.col("detail").str.json_path_match("$.also")
    offered = films.select(also=also).drop_nulls().unique()["also"].sort()
    titles = [text for text in offered.to_list() if facts.other_title(text)]
    return claims_beside_titles(
        films.filter(also.is_in(titles)), "also", "original_title", "title.in_brackets"
    )


def claims_beside_titles(films: pl.DataFrame, name: str, attribute: str, rule: str) -> pl.DataFrame:
    """Claims of what films have in their detail, as it stood beside their titles."""
    value = pl.col("detail").str.json_path_match(f"$.{name}")
    return (
        films.filter(value.is_not_null())
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit(attribute),
            value=value,
            value_normalised=value,
            quote=value,
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            rule=pl.lit(rule),
            confidence=pl.lit(0.7),
        )
        .select(FOUND_WITH_FILM)
    )


def claims_of_other_titles(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The second title that stands below the first in listings."""
    if found.is_empty():
        return pl.DataFrame(schema={name: FOUND_SCHEMA[name] for name in FOUND_WITH_FILM})
    return (
        found.with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.when(pl.col("candidate").str.contains(ENGLISH))
            .then(pl.lit("alternative_title"))
            .otherwise(pl.lit("original_title")),
            value="candidate",
            value_normalised="candidate",
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            quote="candidate",
            rule=pl.lit("title.second_line"),
            confidence=pl.lit(0.75),
        )
        .pipe(_narrowed, told)
        .select(FOUND_WITH_FILM)
    )


def claims_of_award_lists(lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """What lists of awards say of the films that they name."""
    awarded = films.filter(pl.col("rule") == AWARDED_RULE)
    lines = lines.join(awarded, on="document_id", how="semi", maintain_order="left")
    schema = {name: FOUND_SCHEMA[name] for name in FOUND_WITH_FILM}
    return pl.DataFrame(claims_of_lists(lines, awarded), schema=schema, orient="row")


def linked_ids(links: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The IMDb ids of films whose title is a link to it."""
    return (
        ids_of_films(links, films)
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("imdb_id"),
            value="imdb_id",
            value_normalised="imdb_id",
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            quote="candidate",
            rule=pl.lit("imdb_id.linked_title"),
            confidence=pl.lit(0.9),
        )
        .select(FOUND_WITH_FILM)
    )


def ids_of_pages(by_field: pl.DataFrame) -> pl.DataFrame:
    """The IMDb id of the one film of a page that is a page of IMDb, by the page's own address."""
    imdb_id = pl.col("value").str.extract(ADDRESS_OF_TITLE, 1)
    return (
        by_field.filter(pl.col("attribute") == "canonical_uri", imdb_id.is_not_null())
        .with_columns(
            attribute=pl.lit("imdb_id"),
            value=imdb_id,
            value_normalised=imdb_id,
            quote=imdb_id,
            rule=pl.lit("imdb_id.canonical"),
            confidence=pl.lit(0.97),
        )
        .filter(pl.col("film_no").is_not_null())
    ).select(FOUND_WITH_FILM)


def matched_ids(matches: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The ids of films that a catalogue has under the title and with the people of a text."""
    return (
        matches.filter("is_taken")
        .join(films.drop("value"), on=["document_id", "film_no"], how="inner")
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("imdb_id"),
            value="phrase",
            value_normalised="imdb_id",
            detail=pl.lit(None, pl.String),
            position=pl.lit(1, pl.Int32),
            quote="phrase",
            rule=pl.lit(ID_IN_CATALOGUE),
            confidence=pl.lit(0.8),
        )
        .select(FOUND_WITH_FILM)
    )


def years_of_titles(films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The year printed behind a title, as `Heat (1995)`; in the page's own title if not in its text."""
    year = pl.col("detail").str.json_path_match("$.year")
    in_brackets = pl.concat_str(pl.lit(r"[\[(]"), "year", pl.lit(r"[\])]"))
    begin = characters_before(pl.col("text"), pl.col("at")) + 1
    is_there = pl.col("at").is_not_null() & pl.col("span_start").is_not_null()
    path = pl.coalesce(pl.col("detail").str.json_path_match("$.path"), pl.lit("title"))
    return (
        films.filter(year.is_not_null())
        .with_columns(year=year)
        .join(told.select("document_id", "text"), on="document_id", how="left")
        .with_columns(at=pl.col("text").str.find(in_brackets))
        .with_columns(
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit("year"),
            value=pl.col("year"),
            value_normalised=pl.col("year"),
            detail=pl.when(~is_there).then(pl.concat_str(pl.lit('{"path": "'), path, pl.lit('"}'))),
            position=pl.lit(1, pl.Int32),
            span_start=pl.when(is_there).then(begin),
            span_end=pl.when(is_there).then(begin + 4),
            quote=pl.col("year"),
            rule=pl.lit("year.behind_title"),
            confidence=pl.lit(0.9),
        )
        .select(FOUND_WITH_FILM)
    )
