"""Claim what is said of a document as a whole: publication, critic, day, festival, mentions.

What belongs here is what no rule over lines finds: what the source registry tells, what a file is
called, who signed. The rules stand in `publishing`.
"""

from typing import Final

import polars as pl

from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.found import FOUND_WITH_FILM

FROM_SOURCE: Final = {"publication": 0.6, "festival": 0.4}
"""What a source tells of its documents, and how sure that is: what is printed goes before."""


def facts_of_sources(told: pl.DataFrame) -> list[pl.DataFrame]:
    """What the source registry says of every document of a source, one frame per attribute."""
    return [
        told.filter(
            pl.col(name).is_not_null() & pl.col("document_kind").fill_null("").ne("dataset")
        )
        .with_columns(
            film_no=pl.lit(None, pl.Int32),
            subject_name=pl.lit(None, pl.String),
            attribute=pl.lit(name),
            value=pl.col(name),
            value_normalised=pl.col(name),
            detail=pl.lit(f'{{"path": "sources.{name}"}}'),
            position=pl.lit(1, pl.Int32),
            span_start=pl.lit(None, pl.Int32),
            span_end=pl.lit(None, pl.Int32),
            quote=pl.col(name).str.slice(0, QUOTE_CHARACTERS),
            rule=pl.lit(f"source.{name}"),
            confidence=pl.lit(confidence),
        )
        .select(FOUND_WITH_FILM)
        for name, confidence in FROM_SOURCE.items()
    ]


DAY_OF_NAME: Final = r"(?:^|/|_)(?P<day>(?:19|20)\d\d-\d\d-\d\d)[-_.][^/]*$"


def days_of_names(told: pl.DataFrame) -> pl.DataFrame:
    """The day of publication that a file's name begins with, as blogs name their posts."""
    named = told.with_columns(
        day=pl.col("uri").str.extract_groups(DAY_OF_NAME).struct.field("day")
    ).filter(pl.col("day").str.to_date("%Y-%m-%d", strict=False).is_not_null())
    return named.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("published_on"),
        value=pl.col("day"),
        value_normalised=pl.col("day"),
        detail=pl.lit('{"path": "uri"}'),
        position=pl.lit(1, pl.Int32),
        span_start=pl.lit(None, pl.Int32),
        span_end=pl.lit(None, pl.Int32),
        quote=pl.col("day"),
        rule=pl.lit("published_on.file_name"),
        confidence=pl.lit(0.6),
    ).select(FOUND_WITH_FILM)


def festivals_of_films(found: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The festival that a headline or the source tells, said of each film of the document."""
    several = films.filter(pl.len().over("document_id") > 1)["document_id"].unique()
    told_of_all = found.filter(
        pl.col("attribute") == "festival",
        pl.col("film_no").is_null(),
        pl.col("rule").is_in(["festival.headline", "festival.alone", "source.festival"])
        | (
            (pl.col("rule") == "festival.in_headline")
            & pl.col("document_id").is_in(several.implode())
        ),
    ).drop("film_no")
    return told_of_all.join(
        films.select("document_id", "film_no"), on="document_id", how="inner"
    ).select(FOUND_WITH_FILM)


def sites_of_first_lines(names: pl.DataFrame) -> pl.DataFrame:
    """The publications that the first lines of pages name."""
    return names.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("publication"),
        value_normalised=pl.col("value"),
        detail=pl.lit(None, pl.String),
        position=pl.lit(1, pl.Int32),
        rule=pl.lit("publication.first_line"),
        confidence=pl.lit(0.4),
    ).select(FOUND_WITH_FILM)


def sites_behind_titles(names: pl.DataFrame) -> pl.DataFrame:
    """The publications that stand behind the titles of pages."""
    return names.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("publication"),
        value_normalised=pl.col("value"),
        detail=pl.concat_str(pl.lit('{"path": "'), "path", pl.lit('"}')),
        position=pl.lit(1, pl.Int32),
        span_start=pl.lit(None, pl.Int32),
        span_end=pl.lit(None, pl.Int32),
        quote=pl.col("value"),
        rule=pl.lit("publication.page_title"),
        confidence=pl.lit(0.55),
    ).select(FOUND_WITH_FILM)


def critics_who_signed(names: pl.DataFrame) -> pl.DataFrame:
    """The critics who signed; a first name alone is a poorer name than one that is printed whole."""
    is_whole = pl.col("value").str.contains(r"\s")
    return names.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("critic"),
        value_normalised=pl.col("value"),
        detail=pl.lit(None, pl.String),
        position=pl.lit(1, pl.Int32),
        rule=pl.lit("critic.signed_off"),
        confidence=pl.when(is_whole).then(pl.lit(0.8)).otherwise(pl.lit(0.55)),
    ).select(FOUND_WITH_FILM)


def claims_of_mentions(named: pl.DataFrame) -> pl.DataFrame:
    """Mentions of other films as claims of the document."""
    return named.with_columns(
        film_no=pl.lit(None, pl.Int32),
        subject_name=pl.lit(None, pl.String),
        attribute=pl.lit("mention"),
        value_normalised="title",
        detail=pl.when(pl.col("imdb_id").is_not_null()).then(
            pl.concat_str(pl.lit('{"imdb_id": "'), "imdb_id", pl.lit('"}'))
        ),
        position=pl.col("mention_no") + 1,
        quote="value",
        rule=pl.when(pl.col("imdb_id").is_not_null())
        .then(pl.lit("mention.linked"))
        .otherwise(pl.lit("mention.dated")),
        confidence=pl.lit(0.8),
    ).select(FOUND_WITH_FILM)
