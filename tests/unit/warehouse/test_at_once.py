"""DuckDB does several things at once, each with a connection of its own and in its turn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import duckdb
import pytest

from pipelines.warehouse.at_once import AT_ONCE, at_once, each_after


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def test_works_run_at_the_same_time_without_seeing_each_others_temporary_tables(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute("create table said (what integer)")
    together = Barrier(AT_ONCE, timeout=60)

    def work(own: duckdb.DuckDBPyConnection, number: int) -> int:
        own.execute(f"create or replace temp table mine as select {number} as what")
        # Nobody gets here before all do.
        together.wait()
        own.execute("insert into said from mine")
        return number * 10

    numbers = range(AT_ONCE * 3)
    assert at_once(connection, work, numbers) == [number * 10 for number in numbers]
    said = connection.execute("select what from said order by 1").fetchall()
    assert said == [(number,) for number in numbers]


def test_moments_are_told_in_utc_whatever_the_machine_thinks(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute("set global TimeZone = 'Asia/Tokyo'")
    zone = "select current_setting('TimeZone')"
    assert at_once(connection, lambda own, _: own.execute(zone).fetchone(), [1]) == [("UTC",)]


def test_none_is_done_before_those_that_it_needs(connection: duckdb.DuckDBPyConnection) -> None:
    done: list[str] = []
    needs = {"roof": ["walls"], "door": ["walls"], "walls": ["ground"], "ground": [], "well": []}
    each_after(connection, lambda _, name: done.append(name), needs)
    assert sorted(done) == sorted(needs)
    assert all(done.index(each) < done.index(name) for name in needs for each in needs[name])


def test_where_one_fails_others_are_not_begun(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    is_busy, has_given_up = Event(), Event()

    class Threads(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            has_given_up.set()
            super().shutdown(wait, cancel_futures=cancel_futures)

    monkeypatch.setattr("pipelines.warehouse.at_once.ThreadPoolExecutor", Threads)

    def work(_: duckdb.DuckDBPyConnection, name: str) -> None:
        begun.append(name)
        if name == "bad":
            assert is_busy.wait(60)
            raise ValueError(name)
        is_busy.set()
        # Until the failure is seen.
        assert has_given_up.wait(60)

    with pytest.raises(ValueError, match="bad"):
        each_after(connection, work, {"bad": [], "slow": [], "behind": ["bad"], "last": ["slow"]})
    assert sorted(begun) == ["bad", "slow"]
