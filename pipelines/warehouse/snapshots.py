"""Copy the released tables of the build file into a release: DuckDB and Parquet.

What belongs here is copying without loss: the order of rows, what may be missing, the comments.
The connection has the build file as its own database, and the release attached under RELEASE.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import duckdb

from pipelines.contract import ReleasedTable
from pipelines.warehouse import ddl

RELEASE: Final = "release"

# Fixed, so that the same rows give the same bytes; a multiple of DuckDB's vector of 2,048.
_ROW_GROUP_SIZE: Final = 122_880
# The quickest, which makes these tables no larger than the usual 3 does.
_COMPRESSION_LEVEL: Final = 1


class TableMissingError(RuntimeError):
    """The build file lacks something that every release must hold."""


@dataclass(frozen=True)
class _StoredColumn:
    name: str
    data_type: str
    is_nullable: bool
    comment: str | None


@dataclass(frozen=True)
class _Form:
    """What a table of a release is like but for its rows."""

    columns: tuple[_StoredColumn, ...]
    comment: str | None


def is_like(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[ReleasedTable], database: str
) -> bool:
    """Whether an attached release has these tables and no others, each as it would be made now.

    Raises:
        TableMissingError: if the build file lacks a table or a key column.
    """
    present = connection.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = ?",
        [database],
    ).fetchall()
    return {name for (name,) in present} == {table.name for table in tables} and all(
        _form(connection, table) == _stored_form(connection, table, database) for table in tables
    )


def copy_tables(connection: duckdb.DuckDBPyConnection, tables: Iterable[ReleasedTable]) -> None:
    """Copy tables into the attached release, rows in the order of their keys.

    Raises:
        TableMissingError: if a table or a key column is not there.
    """
    for table in tables:
        form = _form(connection, table)
        _create(connection, table, form)
        _insert(connection, table, [column.name for column in form.columns])


def replace_rows(connection: duckdb.DuckDBPyConnection, table: ReleasedTable) -> None:
    """Put all rows of the build in place of those that a table of the attached release has."""
    connection.execute(f"DELETE FROM {in_release(table)}")
    _insert(connection, table, [column.name for column in _form(connection, table).columns])


def bring_up_to_date(connection: duckdb.DuckDBPyConnection, table: ReleasedTable) -> dict[str, int]:
    """Give a table of the attached release the rows of the build; how many that changed.

    Every row is held against that of the build, so whatever stood there, the same rows stand there
    now; only those that differ are written, behind the others. Keys must be unique.
    """
    names = [column.name for column in _form(connection, table).columns]
    key = ddl.column_list(table.key)
    connection.execute(
        ddl.differing_statement(
            ddl.quoted(table.name), in_release(table), key=table.key, names=names
        )
    )
    row = connection.execute(
        """
        SELECT
            count(*) FILTER (NOT was_there),
            count(*) FILTER (is_there AND was_there),
            count(*) FILTER (NOT is_there)
        FROM differing
        """
    ).fetchone()
    added, changed, removed = row if row is not None else (0, 0, 0)
    differs = f"({key}) IN (SELECT ({key}) FROM differing)"
    if changed or removed:
        connection.execute(f"DELETE FROM {in_release(table)} WHERE {differs}")
    if added or changed:
        _insert(connection, table, names, where=differs)
    return {"added": added, "changed": changed, "removed": removed}


def write_parquet(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[ReleasedTable], folder: Path
) -> None:
    """Write `<schema>.<table>.parquet` for tables of the attached release, in order of their keys.

    Most rows stand in that order already, which makes the sorting quick.
    """
    for table in tables:
        path = ddl.literal(str(folder / f"{table.name}.parquet"))
        connection.execute(
            f"COPY (FROM {in_release(table)} ORDER BY {ddl.column_list(table.key)}) "
            f"TO {path} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL {_COMPRESSION_LEVEL},"
            f" ROW_GROUP_SIZE {_ROW_GROUP_SIZE})"
        )


def count_rows(connection: duckdb.DuckDBPyConnection, quoted_name: str) -> int:
    """How many rows a table has."""
    row = connection.execute(f"SELECT count(*) FROM {quoted_name}").fetchone()
    return int(row[0]) if row is not None else 0


def in_release(table: ReleasedTable) -> str:
    """The quoted name of a table of the attached release."""
    return f"{RELEASE}.{ddl.quoted(table.name)}"


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: ReleasedTable,
    names: Iterable[str],
    *,
    where: str = "true",
) -> None:
    """Add rows of the build to a table of the attached release, in the order of their keys."""
    columns = ddl.column_list(names)
    connection.execute(
        f"INSERT INTO {in_release(table)} ({columns}) SELECT {columns} "
        f"FROM {ddl.quoted(table.name)} WHERE {where} ORDER BY {ddl.column_list(table.key)}"
    )


def _form(connection: duckdb.DuckDBPyConnection, table: ReleasedTable) -> _Form:
    """The form of a table in a release of this build: keys have values, all else is as it is.

    Raises:
        TableMissingError: if the build file lacks the table or a key column.
    """
    stored = _stored_form(connection, table, None)
    missing = [name for name in table.key if name not in {each.name for each in stored.columns}]
    if not stored.columns or missing:
        what = f"its key columns {missing}" if stored.columns else "the table"
        raise TableMissingError(
            f"{table.name}: the build file lacks {what}. Build the marts (dbt build) and judge "
            f"them before publishing."
        )
    required = set(table.key) - set(table.optional)
    columns = (
        replace(each, is_nullable=each.is_nullable and each.name not in required)
        for each in stored.columns
    )
    return replace(stored, columns=tuple(columns))


def _stored_form(
    connection: duckdb.DuckDBPyConnection, table: ReleasedTable, database: str | None
) -> _Form:
    """The form of a table as a database has it, the build file if none is named."""
    where = [database, table.schema_name, table.table_name]
    columns = connection.execute(
        """
        SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns()
        WHERE database_name = coalesce(?, current_database()) AND schema_name = ?
            AND table_name = ?
        ORDER BY column_index
        """,
        where,
    ).fetchall()
    comment = connection.execute(
        """
        SELECT comment FROM (
            SELECT database_name, schema_name, table_name, comment FROM duckdb_tables()
            UNION ALL
            SELECT database_name, schema_name, view_name, comment FROM duckdb_views()
        )
        WHERE database_name = coalesce(?, current_database()) AND schema_name = ?
            AND table_name = ?
        """,
        where,
    ).fetchone()
    return _Form(
        tuple(_StoredColumn(*column) for column in columns), comment[0] if comment else None
    )


def _create(connection: duckdb.DuckDBPyConnection, table: ReleasedTable, form: _Form) -> None:
    """Create a table of the attached release, with its comments."""
    target = in_release(table)
    columns = ", ".join(
        f"{ddl.quoted(column.name)} {column.data_type}"
        + ("" if column.is_nullable else " NOT NULL")
        for column in form.columns
    )
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {RELEASE}.{ddl.quoted(table.schema_name)}")
    connection.execute(f"CREATE TABLE {target} ({columns})")
    connection.execute(f"COMMENT ON TABLE {target} IS {ddl.literal(form.comment)}")
    for column in form.columns:
        connection.execute(
            f"COMMENT ON COLUMN {target}.{ddl.quoted(column.name)} IS {ddl.literal(column.comment)}"
        )
