"""What landing writes into the build file; what it finds is tested with landing itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.landing import places
from pipelines.landing.landing import land_batches
from pipelines.landing.ledger import KNOWN_COLUMNS, Ledger
from pipelines.landing.registry import load_registry
from pipelines.landing.tables import DOCUMENTS, DOWNLOADS, FILES
from pipelines.orchestration.landing import LANDED, write_batch
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildFile

START = datetime(2026, 1, 1, tzinfo=UTC)

LastSeen = Callable[[float], dict[str, float]]
"""Lands so many hours after the start; gives back the hours of the last time by file."""


@pytest.fixture
def last_seen(tmp_path: Path) -> LastSeen:
    data = tmp_path / "films"
    data.mkdir()
    (data / "a.md").write_text("Ida (2013)\n")
    (data / "b.md").write_text("Ten (2002)\n")
    sources = tmp_path / "sources.yaml"
    sources.write_text("sources: []\n")

    def land(hours: float) -> dict[str, float]:
        with BuildFile(tmp_path / "warehouse").connect() as build:
            build.create([*LANDED, DOWNLOADS])
            known = Ledger(build.read(FILES), build.read(DOCUMENTS, columns=KNOWN_COLUMNS))
            for batch in land_batches(
                load_registry(sources, data, is_default=True),
                Settings(data=data),
                known,
                now=START + timedelta(hours=hours),
                revision=1,
                reader_version="1",
                rules_version="1",
            ):
                write_batch(build, batch)
            rows = build.read(FILES).select("uri", "last_seen_at").iter_rows()
            return {Path(uri).name: (seen - START) / timedelta(hours=1) for uri, seen in rows}

    return land


def test_that_a_file_stands_is_written_twice_a_day(
    last_seen: LastSeen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    assert [last_seen(hour)["a.md"] for hour in (0, 1, 12, 13, 24, 26)] == [0, 0, 0, 13, 13, 26]


def test_that_a_file_without_a_stamp_is_seen_is_written_each_time(
    last_seen: LastSeen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 10**18)
    assert [last_seen(hour)["a.md"] for hour in (0, 1, 2)] == [0, 1, 2]


def test_what_is_not_there_was_last_seen_when_it_was(
    last_seen: LastSeen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    last_seen(0)
    (tmp_path / "films" / "b.md").unlink()
    assert last_seen(30) == {"a.md": 30, "b.md": 0}
