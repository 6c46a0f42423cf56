"""What judging writes: results of the expectations, and what the last releases measured."""

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
        "sample_files": Column(
            pl.List(pl.String()), "Some of the files that the values come from, where they do."
        ),
    },
)

HISTORY: Final = Table(
    name="quality.history",
    grain="one row per earlier release, table, measure and source; never released",
    key=("release_id", "table_name", "measure", "source"),
    columns={
        "release_id": Column(pl.String(), "An earlier release."),
        "table_name": Column(pl.String(), "Table that was measured, as marts.reviews."),
        "measure": Column(pl.String(), "What was counted, as rated reviews."),
        "source": Column(pl.String(), "Name of the source; empty for the table as a whole."),
        "value": Column(pl.Int64(), "The count; of a time, the seconds since 1970."),
    },
)

JUDGED: Final = Table(
    name="quality.judged",
    grain="one row per suite, expectation and part of what it reads that met it; never released",
    key=("suite", "table_name", "rules", "part"),
    columns={
        "suite": Column(pl.String(), "Name of the suite."),
        "table_name": Column(pl.String(), "Table that was judged, as marts.films."),
        "rules": Column(pl.String(), "Print of what was asked, and of the columns."),
        "part": Column(pl.Int32(), "Number of the row group, or 0 for all that it reads."),
        "stamp": Column(pl.String(), "Print of what was stored of the part."),
        "missing": Column(pl.Int64(), "Of a column, how many values are missing in the part."),
        "observed": Column(pl.Float64(), "Of a share, how large it was."),
    },
)
