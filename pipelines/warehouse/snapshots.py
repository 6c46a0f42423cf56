"""Copy the released tables of the build file into a release: DuckDB and Parquet.

What belongs here is copying without loss: the order of rows, what may be missing, the comments.
The connection has the build file as its own database, and the release attached under RELEASE.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from pipelines.contract import ReleasedTable
from pipelines.warehouse import ddl

RELEASE: Final = "release"

# Fixed, so that the same rows give the same bytes; a multiple of DuckDB's vector of 2,048.
_ROW_GROUP_SIZE: Final = 122_880


class TableMissingError(RuntimeError):
    """The build file lacks something that every release must hold."""


@dataclass(frozen=True)
class _StoredColumn:
    name: str
    data_type: str
    is_nullable: bool
    comment: str | None


def copy_tables(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[ReleasedTable]
) -> dict[str, int]:
    """Copy tables into the attached release, rows in the order of their keys; row counts by name.

    Raises:
        TableMissingError: if a table or a key column is not there.
    """
    counts = {}
    for table in tables:
        columns = _stored_columns(connection, table)
        _create(connection, table, columns)
        names = ddl.column_list(column.name for column in columns)
        connection.execute(
            f"INSERT INTO {_in_release(table)} ({names}) "
            f"SELECT {names} FROM {ddl.quoted(table.name)} ORDER BY {ddl.column_list(table.key)}"
        )
        counts[table.name] = count_rows(connection, _in_release(table))
    return counts


def write_parquet(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[ReleasedTable], folder: Path
) -> None:
    """Write `<schema>.<table>.parquet` for tables of the attached release.

    Their rows stand in the order of their keys already, as `copy_tables` wrote them, and DuckDB
    keeps the order of a table unless it is told not to.
    """
    for table in tables:
        path = ddl.literal(str(folder / f"{table.name}.parquet"))
        connection.execute(
            f"COPY (SELECT * FROM {_in_release(table)}) "
            f"TO {path} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP_SIZE})"
        )


def count_rows(connection: duckdb.DuckDBPyConnection, quoted_name: str) -> int:
    """How many rows a table has."""
    row = connection.execute(f"SELECT count(*) FROM {quoted_name}").fetchone()
    return int(row[0]) if row is not None else 0


def _in_release(table: ReleasedTable) -> str:
    return f"{RELEASE}.{ddl.quoted(table.name)}"


def _stored_columns(
    connection: duckdb.DuckDBPyConnection, table: ReleasedTable
) -> list[_StoredColumn]:
    rows = connection.execute(
        """
        SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
        WHERE database_name = current_database() AND schema_name = ? AND table_name = ?
        ORDER BY column_index
        """,
        [table.schema_name, table.table_name],
    ).fetchall()
    columns = [_StoredColumn(*row) for row in rows]
    missing = [name for name in table.key if name not in {column.name for column in columns}]
    if not columns or missing:
        what = f"its key columns {missing}" if columns else "the table"
        raise TableMissingError(
            f"{table.name}: the build file lacks {what}. Build the marts (dbt build) and judge "
            f"them before publishing."
        )
    return columns


def _create(
    connection: duckdb.DuckDBPyConnection, table: ReleasedTable, columns: Sequence[_StoredColumn]
) -> None:
    """Create the table as it is in the build file: types, NOT NULL, comments."""
    target = _in_release(table)
    required = set(table.key) - set(table.optional)
    forms = ", ".join(
        f"{ddl.quoted(column.name)} {column.data_type}"
        + ("" if column.is_nullable and column.name not in required else " NOT NULL")
        for column in columns
    )
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {RELEASE}.{ddl.quoted(table.schema_name)}")
    connection.execute(f"CREATE TABLE {target} ({forms})")
    comment = _table_comment(connection, table)
    connection.execute(f"COMMENT ON TABLE {target} IS {ddl.literal(comment)}")
    for column in columns:
        connection.execute(
            f"COMMENT ON COLUMN {target}.{ddl.quoted(column.name)} IS {ddl.literal(column.comment)}"
        )


def _table_comment(connection: duckdb.DuckDBPyConnection, table: ReleasedTable) -> str | None:
    row = connection.execute(
        """
        SELECT comment FROM (
            SELECT database_name, schema_name, table_name, comment FROM duckdb_tables()
            UNION ALL
            SELECT database_name, schema_name, view_name, comment FROM duckdb_views()
        )
        WHERE database_name = current_database() AND schema_name = ? AND table_name = ?
        """,
        [table.schema_name, table.table_name],
    ).fetchone()
    return row[0] if row is not None else None
