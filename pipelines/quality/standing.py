"""Know what was met and stands as it did, and what has to be asked again.

What belongs here is the comparison of tables with what was judged of them. Nothing is reasoned
about what a run may have written: an expectation that was met is met as long as all that it reads
is the same, and what rows break by themselves no row breaks that stands as it did.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipelines.fingerprints import together, version
from pipelines.quality.expectations import (
    Between,
    Expectation,
    InSet,
    NoneFound,
    NoneWhere,
    NotNull,
    ShareAtLeast,
    StandsIn,
    Unique,
    unexpected_query,
)
from pipelines.storage.blocks import RowGroup, are_rows_of

KEY_PARTS: Final = 256
"""With a document more some ten of the keys to which others refer are new."""
_ANOTHER_QUERY: Final = re.compile(r"\(\s*(?:from|select|table|values|with)\b", re.IGNORECASE)
_EVERY_COLUMN: Final = re.compile(r"\bcolumns\s*\(|(?:\bselect|,|\.)\s*\*", re.IGNORECASE)


@dataclass(frozen=True)
class Met:
    """What was found where an expectation was met.

    Attributes:
        stamp: What all was that it read.
        missing: Of a column, how many values are missing.
        observed: Of a share, how large it is.
    """

    stamp: str
    missing: int | None = None
    observed: float | None = None


@dataclass(frozen=True)
class Keys:
    """What rows of other tables refer to in one.

    Attributes:
        table: The table.
        columns: Columns of it, by whose hash its rows fall into parts.
        among: An SQL condition for the rows, in which `parent` is the table.
    """

    table: str
    columns: tuple[str, ...]
    among: str | None

    @property
    def print(self) -> str:
        """What tells them from others."""
        return together(version("duckdb"), self.table, *self.columns, str(self.among))

    @property
    def part(self) -> str:
        """The SQL expression for the part that a row is in, of this table or of one that refers."""
        return f"(hash({', '.join(self.columns)}) % {KEY_PARTS})::INTEGER"

    @property
    def query(self) -> str:
        """The query for what each part is now: its number, and the sum of hashes of its rows."""
        return (
            f"SELECT {self.part}, CAST(sum(hash({', '.join(self.columns)})) AS VARCHAR)"
            f" FROM {self.table} AS parent WHERE {self.among or 'true'} GROUP BY 1"
        )


@dataclass(frozen=True)
class Stored:
    """What a build file has, and what was met by it.

    Attributes:
        columns: The columns of each table with their types.
        row_groups: What is stored of each table; None of a view.
        keys: What each part is of what rows of other tables refer to.
        met: What was met, by print of the expectation and number of the part; and what keys were,
            by theirs.
    """

    columns: Mapping[str, Mapping[str, str]]
    row_groups: Mapping[str, Sequence[RowGroup] | None]
    keys: Mapping[Keys, Mapping[int, str]]
    met: Mapping[str, Mapping[int, Met]]

    def gone(self, keys: Keys) -> str | None:
        """The SQL condition for rows that refer to keys of which some may have gone, if any may."""
        known, now = self.met.get(keys.print, {}), self.keys[keys]
        moved = [
            str(part)
            for part in range(KEY_PARTS)
            if now.get(part) != (known[part].stamp if part in known else None)
        ]
        return f"{keys.part} IN ({', '.join(moved)})" if moved else None


@dataclass(frozen=True)
class Asked:
    """An expectation, and for which parts of what it reads it has to be asked.

    Attributes:
        expectation: The expectation.
        rules: Print of all that a verdict comes from but the rows.
        stamps: What each part is now; None where that cannot be told.
        met: What was found of the parts that stand as they did when they met it.
        groups: Its parts, where they are row groups.
        gone: The SQL condition for rows of which what they refer to may have gone, if any are.
    """

    expectation: Expectation
    rules: str
    stamps: Sequence[str | None]
    met: Mapping[int, Met]
    groups: Sequence[RowGroup]
    gone: str | None = None

    @property
    def open(self) -> tuple[int, ...]:
        """The parts for which it has to be asked."""
        return tuple(part for part in range(len(self.stamps)) if part not in self.met)

    @property
    def open_stamps(self) -> dict[int, str]:
        """What these parts are now, as far as that can be told."""
        return {part: stamp for part in self.open if (stamp := self.stamps[part]) is not None}

    @property
    def is_met(self) -> bool:
        """Whether it need not be asked at all."""
        return not self.open and self.gone is None

    @property
    def rows(self) -> str:
        """The SQL condition for the rows that have to be looked at."""
        if not self.met:
            return "true"
        came = [are_rows_of(self.groups[part] for part in self.open)] if self.open else []
        return " OR ".join([*came, self.gone] if self.gone else came) or "false"


def is_of_rows(expectation: Expectation) -> bool:
    """Whether a row breaks it or not, whatever other rows there are in any table.

    That is so where a condition looks at its own row alone, as it does without a query in it.
    """
    match expectation.rule:
        case NotNull() | InSet() | Between():
            return True
        case NoneWhere(condition):
            return not _ANOTHER_QUERY.search(condition)
    return False


def keys_of(expectation: Expectation, columns: Mapping[str, Mapping[str, str]]) -> Keys | None:
    """What an expectation refers to; None if it is no reference, or one between other types.

    Values of other types may be alike and have other hashes.
    """
    match expectation.rule:
        case StandsIn(parent, named, _, among):
            here, there = columns[expectation.table], columns.get(parent, {})
            if all(here.get(each) == there.get(each) for each in named):
                return Keys(parent, named, among)
    return None


def tables_read(expectation: Expectation, tables: Mapping[str, object]) -> list[str]:
    """The tables that an expectation reads, its own first; it names them with their schemas."""
    named = re.findall(r"\b\w+\.\w+\b", _text(expectation))
    return list(dict.fromkeys([expectation.table, *(each for each in named if each in tables)]))


def asked(expectation: Expectation, stored: Stored) -> Asked:
    """For which parts of what it reads an expectation has to be asked.

    Where it is of rows, or of a key, the row groups of its table are the parts: a key that was
    unique is so among rows that stand. So they are where its rows refer to others, of which `keys`
    tells whether any has gone. Else all that it reads is one part.
    """
    tables = tables_read(expectation, stored.columns)
    rules = _print_of(expectation, {table: stored.columns[table] for table in tables})
    groups: Sequence[RowGroup] = ()
    keys = keys_of(expectation, stored.columns)
    if is_of_rows(expectation) or isinstance(expectation.rule, Unique) or keys is not None:
        groups = stored.row_groups[expectation.table] or ()
    stamps = [each.stamp(_columns_read(expectation, stored, expectation.table)) for each in groups]
    if not groups:
        stamps = [_stamp_of_all(expectation, stored, tables)]
    known = stored.met.get(rules, {})
    met = {
        part: found
        for part, stamp in enumerate(stamps)
        if (found := known.get(part)) is not None and found.stamp == stamp
    }
    gone = stored.gone(keys) if keys is not None else None
    return Asked(expectation, rules, stamps, met, groups, gone)


def judged(suite: str, asked: Asked, met: Mapping[int, Met]) -> Iterator[dict[str, Any]]:
    """What `quality.judged` is to have of an expectation: the parts that meet it.

    Args:
        suite: Name of the suite.
        asked: What was asked.
        met: What was found of the parts that meet it, if it is to be known of any.
    """
    for part, found in sorted(met.items()):
        yield {
            "suite": suite,
            "table_name": asked.expectation.table,
            "rules": asked.rules,
            "part": part,
            "stamp": found.stamp,
            "missing": found.missing,
            "observed": found.observed,
        }


def keys_kept(suite: str, stored: Stored) -> Iterator[dict[str, Any]]:
    """What `quality.judged` is to have of the keys by which a suite was judged."""
    for keys, parts in stored.keys.items():
        rules = keys.print
        for part, stamp in sorted(parts.items()):
            yield {
                "suite": suite,
                "table_name": keys.table,
                "rules": rules,
                "part": part,
                "stamp": stamp,
                "missing": None,
                "observed": None,
            }


def met_by(rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[int, Met]]:
    """What was met, from `rules`, `part`, `stamp`, `missing` and `observed` of `quality.judged`."""
    found: dict[str, dict[int, Met]] = {}
    for rules, part, *met in rows:
        found.setdefault(rules, {})[part] = Met(*met)
    return found


def _text(expectation: Expectation) -> str:
    """What names the tables and columns that an expectation reads."""
    match expectation.rule:
        case NoneWhere(condition):
            return condition
        case ShareAtLeast(_, condition, among):
            return f"{condition} {among}"
        case NoneFound(query):
            return query
        case StandsIn(parent, columns, where, among):
            return " ".join(filter(None, [parent, *columns, where, among]))
    return " ".join(expectation.columns)


def _columns_read(expectation: Expectation, stored: Stored, table: str) -> list[str]:
    """The columns of a table that an expectation may read; it has to name them, or ask for all."""
    text, columns = _text(expectation), stored.columns[table]
    if _EVERY_COLUMN.search(text):
        return list(columns)
    named = set(re.findall(r"\w+", text.lower()))
    return [column for column in columns if column.lower() in named]


def _stamp_of_all(expectation: Expectation, stored: Stored, tables: Iterable[str]) -> str | None:
    """What is the same if all is that an expectation reads; None if that cannot be told."""
    told = []
    for table in tables:
        groups = stored.row_groups[table]
        if groups is None:
            return None
        columns = _columns_read(expectation, stored, table)
        told += [table, *(group.stamp(columns) for group in groups)]
    return None if None in told else together(*filter(None, told))


def _print_of(expectation: Expectation, columns: Mapping[str, Mapping[str, str]]) -> str:
    types = (
        f"{table}.{name} {data_type}"
        for table, each in columns.items()
        for name, data_type in each.items()
    )
    query = unexpected_query(expectation, expectation.table)
    return together(version("duckdb"), expectation.name, str(query), *types)
