"""The form of what is found: a claim before it is settled.

What belongs here is the list of its columns, which all steps between rules and staging share.
"""

from typing import Final

import polars as pl

from pipelines.claims.structured.fields import FIELD_FOUND

ID_IN_CATALOGUE: Final = "imdb_id.catalogue"
"""Rule of ids that no document prints."""


FOUND_SCHEMA: Final = {**FIELD_FOUND, "film_no": pl.Int32()}


FOUND_WITH_FILM: Final = (
    "document_id", "film_no", "subject_name", "attribute", "value", "value_normalised", "detail",
    "position", "span_start", "span_end", "quote", "rule", "confidence",
)  # fmt: skip


def as_found(
    frame: pl.DataFrame,
    *,
    attribute: str | pl.Expr,
    rule: str | pl.Expr,
    confidence: float | pl.Expr,
    value: str = "value",
    **told: str | pl.Expr,
) -> pl.DataFrame:
    """The rows of a frame as findings, in the columns `FOUND_WITH_FILM`.

    What is not told: a value means what it says and is its own quote, is the first of its kind,
    and says nothing besides. Film and place are the frame's own; without them, it is said of the
    whole document, and stands nowhere in its text.

    Args:
        frame: `document_id` and the value; `film_no`, `span_start`, `span_end` if there are any.
        attribute: What is claimed.
        rule: The rule that found it.
        confidence: How sure that is, 0 to 1.
        value: The column of the value.
        told: Other columns, by name or as an expression.
    """
    own = {name: name for name in ("film_no", "span_start", "span_end") if name in frame.columns}
    said = {
        "document_id": "document_id",
        "value": value,
        "value_normalised": value,
        "quote": value,
        "position": pl.lit(1),
        **own,
        **told,
        "attribute": pl.lit(attribute) if isinstance(attribute, str) else attribute,
        "rule": pl.lit(rule) if isinstance(rule, str) else rule,
        "confidence": confidence if isinstance(confidence, pl.Expr) else pl.lit(confidence),
    }
    return frame.select(
        _column(said.get(name, pl.lit(None))).cast(FOUND_SCHEMA[name]).alias(name)
        for name in FOUND_WITH_FILM
    )


def _column(told: str | pl.Expr) -> pl.Expr:
    return pl.col(told) if isinstance(told, str) else told
