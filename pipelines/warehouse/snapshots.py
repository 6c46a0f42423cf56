"""Copy the released tables of the build file into the DuckDB file of a release.

What belongs here is copying without loss: the order of rows, what may be missing, the comments.
The connection has the build file as its own database, and the release attached under RELEASE.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import duckdb

from pipelines.contract import ReleasedTable
from pipelines.warehouse import ddl, differences, parquet
from pipelines.warehouse.differences import Difference

RELEASE: Final = "release"


class TableMissingError(RuntimeError):
    """The build file lacks something that every release must hold."""


@dataclass(frozen=True)
class _StoredColumn:
    name: str
    data_type: str
    is_nullable: bool
    comment: str | None


@dataclass(frozen=True)
class Form:
    """What a table of a release is like but for its rows."""

    columns: tuple[_StoredColumn, ...]
    comment: str | None

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]

    @property
    def quoted(self) -> list[str]:
        """The names as SQL has them."""
        return [ddl.quoted(name) for name in self.names]


def forms_of_build(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[ReleasedTable]
) -> dict[str, Form]:
    """The form of each table in a release of this build: keys have values, all else is as it is.

    Raises:
        TableMissingError: if the build file lacks a table or a key column.
    """
    stored = _stored_forms(connection, None)
    return {table.name: _required(table, stored.get(table.name)) for table in tables}


def is_like(
    connection: duckdb.DuckDBPyConnection, forms: Mapping[str, Form], database: str
) -> bool:
    """Whether an attached release has tables of these forms and no others."""
    return _stored_forms(connection, database) == forms


def copy_table(connection: duckdb.DuckDBPyConnection, table: ReleasedTable, form: Form) -> None:
    """Copy a table into the attached release, rows in their order."""
    _create(connection, table, form)
    _insert(connection, table, form)


def replace_rows(connection: duckdb.DuckDBPyConnection, table: ReleasedTable, form: Form) -> None:
    """Put all rows of the build in place of those that a table of the attached release has."""
    connection.execute(f"DELETE FROM {in_release(table)}")
    _insert(connection, table, form)


def bring_up_to_date(
    connection: duckdb.DuckDBPyConnection,
    table: ReleasedTable,
    form: Form,
    *,
    others: str | None = None,
) -> tuple[Difference, Collection[str]]:
    """Give a table of the attached release the rows of the build; in what it differed.

    Every row is held against that of the build, but for those of which it is known that they stand
    in both alike. Keys must be unique.

    Args:
        connection: Where both are.
        table: The table.
        form: What it is like.
        others: The SQL condition for rows of the build of which that is not known.

    Returns:
        How many rows differed, and in which parts of the table they are.
    """
    new, old = _to_compare(connection, table, others)
    column = table.parted_by
    if not column:
        found = _hold_against(connection, table, form, new=new, old=old)
        return found, {parquet.WHOLE} if found != Difference(0, 0, 0) else set()
    # To add up hashes is quicker than to look for the row that each is held against.
    connection.execute(_differing_values(new, old, column, form.names))
    are_in = f"{column} IN (FROM differing_values)"
    parts = {parquet.part_of(value, column) for value in _beginnings(connection, column)}
    new, old = (f"(FROM {each} WHERE {are_in})" for each in (new, old))
    return _hold_against(connection, table, form, new=new, old=old), parts


def _to_compare(
    connection: duckdb.DuckDBPyConnection, table: ReleasedTable, others: str | None
) -> tuple[str, str]:
    """The rows of the build and of the release that are held against each other, behind FROM.

    Where some are known to stand, the others that the release has are found by the keys of the
    others of the build, if none has gone: then there are as many as are left.
    """
    new, old = ddl.quoted(table.name), in_release(table)
    if others is None:
        return new, old
    new_others = f"(FROM {new} WHERE {others})"
    same = " AND ".join(f"stored.{key} = new.{key}" for key in map(ddl.quoted, table.key))
    # They are looked for by their keys, before all other columns are read.
    found = f"SELECT stored.rowid FROM {old} AS stored SEMI JOIN {new_others} AS new ON {same}"
    old_others = f"(FROM {old} WHERE rowid IN ({found}))"
    stand = count_rows(connection, new) - count_rows(connection, new_others)
    left = count_rows(connection, old) - stand
    return (new_others, old_others) if count_rows(connection, old_others) == left else (new, old)


def count_rows(connection: duckdb.DuckDBPyConnection, quoted_name: str) -> int:
    """How many rows a table has."""
    row = connection.execute(f"SELECT count(*) FROM {quoted_name}").fetchone()
    return int(row[0]) if row is not None else 0


def in_release(table: ReleasedTable) -> str:
    """The quoted name of a table of the attached release."""
    return f"{RELEASE}.{ddl.quoted(table.name)}"


def _differing_values(new: str, old: str, column: str, names: Iterable[str]) -> str:
    """The statement that notes the documents, or films, of which two tables have other rows."""
    told = f"{column}, CAST(hash({ddl.column_list(names)}) AS HUGEINT)"
    return f"""
        CREATE OR REPLACE TEMP TABLE differing_values AS
        SELECT {column} FROM (
            SELECT {told} AS row_hash FROM {new} UNION ALL SELECT {told} * -1 FROM {old}
        )
        GROUP BY {column} HAVING sum(row_hash) != 0
        """


def _beginnings(connection: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    """What the noted documents, or films, begin with, as far as that tells their parts."""
    length = max(map(len, parquet.PARTS[column]))
    rows = connection.execute(
        f"SELECT DISTINCT left({column}, {length}) FROM differing_values"
    ).fetchall()
    return [beginning for (beginning,) in rows]


def _hold_against(
    connection: duckdb.DuckDBPyConnection, table: ReleasedTable, form: Form, *, new: str, old: str
) -> Difference:
    """Give rows of a table of the attached release those of the build."""
    return differences.bring_up_to_date(
        connection,
        in_release(table),
        new,
        key=table.key,
        names=form.names,
        stored=old,
        order=table.order,
    )


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: ReleasedTable,
    form: Form,
) -> None:
    """Add rows of the build to a table of the attached release, in their order."""
    columns = ", ".join(form.quoted)
    connection.execute(
        f"INSERT INTO {in_release(table)} ({columns}) SELECT {columns} "
        f"FROM {ddl.quoted(table.name)} ORDER BY {ddl.column_list(table.order)}"
    )


def _required(table: ReleasedTable, stored: Form | None) -> Form:
    missing = [name for name in table.key if stored is None or name not in stored.names]
    if stored is None or missing:
        what = "the table" if stored is None else f"its key columns {missing}"
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


def _stored_forms(connection: duckdb.DuckDBPyConnection, database: str | None) -> dict[str, Form]:
    """The form of every table and view of a database, of the build file if none is named."""
    columns: dict[str, list[_StoredColumn]] = {}
    for name, *column in connection.execute(
        """
        SELECT schema_name || '.' || table_name, column_name, data_type, is_nullable, comment
        FROM duckdb_columns() WHERE database_name = coalesce(?, current_database())
        ORDER BY schema_name, table_name, column_index
        """,
        [database],
    ).fetchall():
        columns.setdefault(name, []).append(_StoredColumn(*column))
    comments = connection.execute(
        """
        SELECT schema_name || '.' || name, comment FROM (
            SELECT database_name, schema_name, table_name AS name, comment FROM duckdb_tables()
            UNION ALL
            SELECT database_name, schema_name, view_name, comment FROM duckdb_views()
        )
        WHERE database_name = coalesce(?, current_database())
        """,
        [database],
    ).fetchall()
    comment_of = dict(comments)
    return {name: Form(tuple(each), comment_of.get(name)) for name, each in columns.items()}


def _create(connection: duckdb.DuckDBPyConnection, table: ReleasedTable, form: Form) -> None:
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
