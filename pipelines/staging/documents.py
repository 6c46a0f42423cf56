"""Documents: what each parsed document is and says of itself."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

DOCUMENTS: Final = Table(
    name="staging.stg_documents",
    grain="one row per parsed document",
    key=("document_id",),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "kind": Column(pl.String(), "review, listing, roundup, dataset or other."),
        "title": Column(pl.String(), "Headline or page title as printed."),
        "language_code": Column(
            pl.String(),
            "ISO 639-1 code of the language it is written in; NULL if not known.",
        ),
        "publication": Column(
            pl.String(),
            "Name of the publication, from the document or the source registry.",
        ),
        "publication_kind": Column(
            pl.String(),
            "newspaper, magazine, website, blog, festival, cinema or dataset.",
        ),
        "publication_uri": Column(pl.String(), "Address of the publication."),
        "default_rating_scale": Column(
            pl.String(),
            "The scale of the source registry: a number or letter; NULL if not told.",
        ),
        "canonical_uri": Column(pl.String(), "Address the document gives as its own."),
    },
)
