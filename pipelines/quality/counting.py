"""Count in a table what breaks each of its expectations.

What belongs here is what is asked of the build file before Great Expectations is told. Which rows
have to be looked at is the matter of `standing`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from pipelines.quality.expectations import (
    Expectation,
    NoneFound,
    NoneWhere,
    ShareAtLeast,
    Unique,
    unexpected_query,
)
from pipelines.quality.queries import first_column
from pipelines.quality.standing import is_of_one_part, judged_well, key_of, standing
from pipelines.quality.tables import JUDGED

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


@dataclass(frozen=True)
class Counted:
    """What was found in a table.

    Attributes:
        rows: How many there are.
        breaking: What breaks each expectation that is a query, by its name: how many rows, or why
            that cannot be told.
        judged: What `quality.judged` is to have of the table.
    """

    rows: int
    breaking: Mapping[str, int | Exception]
    judged: pl.DataFrame


def is_counted(expectation: Expectation) -> bool:
    """Whether what breaks it is counted here; all else Great Expectations asks by itself.

    Several columns, patterns and other tables: Great Expectations has no form for them that works
    on DuckDB. For unique columns it sorts the table into windows, twice.
    """
    return isinstance(expectation.rule, Unique | NoneWhere | ShareAtLeast | NoneFound)


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
    queries = [each for each in expectations if is_counted(each)]
    key = key_of(queries)
    of_parts = [each for each in queries if is_of_one_part(each, key)]
    with engine.connect() as connection:
        (rows,) = first_column(connection, f"SELECT count(*) FROM {table}")
        breaking = {
            each.name: _count(connection, each, table) for each in queries if each not in of_parts
        }
        if not of_parts:
            return Counted(rows, breaking, JUDGED.empty())
        found = standing(connection, suite, table, of_parts, stored)
        in_parts = {each.name: _count(connection, each, found.rows) for each in of_parts}
        if any(isinstance(count, Exception) for count in in_parts.values()):
            return Counted(rows, breaking | in_parts, JUDGED.empty())
        broken = [each for each in of_parts if in_parts[each.name]]
        parts = judged_well(connection, found, broken)
        judged = parts.with_columns(
            suite=pl.lit(suite), table_name=pl.lit(table), rules=pl.lit(found.rules)
        )
        return Counted(rows, breaking | in_parts, judged.select(*JUDGED.columns))


def _count(connection: "Connection", expectation: Expectation, source: str) -> int | Exception:
    """How many rows of a source break an expectation, or why that cannot be told."""
    try:
        (count,) = first_column(
            connection, f"SELECT count(*) FROM ({unexpected_query(expectation, source)})"
        )
    except Exception as error:  # noqa: BLE001 - whatever it is, the verdict tells it
        return error
    return int(count)
