"""Find the second title that listings print below the first.

What belongs here is the line below a title that is another title of the same film. A page seldom
says whether it is the original one or a translation, so it is claimed as an alternative title.
"""

from typing import Final

import polars as pl

from pipelines.claims.films.candidates import SENTENCE
from pipelines.claims.films.spoken_titles import FILM
from pipelines.claims.lists.award_labels import IS_HEAD
from pipelines.claims.lists.data_lines import is_item, persons_alone
from pipelines.claims.rules import NAME
from pipelines.claims.text.columns import sifted
from pipelines.claims.text.lines import beside
from pipelines.claims.text.titles import DAY_AHEAD, IS_BESIDE, PREMIERE, folded, read_titles

IS_TAGLINE: Final = r"[.!?…]\W?$"
SHORTEST_TAGLINE: Final = 30
LONGEST: Final = 80
NO_TITLE: Final = r"^[\W\d_½¼¾]*$|^(?i:still|photo|image|picture|poster|foto|bild|szene|szenenbild|courtesy|crédit)\b"
"""Stars, figures, and what stands below pictures."""


BELOW_CAPTION: Final = r"^(?i:photos?|images?|pictures?|fotos?|bild(?:er)?|im[aá]gen(?:es)?)\s?[:©]"
"""Whose picture it is, below the words that tell what it shows."""
IS_PAIR: Final = r"^\p{Lu}\p{Ll}+:\s+\S+$"
"""A word that a label of one word stands before, as in `Status: Finished`."""
DATED: Final = r"\d{1,2}\.?\s+\p{L}{3,10}\.?\s+\d{4}|\p{L}{3,10}\s+\d{1,2},\s+\d{4}|\d{4}-\d\d-\d\d"
"""A line with a day, as a byline has one."""
IS_KIND_BY: Final = (
    rf"^(?i:\p{{L}}{{0,12}}{FILM})\b.*\s(?:d[’']|(?:de|di|von|by|van|av|af)\s){NAME}"
)
"""What kind of film it is and who made it, as `Drame britannique de Ada Brown`."""
IS_YEAR: Final = r"^\W*(?:18|19|20)\d\d\W*$"
IN_BRACKETS: Final = r"^[(\[](\p{Lu}[^()\[\]\d]{1,70})[)\]]$"
"""A second title that stands in brackets on a line of its own."""
FEWEST: Final = 3
FEWEST_TOLD: Final = 2
MOST: Final = 0.6
FURTHEST: Final = 3
"""Characters between the two titles: line breaks only."""


def titles_above(lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """First titles of lists that print two of each film, as `other_titles`.

    The line above a title is one where most films of a list have such a line and no two the same:
    sections and days are printed above several films.

    Args:
        lines: As from `with_looks`.
        films: The films of the documents.
    """
    listed = films.filter(
        pl.len().over("document_id") >= FEWEST, pl.col("span_start").is_not_null()
    ).select("document_id", "film_no", "span_start", title="value")
    may_be = (
        pl.col("is_title_like")
        & (pl.col("heading") == 0)
        & ~pl.col("is_bullet")
        & pl.col("listed").is_null()
        & ~pl.any_horizontal("is_fact", "is_role", "is_bare_role")
    )
    above = lines.join(listed, on="document_id", how="semi", maintain_order="left").select(
        "document_id",
        title=pl.col("line"),
        span_start="start",
        candidate=beside(pl.col("line"), 1),
        begin=beside(pl.col("start"), 1),
        width=beside(pl.col("raw").str.len_chars().cast(pl.Int32), 1),
        may_be=beside(may_be, 1),
    )
    told = (
        listed.join(
            above, on=["document_id", "title", "span_start"], how="left", maintain_order="left"
        )
        .with_columns(
            is_fit=(
                pl.col("may_be")
                & (pl.col("span_start") - pl.col("begin") - pl.col("width") <= FURTHEST)
                & (pl.col("candidate").str.len_chars() <= LONGEST)
            ).fill_null(value=False)
        )
        .with_columns(count=pl.len().over("document_id"))
        .filter("is_fit")
    )
    texts = told.select("candidate").unique().sort("candidate")
    heads = sifted(texts, pl.col("candidate").str.contains(rf"^\d|[!?:]$|{IS_HEAD}"))
    no_titles = pl.concat([persons_alone(texts["candidate"]), heads["candidate"]])
    return (
        told.filter(
            ~pl.col("candidate").is_in(no_titles.implode()),
            pl.col("candidate").str.to_lowercase() != pl.col("title").str.to_lowercase(),
        )
        .filter(
            pl.len().over("document_id") >= MOST * pl.col("count"),
            pl.col("candidate").n_unique().over("document_id") == pl.len().over("document_id"),
            pl.len().over("document_id") >= FEWEST_TOLD,
        )
        .select(
            "document_id",
            "film_no",
            pl.col("candidate").str.replace(DAY_AHEAD, ""),
            span_start="begin",
            span_end=pl.col("begin") + pl.col("width"),
        )
    )


def other_titles(
    lines: pl.DataFrame, films: pl.DataFrame, *, blocks: pl.DataFrame, data: pl.DataFrame
) -> pl.DataFrame:
    """Second titles: `document_id`, `film_no`, `candidate`, `span_start`, `span_end`, `is_person`.

    Where it is the name of a person, it tells who made the film. A line is one where it stands below a title, is printed once, and what follows is a sentence
    about the film or its credits.

    Args:
        lines: As from `with_looks`.
        films: The films of the documents.
        blocks: As from `credit_blocks`; only documents that list films have such lines.
        data: As from `credit_lines`.
    """
    listed = (
        lines.join(blocks, on="document_id", how="semi", maintain_order="left")
        .filter(~pl.col("is_bullet"))
        .filter(~pl.col("raw").str.contains(IS_BESIDE))
    )
    data = data.select("document_id", "line_no", is_credit=pl.lit(value=True))
    followed = (
        listed.sort("document_id", "line_no", maintain_order=True)
        .join(data, on=["document_id", "line_no"], how="left", maintain_order="left")
        .with_columns(
            above=_title_above(),
            is_before_credits=_is_credit(1),
            is_before_premiere=_is_credit(2),
            below=beside(pl.col("line"), -1).fill_null(""),
            times=pl.len().over("document_id", "line"),
        )
    )
    is_before_tagline = pl.col("below").str.contains(IS_TAGLINE) & (
        pl.col("below").str.len_chars() >= SHORTEST_TAGLINE
    )
    is_before_credits = pl.col("is_before_credits") | (
        pl.col("is_before_premiere") & pl.col("below").str.contains(rf"^(?i:{PREMIERE})$")
    )
    found = followed.filter(
        pl.col("is_credit").is_null(),
        pl.col("listed").is_null(),
        pl.col("times") == 1,
        pl.col("size").is_between(2, LONGEST),
    ).pipe(
        sifted,
        is_before_tagline | is_before_credits | pl.col("line").str.contains(IN_BRACKETS),
        ~pl.col("line").str.contains(r"^\W*\+\s|[!?:]$"),
        ~pl.col("line").str.contains(SENTENCE),
        ~pl.col("line").str.contains(IS_PAIR),
        ~pl.col("line").str.contains(NO_TITLE),
        ~pl.col("line").str.contains(DATED),
        ~pl.col("line").str.contains(IS_KIND_BY),
        ~pl.col("below").str.contains(BELOW_CAPTION),
        pl.col("is_title_like") | pl.col("line").str.contains(IN_BRACKETS),
    )
    found = found.filter(~_is_place_or_genre(found["line"])).with_columns(
        is_person=pl.col("line").is_in(persons_alone(found["line"]).implode())
        & pl.col("is_before_credits")
    )
    titles = read_titles(found["above"])
    keys = films.select("document_id", "film_no", key=folded(pl.col("value")))
    width = pl.col("raw").str.len_chars().cast(pl.Int32)
    return (
        found.join(
            titles, left_on="above", right_on="candidate", how="inner", maintain_order="left"
        )
        .with_columns(key=folded(pl.col("value")))
        .join(keys, on=["document_id", "key"], how="inner", maintain_order="left")
        .filter(pl.col("line").str.to_lowercase() != pl.col("value").str.to_lowercase())
        .sort("document_id", "film_no", "line_no", maintain_order=True)
        .unique(["document_id", "film_no"], keep="first", maintain_order=True)
        .select(
            "document_id",
            "film_no",
            "is_person",
            candidate=pl.coalesce(pl.col("line").str.extract(IN_BRACKETS, 1), "line"),
            span_start="start",
            span_end=pl.col("start") + width,
        )
    )


def _is_credit(step: int) -> pl.Expr:
    """Whether so many lines below there are data of a film."""
    return beside(pl.col("is_credit"), -step).fill_null(value=False)


def _title_above() -> pl.Expr:
    """The line above, or the one above that where only the year of the film is between."""
    lines = pl.col("line").str.replace(r"^\+\s+", "")
    one, two = (beside(lines, step) for step in (1, 2))
    return pl.when(one.str.contains(IS_YEAR)).then(two).otherwise(one)


def _is_place_or_genre(lines: pl.Series) -> pl.Series:
    """True for lines that are nothing but a place or a genre."""
    distinct = lines.unique().sort().to_list()
    return lines.is_in([text for text in distinct if is_item(text)])
