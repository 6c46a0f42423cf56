"""Number the films that records describe: table rows, schema.org items.

What belongs here is which record speaks of which film. What a field means is the matter of
`fields`.
"""

from typing import Final

import polars as pl

from pipelines.claims.films.candidates import IS_EVENT
from pipelines.claims.films.likeness import FILM_RECORDS, OTHER_RECORDS, TOPIC_FIELDS
from pipelines.claims.text.titles import folded

EVIDENCE: Final = (
    "year",
    "director",
    "rating",
    "imdb_id",
    "runtime_minutes",
    "award_category",
    "genre",
    "cast",
)
"""Fields without which a table is no table of films."""
OF_THE_FILM: Final = ("year", "imdb_id", "runtime_minutes", "country", "award_category")
"""Fields that an event has not, even where it has a person in charge."""
NOT_OF_GOODS: Final = ("imdb_id", "runtime_minutes", "director")
"""Fields that goods have not: those have categories, years and ratings as well."""
LONGEST_HEAD: Final = 120
"""Characters of a line that holds a title and nothing else."""
LAST: Final = 999_999_999
"""The last line of what is said of the last film of a page."""
REVIEWED_TYPE: Final = r"^(?:item_reviewed|main_entity|about)\.@type$"
"""Fields that tell what kind of thing a review is of."""


def films_in_records(
    field_claims: pl.DataFrame, fields: pl.DataFrame, schema: pl.Schema
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The films that records describe.

    Records of one document with the same IMDb id, or the same title and year, are one film.

    Args:
        field_claims: What the fields say.
        fields: The rows of `raw.fields`; they tell what a review is of.
        schema: The schema of the films.

    Returns:
        The films, and `document_id`, `record`, `number`, `film_no`: which record speaks of which
        film (a row may name several).
    """
    of_records = _of_film_records(field_claims, fields).pipe(_without_honours)
    named = _numbered(of_records)
    films = (
        named.unique(["document_id", "film_no"], keep="first", maintain_order=True)
        .with_columns(first_line=pl.lit(None, pl.Int32), last_line=pl.lit(None, pl.Int32))
        .select(pl.col(name).cast(dtype) for name, dtype in schema.items())
    )
    return films, named.select("document_id", "record", "number", "film_no")


def _of_film_records(field_claims: pl.DataFrame, fields: pl.DataFrame) -> pl.DataFrame:
    """Claims of records that describe films, in documents that show it."""
    found = field_claims.filter(pl.col("record_type").is_in(FILM_RECORDS))
    of_others = fields.filter(
        pl.col("key").str.contains(REVIEWED_TYPE), pl.col("value").is_in(OTHER_RECORDS)
    ).select("document_id", pl.col("record").cast(pl.Int32))
    evidence = found.group_by("document_id").agg(
        is_table=(pl.col("record_type") == "row").any(),
        has_evidence=pl.col("attribute").is_in(EVIDENCE).any(),
        is_film=pl.col("attribute").is_in(OF_THE_FILM).any(),
        is_made=pl.col("attribute").is_in(NOT_OF_GOODS).any(),
        is_event=((pl.col("attribute") == "title") & pl.col("value").str.contains(IS_EVENT)).any(),
    )
    of_goods = fields.join(
        TOPIC_FIELDS.filter(pl.col("topic") == "other"), on="key", how="semi", maintain_order="left"
    ).select("document_id")
    evidence = evidence.with_columns(
        is_goods=pl.col("document_id").is_in(of_goods["document_id"].unique().implode())
    )
    shown = evidence.filter(
        ~pl.col("is_goods") | pl.col("is_made"),
        pl.col("has_evidence") | ~pl.col("is_table"),
        pl.col("is_film") | ~pl.col("is_event"),
    )
    return found.join(shown, on="document_id", how="semi", maintain_order="left").join(
        of_others.unique(), on=["document_id", "record"], how="anti", maintain_order="left"
    )


def _without_honours(of_records: pl.DataFrame) -> pl.DataFrame:
    """The claims without the rows of awards for a life's work, which repeat the person as the film.

    They are known by this: the table gives ids to films, and such a row has none.
    """
    row = ["document_id", "record"]
    has_id = pl.col("attribute") == "imdb_id"
    recipients = of_records.filter(pl.col("attribute") == "award_recipient").select(*row, "value")
    honours = (
        of_records.filter(
            pl.col("attribute") == "title",
            has_id.any().over("document_id"),
            ~has_id.any().over(row),
        )
        .join(recipients, on=[*row, "value"], how="semi", maintain_order="left")
        .select(row)
        .unique()
    )
    return of_records.join(honours, on=row, how="anti", maintain_order="left")


def _numbered(of_records: pl.DataFrame) -> pl.DataFrame:
    """The titles of the records with the number of their film in the document."""
    place = ["document_id", "record", "position"]
    nth = pl.int_range(pl.len()).over("document_id", "record") + 1
    titles = (
        of_records.filter(pl.col("attribute") == "title")
        .unique(place, keep="first", maintain_order=True)
        .with_columns(number=nth)
    )
    ids = (
        of_records.filter(pl.col("attribute") == "imdb_id")
        .unique(place, keep="first", maintain_order=True)
        .select("document_id", "record", imdb="value_normalised", number=nth)
    )
    years = (
        of_records.filter(pl.col("attribute") == "year")
        .group_by("document_id", "record")
        .agg(year=pl.col("value_normalised").first())
    )
    spelled = pl.concat_str(
        pl.col("value_normalised").str.to_lowercase(), pl.lit("|"), pl.col("year").fill_null("")
    )
    named = (
        titles.join(ids, on=["document_id", "record", "number"], how="left", maintain_order="left")
        .join(years, on=["document_id", "record"], how="left", maintain_order="left")
        .with_columns(_of_namesakes("imdb"), _of_namesakes("year"))
        .with_columns(same=pl.coalesce("imdb", spelled))
        .sort("document_id", "record", "number", maintain_order=True)
    )
    order = (
        named.select("document_id", "same")
        .unique(maintain_order=True)
        .with_columns(film_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"))
    )
    return named.join(order, on=["document_id", "same"], how="left", maintain_order="left")


def _of_namesakes(name: str) -> pl.Expr:
    """What a record of a page leaves out and all others of the same title that tell it agree on.

    A page describes its film in one record and each show of it in another; rows of a table stand
    each for itself.
    """
    told = pl.col(name).drop_nulls()
    agreed = pl.when(told.n_unique() == 1).then(told.first())
    of_title = agreed.over("document_id", folded(pl.col("value_normalised")))
    return (
        pl.when(pl.col("record_type") == "row")
        .then(name)
        .otherwise(pl.coalesce(name, of_title))
        .alias(name)
    )


def placed_in_text(films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The films of records, each with the lines from its title on the page to that of the next.

    Only where a page prints the title of each of its films alone on a line: so what it says beside
    the marks, as the times of shows, is that of the film it stands below.

    Args:
        films: In the schema of the films.
        lines: As from `lines_from`.
    """
    place = ["document_id", "key"]
    several = films.with_columns(key=folded(pl.col("value"))).filter(
        pl.len().over("document_id") > 1,
        (pl.len().over(place) == 1).all().over("document_id"),
    )
    if several.is_empty():
        return films
    # A menu may list the titles above the headings.
    heads = (
        lines.filter(pl.col("size") <= LONGEST_HEAD)
        .join(several, on="document_id", how="semi", maintain_order="left")
        .with_columns(key=folded(pl.col("line")), is_bare=pl.col("heading") == 0)
        .join(several, on=place, how="semi", maintain_order="left")
        .sort("document_id", "is_bare", "line_no", maintain_order=True)
        .unique(place, keep="first", maintain_order=True)
        .select(*place, begin="line_no")
    )
    is_placed = pl.col("begin").is_not_null().all().over("document_id")
    placed = (
        several.join(heads, on=place, how="left", maintain_order="left")
        .filter(is_placed)
        .sort("document_id", "begin", maintain_order=True)
        .with_columns(end=(pl.col("begin").shift(-1).over("document_id") - 1).fill_null(LAST))
        .select("document_id", "film_no", "begin", "end")
    )
    return (
        films.join(placed, on=["document_id", "film_no"], how="left", maintain_order="left")
        .with_columns(
            first_line=pl.coalesce("begin", "first_line"),
            last_line=pl.coalesce("end", "last_line").cast(pl.Int32),
        )
        .select(films.columns)
    )
