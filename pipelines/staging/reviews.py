"""Reviews: one critic's judgement of one film."""

from typing import Final

import polars as pl

from pipelines.staging.chosen import surest, surest_of_document
from pipelines.tables import Column, Table

REVIEWS: Final = Table(
    name="staging.stg_reviews",
    grain="one row per film that a document reviews",
    key=("document_id", "film_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "critic": Column(pl.String(), "Name of the critic; NULL if unsigned."),
        "published_on": Column(pl.Date(), "Date of publication."),
        "headline": Column(pl.String(), "Headline as printed."),
        "rating_text": Column(pl.String(), "Rating as printed; NULL if none."),
        "rating_value": Column(
            pl.Float64(),
            "The rating as a number on its own scale; NULL for letters and words.",
        ),
        "rating_scale": Column(
            pl.Float64(),
            "Best value of the scale; NULL where neither the document nor the registry tells it.",
        ),
        "rating_scale_basis": Column(
            pl.String(),
            "stated, source or NULL; inferred is decided later, over all documents.",
        ),
        "rating_notation": Column(
            pl.String(),
            "stars, fraction, number, percent, letter, thumbs or words; NULL if no rating.",
        ),
        "content_advisory": Column(pl.String(), "What the review warns of."),
        "excerpt": Column(pl.String(), "Its first sentences, at most 300 characters."),
        "word_count": Column(pl.Int32(), "Words of the text that is about this film."),
        "uri": Column(pl.String(), "Address of the review if the document gives one."),
    },
)


def is_listed(documents: pl.LazyFrame) -> pl.LazyFrame:
    """Add `is_listed`: true for programmes, whose films are shown rather than judged."""
    by_kind = pl.col("kind") == "listing"
    by_house = (pl.col("kind") == "roundup") & pl.col("publication_kind").is_in(
        ["festival", "cinema"]
    )
    return documents.with_columns(is_listed=by_kind | by_house)


def reviews_from(
    claims: pl.LazyFrame, documents: pl.LazyFrame, films: pl.LazyFrame, segments: pl.LazyFrame
) -> pl.LazyFrame:
    """Reviews: films of documents that judge them, and any film that is rated.

    Args:
        claims: As declared in `CLAIMS`.
        documents: As declared in `DOCUMENTS`.
        films: As declared in `FILMS`.
        segments: As from `segments_of`.
    """
    both = ["document_id", "film_no"]
    judged = (
        films.select(both)
        .join(documents.pipe(is_listed), on="document_id", how="inner", maintain_order="left")
        .join(ratings_from(claims), on=both, how="left", maintain_order="left")
        .filter(
            (pl.col("kind").is_in(["review", "roundup"]) & ~pl.col("is_listed"))
            | pl.col("rating_text").is_not_null()
        )
        .join(surest(claims, "content_advisory"), on=both, how="left", maintain_order="left")
        .join(segments, on=both, how="left", maintain_order="left")
        .join(
            surest(claims, "critic", name="film_critic"), on=both, how="left", maintain_order="left"
        )
        .join(
            surest(claims, "published_on", name="film_date"),
            on=both,
            how="left",
            maintain_order="left",
        )
    )
    for attribute in ("critic", "published_on", "headline"):
        judged = judged.join(
            surest_of_document(claims, attribute),
            on="document_id",
            how="left",
            maintain_order="left",
        )
    source_scale = pl.col("default_rating_scale").cast(pl.Float64, strict=False)
    is_letter = pl.col("rating_notation") == "letter"
    has_value = pl.col("rating_value").is_not_null() & ~is_letter
    is_table = pl.col("kind") == "dataset"
    return REVIEWS.conform(
        judged.with_columns(
            rating_scale_basis=pl.when(has_value & pl.col("stated_scale").is_not_null())
            .then(pl.lit("stated"))
            .when(has_value & source_scale.is_not_null())
            .then(pl.lit("source")),
            rating_scale=pl.when(has_value).then(pl.coalesce("stated_scale", source_scale)),
            critic=pl.coalesce("film_critic", "critic"),
            published_on=pl.coalesce("film_date", "published_on").str.to_date(strict=False),
            headline=pl.when(~is_table).then(pl.coalesce("headline", "title")),
            excerpt=pl.when(~is_table).then("excerpt"),
            word_count=pl.when(~is_table).then("word_count"),
            uri=pl.col("canonical_uri"),
        ).select(REVIEWS.columns.keys())
    ).sort(both, maintain_order=True)


def ratings_from(claims: pl.LazyFrame) -> pl.LazyFrame:
    """The rating a document gives a film: the surest, the first among equals.

    Returns:
        `document_id`, `film_no`, `rating_text`, `rating_value`, `stated_scale`, `rating_notation`.
    """
    return (
        claims.filter(pl.col("attribute") == "rating", pl.col("film_no").is_not_null())
        .sort(
            "document_id",
            "film_no",
            "confidence",
            "span_start",
            "claim_id",
            descending=[False, False, True, False, False],
            nulls_last=True,
            maintain_order=True,
        )
        .unique(["document_id", "film_no"], keep="first", maintain_order=True)
        .select(
            "document_id",
            "film_no",
            rating_text="value",
            rating_value=pl.col("value_normalised").cast(pl.Float64, strict=False),
            stated_scale=pl.col("detail")
            .str.json_path_match("$.scale")
            .cast(pl.Float64, strict=False),
            rating_notation=pl.col("detail").str.json_path_match("$.notation"),
        )
    )
