"""Screenings: one film at one place and time."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

SCREENINGS: Final = Table(
    name="staging.stg_screenings",
    grain="one row per showing of a film that a document announces",
    key=("document_id", "film_no", "screening_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "screening_no": Column(pl.Int32(), "Number of the showing within the film, from 0."),
        "venue": Column(pl.String(), "Cinema or place."),
        "screen": Column(pl.String(), "Screen or hall."),
        "starts_at": Column(
            pl.Datetime("us", "UTC"),
            "Start as an instant; NULL where day, time, year or zone are not known.",
        ),
        "starts_at_local": Column(pl.Datetime("us"), "Start on the clock of the place."),
        "timezone": Column(pl.String(), "IANA time zone of the place."),
        "format": Column(pl.String(), "Format of the print or file."),
        "subtitled": Column(pl.Boolean(), "Shown with subtitles; NULL if not told."),
        "sold_out": Column(pl.Boolean(), "Sold out; NULL if not told."),
        "booking_uri": Column(pl.String(), "Where to book."),
        "claim_id": Column(pl.String(), "The claim it comes from."),
    },
)
