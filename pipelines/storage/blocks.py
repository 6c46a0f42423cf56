"""Tell by what a DuckDB file stores of a table whether its rows stand as they did.

What belongs here is how DuckDB lays tables out: in groups of up to 122,880 rows, of each group its
columns by themselves, in blocks of the file that are never written into again; what changes goes to
other blocks, and rows that go are struck out. To hash the blocks takes a tenth of the time that it
takes to read the rows.

The hash is ours. DuckDB keeps one at the head of each block, which two equal words cancel out of,
and which is the same for the same words in another order: good against rot, no proof.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, groupby, pairwise
from typing import Any, Final

Ask = Callable[[str], Sequence[tuple[Any, ...]]]
"""Gives the rows of a query on the file."""
Hash = Callable[[], str | None]
"""Gives the hash of what is stored of a column, for which its blocks are read."""

HEADERS_BYTES: Final = 3 * 4096
"""What stands before the first block of a file."""
_FIRST_COLUMN: Final = "[0]"


@dataclass(frozen=True)
class RowGroup:
    """Neighbouring rows of a table, and what is stored of them.

    Attributes:
        first: The id of its first row.
        behind: The id behind its last row.
        there: Which of these rows are there.
        columns: Give a hash of what is stored of each column, or None where it is not in blocks.
    """

    first: int
    behind: int
    there: str
    columns: Mapping[str, Hash]

    def stamp(self, columns: Iterable[str]) -> str | None:
        """What is the same if the rows are, as far as these columns tell; None if none can be."""
        told = [self.columns[name]() for name in sorted(columns)]
        if None in told:
            return None
        return hashlib.sha256("\n".join([self.there, *filter(None, told)]).encode()).hexdigest()


class Blocks:
    """The blocks of a DuckDB file as it is now, each of which is read once.

    Args:
        file: A descriptor of the file.
    """

    def __init__(self, file: int) -> None:
        self._file = file
        self._hashes: dict[int, str] = {}
        self._layout: tuple[int, frozenset[str]] | None = None

    def row_groups(self, ask: Ask, table: str) -> tuple[RowGroup, ...] | None:
        """The row groups of a table, in their order; None of a view, of which nothing is stored.

        Args:
            ask: Asks the file.
            table: The table, as marts.films.
        """
        size, tables = self._laid_out(ask)
        if table not in tables:
            return None
        segments = ask(
            "SELECT row_group_id, column_name, column_path, persistent AND NOT has_updates, count,"
            " concat_ws('|', segment_type, count, compression, stats, block_offset, segment_info),"
            " block_id, additional_block_ids"
            f" FROM pragma_storage_info('{table}')"
            " ORDER BY row_group_id, column_id, column_path, segment_id"
        )
        groups = [list(each) for _, each in groupby(segments, key=lambda segment: segment[0])]
        bounds = [0, *accumulate(map(_row_count, groups))]
        there = _rows_there(ask, table, bounds)
        return tuple(
            RowGroup(first, behind, rows, self._columns(group, size))
            for group, (first, behind), rows in zip(groups, pairwise(bounds), there, strict=True)
        )

    def _laid_out(self, ask: Ask) -> tuple[int, frozenset[str]]:
        """The bytes of a block, and the tables that there are; asked once."""
        if self._layout is None:
            ((size,),) = ask("SELECT block_size FROM pragma_database_size()")
            tables = ask(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables()"
                " WHERE database_name = current_database()"
            )
            self._layout = size, frozenset(name for (name,) in tables)
        return self._layout

    def _columns(self, segments: Iterable[tuple[Any, ...]], size: int) -> dict[str, Hash]:
        return {
            str(name): cache(partial(self._hash_of, list(each), size))
            for name, each in groupby(segments, key=lambda segment: segment[1])
        }

    def _hash_of(self, segments: Sequence[tuple[Any, ...]], size: int) -> str | None:
        """A hash of what is stored of a column in a row group.

        What is the same in all rows has no block: there, the statistics tell the value.
        """
        told = hashlib.sha256()
        for _, _, path, is_in_blocks, _, form, block, more in segments:
            if not is_in_blocks:
                return None
            told.update(f"{path}|{form}\n".encode())
            for number in (block, *(more or ())):
                if number is not None and number >= 0:
                    told.update(self._hash(number, size).encode())
        return told.hexdigest()

    def _hash(self, block: int, size: int) -> str:
        if block not in self._hashes:
            content = os.pread(self._file, size, HEADERS_BYTES + block * size)
            self._hashes[block] = hashlib.sha256(content).hexdigest()
        return self._hashes[block]


def settle(ask: Ask) -> None:
    """Put all that was written into blocks, where the file is open for writing.

    Who closes a file, or opens it for reading, finds it so.
    """
    (is_read_only,) = ask(
        "SELECT readonly FROM duckdb_databases() WHERE database_name = current_database()"
    )
    if is_read_only != (True,):
        ask("CHECKPOINT")


def group_of_row(groups: Sequence[RowGroup]) -> str:
    """The SQL expression for the number of the row group that a row is in; without any it is 0."""
    return _case_of(group.behind for group in groups) if groups else "0"


def are_rows_of(groups: Iterable[RowGroup]) -> str:
    """The SQL condition for rows that are in one of some row groups of a table."""
    bounds: list[list[int]] = []
    for group in groups:
        if bounds and bounds[-1][1] == group.first:
            bounds[-1][1] = group.behind
        else:
            bounds.append([group.first, group.behind])
    ranges = (f"rowid >= {first} AND rowid < {behind}" for first, behind in bounds)
    return f"({' OR '.join(ranges) or 'false'})"


def _row_count(segments: Sequence[tuple[Any, ...]]) -> int:
    """How many rows a row group has, those that were struck out among them."""
    return sum(count for _, _, path, _, count, *_ in segments if path == _FIRST_COLUMN)


def _rows_there(ask: Ask, table: str, bounds: Sequence[int]) -> list[str]:
    """Which rows of each group are there: all, or how many, and a sum over those that are."""
    sizes = [behind - first for first, behind in pairwise(bounds)]
    ((count,),) = ask(f"SELECT count(*) FROM {table}")
    if count == bounds[-1]:
        return [str(size) for size in sizes]
    ends = _case_of(bounds[1:])
    sums = ask(f"SELECT {ends}, count(*), sum(hash(rowid)) FROM {table} GROUP BY 1")
    found = {number: (count, told) for number, count, told in sums}
    there = [found.get(number, (0, 0)) for number, _ in enumerate(sizes)]
    return [
        str(size) if count == size else f"{count} of {size}: {told}"
        for size, (count, told) in zip(sizes, there, strict=True)
    ]


def _case_of(ends: Iterable[int]) -> str:
    """The SQL expression for the number of the row group that a row is in, from where they end."""
    told = " ".join(f"WHEN rowid < {end} THEN {number}" for number, end in enumerate(ends))
    return f"(CASE {told} END)"
