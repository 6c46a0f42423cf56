"""The Dagster instance of a warehouse: its folder, its settings, how its databases are written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, Self, cast
from unittest.mock import patch

import dagster as dg
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from pipelines.settings import Settings

INSTANCE: Final = """\
# Written by reelhouse; edit as you like, it is not written again.
telemetry:
  enabled: false
concurrency:
  pools:
    # The build file has one writer: no pool has room for more than one step.
    default_limit: 1
  runs:
    max_concurrent_runs: 1
run_monitoring:
  enabled: true
  start_timeout_seconds: 300
  max_runtime_seconds: 21600
freshness:
  enabled: true
run_retries:
  enabled: true
  max_retries: 0
"""


def prepare_home(settings: Settings) -> Path:
    """The folder of the Dagster instance, beside the releases; made if there is none."""
    home = settings.warehouse / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        (home / "dagster.yaml").write_text(INSTANCE)
    os.environ["DAGSTER_HOME"] = str(home)
    return home


@contextmanager
def opened(settings: Settings) -> Iterator[dg.DagsterInstance]:
    """The instance of the warehouse, as a run uses it."""
    prepare_home(settings)
    with _kept_connections(), dg.DagsterInstance.get() as instance:
        yield instance


class _KeptConnections(QueuePool):
    """Connections that stay open where Dagster is done with their engine, at each event."""

    def dispose(self) -> None:
        """Keep them."""

    def recreate(self) -> Self:
        """These: they have been kept."""
        return self

    def close(self) -> None:
        """Close them at last."""
        super().dispose()


@contextmanager
def _kept_connections() -> Iterator[None]:
    """Let Dagster use one engine for each of its SQLite files, and not wait for the disk each time.

    It makes one for each of some hundred events of a run, which opens the file, compiles its
    statements anew and, as the last one to close, has the log of the file written into it. In that
    mode (WAL) a commit that is not forced to disk can be lost with the power, not with the process,
    and the file stays whole. What counts is in the build file and in the releases.
    """
    engines: dict[str, Engine] = {}

    def engine_of(url: str, **told: Any) -> Engine:
        if url not in engines:
            engines[url] = create_engine(url, **{**told, "poolclass": _KeptConnections})
            event.listen(engines[url], "connect", _do_not_wait)
        return engines[url]

    with ExitStack() as kept:
        for storage in (sqlite_event_log, sqlite_run_storage):
            kept.enter_context(patch.object(storage, "create_engine", engine_of))
        try:
            yield
        finally:
            for engine in engines.values():
                cast("_KeptConnections", engine.pool).close()


def _do_not_wait(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
