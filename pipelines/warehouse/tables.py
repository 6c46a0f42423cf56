"""What releasing writes: the releases themselves, and how far each step has come."""

from typing import Final

import polars as pl

from pipelines.tables import Column, Table

RELEASES: Final = Table(
    name="quality.releases",
    grain="one row per release ever published",
    key=("release_id",),
    columns={
        "release_id": Column(pl.String(), "Key: running number and time."),
        "published_at": Column(pl.Datetime("us", "UTC"), "When it was published."),
        "code_version": Column(pl.String(), "Version of Reelhouse that made it."),
        "contract_version": Column(pl.String(), "Version of the table contract it keeps."),
        "inputs_fingerprint": Column(
            pl.String(),
            "Fingerprint of everything that went in: documents, rules, models, reference data.",
        ),
        "row_counts": Column(pl.String(), "JSON object: rows per table."),
        "row_changes": Column(
            pl.String(),
            "JSON object: rows added, changed and removed per table against the release before.",
        ),
        "largest_movements": Column(
            pl.String(),
            "JSON object: the numbers that moved most against the release before, per column.",
        ),
        "overridden_rules": Column(
            pl.List(pl.String()),
            "Rules of severity error that were broken and that somebody overrode; empty if none.",
        ),
        "overridden_by": Column(pl.String(), "Who overrode them; NULL if nobody had to."),
        "override_reason": Column(pl.String(), "Why, in their words."),
    },
)


WATERMARKS: Final = Table(
    name="raw.watermarks",
    grain="one row per step that works document by document",
    key=("step",),
    columns={
        "step": Column(pl.String(), "Name of the table the step fills."),
        "revision": Column(pl.Int64(), "Highest revision of raw.documents that it has done."),
    },
)
