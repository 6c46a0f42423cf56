"""Count in a table what breaks each of its expectations.

What belongs here is what is asked of the build file; what the counts mean for an expectation is for
Great Expectations to say. What has to be asked at all is the matter of `standing`.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
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
    ShareAtLeast,
    Suite,
    Unique,
    breaking_condition,
    share_expression,
    unexpected_query,
)
from pipelines.quality.queries import columns_by_table, first_column, rows_of
from pipelines.quality.standing import (
    Asked,
    Keys,
    Met,
    Stored,
    asked,
    is_of_rows,
    judged,
    keys_of,
    met_by,
    tables_read,
)
from pipelines.quality.tables import JUDGED
from pipelines.storage.blocks import Blocks, RowGroup, group_of_row, settle

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
        observed: Of a share, how large it is.
    """

    count: int | None
    missing: int | None = None
    values: tuple[Any, ...] = ()
    observed: float | None = None


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


@dataclass(frozen=True)
class _Found:
    """What was found of an expectation, and of the parts that meet it."""

    breaking: Breaking | Exception
    met: Mapping[int, Met]


def stored_in(
    engine: "Engine", blocks: Blocks, suite: Suite, *, threads: ThreadPoolExecutor
) -> Stored:
    """What a build file has of the tables that a suite reads, and what was met by them before.

    Args:
        engine: Over the build file.
        blocks: Those of that file.
        suite: What is expected.
        threads: To look at several tables at once.
    """
    with engine.connect() as connection:
        settle(partial(rows_of, connection))
        columns = columns_by_table(connection)
        known: list[tuple[Any, ...]] = []
        if set(JUDGED.columns) <= columns.get(JUDGED.name, {}).keys():
            known = rows_of(
                connection,
                "SELECT rules, part, stamp, missing, observed"
                f" FROM {JUDGED.name} WHERE suite = '{suite.name}'",
            )
    judged = [each for each in suite.expectations if each.table in columns]
    tables = sorted({table for each in judged for table in tables_read(each, columns)})
    referred_to = [keys for each in judged if (keys := keys_of(each, columns)) is not None]

    def row_groups(table: str) -> Sequence[RowGroup] | None:
        with engine.connect() as connection:
            return blocks.row_groups(partial(rows_of, connection), table)

    def parts(keys: Keys) -> dict[int, str]:
        with engine.connect() as connection:
            return dict(map(tuple, rows_of(connection, keys.query)))

    groups = dict(zip(tables, threads.map(row_groups, tables), strict=True))
    unique = list(dict.fromkeys(referred_to))
    sums = dict(zip(unique, threads.map(parts, unique), strict=True))
    return Stored(columns, groups, sums, met_by(known))


def count_breaking(
    engine: "Engine",
    suite: str,
    table: str,
    expectations: Sequence[Expectation],
    stored: Stored,
) -> Counted:
    """What breaks the expectations of a table that is there.

    Args:
        engine: Over the build file.
        suite: Name of the suite.
        table: The table, as marts.films.
        expectations: All that the suite expects of it.
        stored: What the build file has, and what was met by it.
    """
    everything = [
        asked(each, stored)
        for each in expectations
        if not isinstance(each.rule, HasColumns | HasRows)
    ]
    of_columns = [
        each for each in everything if isinstance(each.expectation.rule, InSet | Between | NotNull)
    ]
    with engine.connect() as connection:
        (rows,) = first_column(connection, f"SELECT count(*) FROM {table}")
        found: dict[str, _Found] = {}
        for same in _by_open_parts(of_columns):
            found |= _in_columns(connection, same, rows)
        for each in everything:
            if each not in of_columns:
                found[each.expectation.name] = _by_query(connection, each)
    told = [
        row for each in everything for row in judged(suite, each, found[each.expectation.name].met)
    ]
    breaking = {name: each.breaking for name, each in found.items()}
    return Counted(tuple(stored.columns[table]), rows, breaking, JUDGED.from_rows(told))


def _by_open_parts(everything: Iterable[Asked]) -> Iterable[Sequence[Asked]]:
    """Expectations that have to be asked for the same parts, together."""
    found: dict[tuple[int, ...], list[Asked]] = {}
    for each in everything:
        found.setdefault(each.open, []).append(each)
    return found.values()


def _in_columns(connection: "Connection", same: Sequence[Asked], rows: int) -> dict[str, _Found]:
    """What breaks expectations of single columns, all counted with one look at the same rows."""
    sums = [
        f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"
        for each in same
        for condition in (
            breaking_condition(each.expectation),
            f"{each.expectation.columns[0]} IS NULL",
        )
    ]
    try:
        told = _by_part(connection, same[0], sums)
        pairs = {part: list(zip(row[::2], row[1::2], strict=True)) for part, row in told.items()}
        return {
            each.expectation.name: _of_column(
                connection, each, {part: row[number] for part, row in pairs.items()}, rows
            )
            for number, each in enumerate(same)
        }
    except Exception as error:  # noqa: BLE001 - whatever it is, the verdict tells it
        if len(same) == 1:
            return {same[0].expectation.name: _Found(error, {})}
    # One of them cannot be told; the others can.
    alone = (_in_columns(connection, [each], rows) for each in same)
    return {name: found for each in alone for name, found in each.items()}


def _of_column(
    connection: "Connection", each: Asked, told: Mapping[int, tuple[int, int]], rows: int
) -> _Found:
    """What breaks an expectation of a column, of which is told how many values of each part do.

    Args:
        connection: To the build file.
        each: The expectation.
        told: How many values break it, and how many are missing, by part.
        rows: How many rows the table has.
    """
    if not rows:
        return _Found(Breaking(None), {})
    count = sum(broken for broken, _ in told.values())
    known = sum(met.missing or 0 for met in each.met.values())
    missing = {part: told.get(part, (0, 0))[1] for part in each.open}
    met = {
        part: Met(stamp, missing[part])
        for part, stamp in each.open_stamps.items()
        if told.get(part, (0, 0))[0] == 0
    }
    values = _values(connection, each.expectation) if count else ()
    return _Found(Breaking(count, known + sum(missing.values()), values), {**each.met, **met})


def _values(connection: "Connection", expectation: Expectation) -> tuple[Any, ...]:
    (column,), condition = expectation.columns, breaking_condition(expectation)
    query = f"SELECT {column} FROM {expectation.table} AS {THIS} WHERE {condition} LIMIT {_VALUES}"
    return tuple(first_column(connection, query))


def _by_query(connection: "Connection", each: Asked) -> _Found:
    """What breaks an expectation that is asked by itself, or why that cannot be told."""
    try:
        if is_of_rows(each.expectation):
            return _of_rows(connection, each)
        if isinstance(each.expectation.rule, ShareAtLeast):
            return _of_share(connection, each, each.expectation.rule)
        return _of_all(connection, each)
    except Exception as error:  # noqa: BLE001 - whatever it is, the verdict tells it
        return _Found(error, {})


def _of_rows(connection: "Connection", each: Asked) -> _Found:
    """What breaks a condition on rows; parts without a broken row meet it."""
    broken = _by_part(connection, each, ["count(*)"], breaking_condition(each.expectation))
    met = {part: Met(stamp) for part, stamp in each.open_stamps.items() if part not in broken}
    return _Found(Breaking(sum(count for (count,) in broken.values())), {**each.met, **met})


def _of_share(connection: "Connection", each: Asked, rule: ShareAtLeast) -> _Found:
    if not each.open:
        return _Found(Breaking(0, observed=each.met[0].observed), each.met)
    share = share_expression(rule)
    query = f"SELECT {share}, {share} < {rule.least} FROM {each.expectation.table} AS {THIS}"
    ((observed, is_broken),) = rows_of(connection, query)
    met = (
        {}
        if is_broken
        else {part: Met(stamp, observed=observed) for part, stamp in each.open_stamps.items()}
    )
    return _Found(Breaking(int(bool(is_broken)), observed=observed), met)


def _of_all(connection: "Connection", each: Asked) -> _Found:
    """What breaks an expectation that a part does not meet by itself."""
    if each.is_met:
        return _Found(Breaking(0), each.met)
    query = f"SELECT count(*) FROM ({unexpected_query(each.expectation, _source(each))})"
    (count,) = first_column(connection, query)
    met = {part: Met(stamp) for part, stamp in each.open_stamps.items()}
    return _Found(Breaking(int(count)), {} if count else {**each.met, **met})


def _source(each: Asked) -> str:
    """The rows that are to be looked at, as they stand behind FROM."""
    table = each.expectation.table
    if not each.met:
        return table
    if isinstance(each.expectation.rule, Unique):
        # And those with the same values, wherever they stand.
        value = f"hash({', '.join(each.expectation.columns)})"
        return f"(FROM {table} WHERE {value} IN (SELECT {value} FROM {table} WHERE {each.rows}))"
    return f"(FROM {table} WHERE {each.rows})"


def _by_part(
    connection: "Connection", each: Asked, sums: Sequence[str], condition: str | None = None
) -> dict[int, tuple[int, ...]]:
    """Sums over the rows that are to be looked at, by part; of parts without such rows none."""
    if not each.open:
        return {}
    where = f"({condition}) AND {each.rows}" if condition else each.rows
    told = rows_of(
        connection,
        f"SELECT {group_of_row(each.groups)} AS part, {', '.join(sums)}"
        f" FROM {each.expectation.table} AS {THIS} WHERE {where} GROUP BY 1",
    )
    return {part: tuple(row) for part, *row in told}
