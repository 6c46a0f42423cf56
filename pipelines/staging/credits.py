"""Credits: who did what on which film, as documents say it."""

from typing import Final

import polars as pl

from pipelines.claims.tables import IS_PART
from pipelines.tables import Column, Table

CREDITS: Final = Table(
    name="staging.stg_credits",
    grain="one row per person, role label and film of a document",
    key=("document_id", "film_no", "name", "role", "role_label"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "name": Column(pl.String(), "Person as printed."),
        "imdb_id": Column(
            pl.String(),
            "The person's IMDb id, as nm0000001; NULL if the document has none.",
        ),
        "role": Column(
            pl.String(),
            "director, producer, writer, cast, narrator and so on, as in the contract.",
        ),
        "role_label": Column(
            pl.String(),
            "The role as printed; NULL where only the wording tells it.",
        ),
        "character_name": Column(pl.String(), "The part played; NULL if not told."),
        "billing_order": Column(
            pl.Int32(),
            "Place in the list of its role, from 1; NULL where the order means nothing.",
        ),
        "claim_id": Column(pl.String(), "The claim it comes from."),
    },
)


def credits_from(claims: pl.LazyFrame) -> pl.LazyFrame:
    """Credits, one row per person, role label and film of a document.

    Args:
        claims: As declared in `CLAIMS`.
    """
    attribute = pl.col("attribute")
    label = pl.col("detail").str.json_path_match("$.label")
    order = pl.col("position")
    rows = claims.filter(IS_PART, pl.col("film_no").is_not_null()).select(
        "document_id",
        "film_no",
        "claim_id",
        name="value",
        imdb_id=pl.col("detail").str.json_path_match("$.imdb_id"),
        role=attribute.str.strip_prefix("credit:"),
        role_label=label,
        character_name=pl.col("detail").str.json_path_match("$.character"),
        billing_order=pl.when(
            order.max().over("document_id", "film_no", "attribute", "rule") > 1
        ).then(order),
        confidence="confidence",
    )
    key = list(CREDITS.key)
    return CREDITS.conform(
        rows.sort(
            *key,
            "confidence",
            "claim_id",
            descending=[*(False for _ in key), True, False],
            maintain_order=True,
        )
        .unique(key, keep="first", maintain_order=True)
        .drop("confidence")
    )
