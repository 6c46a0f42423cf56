"""Listings: one film in a programme."""

from typing import Final

import polars as pl

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
