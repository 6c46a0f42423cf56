import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from pipelines.orchestration.instance import opened
from pipelines.settings import Settings, load_settings


@dg.job
def nothing() -> None:
    """A job to have runs of."""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The settings of an empty warehouse."""
    monkeypatch.setenv("REELHOUSE_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("DAGSTER_HOME", "")
    load_settings.cache_clear()
    yield load_settings()
    load_settings.cache_clear()


def logs_in(settings: Settings) -> list[Path]:
    """What SQLite has not yet written into the files themselves."""
    return [path for path in settings.warehouse.rglob("*.db-wal") if path.stat().st_size]


def test_events_are_written_into_the_files_at_the_end_and_not_one_by_one(
    settings: Settings,
) -> None:
    with opened(settings) as instance:
        done = nothing.execute_in_process(instance=instance)
        assert any(path.name.startswith(done.run_id) for path in logs_in(settings))
    assert logs_in(settings) == []


def test_what_a_run_noted_is_there_for_the_next(settings: Settings) -> None:
    with opened(settings) as instance:
        done = nothing.execute_in_process(instance=instance)
        noted = len(instance.all_logs(done.run_id))
    with dg.DagsterInstance.from_config(str(settings.warehouse / "dagster")) as later:
        assert noted > 0
        assert len(later.all_logs(done.run_id)) == noted


def test_a_file_of_events_is_not_opened_for_each_event(settings: Settings) -> None:
    with opened(settings) as instance:
        opening: list[str] = []

        def note(connection: sqlite3.Connection, _: object) -> None:
            opening.append(connection.execute("PRAGMA database_list").fetchone()[2])

        event.listen(Engine, "connect", note)
        try:
            done = nothing.execute_in_process(instance=instance)
        finally:
            event.remove(Engine, "connect", note)
        events = len(instance.all_logs(done.run_id))
    # Twice where the file is made: its tables are looked for while it is open.
    assert max(Counter(opening).values()) <= 2 < events


def test_dagster_is_as_it_was_once_the_instance_is_closed(settings: Settings) -> None:
    with opened(settings):
        assert vars(sqlite_event_log)["create_engine"] is not create_engine
    assert vars(sqlite_event_log)["create_engine"] is create_engine
