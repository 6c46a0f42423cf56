"""Claim what is said of a document as a whole: publication, critic, day, festival, mentions.

What belongs here is what no rule over lines finds: what the source registry tells, what a file is
called, who signed. The rules stand in `publishing`.
"""

from typing import Final

import polars as pl

from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.found import FOUND_WITH_FILM, as_found

FROM_SOURCE: Final = {"publication": 0.6, "festival": 0.7}
"""What a source tells of its documents, and how sure that is: what a headline says goes before.

A festival's own pages tell where else its films were shown.
"""


def facts_of_sources(told: pl.DataFrame) -> list[pl.DataFrame]:
    """What the source registry says of every document of a source, one frame per attribute."""
    return [
        as_found(
            told.filter(
                pl.col(name).is_not_null() & pl.col("document_kind").fill_null("").ne("dataset")
            ),
            attribute=name,
            value=name,
            detail=pl.lit(f'{{"path": "sources.{name}"}}'),
            quote=pl.col(name).str.slice(0, QUOTE_CHARACTERS),
            rule=f"source.{name}",
            confidence=confidence,
        )
        for name, confidence in FROM_SOURCE.items()
    ]


DAY_OF_NAME: Final = r"(?:^|/|_)(?P<day>(?:19|20)\d\d-\d\d-\d\d)[-_.][^/]*$"


def days_of_names(told: pl.DataFrame) -> pl.DataFrame:
    """The day of publication that a file's name begins with, as blogs name their posts."""
    named = told.with_columns(
        day=pl.col("uri").str.extract_groups(DAY_OF_NAME).struct.field("day")
    ).filter(pl.col("day").str.to_date("%Y-%m-%d", strict=False).is_not_null())
    return as_found(
        named,
        attribute="published_on",
        value="day",
        detail=pl.lit('{"path": "uri"}'),
        rule="published_on.file_name",
        confidence=0.6,
    )


OF_SITES: Final = ("field.publication", "publication.page_title", "publication.first_line")
"""What tells whose a page is."""
FILM_FESTIVAL: Final = r"(?i:\b(?:film\s?fest(?:ival|spiele)?|festival\s+(?:de|du|del|di|do|des|der|van)\b.*|(?:cinema|cine)\s+fest(?:ival)?|festival\s+of\s+film|filmfestival|filmfestspiele|dokfest|doc\s?fest|kurzfilmtage|filmtage|rencontres\s+(?:internationales\s+)?(?:cin[ée]m\w+|(?:du|de)\s+(?:film|cin[ée]ma))|journées\s+(?:cin[ée]m\w+|(?:du|de)\s+(?:film|cin[ée]ma)))\b)"


def festivals_of_films(found: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The festival that a headline or the source tells, said of each film of the document."""
    several = films.filter(pl.len().over("document_id") > 1)["document_id"].unique()
    told_of_all = found.filter(
        pl.col("attribute") == "festival",
        pl.col("film_no").is_null(),
        pl.col("rule").is_in(
            [
                "festival.headline",
                "festival.alone",
                "festival.diary",
                "festival.own_page",
                "festival.announces",
                "source.festival",
            ]
        )
        | (
            (pl.col("rule") == "festival.in_headline")
            & pl.col("document_id").is_in(several.implode())
        ),
    ).drop("film_no")
    sites = found.filter(
        pl.col("attribute") == "publication",
        pl.col("rule").is_in(OF_SITES),
        pl.col("value").str.contains(FILM_FESTIVAL),
    )
    own = as_found(
        sites.unique("document_id", keep="first", maintain_order=True).drop("film_no"),
        attribute="festival",
        quote="quote",
        rule="festival.own_site",
        confidence=FROM_SOURCE["festival"],
        value="value",
    )
    told_of_all = pl.concat([told_of_all, own.drop("film_no").select(told_of_all.columns)])
    return told_of_all.join(
        films.select("document_id", "film_no"), on="document_id", how="inner", maintain_order="left"
    ).select(FOUND_WITH_FILM)


def sites_of_first_lines(names: pl.DataFrame) -> pl.DataFrame:
    """The publications that the first lines of pages name."""
    return as_found(
        names,
        attribute="publication",
        quote="quote",
        rule="publication.first_line",
        confidence=0.4,
    )


def sites_behind_titles(names: pl.DataFrame) -> pl.DataFrame:
    """The publications that stand behind the titles of pages."""
    return as_found(
        names,
        attribute="publication",
        detail=pl.concat_str(pl.lit('{"path": "'), "path", pl.lit('"}')),
        rule="publication.page_title",
        confidence=0.55,
    )


def critics_who_signed(names: pl.DataFrame) -> pl.DataFrame:
    """The critics who signed; a first name alone is a poorer name than one that is printed whole."""
    is_whole = pl.col("value").str.contains(r"\s")
    return as_found(
        names,
        attribute="critic",
        quote="quote",
        rule="critic.signed_off",
        confidence=pl.when(is_whole).then(0.8).otherwise(0.55),
    )


IS_SITE: Final = r"^(?i:(?:(?:see|view|more|page|link|film|auf|sur|on|at|op|en|su|the)\s+)*IMDb(?:\.com)?(?:\s+\p{L}+)?)$"


def claims_of_mentions(named: pl.DataFrame) -> pl.DataFrame:
    """Mentions of other films as claims of the document; a link that names its site names no film."""
    is_linked = pl.col("imdb_id").is_not_null()
    return as_found(
        named.filter(~pl.col("title").str.contains(IS_SITE)),
        attribute="mention",
        value_normalised="title",
        detail=pl.when(is_linked).then(
            pl.concat_str(pl.lit('{"imdb_id": "'), "imdb_id", pl.lit('"}'))
        ),
        position=pl.col("mention_no") + 1,
        rule=pl.when(is_linked).then(pl.lit("mention.linked")).otherwise(pl.lit("mention.dated")),
        confidence=0.8,
    )
