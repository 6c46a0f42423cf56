"""Listings: one film in a programme."""

from typing import Final

import polars as pl

from pipelines.staging.chosen import surest, surest_of_document
from pipelines.staging.reviews import is_listed
from pipelines.tables import Column, Table

LISTINGS: Final = Table(
    name="staging.stg_listings",
    grain="one row per film that a document lists",
    key=("document_id", "film_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "festival": Column(pl.String(), "Festival it is shown at."),
        "section": Column(pl.String(), "Section or season of the programme."),
        "distributor": Column(pl.String(), "Distributor the listing names."),
        "synopsis": Column(pl.String(), "The text about the film."),
        "synopsis_author": Column(pl.String(), "Who signed it."),
        "uri": Column(pl.String(), "Address of the listing if the document gives one."),
    },
)


def listings_from(
    claims: pl.LazyFrame, documents: pl.LazyFrame, films: pl.LazyFrame, segments: pl.LazyFrame
) -> pl.LazyFrame:
    """Listings: films of programmes, and any film with a showing.

    Args:
        claims: As declared in `CLAIMS`.
        documents: As declared in `DOCUMENTS`.
        films: As declared in `FILMS`.
        segments: As from `segments_of`.
    """
    both = ["document_id", "film_no"]
    shown = (
        claims.filter(pl.col("attribute") == "screening", pl.col("film_no").is_not_null())
        .select(both)
        .unique()
        .with_columns(has_showing=pl.lit(value=True))
    )
    listed = (
        films.select(both)
        .join(documents.pipe(is_listed), on="document_id", how="inner", maintain_order="left")
        .join(shown, on=both, how="left", maintain_order="left")
        .filter(pl.col("is_listed") | (pl.col("has_showing") & (pl.col("kind") != "review")))
        .join(surest(claims, "section"), on=both, how="left", maintain_order="left")
        .join(surest(claims, "distributor"), on=both, how="left", maintain_order="left")
        .join(
            surest(claims, "synopsis", name="told_synopsis"),
            on=both,
            how="left",
            maintain_order="left",
        )
        .join(
            surest(claims, "synopsis_author", name="film_author"),
            on=both,
            how="left",
            maintain_order="left",
        )
        .join(
            surest_of_document(claims, "synopsis_author"),
            on="document_id",
            how="left",
            maintain_order="left",
        )
        .join(
            surest(claims, "festival", name="film_festival"),
            on=both,
            how="left",
            maintain_order="left",
        )
        .join(
            surest_of_document(claims, "festival"),
            on="document_id",
            how="left",
            maintain_order="left",
        )
        .join(segments, on=both, how="left", maintain_order="left")
    )
    return LISTINGS.conform(
        listed.with_columns(
            festival=pl.coalesce("film_festival", "festival"),
            synopsis_author=pl.coalesce("film_author", "synopsis_author"),
            synopsis=pl.coalesce("told_synopsis", "synopsis"),
            uri=pl.col("canonical_uri"),
        ).select(LISTINGS.columns.keys())
    ).sort(both, maintain_order=True)
