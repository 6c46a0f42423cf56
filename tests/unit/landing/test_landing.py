import multiprocessing
import os
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from pipelines.landing import landing, places
from pipelines.landing.landing import Batch, land_batches
from pipelines.landing.ledger import (
    KNOWN_COLUMNS,
    RULES_FAILED,
    Ledger,
    merged_documents,
    merged_files,
    reconcile,
)
from pipelines.landing.places import FoundFile
from pipelines.landing.registry import load_registry
from pipelines.landing.remotes import PlaceError
from pipelines.landing.tables import DOCUMENTS, FILES
from pipelines.reading.batches import Outcome, read_many
from pipelines.reading.documents import Limits
from pipelines.reading.tables import FIELDS
from pipelines.settings import Settings
from tests.landings import seen_again

START = datetime(2026, 1, 1, tzinfo=UTC)


class House:
    """A data folder and its ledger, landed again and again, each run a day later."""

    def __init__(self, data: Path, **bounds: int) -> None:
        self.data = data
        self.ledger = Ledger.empty()
        self.bounds = bounds
        self.sources = "[]"
        self.revision = 1
        self.runs = 0

    def write(self, name: str, content: str | bytes) -> None:
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def batches(self, version: str = "1", rules: str = "1") -> Iterator[Batch]:
        """The batches of a run, each made when it is asked for."""
        registry = self.data.parent / "sources.yaml"
        registry.write_text(f"sources: {self.sources}\n")
        self.runs += 1
        return land_batches(
            load_registry(registry, self.data, is_default=True),
            Settings(data=self.data).model_copy(update=self.bounds),
            self.ledger,
            now=START + timedelta(days=self.runs - 1),
            revision=self.revision,
            reader_version=version,
            rules_version=rules,
        )

    def land(self, version: str = "1", rules: str = "1") -> list[Batch]:
        batches = list(self.batches(version, rules))
        for batch in batches:
            self.store(batch)
        return batches

    def store(self, batch: Batch) -> None:
        files = seen_again(merged_files(self.ledger.files, batch.files), batch)
        documents = merged_documents(self.ledger.documents, batch.documents)
        documents = documents.update(batch.status_changes, on="document_id", include_nulls=True)
        self.ledger = Ledger(files, documents.select(KNOWN_COLUMNS))
        self.revision = max([batch.revision, *batch.status_changes["revision"]]) + 1

    def statuses(self) -> dict[str, str]:
        """Status by the place a content is at now."""
        current = self.ledger.files.filter("is_current")
        told = current.join(self.ledger.documents.drop("source", "uri"), on="document_id").sort(
            "uri"
        )
        return dict(told.select("uri", "status").iter_rows())

    def reasons(self, status: str) -> list[str]:
        kept = self.ledger.documents.filter(pl.col("status") == status).sort("uri", "first_seen_at")
        return kept["status_reason"].to_list()


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "films").mkdir()
    return House(tmp_path / "films")


def _documents(batches: list[Batch]) -> list[str]:
    return [uri for batch in batches for uri in batch.documents["uri"]]


def test_frames_fit_their_tables(house: House) -> None:
    house.write("a.md", "---\ntitle: Ten\n---\nText")
    house.write("b.txt", "Text")
    house.write("c.txt", b"\0")
    for batch in house.land():
        assert batch.files.schema == FILES.polars_schema
        assert batch.documents.schema == DOCUMENTS.polars_schema
        assert batch.fields.schema == FIELDS.polars_schema


def test_unchanged_files_are_seen_and_not_read_again(house: House) -> None:
    house.write("a.md", "Ten")
    house.land()
    assert all(batch.documents.is_empty() for batch in house.land())
    assert house.ledger.files.select("first_seen_at", "last_seen_at").row(0) == (
        START,
        START + timedelta(days=1),
    )


def test_a_file_that_is_no_longer_there_was_last_seen_while_it_was(house: House) -> None:
    house.write("a.md", "Ten")
    house.write("b.md", "Five")
    house.land()
    (house.data / "b.md").unlink()
    house.land()
    seen = house.ledger.files.select("uri", "last_seen_at", "is_current").sort("uri").rows()
    assert seen == [
        ("films/a.md", START + timedelta(days=1), True),
        ("films/b.md", START, True),
    ]


def test_the_same_bytes_at_two_places_are_one_document(house: House) -> None:
    house.write("a.md", "Ten")
    house.write("b.md", "Ten")
    batches = house.land()
    assert _documents(batches) == ["films/a.md"]
    assert house.ledger.files.height == 2
    assert str(reconcile(house.ledger.files, house.ledger.documents)) == (
        "2 seen = 1 parsed + 1 duplicate + 0 rejected"
    )


def test_the_same_text_in_other_bytes_is_a_duplicate_that_names_the_first(house: House) -> None:
    house.bounds = {"batch_documents": 1}
    house.write("a.md", "Ten is a film.")
    house.write("b.md", "Ten  is a\nfilm.")
    house.land()
    assert house.statuses() == {"films/a.md": "parsed", "films/b.md": "duplicate"}
    (reason,) = house.reasons("duplicate")
    assert reason.startswith("same text as ")
    assert reason.endswith(" at films/a.md")


def test_replaced_bytes_are_a_duplicate_of_what_replaced_them(house: House) -> None:
    house.write("a.md", "Ten")
    house.land()
    house.write("a.md", "Ten, revised")
    *_, last = house.land()
    assert house.statuses() == {"films/a.md": "parsed"}
    (reason,) = house.reasons("duplicate")
    assert reason.startswith("replaced by ")
    assert reason.endswith(" at films/a.md")
    assert last.status_changes["revision"].to_list() == [last.revision]


def test_bytes_that_come_back_are_parsed_again(house: House) -> None:
    for text in ("Ten", "Ten, revised", "Ten"):
        house.write("a.md", text)
        house.land()
    assert house.statuses() == {"films/a.md": "parsed"}
    assert len(house.reasons("duplicate")) == 1
    assert house.ledger.files.filter("is_current").height == 1


def test_a_duplicate_takes_the_place_of_an_original_that_was_replaced(house: House) -> None:
    house.write("a.md", "Ten is a film.")
    house.write("b.md", "Ten is  a film.")
    house.land()
    house.write("a.md", "Something else.")
    house.land()
    assert house.statuses() == {"films/a.md": "parsed", "films/b.md": "parsed"}


def test_a_file_saved_with_other_line_ends_stays_parsed(house: House) -> None:
    house.write("a.md", "Ten\nis")
    house.land()
    house.write("a.md", "Ten\r\nis")
    house.land()
    assert house.statuses() == {"films/a.md": "parsed"}


def test_a_replaced_content_that_stands_elsewhere_stays_parsed(house: House) -> None:
    house.write("a.md", "Ten")
    house.write("b.md", "Ten")
    house.land()
    house.write("a.md", "Other")
    house.land()
    assert house.statuses() == {"films/a.md": "parsed", "films/b.md": "parsed"}


def test_a_rejected_file_that_was_corrected_is_replaced_and_can_come_back(house: House) -> None:
    house.write("a.json", "{")
    house.land()
    house.write("a.json", "[]")
    house.land()
    assert "it was rejected: invalid JSON" in house.reasons("duplicate")[0]
    house.write("a.json", "{")
    house.land()
    assert house.statuses() == {"films/a.json": "rejected"}
    assert house.reasons("rejected")[0].startswith("invalid JSON")


def test_another_source_or_other_readers_read_a_document_again(house: House) -> None:
    house.write("blog/a.md", "Ten")
    house.write("b.md", "One")
    house.land()
    house.sources = "[{name: blog, kind: blog, path: blog}]"
    assert _documents(house.land()) == ["films/blog/a.md"]
    assert _documents(house.land("2")) == ["films/blog/a.md", "films/b.md"]
    assert house.ledger.documents["first_seen_at"].to_list() == [START, START]


def _changed(batches: list[Batch], house: House) -> list[str]:
    """The places of the documents that are to be staged anew, though they are not read."""
    ids = [document_id for batch in batches for document_id in batch.status_changes["document_id"]]
    return sorted(house.ledger.documents.filter(pl.col("document_id").is_in(ids))["uri"])


def test_other_rules_or_settings_do_stored_texts_anew_and_open_no_file(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    house.sources = "[{name: blog, kind: blog, path: blog}]"
    house.write("blog/a.md", "Ten")
    house.write("b.md", "One")
    house.write("c.md", b"\0")
    house.land()
    before = house.ledger.documents.sort("uri")
    opened: list[str] = []
    monkeypatch.setattr(landing, "read_bytes", lambda found, _: opened.append(found.uri))
    house.sources = "[{name: blog, kind: blog, path: blog, rating_scale: 5}]"
    assert _changed(house.land(), house) == ["films/blog/a.md"]
    assert _changed(house.land(rules="2"), house) == ["films/b.md", "films/blog/a.md", "films/c.md"]
    assert house.land(rules="2")[-1].status_changes.is_empty()
    assert opened == []
    after = house.ledger.documents.sort("uri")
    assert (after["revision"] > before["revision"]).all()
    assert (after["version"] != before["version"]).all()
    assert after["status"].to_list() == before["status"].to_list()


def test_a_rejected_file_is_read_again_by_other_readers(house: House) -> None:
    house.write("a.md", b"\0")
    house.land()
    assert _documents(house.land(rules="2")) == []
    assert _documents(house.land("2", rules="2")) == ["films/a.md"]


def test_what_rules_failed_on_stays_rejected_until_there_are_other_rules(house: House) -> None:
    house.write("a.md", "Ten")
    house.write("b.txt", "Ten ")
    house.land()
    failed = {"status": "rejected", "status_reason": f"{RULES_FAILED}ValueError: ten"}
    house.ledger = replace(
        house.ledger,
        documents=house.ledger.documents.with_columns(
            pl.when(pl.col("status") == "parsed").then(pl.lit(value)).otherwise(name).alias(name)
            for name, value in failed.items()
        ),
    )
    house.land()
    assert house.statuses() == {"films/a.md": "rejected", "films/b.txt": "parsed"}
    house.land(rules="2")
    assert house.statuses() == {"films/a.md": "duplicate", "films/b.txt": "parsed"}
    house.write("b.txt", "Two")
    house.land(rules="2")
    assert house.statuses() == {"films/a.md": "parsed", "films/b.txt": "parsed"}


def test_documents_that_other_rules_do_anew_come_in_batches(house: House) -> None:
    house.bounds = {"batch_documents": 2}
    for number in range(5):
        house.write(f"{number}.md", f"Ten {number}")
    house.land()
    batch = house.land(rules="2")[-1]
    counts = batch.status_changes.group_by("revision").len().sort("revision")
    assert counts["len"].to_list() == [2, 2, 1]
    assert batch.status_changes["revision"].min() == batch.revision
    house.bounds = {"batch_bytes": 10}
    batch = house.land(rules="3")[-1]
    assert batch.status_changes["revision"].n_unique() == 3


def test_a_document_whose_file_is_gone_follows_new_rules_from_its_stored_text(house: House) -> None:
    house.write("a.md", "Ten")
    house.land()
    before = house.ledger.documents.row(0, named=True)
    (house.data / "a.md").unlink()
    (batch,) = house.land(rules="2")
    after = house.ledger.documents.row(0, named=True)
    assert batch.documents.is_empty()
    assert after["status"] == "parsed"
    assert after["version"] != before["version"]
    assert after["revision"] > before["revision"]


def test_a_file_too_large_or_gone_is_rejected_and_the_run_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.bounds = {"max_file_bytes": 10}
    house.write("a.md", "x" * 11)
    house.write("b.md", "Ten")
    house.write("c.md", "Gone")
    real = places.read_bytes

    def read_bytes(found: FoundFile, limit: int) -> bytes:
        if found.uri.endswith("c.md"):
            raise PlaceError("cannot be read: Input/output error")
        return real(found, limit)

    monkeypatch.setattr(landing, "read_bytes", read_bytes)
    house.land()
    assert house.statuses() == {
        "films/a.md": "rejected",
        "films/b.md": "parsed",
        "films/c.md": "rejected",
    }
    assert "larger than 10 bytes" in house.reasons("rejected")[0]
    assert "Input/output error" in house.reasons("rejected")[1]
    assert reconcile(house.ledger.files, house.ledger.documents).is_balanced


def test_a_place_that_fails_for_once_keeps_its_content(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write("a.md", "Ten")
    house.land()
    with monkeypatch.context() as patched:

        def read_bytes(*_: object) -> bytes:
            raise PlaceError("cannot be read: timed out")

        patched.setattr(landing, "read_bytes", read_bytes)
        house.land()
    assert "parsed" in house.ledger.documents["status"].to_list()
    house.land()
    assert house.statuses() == {"films/a.md": "parsed"}


def test_batches_keep_their_bounds_and_make_no_difference(house: House) -> None:
    for number in range(7):
        house.write(f"{number}.md", f"Film {number % 5}{' ' * number}")
    whole = pl.concat(batch.documents for batch in house.land())
    house.ledger, house.runs, house.revision = Ledger.empty(), 0, 1
    house.bounds = {"batch_documents": 2}
    parts = house.land()
    assert [batch.documents.height for batch in parts] == [2, 2, 2, 1, 0]
    assert [batch.revision for batch in parts] == [1, 2, 3, 4, 5]
    assert (
        pl.concat(batch.documents for batch in parts)
        .drop("revision")
        .equals(whole.drop("revision"))
    )
    house.ledger, house.bounds = Ledger.empty(), {"batch_bytes": 16}
    assert max(batch.documents["bytes"].sum() for batch in house.land()) < 16 + 14


def read_many_elsewhere(files: Sequence[tuple[bytes, str]], limits: Limits) -> list[Outcome]:
    """Read, but in a process other than that of the tests."""
    assert multiprocessing.parent_process() is not None
    return read_many(files, limits)


def test_reading_in_other_processes_gives_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(70):
        house.write(f"{number:02}.md", f"---\ntitle: Film {number}\n---\n")
    alone = house.land()[0]
    house.ledger, house.runs, house.revision = Ledger.empty(), 0, 1
    monkeypatch.setattr(landing, "POOL_FROM_BYTES", 1)
    # What was read here would not come from another process.
    monkeypatch.setattr(landing, "read_many", read_many_elsewhere)
    shared = house.land()[0]
    assert shared.documents.equals(alone.documents)
    assert shared.fields.equals(alone.fields)


def _never_read(found: FoundFile, _: int) -> bytes:
    raise AssertionError(f"{found.uri} was read, though nothing tells that it changed")


def test_a_file_whose_times_stay_is_not_opened_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    house.write("a.md", "One")
    house.land()
    monkeypatch.setattr(landing, "read_bytes", _never_read)
    house.land()
    assert house.statuses() == {"films/a.md": "parsed"}
    assert house.ledger.files["last_seen_at"].to_list() == [START + timedelta(days=1)]


def test_nor_is_one_outside_the_data_folder_or_in_an_archive(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    away = tmp_path / "away"
    away.mkdir()
    (away / "a.md").write_text("One")
    with zipfile.ZipFile(house.data / "b.zip", "w") as archive:
        archive.writestr("b.md", "Two")
    house.sources = (
        f"[{{name: away, kind: blog, path: {away}}}, {{name: here, kind: blog, path: '**'}}]"
    )
    house.land()
    monkeypatch.setattr(landing, "read_bytes", _never_read)
    house.land()
    assert house.ledger.files["last_seen_at"].to_list() == [START + timedelta(days=1)] * 2
    assert house.statuses() == {f"{away}/a.md": "parsed", "films/b.zip/b.md": "parsed"}


def test_a_file_changed_just_now_is_read_again(house: House) -> None:
    house.write("a.md", "One")
    house.land()
    assert house.ledger.files["stamp"].to_list() == [None]


def test_bytes_of_the_same_size_and_time_are_new_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    house.write("a.md", "One")
    house.land()
    before = (house.data / "a.md").stat()
    time.sleep(0.05)
    house.write("a.md", "Two")
    os.utime(house.data / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _documents(house.land()) == ["films/a.md"]


def test_a_known_file_is_read_again_by_newer_readers(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SETTLED_NS", 0)
    house.write("a.md", "One")
    house.land()
    assert _documents(house.land(version="2")) == ["films/a.md"]


def test_a_folder_that_goes_away_while_it_is_read_takes_nothing_with_it(tmp_path: Path) -> None:
    data = tmp_path / "films"
    data.mkdir()
    house = House(data, batch_documents=1)
    for name in ("a.md", "b.md", "c.md"):
        house.write(name, f"Text of {name}")
    house.land()
    for name in ("b.md", "c.md", "d.md"):
        house.write(name, f"Newer text of {name}")
    batches = house.batches()
    house.store(next(batches))
    data.rename(tmp_path / "elsewhere")
    for batch in batches:
        house.store(batch)
    assert house.statuses()["films/a.md"] == "parsed"
    assert set(house.reasons("rejected")) == {"cannot be read: No such file or directory"}
    (tmp_path / "elsewhere").rename(data)
    house.land()
    assert house.statuses() == dict.fromkeys(
        ("films/a.md", "films/b.md", "films/c.md", "films/d.md"), "parsed"
    )
