"""Choose among the claims of one document, where a staging table has room for one value."""

import polars as pl


def surest(claims: pl.LazyFrame, attribute: str, *, name: str | None = None) -> pl.LazyFrame:
    """What a document is surest of, one row per document and film.

    Args:
        claims: As declared in `CLAIMS`.
        attribute: The attribute asked for.
        name: Name of the column with the value; the attribute's if not given.

    Returns:
        `document_id`, `film_no`, and the normalised value (the printed one where there is none).
        A tie goes to what stands first in the text.
    """
    return (
        claims.filter(pl.col("attribute") == attribute, pl.col("film_no").is_not_null())
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
            pl.coalesce("value_normalised", "value").alias(name or attribute),
        )
    )


def surest_of_document(claims: pl.LazyFrame, attribute: str) -> pl.LazyFrame:
    """What a document is surest of: `document_id` and the value.

    What is said of the document itself goes before what is said with one of its films.
    """
    return (
        claims.filter(pl.col("attribute") == attribute)
        .sort(
            "document_id",
            pl.col("film_no").is_not_null(),
            "confidence",
            "span_start",
            "claim_id",
            descending=[False, False, True, False, False],
            nulls_last=True,
            maintain_order=True,
        )
        .unique("document_id", keep="first", maintain_order=True)
        .select("document_id", pl.coalesce("value_normalised", "value").alias(attribute))
    )
