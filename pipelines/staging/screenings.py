"""Screenings: one film at one place and time."""

from typing import Final

import polars as pl

from pipelines.staging.chosen import surest
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


def screenings_from(claims: pl.LazyFrame, documents: pl.LazyFrame) -> pl.LazyFrame:
    """Screenings, numbered by start within a film of a document.

    A start that the clocks of its place skip (spring) is no instant, it keeps its local time; one
    that they show twice (autumn) is the first of the two.

    Args:
        claims: As declared in `CLAIMS`.
        documents: As declared in `DOCUMENTS`; gives time zone and venue where the claim does not.
    """

    def told(name: str) -> pl.Expr:
        return pl.col("detail").str.json_path_match(f"$.{name}")

    of_film = surest(claims, "format").join(
        surest(claims, "subtitled"), on=["document_id", "film_no"], how="full", coalesce=True
    )
    local = pl.col("value_normalised").str.to_datetime(
        "%Y-%m-%dT%H:%M", strict=False, time_unit="us"
    )
    rows = (
        claims.filter(pl.col("attribute") == "screening", pl.col("film_no").is_not_null())
        .join(
            documents.select("document_id", "timezone", "venue"),
            on="document_id",
            how="left",
            maintain_order="left",
        )
        .join(of_film, on=["document_id", "film_no"], how="left", maintain_order="left")
        .with_columns(
            starts_at_local=local,
            venue=pl.coalesce(told("venue"), "venue"),
            timezone=pl.coalesce(told("timezone"), "timezone"),
            screen=told("screen"),
            format=pl.coalesce(told("format"), "format"),
            subtitled=pl.when(pl.col("subtitled") == "true").then(pl.lit(value=True)),
            sold_out=told("sold_out") == "true",
            booking_uri=told("booking_uri"),
        )
        .sort(
            "document_id",
            "film_no",
            "starts_at_local",
            "screen",
            "claim_id",
            nulls_last=True,
            maintain_order=True,
        )
        .with_columns(
            screening_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id", "film_no")
        )
    )
    return SCREENINGS.conform(
        rows.pipe(add_instant).select(SCREENINGS.columns.keys()),
    )


def add_instant(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Add `starts_at`: the instant in UTC of `starts_at_local` in `timezone`."""
    zones = rows.select("timezone").unique().collect()["timezone"].drop_nulls().sort().to_list()
    utc = pl.Datetime("us", "UTC")
    instants = [
        pl.when(pl.col("timezone") == zone).then(
            pl.col("starts_at_local")
            .dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
            .dt.convert_time_zone("UTC")
        )
        for zone in zones
    ]
    return rows.with_columns(starts_at=pl.coalesce(*instants, pl.lit(None, utc)))
