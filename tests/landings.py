"""A ledger that is filled from addresses, run after run, without a warehouse around it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import polars as pl

from pipelines.landing.landing import Batch, land_batches
from pipelines.landing.ledger import (
    KNOWN_COLUMNS,
    Ledger,
    merged_documents,
    merged_files,
    reconcile,
)
from pipelines.landing.registry import load_registry
from pipelines.landing.tables import DOWNLOADS
from pipelines.settings import Settings

START: Final = datetime(2026, 1, 1, tzinfo=UTC)


PLACE: Final = ("source", "uri", "document_id")


def seen_again(files: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """raw.files after the last batch of a run, which found all that is current but the absent."""
    if batch.seen_again is None:
        return files
    is_due = pl.col("stamp").is_null() | (pl.col("last_seen_at") < batch.seen_again.due)
    is_seen = pl.col("is_current") & pl.col("is_absent").is_null() & is_due
    return (
        files.join(
            batch.seen_again.absent.with_columns(is_absent=pl.lit(value=True)),
            on=PLACE,
            how="left",
            maintain_order="left",
        )
        .with_columns(last_seen_at=pl.when(is_seen).then(batch.moment).otherwise("last_seen_at"))
        .drop("is_absent")
    )


class House:
    """A ledger and the sources it is filled from, landed again and again, each run a day later."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "films"
        self.data.mkdir()
        self.ledger = Ledger.empty()
        self.paths: list[str] = []
        self.settings = Settings(allow_private_addresses=True, download_wait_seconds=0)
        self.revision = 1
        self.runs = 0
        self.batches: list[Batch] = []

    def bound(self, **changed: object) -> None:
        self.settings = self.settings.model_copy(update=changed)

    def land(self, version: str = "1", rules: str = "1") -> "House":
        registry = self.data.parent / "sources.yaml"
        registry.write_text(f"sources: [{{name: far, kind: blog, path: {self.paths!r}}}]\n")
        self.batches = list(
            land_batches(
                load_registry(registry, self.data, is_default=False),
                self.settings,
                self.ledger,
                now=START + timedelta(days=self.runs),
                revision=self.revision,
                reader_version=version,
                rules_version=rules,
            )
        )
        self.runs += 1
        for batch in self.batches:
            self._store(batch)
        assert reconcile(self.ledger.files, self.ledger.documents).is_balanced
        return self

    def _store(self, batch: Batch) -> None:
        documents = merged_documents(self.ledger.documents, batch.documents)
        documents = documents.update(batch.status_changes, on="document_id", include_nulls=True)
        files = seen_again(merged_files(self.ledger.files, batch.files), batch)
        known = self.ledger.downloads.join(batch.downloads, on=DOWNLOADS.key, how="anti")
        self.ledger = Ledger(
            files,
            documents.select(KNOWN_COLUMNS),
            pl.concat([known, batch.downloads]),
        )
        self.revision = max([batch.revision, *batch.status_changes["revision"]]) + 1

    def read(self) -> list[str]:
        """Texts that this run read."""
        texts = [text for batch in self.batches for text in batch.documents["text"] if text]
        return sorted(text.strip() for text in texts)

    def statuses(self) -> dict[str, str]:
        """Status by the place a content is at now."""
        current = self.ledger.files.filter("is_current")
        told = current.join(self.ledger.documents.drop("source", "uri"), on="document_id")
        return dict(told.sort("uri").select("uri", "status").iter_rows())

    def days_seen(self) -> dict[str, int]:
        """Day on which the current content of a place was last seen."""
        rows = self.ledger.files.filter("is_current").select("uri", "last_seen_at").iter_rows()
        return {uri: (seen - START).days for uri, seen in rows}

    def faults(self) -> list[str]:
        """What this run says that could not be had."""
        return [f"{uri}: {fault}" for batch in self.batches for _, uri, fault in batch.faults]

    def everything(self) -> str:
        """All that a run writes and says."""
        frames = [
            frame.write_ndjson()
            for batch in self.batches
            for frame in (batch.files, batch.documents, batch.downloads, batch.status_changes)
        ]
        return "\n".join([*frames, *self.faults()])
