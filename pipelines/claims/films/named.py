"""Claim what is known of the films of documents by their titles: titles, years, ids.

What belongs here is the way from films that were found to claims. Which films there are is the
matter of `films` and `film_records`.
"""

from typing import Final

import polars as pl

from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.films.about import ADDRESS_OF_TITLE, AWARDED_RULE
from pipelines.claims.found import FOUND_SCHEMA, FOUND_WITH_FILM, ID_IN_CATALOGUE, as_found
from pipelines.claims.lists.award_lists import claims_of_lists
from pipelines.claims.text.links import ids_of_films
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.topics.facts.titles import other_title
from pipelines.claims.values.people import people_in_prose

ENGLISH: Final = r"(?i)\b(?:the|of|and|an|from|my|with|you|who|at|is|for|on|in the|to|at)\b"
"""A second title with such a word is seldom the original one, which would then stand first."""


def claims_of_titles(films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The titles as claims."""
    return as_found(
        films.pipe(_narrowed, told),
        attribute="title",
        value_normalised="value_normalised",
        detail="detail",
        quote="quote",
        rule=pl.col("rule"),
        confidence=pl.col("confidence"),
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
    titles = [text for text in offered.to_list() if other_title(text)]
    return claims_beside_titles(
        films.filter(also.is_in(titles)), "also", "original_title", "title.in_brackets", 0.8
    )


def claims_beside_titles(
    films: pl.DataFrame, name: str, attribute: str, rule: str, confidence: float = 0.7
) -> pl.DataFrame:
    """Claims of what films have in their detail, as it stood beside their titles."""
    value = pl.col("detail").str.json_path_match(f"$.{name}")
    beside = films.with_columns(value=value).filter(pl.col("value").is_not_null())
    return as_found(beside, attribute=attribute, rule=rule, confidence=confidence)


LONGEST_LIST_LINE: Final = 160


def directors_beside(films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The directors whom a list names behind each title, or above all titles of theirs."""
    told_of = pl.col("detail").str.json_path_match
    start, end = (told_of(f"$.{name}").cast(pl.Int32) for name in ("above_start", "above_end"))
    named = films.with_columns(
        makers=pl.coalesce(told_of("$.makers"), told_of("$.above")),
        span_start=pl.coalesce(start, "span_start"),
        span_end=pl.coalesce(end, pl.col("span_end") + LONGEST_LIST_LINE),
    ).filter(pl.col("makers").is_not_null())
    persons = pl.DataFrame(
        [
            (text, person.text, place)
            for text in named["makers"].unique().sort().to_list()
            for place, person in enumerate(people_in_prose(text), start=1)
        ],
        schema={"makers": pl.String(), "person": pl.String(), "place": pl.Int32()},
        orient="row",
    )
    placed = named.join(persons, on="makers", maintain_order="left").with_columns(
        value="person",
        quote="person",
    )
    return as_found(
        placed.pipe(_narrowed, told),
        attribute="director",
        position="place",
        quote="quote",
        rule="director.of_list",
        confidence=0.75,
    )


def claims_below_titles(found: pl.DataFrame, told: pl.DataFrame) -> list[pl.DataFrame]:
    """What stands alone between the titles of listings and their credits: another title, or a name."""
    return [
        claims_of_other_titles(found.filter(~pl.col("is_person")), told),
        _makers_below(found.filter("is_person"), told),
    ]


def claims_of_other_titles(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The second title that stands below or above the first in listings."""
    is_english = pl.col("candidate").str.contains(ENGLISH)
    return as_found(
        found.with_columns(value="candidate", quote="candidate").pipe(_narrowed, told),
        attribute=pl.when(is_english)
        .then(pl.lit("alternative_title"))
        .otherwise(pl.lit("original_title")),
        quote="quote",
        rule="title.second_line",
        confidence=0.75,
    )


def _makers_below(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Who made a film, by the name that stands alone between its title and its credits."""
    return as_found(
        found.with_columns(value="candidate", quote="candidate").pipe(_narrowed, told),
        attribute="director",
        subject_name="value",
        quote="quote",
        rule="director.below_title",
        confidence=0.6,
    )


def claims_of_award_lists(lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """What lists of awards say of the films that they name."""
    awarded = films.filter(pl.col("rule") == AWARDED_RULE)
    schema = {name: FOUND_SCHEMA[name] for name in FOUND_WITH_FILM}
    if awarded.is_empty():
        return pl.DataFrame(schema=schema)
    lines = lines.join(awarded, on="document_id", how="semi", maintain_order="left")
    return pl.DataFrame(claims_of_lists(lines, awarded), schema=schema, orient="row")


def linked_ids(links: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The IMDb ids of films whose title is a link to it."""
    return as_found(
        ids_of_films(links, films),
        attribute="imdb_id",
        value="imdb_id",
        quote="candidate",
        rule="imdb_id.linked_title",
        confidence=0.9,
    )


def ids_of_pages(by_field: pl.DataFrame) -> pl.DataFrame:
    """The IMDb id of the one film of a page that is a page of IMDb, by the page's own address."""
    imdb_id = pl.col("value").str.extract(ADDRESS_OF_TITLE, 1)
    addresses = by_field.filter(
        pl.col("attribute") == "canonical_uri",
        imdb_id.is_not_null(),
        pl.col("film_no").is_not_null(),
    )
    return as_found(
        addresses.with_columns(value=imdb_id),
        attribute="imdb_id",
        subject_name="subject_name",
        detail="detail",
        position="position",
        rule="imdb_id.canonical",
        confidence=0.97,
    )


def matched_ids(matches: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The ids of films that a catalogue has under the title and with the people of a text."""
    return as_found(
        matches.filter("is_taken").join(
            films.drop("value"), on=["document_id", "film_no"], how="inner", maintain_order="left"
        ),
        attribute="imdb_id",
        value="phrase",
        value_normalised="imdb_id",
        rule=ID_IN_CATALOGUE,
        confidence=0.8,
    )


NEAR: Final = 200
"""So many characters from the beginning of a title its year is looked for."""


def years_of_titles(films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The year printed behind a title, as `Heat (1995)`; in the page's own title if not in its text."""
    year = pl.col("detail").str.json_path_match("$.year")
    in_brackets = pl.concat_str(pl.lit(r"[\[(]"), "year", pl.lit(r"[\])]"))
    behind = pl.col("text").str.slice(pl.col("span_start"), NEAR)
    near = behind.str.find(pl.concat_str(pl.lit(r"\b"), "year", pl.lit(r"\b")))
    begin = pl.coalesce(
        pl.col("span_start") + characters_before(behind, near),
        characters_before(pl.col("text"), pl.col("at")) + 1,
    )
    is_there = begin.is_not_null() & pl.col("span_start").is_not_null()
    path = pl.coalesce(pl.col("detail").str.json_path_match("$.path"), pl.lit("title"))
    placed = (
        films.filter(year.is_not_null())
        .with_columns(year=year)
        .join(
            told.select("document_id", "text"), on="document_id", how="left", maintain_order="left"
        )
        .with_columns(at=pl.col("text").str.find(in_brackets))
    )
    return as_found(
        placed,
        attribute="year",
        value="year",
        detail=pl.when(~is_there).then(pl.concat_str(pl.lit('{"path": "'), path, pl.lit('"}'))),
        span_start=pl.when(is_there).then(begin),
        span_end=pl.when(is_there).then(begin + 4),
        rule="year.behind_title",
        confidence=0.9,
    )
