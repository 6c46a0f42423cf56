# ruff: noqa: S608 - the statements are made of what stands here

import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb
import pytest

from pipelines.storage.blocks import (
    HEADERS_BYTES,
    Blocks,
    RowGroup,
    are_rows_of,
    group_of_row,
)
from pipelines.storage.kept import read_beside

GROUP: Final = 122_880
COUNT: Final = 2 * GROUP + 10
COLUMNS: Final = {
    "number": ("(i % 1000)::integer", "1001"),
    "fraction": ("i / 7", "0.5"),
    "amount": ("(i % 99)::decimal(9, 2)", "0.01"),
    "same": ("5", "6"),
    "nothing": ("null::integer", "1"),
    "is_odd": ("i % 2 = 1", "null"),
    "moment": ("timestamptz '2026-01-01' + to_seconds(i)", "timestamptz '2020-01-01'"),
    "day": ("date '2026-01-01' + (i % 9)::integer", "date '2020-01-01'"),
    "word": ("'word ' || i % 7", "'another'"),
    "text": ("if(i % 9999 = 0, repeat('long text ', 1000) || i, 'short')", "'brief'"),
    "words": ("['a', 'b' || i % 3]", "['a', 'c']"),
    "none": ("[]::varchar[]", "['a']"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a table of three row groups."""
    path = tmp_path / "some.duckdb"
    columns = ", ".join(f"{value} as {name}" for name, (value, _) in COLUMNS.items())
    change(path, f"create table rows as select i as id, {columns} from range({COUNT}) as r(i)")
    return path


def change(path: Path, *statements: str) -> None:
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def row_groups(path: Path, table: str = "main.rows") -> Iterator[tuple[RowGroup, ...] | None]:
    """The row groups of a table, of which blocks can be read in the block."""
    with read_beside(path) as file, duckdb.connect(str(path), read_only=True) as connection:

        def ask(query: str) -> list[tuple[object, ...]]:
            return connection.execute(query).fetchall()

        yield Blocks(file).row_groups(ask, table)


def stamps(path: Path) -> dict[tuple[int, str], str | None]:
    """The stamp of each column in each row group."""
    with row_groups(path) as groups:
        return {
            (number, name): group.stamp([name])
            for number, group in enumerate(groups or ())
            for name in group.columns
        }


def test_row_groups_are_told_with_their_rows(path: Path) -> None:
    with row_groups(path) as groups:
        assert groups is not None
    bounds = [(group.first, group.behind) for group in groups]
    assert bounds == [(0, GROUP), (GROUP, 2 * GROUP), (2 * GROUP, COUNT)]
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            f"select {group_of_row(groups)} as number, min(id), max(id) from rows"
            f" where {are_rows_of(groups[1:])} group by 1 order by 1"
        ).fetchall()
    assert found == [(1, GROUP, 2 * GROUP - 1), (2, 2 * GROUP, COUNT - 1)]


def test_rows_that_nobody_touches_keep_their_stamps(path: Path) -> None:
    before = stamps(path)
    assert None not in before.values()
    change(path, "create table other as from range(1000000)")
    change(path, "drop table other", "create table another as from rows")
    change(path, f"insert into rows from rows where id = {COUNT - 1}")
    after = stamps(path)
    assert {key for key in before if after[key] != before[key]} == {
        key for key in before if key[0] == 2
    }


def test_blocks_are_read_where_duckdb_has_them(path: Path) -> None:
    """At the head of each is what DuckDB keeps to find rot: a sum that knows no order."""
    with duckdb.connect(str(path), read_only=True) as connection:
        size, block = connection.execute(
            "select block_size, (select max(block_id) from pragma_storage_info('rows'))"
            " from pragma_database_size()"
        ).fetchone() or (0, 0)
    with path.open("rb") as file:
        file.seek(HEADERS_BYTES + block * size)
        head, *words = struct.unpack(f"<{size // 8}Q", file.read(size))
    told = 5381
    for word in words:
        told ^= word * 0xBF58476D1CE4E5B9 % 2**64
    assert head == told


@pytest.mark.parametrize("column", COLUMNS)
def test_one_other_value_is_seen_in_its_column_and_row_group(path: Path, column: str) -> None:
    before = stamps(path)
    change(path, f"update rows set {column} = {COLUMNS[column][1]} where id = {GROUP + 5}")
    after = stamps(path)
    assert after[1, column] != before[1, column]
    assert {key for key in before if key[0] == 0 and after[key] != before[key]} == set()


def test_values_that_changed_places_are_seen(path: Path) -> None:
    """As the hash that DuckDB keeps of a block may not see it."""
    change(path, "create or replace table rows as select hash(i) as id from range(1000) as r(i)")
    before = stamps(path)
    change(
        path,
        "create or replace table rows as"
        " select hash(if(i < 2, 1 - i, i)) as id from range(1000) as r(i)",
    )
    assert stamps(path) != before


def test_rows_that_went_are_seen_and_which(path: Path) -> None:
    before = stamps(path)
    copy = path.with_name("copy.duckdb")
    shutil.copyfile(path, copy)
    change(path, "delete from rows where id = 7")
    change(copy, "delete from rows where id = 8")
    assert len({told[0, "word"] for told in (before, stamps(path), stamps(copy))}) == 3
    assert stamps(path)[1, "word"] == before[1, "word"]


def test_what_is_in_no_block_yet_has_no_stamp(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("pragma disable_checkpoint_on_shutdown")
        connection.execute("set wal_autocheckpoint = '1GB'")
        connection.execute("update rows set word = 'another' where id = 3")
    assert path.with_name("some.duckdb.wal").exists()
    found = stamps(path)
    assert found[0, "word"] is None
    assert found[0, "number"] is not None


def test_of_a_view_nothing_is_stored(path: Path) -> None:
    change(path, "create view seen as from rows", "create table empty (i integer)")
    with row_groups(path, "main.seen") as of_view, row_groups(path, "main.empty") as of_empty:
        assert (of_view, of_empty) == (None, ())
