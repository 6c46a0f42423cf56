"""Awards: prizes and nominations as documents state them."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

AWARDS: Final = Table(
    name="staging.stg_awards",
    grain="one row per award a document states",
    key=("claim_id",),
    columns={
        "claim_id": Column(pl.String(), "The claim it comes from."),
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "organisation": Column(
            pl.String(),
            "Who gives the award, in its reference name: Academy Awards.",
        ),
        "award": Column(pl.String(), "Name of the award: Oscar, Palme d'Or."),
        "category": Column(pl.String(), "Category as worded; NULL if not told."),
        "year": Column(pl.Int32(), "Year of the award; NULL if not told."),
        "result": Column(pl.String(), "won, nominated, shortlisted or mentioned."),
        "recipient": Column(pl.String(), "Person who received it, as printed; NULL for the film."),
        "recipient_imdb_id": Column(pl.String(), "The person's IMDb id; NULL if not told."),
        "detail": Column(pl.String(), "Song, character or reason."),
    },
)


def awards_from(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Awards, one row per claim of an award; without a stated result it is `mentioned`.

    Args:
        claims: As declared in `CLAIMS`.
    """

    def told(name: str) -> pl.Expr:
        return pl.col("detail").str.json_path_match(f"$.{name}")

    return AWARDS.conform(
        claims.filter(pl.col("attribute") == "award", pl.col("film_no").is_not_null()).select(
            "claim_id",
            "document_id",
            "film_no",
            organisation=told("organisation"),
            award=pl.coalesce(told("award"), "value_normalised", "value"),
            category=told("category"),
            year=told("year").cast(pl.Int32, strict=False),
            result=told("result").fill_null("mentioned"),
            recipient="subject_name",
            recipient_imdb_id=told("recipient_id"),
            detail=told("detail"),
        )
    ).sort("document_id", "film_no", "claim_id", maintain_order=True)
