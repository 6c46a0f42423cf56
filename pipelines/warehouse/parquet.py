"""Write the Parquet of a release: what stands as it did is a second name of the file before.

What belongs here is which files a table has, and how they are written. A large table is a folder of
parts, each with the documents or films whose ids begin alike, so that a change writes only the part
that it is in. The same rows give the same bytes, whatever was before.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from pipelines.contract import ReleasedTable
from pipelines.warehouse import ddl, disk

WHOLE: Final = ""
"""The one part of a table that is not in parts."""
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "document_id": tuple("0123456789abcdef"),
    "film_id": tuple(f"f_{letter}" for letter in "246acegikmoqsuwy"),
}
"""What ids begin with; a part begins there and ends where the next one does."""
OPTIONS: Final = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 122880"
"""Zstandard at its quickest, which makes these tables no larger than the usual 3 does; rows in
groups of a fixed size, a multiple of DuckDB's vector of 2,048."""
WRITTEN_BY: Final = f"{OPTIONS}, DuckDB {duckdb.__version__}, parts {PARTS}"
"""What else than rows the bytes depend on; each file says it."""


@dataclass(frozen=True)
class Part:
    """A file of a table: its name, its place in a release, and which rows it has."""

    name: str
    path: str
    where: str


def parts_of(table: ReleasedTable) -> Iterator[Part]:
    """The files of a table, in the order of their rows."""
    path = f"{table.name}.parquet"
    column = table.parted_by
    if not column:
        yield Part(WHOLE, path, "true")
        return
    starts = PARTS[column]
    for start, end in zip(starts, (*starts[1:], None), strict=True):
        bounds = [f"{column} >= '{start}'"] if start != starts[0] else []
        bounds += [f"{column} < '{end}'"] if end is not None else []
        yield Part(start, f"{path}/{start}.parquet", " AND ".join(bounds))


def part_of(value: str, column: str) -> str:
    """The part that rows are in which have a value in the column by which their table is parted.

    >>> [part_of(value, "document_id") for value in ("3f2a", "doc-1", "")]
    ['3', 'd', '0']
    >>> part_of("f_bxd7ouygvz", "film_id")
    'f_a'
    """
    starts = PARTS[column]
    return max((start for start in starts if start <= value), default=starts[0])


def write(
    connection: duckdb.DuckDBPyConnection,
    table: ReleasedTable,
    source: str,
    folder: Path,
    *,
    before: Path | None = None,
    changed: Collection[str] = (),
) -> None:
    """Write the files of a table into a folder.

    Args:
        connection: Has the table.
        table: The table.
        source: Its rows, as they stand behind FROM.
        folder: Where its files go.
        before: A folder that has them, written alike, of other rows in the changed parts alone.
        changed: Names of these parts.
    """
    for part in parts_of(table):
        path = folder / part.path
        kept = None if before is None or part.name in changed else before / part.path
        # Somebody may have taken files out of the release before.
        if kept is not None and kept.is_file():
            disk.link(kept, path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        connection.execute(
            f"COPY (FROM {source} WHERE {part.where} ORDER BY {ddl.column_list(table.order)}) "
            f"TO {ddl.literal(str(path))} "
            f"({OPTIONS}, KV_METADATA {{written_by: {ddl.literal(WRITTEN_BY)}}})"
        )


def is_written_alike(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Whether a file of a release would have the same bytes if it were written now."""
    if not path.is_file():
        return False
    told = connection.execute(
        "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'written_by'",
        [str(path)],
    ).fetchall()
    return told == [(WRITTEN_BY,)]
