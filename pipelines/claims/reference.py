"""Load the reference tables that rules are built from.

What belongs here is loading. What the tables say stands in data/reference, one CSV file a table,
each row with the reason why it exists.
"""

from functools import cache

import polars as pl

from pipelines.settings import load_settings


class ReferenceTableError(ValueError):
    """A reference table is missing or lacks a column."""


@cache
def reference_table(name: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """The table `<name>.csv` of the reference folder, all columns as text.

    Raises:
        ReferenceTableError: if the file is missing or has not the columns.
    """
    path = load_settings().reference / f"{name}.csv"
    if not path.is_file():
        raise ReferenceTableError(
            f"{path}: no such reference table; restore it from the repository"
        )
    frame = pl.read_csv(path, infer_schema=False)
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ReferenceTableError(f"{path}: columns missing: {', '.join(missing)}")
    return frame.select(columns)
