"""Give a table other rows by writing only those that differ.

To write rows, and to put them on the disk when the file is closed, takes longer than to hold them
against those that are there. Rows are held against each other by hashes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from pipelines.warehouse import ddl

TOLD: Final = "told_rows"
"""The temporary table in which `exchange_differing` tells of rows that differed."""
_IS_NEW: Final = "NOT was_there"
_IS_GONE: Final = "NOT is_there"
_STAYS: Final = "is_there AND was_there"


@dataclass(frozen=True)
class Difference:
    """How many rows came, changed and went."""

    added: int
    changed: int
    removed: int


def bring_up_to_date(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    source: str,
    *,
    key: Sequence[str],
    names: Sequence[str],
    stored: str | None = None,
    order: Iterable[str] = (),
) -> Difference:
    """Give a table the rows of a source and no others; how many differed.

    Of rows that changed the columns that did are written; new rows stand behind the others. Keys
    must be unique and have values.

    Args:
        connection: Where both are.
        table: The table, quoted.
        source: Its rows as they are to be, as they stand behind FROM.
        key: Columns by which rows are found.
        names: All columns.
        stored: The rows of the table that are held against the source, as they stand behind FROM;
            all if not given.
        order: Columns by which new rows are ordered.
    """
    others = [name for name in names if name not in key]
    connection.execute(_differing_statement(source, stored or table, key=key, others=others))
    moved = "".join(f", bool_or({ddl.quoted(name)}) FILTER ({_STAYS})" for name in others)
    found = connection.execute(
        f"""
        SELECT
            count(*) FILTER ({_IS_NEW}), count(*) FILTER ({_STAYS}), count(*) FILTER ({_IS_GONE})
            {moved}
        FROM differing
        """
    ).fetchone()
    added, changed, removed, *is_moved = found or (0, 0, 0)
    if removed:
        connection.execute(f"DELETE FROM {table} WHERE {_found(key, _IS_GONE)}")
    if changed:
        names_moved = [name for name, is_so in zip(others, is_moved, strict=True) if is_so]
        connection.execute(_change_statement(table, source, key=key, names=names_moved))
    if added:
        columns = ddl.column_list(names)
        ordered = f"ORDER BY {ddl.column_list(order)}" if order else ""
        connection.execute(
            f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}"
            f" WHERE {_found(key, _IS_NEW)} {ordered}"
        )
    return Difference(added, changed, removed)


def find_differing(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    source: str,
    *,
    names: Sequence[str],
    where: Iterable[str] | None = None,
) -> bool:
    """Note which rows of a source are not among some of a table, or all, and the other way round.

    They need no key. `exchange_differing` puts them in each other's place.

    Args:
        connection: Where both are.
        table: The table, quoted.
        source: What is to stand there, as it stands behind FROM.
        names: All columns.
        where: Conditions, of which rows of the table that the source is in place of meet one; all
            rows if not given.

    Returns:
        Whether there are any.
    """
    row_hash = _row_hash(names)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE replaced AS
        SELECT rowid AS place, {row_hash} AS row_hash FROM {table} {_meant(table, where)};
        CREATE OR REPLACE TEMP TABLE differing AS
        SELECT row_hash FROM (
            SELECT {row_hash} AS row_hash, 1 AS count FROM {source}
            UNION ALL
            SELECT row_hash, -1 AS count FROM replaced
        )
        GROUP BY row_hash HAVING sum(count) != 0;
        """
    )
    return connection.execute("SELECT count(*) FROM differing").fetchone() != (0,)


def exchange_differing(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    source: str,
    *,
    names: Sequence[str],
    telling: Iterable[str] = (),
) -> None:
    """Put the rows of a source in place of those of a table, where `find_differing` noted any.

    Args:
        connection: The one that noted them.
        table: The table, quoted.
        source: What is to stand there, as it stands behind FROM.
        names: All columns.
        telling: Columns that `TOLD` gets of all rows that differed.
    """
    columns = ddl.column_list(names)
    are_new = f"{_row_hash(names)} IN (FROM differing)"
    are_gone = "rowid IN (SELECT place FROM replaced WHERE row_hash IN (FROM differing))"
    if told := ddl.column_list(telling):
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE {TOLD} AS
            SELECT {told} FROM {table} WHERE {are_gone}
            UNION ALL
            SELECT {told} FROM {source} WHERE {are_new}
            """
        )
    connection.execute(
        f"""
        DELETE FROM {table} WHERE {are_gone};
        INSERT INTO {table} ({columns}) SELECT {columns} FROM {source} WHERE {are_new};
        """
    )


def _row_hash(names: Iterable[str]) -> str:
    return f"hash({ddl.column_list(names)})"


def _meant(table: str, where: Iterable[str] | None) -> str:
    """The clause for rows that meet one of some conditions; none for all rows.

    They are looked for by the columns that tell which they are, before all others are read, and by
    one condition after the other: where it is asked alone, DuckDB passes over what cannot meet it.
    """
    if where is None:
        return ""
    found = " UNION ALL ".join(f"SELECT rowid FROM {table} WHERE {each}" for each in where)
    return f"WHERE rowid IN ({found})"


def _differing_statement(new: str, old: str, *, key: Iterable[str], others: Sequence[str]) -> str:
    """The statement that notes in `differing` by which keys two relations have other rows.

    `is_there` and `was_there` tell which of the two has a row at all, and under the name of each
    other column whether it differs.
    """
    keys = ddl.column_list(key)
    quoted = [ddl.quoted(name) for name in others]
    hashes = "".join(f", hash({name}) AS {name}" for name in quoted)
    differ = [f"new.{name} IS DISTINCT FROM old.{name}" for name in quoted]
    told = "".join(f", {what} AS {name}" for what, name in zip(differ, quoted, strict=True))
    return f"""
        CREATE OR REPLACE TEMP TABLE differing AS
        SELECT
            {keys}, new.is_row IS NOT NULL AS is_there, old.is_row IS NOT NULL AS was_there {told}
        FROM (SELECT {keys}, true AS is_row {hashes} FROM {new}) AS new
        FULL JOIN (SELECT {keys}, true AS is_row {hashes} FROM {old}) AS old USING ({keys})
        WHERE {" OR ".join(["new.is_row IS DISTINCT FROM old.is_row", *differ])}
        """


def _change_statement(table: str, source: str, *, key: Sequence[str], names: Iterable[str]) -> str:
    """The statement that writes some columns of the rows that are noted as having changed."""
    assigned = ", ".join(f"{ddl.quoted(name)} = new.{ddl.quoted(name)}" for name in names)
    same = " AND ".join(f"stored.{ddl.quoted(name)} = new.{ddl.quoted(name)}" for name in key)
    return (
        f"UPDATE {table} AS stored SET {assigned}"
        f" FROM (FROM {source} WHERE {_found(key, _STAYS)}) AS new WHERE {same}"
    )


def _found(key: Iterable[str], which: str) -> str:
    """The condition for rows that are among those noted as differing."""
    keys = ddl.column_list(key)
    return f"({keys}) IN (SELECT ({keys}) FROM differing WHERE {which})"
