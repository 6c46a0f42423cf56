"""Compare a release with the one before it, and say in words what moved.

What belongs here is reading two attached releases; nothing here writes to either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from pipelines.contract import ReleasedTable
from pipelines.showing import in_markdown
from pipelines.warehouse import ddl
from pipelines.warehouse.snapshots import RELEASE, count_rows

BEFORE: Final = "before"

_LISTED: Final = 10


@dataclass(frozen=True)
class Movement:
    """A number whose largest changes readers want to know of."""

    table: str
    key: str
    name: str
    column: str


MOVEMENTS: Final = (
    Movement("marts.films", "film_id", "title", "score_adjusted"),
    Movement("marts.films", "film_id", "title", "review_count"),
    Movement("marts.critics", "critic_id", "name", "review_count"),
    Movement("marts.publications", "publication_id", "name", "review_count"),
)


def row_changes(
    connection: duckdb.DuckDBPyConnection, tables: Iterable[ReleasedTable], *, has_before: bool
) -> dict[str, dict[str, int]]:
    """Rows added, changed and removed per table, by key, over the columns both releases have.

    A table that the release before lacks, or keyed otherwise, counts as new from end to end.
    """
    changes = {}
    for table in tables:
        now = _columns(connection, RELEASE, table.name)
        before = _columns(connection, BEFORE, table.name) if has_before else []
        if set(table.key) <= set(before):
            changes[table.name] = _compare(connection, table, [c for c in now if c in before])
        else:
            changes[table.name] = {
                "added": count_rows(connection, f"{RELEASE}.{ddl.quoted(table.name)}"),
                "changed": 0,
                "removed": count_rows(connection, f"{BEFORE}.{ddl.quoted(table.name)}")
                if before
                else 0,
            }
    return changes


def largest_movements(connection: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """The rows whose number moved most, by table and column; only of numbers that did move."""
    found = {
        f"{movement.table}.{movement.column}": _moved(connection, movement)
        for movement in MOVEMENTS
    }
    return {column: rows for column, rows in found.items() if rows}


def changes_text(
    *,
    release: Mapping[str, str],
    counts: Mapping[str, int],
    changes: Mapping[str, Mapping[str, int]],
    movements: Mapping[str, Sequence[Mapping[str, Any]]],
    overridden: Sequence[str],
    before: str | None,
) -> str:
    """What is new in a release, as Markdown.

    Args:
        release: what identifies the release, as label and value.
        counts: rows per table.
        changes: rows added, changed and removed per table.
        movements: the largest movements, by column.
        overridden: rules that are broken and were overridden.
        before: id of the release before; None if there is none.
    """
    against = "There is no release before it." if before is None else f"Compared with {before}."
    lines = [f"# {release['release']}", ""]
    lines += [f"- {label}: {value}" for label, value in release.items() if label != "release"]
    if overridden:
        lines += ["", "Published in spite of:", "", *(f"- {rule}" for rule in overridden)]
    lines += ["", against, ""]
    lines += _markdown_table(
        ("table", "rows", "added", "changed", "removed"),
        [(name, counts[name], *change.values()) for name, change in changes.items()],
    )
    for column, rows in movements.items():
        table, name = column.rsplit(".", 1)
        lines += ["", f"## Largest movements of {name} in {table}", ""]
        lines += _markdown_table(tuple(rows[0]), [tuple(row.values()) for row in rows])
    return "\n".join(lines) + "\n"


def _compare(
    connection: duckdb.DuckDBPyConnection, table: ReleasedTable, shared: Sequence[str]
) -> dict[str, int]:
    key = ddl.column_list(table.key)
    values = f"SELECT {key}, hash({ddl.column_list(shared)}) AS row_hash FROM"
    row = connection.execute(
        f"""
        SELECT
            count(*) FILTER (WHERE old.row_hash IS NULL),
            count(*) FILTER (WHERE old.row_hash <> new.row_hash),
            count(*) FILTER (WHERE new.row_hash IS NULL)
        FROM ({values} {RELEASE}.{ddl.quoted(table.name)}) AS new
        FULL JOIN ({values} {BEFORE}.{ddl.quoted(table.name)}) AS old USING ({key})
        """
    ).fetchone()
    added, changed, removed = row if row is not None else (0, 0, 0)
    return {"added": added, "changed": changed, "removed": removed}


def _moved(connection: duckdb.DuckDBPyConnection, movement: Movement) -> list[dict[str, Any]]:
    """The largest changes of one number; nothing where it did not move or is not there."""
    needed = {movement.key, movement.name, movement.column}
    if any(
        not needed <= set(_columns(connection, database, movement.table))
        for database in (RELEASE, BEFORE)
    ):
        return []
    column, table = ddl.quoted(movement.column), ddl.quoted(movement.table)
    rows = connection.execute(
        f"""
        SELECT
            new.{ddl.quoted(movement.name)},
            new.{ddl.quoted(movement.key)},
            round(old.{column}, 2),
            round(new.{column}, 2),
            round(new.{column} - old.{column}, 2) AS movement
        FROM {RELEASE}.{table} AS new
        INNER JOIN {BEFORE}.{table} AS old USING ({ddl.quoted(movement.key)})
        WHERE abs(movement) > 0
        ORDER BY abs(movement) DESC, new.{ddl.quoted(movement.key)}
        LIMIT {_LISTED}
        """
    ).fetchall()
    header = (movement.name, movement.key, "before", "now", "movement")
    return [dict(zip(header, row, strict=True)) for row in rows]


def _columns(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> list[str]:
    schema_name, table_name = table.split(".")
    rows = connection.execute(
        """
        SELECT column_name FROM duckdb_columns()
        WHERE database_name = ? AND schema_name = ? AND table_name = ? ORDER BY column_index
        """,
        [database, schema_name, table_name],
    ).fetchall()
    return [row[0] for row in rows]


def _markdown_table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    r"""Lines of a Markdown table, numbers with their thousands apart.

    >>> _markdown_table(("title", "reviews"), [("Face|Off", 1200)])
    ['| title | reviews |', '| --- | --- |', '| Face\\|Off | 1,200 |']
    """
    lines = [" | ".join(header), " | ".join("---" for _ in header)]
    lines += [" | ".join(_cell(value) for value in row) for row in rows]
    return [f"| {line} |" for line in lines]


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"{value:,}"
    return in_markdown(str(value))
