"""What judging writes: results of the expectations."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

RESULTS: Final = Table(
    name="quality.results",
    grain="one row per expectation checked on a release",
    key=("release_id", "suite", "expectation", "table_name", "column_name"),
    columns={
        "release_id": Column(pl.String(), "The release that was judged."),
        "checked_at": Column(pl.Datetime("us", "UTC"), "When."),
        "suite": Column(pl.String(), "Name of the suite."),
        "expectation": Column(pl.String(), "What was expected, in words that stay the same."),
        "table_name": Column(pl.String(), "Table, as marts.films."),
        "column_name": Column(pl.String(), "Column or columns; NULL where it is about the table."),
        "success": Column(pl.Boolean(), "Whether it was met."),
        "severity": Column(pl.String(), "error blocks a release, warning is recorded."),
        "element_count": Column(pl.Int64(), "Values looked at."),
        "unexpected_count": Column(pl.Int64(), "Values that broke it."),
        "observed_value": Column(pl.String(), "What was observed, where one value tells it."),
        "sample_unexpected": Column(pl.List(pl.String()), "Some of the values that broke it."),
    },
)
