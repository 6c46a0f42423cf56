"""Say table declarations in DuckDB's words: types, identifiers, comments.

What belongs here is text made from declarations; nothing here opens a database.
"""

from collections.abc import Iterable
from typing import Final

import polars as pl

from pipelines.tables import Table

_TYPES: Final[dict[pl.DataType, str]] = {
    pl.String(): "VARCHAR",
    pl.Boolean(): "BOOLEAN",
    pl.Int16(): "SMALLINT",
    pl.Int32(): "INTEGER",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.Date(): "DATE",
}


SESSION: Final = "SET TimeZone = 'UTC'; SET enable_progress_bar = false"
"""What every connection of ours is told: moments are in UTC, and nothing is drawn into outputs."""


class UnknownTypeError(TypeError):
    """A declaration uses a Polars type that has no column type yet."""


def duckdb_type(dtype: pl.DataType) -> str:
    """The DuckDB column type for a Polars type.

    >>> duckdb_type(pl.List(pl.String())), duckdb_type(pl.Datetime("us", "UTC"))
    ('VARCHAR[]', 'TIMESTAMP WITH TIME ZONE')

    Raises:
        UnknownTypeError: if the type is not one that tables are declared with.
    """
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.DataType):
        return f"{duckdb_type(dtype.inner)}[]"
    if isinstance(dtype, pl.Datetime):
        return "TIMESTAMP" if dtype.time_zone is None else "TIMESTAMP WITH TIME ZONE"
    if dtype not in _TYPES:
        raise UnknownTypeError(f"no DuckDB type is declared for the Polars type {dtype}")
    return _TYPES[dtype]


def quoted(name: str) -> str:
    """A name as an SQL identifier, each part of a dotted name in quotes.

    >>> quoted("staging.stg_claims")
    '"staging"."stg_claims"'
    """
    return ".".join('"' + part.replace('"', '""') + '"' for part in name.split("."))


def literal(text: str | None) -> str:
    """A text as an SQL literal.

    >>> literal("the critic's word"), literal(None)
    ("'the critic''s word'", 'NULL')
    """
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"


def column_list(names: Iterable[str]) -> str:
    """Names as a list of quoted identifiers.

    >>> column_list(["film_id", "title"])
    '"film_id", "title"'
    """
    return ", ".join(quoted(name) for name in names)


def create_statement(table: Table) -> str:
    """The statement that creates a declared table unless it exists.

    No primary key: its index would have to be kept in memory and refuses a row that is deleted and
    written again in one transaction. The expectation suites check the keys instead.
    """
    columns = ", ".join(
        f"{quoted(name)} {duckdb_type(column.dtype)}" for name, column in table.columns.items()
    )
    return f"CREATE TABLE IF NOT EXISTS {quoted(table.name)} ({columns})"


def description(table: Table) -> str:
    """What the table's comment says: its grain as a sentence."""
    return f"{table.grain[:1].upper()}{table.grain[1:]}."
