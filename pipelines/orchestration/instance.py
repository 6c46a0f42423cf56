"""The Dagster instance of a warehouse: its folder, its settings, how its databases are written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final

import dagster as dg
from sqlalchemy import event
from sqlalchemy.engine import Engine

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
    with _unhurried_events(), dg.DagsterInstance.get() as instance:
        yield instance


@contextmanager
def _unhurried_events() -> Iterator[None]:
    """Let SQLite write what Dagster notes without waiting for the disk each time.

    Dagster opens and closes a connection for each of some hundred events of a run. Whoever closes
    the last one to a file has its log written into it, so one connection is held to each; and in
    that mode (WAL) a commit that is not forced to disk can be lost with the power, not with the
    process, and the file stays whole. What counts is in the build file and in the releases.
    """
    held: dict[str, sqlite3.Connection] = {}

    def unhurried(connection: Any, _: Any) -> None:
        if not isinstance(connection, sqlite3.Connection):
            return
        connection.execute("PRAGMA synchronous = NORMAL")
        _, _, path = connection.execute("PRAGMA database_list").fetchone()
        if path not in held:
            held[path] = holding.enter_context(
                closing(sqlite3.connect(path, check_same_thread=False))
            )
        # Only who has read since the file came to have a log is one of those that hold it.
        held[path].execute("SELECT 1 FROM sqlite_master").fetchone()

    with ExitStack() as holding:
        event.listen(Engine, "connect", unhurried)
        holding.callback(event.remove, Engine, "connect", unhurried)
        yield
