"""Count in a table what breaks each of its expectations.

What belongs here is what is asked of the build file; what the counts mean for an expectation is for
Great Expectations to say. Which rows have to be looked at is the matter of `standing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from pipelines.quality.expectations import (
    THIS,
    Between,
    Expectation,
    HasColumns,
    HasRows,
    InSet,
    NotNull,
    breaking_condition,
    unexpected_query,
)
from pipelines.quality.queries import first_column, rows_of
from pipelines.quality.standing import is_of_one_part, judged_well, key_of, standing
from pipelines.quality.tables import JUDGED

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_VALUES: Final = 20
"""As many values as Great Expectations shows."""


@dataclass(frozen=True)
class Breaking:
    """What breaks an expectation.

    Attributes:
        count: How many rows; None of a column without rows.
        missing: Of a column, how many values are missing.
        values: Of a column, some of the values that break it, in no order.
    """

    count: int | None
    missing: int | None = None
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Counted:
    """What was found in a table.

    Attributes:
        columns: The names of its columns, in order.
        rows: How many rows it has.
        breaking: What breaks each expectation of its rows, by name, or why that cannot be told.
        judged: What `quality.judged` is to have of it.
    """

    columns: tuple[str, ...]
    rows: int
    breaking: Mapping[str, Breaking | Exception]
    judged: pl.DataFrame


def count_breaking(
    engine: "Engine",
    suite: str,
    table: str,
    expectations: Sequence[Expectation],
    stored: Mapping[str, Mapping[str, str]],
) -> Counted:
    """What breaks the expectations of a table that is there.

    Args:
        engine: Over the build file.
        suite: Name of the suite.
        table: The table, as marts.films.
        expectations: All that the suite expects of it.
        stored: The columns of all tables.
    """
    of_columns = [each for each in expectations if isinstance(each.rule, InSet | Between | NotNull)]
    of_table = [each for each in expectations if isinstance(each.rule, HasColumns | HasRows)]
    queries = [each for each in expectations if each not in of_columns and each not in of_table]
    key = key_of(queries)
    of_parts = [each for each in queries if is_of_one_part(each, key)]
    with engine.connect() as connection:
        (rows,) = first_column(connection, f"SELECT count(*) FROM {table}")
        breaking = _in_columns(connection, table, of_columns)
        breaking |= {
            each.name: _found_by_query(connection, each, table)
            for each in queries
            if each not in of_parts
        }
        judged = JUDGED.empty()
        if of_parts:
            found = standing(connection, suite, table, of_parts, stored)
            in_parts = {
                each.name: _found_by_query(connection, each, found.rows) for each in of_parts
            }
            breaking |= in_parts
            if not any(isinstance(each, Exception) for each in in_parts.values()):
                broken = [each for each in of_parts if in_parts[each.name] != Breaking(0)]
                judged = judged_well(connection, found, broken)
    return Counted(tuple(stored[table]), rows, breaking, judged)


def _in_columns(
    connection: "Connection", table: str, expectations: Sequence[Expectation]
) -> dict[str, Breaking | Exception]:
    """What breaks expectations of single columns, all counted with one look at the table."""
    counts = [
        f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"
        for each in expectations
        for condition in (breaking_condition(each), f"{each.columns[0]} IS NULL")
    ]
    if not counts:
        return {}
    try:
        (told,) = rows_of(connection, f"SELECT {', '.join(counts)} FROM {table} AS {THIS}")
        return {
            each.name: Breaking(count, missing, _values(connection, each, table) if count else ())
            for each, count, missing in zip(expectations, told[::2], told[1::2], strict=True)
        }
    except Exception as error:  # noqa: BLE001 - whatever it is, the verdict tells it
        if len(expectations) == 1:
            return {expectations[0].name: error}
    # One of them cannot be told; the others can.
    alone = (_in_columns(connection, table, [each]) for each in expectations)
    return {name: found for each in alone for name, found in each.items()}


def _values(connection: "Connection", expectation: Expectation, table: str) -> tuple[Any, ...]:
    (column,), condition = expectation.columns, breaking_condition(expectation)
    query = f"SELECT {column} FROM {table} AS {THIS} WHERE {condition} LIMIT {_VALUES}"
    return tuple(first_column(connection, query))


def _found_by_query(
    connection: "Connection", expectation: Expectation, source: str
) -> Breaking | Exception:
    """What breaks an expectation in the rows of a source, or why that cannot be told."""
    try:
        query = f"SELECT count(*) FROM ({unexpected_query(expectation, source)})"
        return Breaking(int(first_column(connection, query)[0]))
    except Exception as error:  # noqa: BLE001 - whatever it is, the verdict tells it
        return error
