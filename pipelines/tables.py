"""Declare tables once: name, grain, columns with types and meanings, key.

What belongs here is the form of a declaration. The declarations themselves stand beside the code
that fills the table; the warehouse creates its tables from them, and the tests hold frames, the
database and the dbt contracts against them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Column:
    """One column: its Polars type and what it means."""

    dtype: pl.DataType
    description: str


class SchemaMismatchError(ValueError):
    """A frame does not have the columns its table declares."""


@dataclass(frozen=True, eq=False)
class Table:
    """One table: `<schema>.<name>`, what a row is, its key and its columns in order."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]

    @property
    def schema_name(self) -> str:
        """The schema the table stands in, as `staging`."""
        return self.name.split(".")[0]

    @property
    def table_name(self) -> str:
        """The name inside its schema, as `stg_claims`."""
        return self.name.split(".")[1]

    @property
    def polars_schema(self) -> pl.Schema:
        """Column names and Polars types, in order."""
        return pl.Schema({name: column.dtype for name, column in self.columns.items()})

    def empty(self) -> pl.DataFrame:
        """A frame without rows that fits the table."""
        return pl.DataFrame(schema=self.polars_schema)

    def conform(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The frame with exactly the table's columns, in order and cast to their types.

        Raises:
            SchemaMismatchError: if a column is missing or there is one too many.
        """
        present = frame.collect_schema().names()
        missing = [name for name in self.columns if name not in present]
        surplus = [name for name in present if name not in self.columns]
        if missing or surplus:
            raise SchemaMismatchError(
                f"{self.name}: columns missing {missing}, columns too many {surplus}"
            )
        return frame.select(
            pl.col(name).cast(column.dtype) for name, column in self.columns.items()
        )

    def select(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The table's columns out of a wider frame, in order and cast to their types.

        Raises:
            SchemaMismatchError: if a column is missing.
        """
        present = set(frame.collect_schema().names())
        return self.conform(frame.select(name for name in self.columns if name in present))

    def from_rows(self, rows: list[dict[str, Any]]) -> pl.DataFrame:
        """Rows of plain Python values as a frame that fits the table."""
        return pl.DataFrame(rows, schema=self.polars_schema, orient="row")
