"""Claims: what a document says, one fact at a time, and the words it says it with."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

CLAIMS: Final = Table(
    name="staging.stg_claims",
    grain="one row per fact that a document states",
    key=("claim_id",),
    columns={
        "claim_id": Column(pl.String(), "Key, made of what the row says and where."),
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(
            pl.Int32(),
            "Which of the document's films, from 0; NULL where it is said of the document.",
        ),
        "subject_name": Column(
            pl.String(),
            "Person or venue the fact is about, as printed; NULL where it is the film or the document.",
        ),
        "attribute": Column(pl.String(), "What is said, from the contract's list."),
        "value": Column(pl.String(), "What the source printed."),
        "value_normalised": Column(
            pl.String(),
            "What it means: ISO dates, English country names, plain numbers.",
        ),
        "detail": Column(
            pl.String(),
            "JSON object with what else belongs to the fact, keys sorted; NULL if nothing.",
        ),
        "span_start": Column(
            pl.Int32(),
            "First character in the document's text; NULL for values of structured files.",
        ),
        "span_end": Column(
            pl.Int32(),
            "Character after the last; NULL for values of structured files.",
        ),
        "quote": Column(pl.String(), "The value in its words, at most 200 characters."),
        "rule": Column(pl.String(), "Name of the rule that made the claim."),
        "confidence": Column(pl.Float64(), "How sure the rule is, 0 to 1."),
    },
)
