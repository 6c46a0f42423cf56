"""Make the rows of the staging tables that claiming fills.

What belongs here is the way from settled claims to `CLAIMS`, `DOCUMENTS`, `FILMS` and `MENTIONS`.
"""

import polars as pl

from pipelines.claims.found import ID_IN_CATALOGUE
from pipelines.claims.tables import CLAIMS, DOCUMENTS, FILMS, IS_PART, MENTIONS
from pipelines.claims.text.languages import add_language


def rows_of_mentions(named: pl.DataFrame) -> pl.DataFrame:
    """The other films that documents name, in the form of `MENTIONS`."""
    return (
        MENTIONS.conform(named.lazy().select(MENTIONS.columns.keys()))
        .sort("document_id", "mention_no", maintain_order=True)
        .collect()
    )


def rows_of_claims(found: pl.DataFrame) -> pl.DataFrame:
    """The claims with their ids, in the form of `CLAIMS`."""
    is_person = IS_PART | (pl.col("attribute") == "critic")
    rows = found.with_columns(
        subject_name=pl.when(is_person).then("value").otherwise("subject_name")
    )
    key = pl.concat_str(
        *(
            pl.col(name).cast(pl.String).fill_null("")
            for name in (
                "document_id",
                "film_no",
                "attribute",
                "subject_name",
                "value",
                "detail",
                "span_start",
                "rule",
            )
        ),
        separator="\x1f",
    )
    return (
        CLAIMS.conform(
            rows.lazy()
            .with_columns(claim_id=pl.concat_str(pl.lit("c"), key.hash(seed=11).cast(pl.String)))
            .select(CLAIMS.columns.keys())
        )
        .unique("claim_id", keep="first", maintain_order=True)
        .sort(
            "document_id", "film_no", "attribute", "claim_id", nulls_last=True, maintain_order=True
        )
        .collect()
    )


def rows_of_documents(
    told: pl.DataFrame,
    by_field: pl.DataFrame,
    found: pl.DataFrame,
    film_counts: pl.DataFrame,
    is_table: pl.DataFrame,
) -> pl.DataFrame:
    """What each document is, in the form of `DOCUMENTS`."""

    def first(frame: pl.DataFrame, attribute: str, name: str) -> pl.DataFrame:
        return (
            frame.filter(pl.col("attribute") == attribute)
            .group_by("document_id", maintain_order=True)
            .agg(
                pl.col("value")
                .sort_by("confidence", descending=True, maintain_order=True)
                .first()
                .alias(name)
            )
        )

    signals = found.group_by("document_id").agg(
        has_rating=(pl.col("attribute") == "rating").any(),
        has_critic=(pl.col("attribute") == "critic").any(),
        has_screening=(pl.col("rule") == "screening.dated").any(),
    )
    profile = told.pipe(add_language)
    for frame, attribute, name in (
        (found, "publication", "own_publication"),
        (by_field, "headline", "headline"),
        (by_field, "page_title", "page_title"),
        (by_field, "title", "field_title"),
        (by_field, "canonical_uri", "canonical_uri"),
        (by_field, "document_language", "field_language"),
        (found, "title", "film_title"),
    ):
        profile = profile.join(
            first(frame, attribute, name), on="document_id", how="left", maintain_order="left"
        )
    profile = (
        profile.join(film_counts, on="document_id", how="left", maintain_order="left")
        .join(signals, on="document_id", how="left", maintain_order="left")
        .join(
            is_table.with_columns(is_table=pl.lit(value=True)),
            on="document_id",
            how="left",
            maintain_order="left",
        )
    )
    count = pl.col("film_count").fill_null(0)
    kind = (
        pl.when(count == 0)
        .then(pl.lit("other"))
        .when(pl.col("document_kind").is_not_null())
        .then("document_kind")
        .when(pl.col("is_table"))
        .then(pl.lit("dataset"))
        .when(count > 1)
        .then(pl.lit("roundup"))
        .when(pl.col("publication_kind").is_in(["festival", "cinema"]))
        .then(pl.lit("listing"))
        .when(
            pl.col("publication_kind").is_in(["newspaper", "magazine", "blog"])
            | pl.col("has_rating")
        )
        .then(pl.lit("review"))
        .when(pl.col("has_screening"))
        .then(pl.lit("listing"))
        .when(pl.col("has_critic"))
        .then(pl.lit("review"))
        .otherwise(pl.lit("listing"))
    )
    return (
        DOCUMENTS.conform(
            profile.lazy().select(
                "document_id",
                kind=kind,
                title=pl.coalesce("headline", "field_title", "page_title", "film_title"),
                language_code=pl.coalesce(
                    pl.col("field_language").str.slice(0, 2).str.to_lowercase(),
                    "detected_language",
                    "language",
                ),
                publication=pl.coalesce("own_publication", "publication"),
                publication_kind=pl.col("publication_kind"),
                publication_uri=pl.col("publication_uri"),
                default_rating_scale=pl.col("rating_scale"),
                timezone=pl.col("timezone"),
                venue=pl.col("venue"),
                canonical_uri=pl.col("canonical_uri"),
            )
        )
        .sort("document_id", maintain_order=True)
        .collect()
    )


def rows_of_films(films: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The films of the documents with what identity asks of them."""

    def values(attributes: list[str], column: str, name: str) -> pl.DataFrame:
        return (
            claims.filter(pl.col("attribute").is_in(attributes), pl.col("film_no").is_not_null())
            .sort(
                "document_id",
                "film_no",
                "confidence",
                "span_start",
                descending=[False, False, True, False],
                nulls_last=True,
                maintain_order=True,
            )
            .group_by("document_id", "film_no", maintain_order=True)
            .agg(pl.col(column).unique(maintain_order=True).alias(name))
        )

    everyone = claims.filter(IS_PART)["attribute"].unique().to_list()
    frame = films.select("document_id", "film_no", title=pl.coalesce("value_normalised", "value"))
    for attributes, column, name in (
        (["title", "original_title", "alternative_title"], "value_normalised", "other_titles"),
        (["year"], "value_normalised", "years"),
        (["imdb_id"], "value_normalised", "imdb_ids"),
        (["imdb_id"], "rule", "id_rules"),
        (["director"], "value", "directors"),
        (everyone, "value", "people"),
    ):
        frame = frame.join(
            values(attributes, column, name),
            on=["document_id", "film_no"],
            how="left",
            maintain_order="left",
        )
    empty = pl.lit([], pl.List(pl.String))
    return (
        FILMS.conform(
            frame.lazy().select(
                "document_id",
                "film_no",
                "title",
                titles=pl.concat_list(
                    pl.concat_list("title"), pl.col("other_titles").fill_null(empty)
                ).list.unique(maintain_order=True),
                year=pl.col("years").list.first().cast(pl.Int32, strict=False),
                imdb_id=pl.col("imdb_ids").list.first(),
                imdb_id_basis=pl.when(pl.col("id_rules").list.first() == ID_IN_CATALOGUE)
                .then(pl.lit("catalogue"))
                .when(pl.col("imdb_ids").is_not_null())
                .then(pl.lit("printed")),
                directors=pl.col("directors").fill_null(empty),
                people=pl.col("people").fill_null(empty),
            )
        )
        .sort("document_id", "film_no", maintain_order=True)
        .collect()
    )
