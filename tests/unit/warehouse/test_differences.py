"""Tables get other rows by what differs: the others are not written again."""

from collections.abc import Iterable

import duckdb
import pytest

from pipelines.warehouse.differences import (
    TOLD,
    Difference,
    bring_up_to_date,
    exchange_differing,
    find_differing,
)

Row = tuple[str, int | None, str]


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name in ("stored", "wanted"):
        connection.execute(f"create table {name} (film text, year int, place text)")
    return connection


def put(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Row]) -> None:
    connection.executemany(f"insert into {table} values (?, ?, ?)", list(rows))  # noqa: S608


def rows(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The rows in the order in which they stand."""
    return connection.execute("select film, year, place from stored order by rowid").fetchall()


NAMES = ("film", "year", "place")


def exchange(
    connection: duckdb.DuckDBPyConnection,
    where: Iterable[str] | None = None,
    telling: Iterable[str] = (),
) -> bool:
    """Put the wanted rows in place of the stored ones that meet a condition, if any differ."""
    differ = find_differing(connection, "stored", "wanted", names=NAMES, where=where)
    exchange_differing(connection, "stored", "wanted", names=NAMES, telling=telling)
    return differ


def test_rows_come_change_and_go_by_their_key(connection: duckdb.DuckDBPyConnection) -> None:
    put(connection, "stored", [("a", 1, "x"), ("b", 2, "x"), ("c", 3, "x"), ("d", None, "x")])
    put(connection, "wanted", [("e", 5, "x"), ("d", 4, "x"), ("c", 3, "x"), ("a", 1, "y")])
    found = bring_up_to_date(connection, "stored", "wanted", key=["film"], names=NAMES)
    assert found == Difference(added=1, changed=2, removed=1)
    assert rows(connection) == [("a", 1, "y"), ("c", 3, "x"), ("d", 4, "x"), ("e", 5, "x")]
    again = bring_up_to_date(connection, "stored", "wanted", key=["film"], names=NAMES)
    assert again == Difference(0, 0, 0)


def test_rows_without_a_key_are_exchanged_as_often_as_they_stand(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    put(connection, "stored", [("a", 1, "x"), ("b", None, "x"), ("b", None, "x"), ("c", 3, "x")])
    wanted: list[Row] = [("b", None, "x"), ("a", 1, "x"), ("d", 4, "x"), ("d", 4, "x")]
    put(connection, "wanted", wanted)
    assert exchange(connection)
    assert sorted(rows(connection), key=str) == sorted(wanted, key=str)
    # What stays is not written again, so it stands before what is new.
    assert rows(connection)[0] == ("a", 1, "x")


def test_rows_that_are_not_meant_stay_even_where_others_are_the_same(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    put(connection, "stored", [("a", 1, "x"), ("b", 2, "x"), ("a", 1, "x"), ("c", 3, "y")])
    put(connection, "wanted", [("b", 9, "x")])
    exchange(connection, where=["film = 'b'", "year = 2"])
    assert rows(connection) == [("a", 1, "x"), ("a", 1, "x"), ("c", 3, "y"), ("b", 9, "x")]


def test_rows_are_told_that_differ_as_they_were_and_as_they_are(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    put(connection, "stored", [("a", 1, "x"), ("b", 2, "x"), ("c", 3, "z")])
    put(connection, "wanted", [("a", 1, "x"), ("d", 2, "y"), ("c", 3, "z")])
    exchange(connection, telling=["film", "place"])
    told = connection.execute(f"from {TOLD} order by all").fetchall()
    assert told == [("b", "x"), ("d", "y")]


def test_the_same_rows_stay_where_they_stand(connection: duckdb.DuckDBPyConnection) -> None:
    stored: list[Row] = [("c", 3, "x"), ("a", None, "x"), ("b", 2, "x")]
    put(connection, "stored", stored)
    put(connection, "wanted", sorted(stored, key=str))
    assert not exchange(connection)
    assert rows(connection) == stored
