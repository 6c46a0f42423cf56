"""Films as single documents name them; identity decides which of them are the same."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

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
        "imdb_id": Column(pl.String(), "IMDb id the document gives, as tt0000001."),
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
