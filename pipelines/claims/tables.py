"""What claiming writes: claims, and what each document is and which films it is about."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

PARTS: Final = ("director", "producer", "writer", "cast")
"""Parts in a film that are attributes of their own; the others are `credit:<role>`."""
IS_PART: Final = pl.col("attribute").is_in(PARTS) | pl.col("attribute").str.starts_with("credit:")
"""True for claims that somebody has a part in a film."""

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
            "Person or venue the fact is about, as printed; NULL for the film or the document.",
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
        "position": Column(pl.Int32(), "Place in its list, from 1: billing order of a cast."),
    },
)

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
        "timezone": Column(pl.String(), "IANA time zone of the source; NULL if not told."),
        "venue": Column(pl.String(), "Where a source shows films; NULL if not told."),
        "canonical_uri": Column(pl.String(), "Address the document gives as its own."),
    },
)

FILMS: Final = Table(
    name="staging.stg_films",
    grain="one row per film that a document is about",
    key=("document_id", "film_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "title": Column(pl.String(), "Title as printed, without what does not belong to it."),
        "titles": Column(
            pl.List(pl.String()),
            "Every title the document gives the film, the main one first.",
        ),
        "year": Column(pl.Int32(), "Year the document gives; NULL if none."),
        "imdb_id": Column(pl.String(), "IMDb id of the film, as tt0000001; NULL if not known."),
        "imdb_id_basis": Column(
            pl.String(),
            "printed: the document has the id; catalogue: found there by title and people.",
        ),
        "directors": Column(pl.List(pl.String()), "Directors the document names."),
        "people": Column(
            pl.List(pl.String()),
            "All persons the document names with a part in the film.",
        ),
    },
)


MENTIONS: Final = Table(
    name="staging.stg_mentions",
    grain="one row per other film that a document names in passing",
    key=("document_id", "mention_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "mention_no": Column(pl.Int32(), "Number of the mention in the document, from 0."),
        "title": Column(pl.String(), "Title as printed."),
        "year": Column(pl.Int32(), "Year printed with it; NULL if none."),
        "imdb_id": Column(pl.String(), "IMDb id linked with it; NULL if none."),
    },
)
