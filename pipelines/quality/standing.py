"""Know which rows of a table stand as they were judged, and which have to be looked at again.

What belongs here is the comparison of a table with what was judged of it. Nothing is reasoned about
what a run may have written: a table falls into parts by its key, and a part is as it was if the sum
of the hashes of its rows is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import polars as pl

from pipelines.fingerprints import together
from pipelines.quality.expectations import (
    THIS,
    Expectation,
    NoneWhere,
    Unique,
    breaking_condition,
    unexpected_query,
)
from pipelines.quality.queries import first_column, rows_of, run
from pipelines.quality.tables import JUDGED

if TYPE_CHECKING:
    from sqlalchemy import Connection

PARTS: Final = 1024
"""With a document more some hundred rows change at most, each in a part of its own."""
_MOST_CHANGED: Final = 0.2
"""Share of the parts; from there on the table is read where it stands, and no row is copied."""

_ANOTHER_QUERY: Final = re.compile(r"\(\s*(?:from|select|table|values|with)\b", re.IGNORECASE)
_STAMPS: Final = "stamps_of_parts"
_CHANGED: Final = "rows_of_changed_parts"


def key_of(expectations: Sequence[Expectation]) -> tuple[str, ...]:
    """The columns by which a table falls into parts: what must be unique first; or none."""
    keys = (item.columns for item in expectations if isinstance(item.rule, Unique))
    return next(keys, ())


def is_of_one_part(expectation: Expectation, key: tuple[str, ...]) -> bool:
    """Whether what breaks it is seen without any row of another part, or of another table.

    That is so where a condition looks at its own row alone, as it does without a query in it; and
    rows with the same key are in one part.
    """
    match expectation.rule:
        case NoneWhere(condition):
            return bool(key) and not _ANOTHER_QUERY.search(condition)
        case Unique():
            return expectation.columns == key
    return False


@dataclass(frozen=True)
class Standing:
    """Which rows of a table have to be looked at.

    Attributes:
        suite: Name of the suite.
        table: The table, as marts.films.
        key: The columns by which it falls into parts.
        rules: Print of all that a verdict comes from but the rows.
        rows: What stands after FROM for the rows to be looked at.
    """

    suite: str
    table: str
    key: tuple[str, ...]
    rules: str
    rows: str


def standing(
    connection: "Connection",
    suite: str,
    table: str,
    expectations: Sequence[Expectation],
    stored: Mapping[str, Mapping[str, str]],
) -> Standing:
    """Which rows of a table have to be looked at.

    Args:
        connection: To the build file; the rows are there for this connection alone.
        suite: Name of the suite.
        table: The table, as marts.films.
        expectations: All that are of one part.
        stored: The columns of all tables.
    """
    key = key_of(expectations)
    rules = _print_of(table, stored[table], expectations)
    run(
        connection,
        f"CREATE OR REPLACE TEMP TABLE {_STAMPS} AS SELECT {_part(key)} AS part,"
        f" CAST(sum(hash({THIS})) AS VARCHAR) AS stamp FROM {table} AS {THIS} GROUP BY part",
    )
    known = "SELECT NULL WHERE false"
    if JUDGED.name in stored:
        known = (
            f"SELECT part FROM {_STAMPS} INNER JOIN {JUDGED.name} AS judged USING (part, stamp)"
            f" WHERE judged.suite = '{suite}' AND judged.table_name = '{table}'"
            f" AND judged.rules = '{rules}'"
        )
    (changed,) = first_column(
        connection, f"SELECT count(*) FROM {_STAMPS} WHERE part NOT IN ({known})"
    )
    if changed > _MOST_CHANGED * PARTS:
        return Standing(suite, table, key, rules, table)
    run(
        connection,
        f"CREATE OR REPLACE TEMP TABLE {_CHANGED} AS SELECT * FROM {table} AS {THIS}"
        f" WHERE {_part(key)} IN (SELECT part FROM {_STAMPS} WHERE part NOT IN ({known}))",
    )
    return Standing(suite, table, key, rules, _CHANGED)


def judged_well(
    connection: "Connection", found: Standing, broken: Sequence[Expectation]
) -> pl.DataFrame:
    """What `quality.judged` is to have of a table: the parts of it in which nothing is broken.

    Args:
        connection: The one by which it was found what has to be looked at.
        found: What was found.
        broken: Expectations of one part that were not met.
    """
    met = " AND ".join(
        f"part NOT IN (SELECT {_part(found.key)} FROM {found.rows} AS {THIS}"
        f" WHERE {breaking_condition(item)})"
        for item in broken
    )
    parts = rows_of(connection, f"SELECT part, stamp FROM {_STAMPS} WHERE {met or 'true'}")
    return pl.DataFrame(
        {
            "suite": found.suite,
            "table_name": found.table,
            "rules": found.rules,
            "part": [part for part, _ in parts],
            "stamp": [stamp for _, stamp in parts],
        },
        schema=JUDGED.polars_schema,
    )


def _part(key: Sequence[str]) -> str:
    """The part that a row is in."""
    return f"(hash({', '.join(key)}) % {PARTS})::INTEGER"


def _print_of(table: str, columns: Mapping[str, str], expectations: Sequence[Expectation]) -> str:
    queries = (str(unexpected_query(item, table)) for item in expectations)
    types = (f"{name} {data_type}" for name, data_type in columns.items())
    return together(version("duckdb"), *types, *queries)
