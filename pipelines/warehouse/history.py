"""What the last releases measured, as far as a new one is to be compared with them."""

from pathlib import Path

import polars as pl

from pipelines.quality.history import measuring_query
from pipelines.quality.tables import HISTORY
from pipelines.warehouse.readers import query
from pipelines.warehouse.releases import Release, list_releases


def last_releases(warehouse_dir: Path) -> list[Release]:
    """The releases on disk that a new one is compared with, oldest first.

    Those that were taken back do not count. Where somebody has published in spite of a broken
    rule, that release is the new measure and what was before it is not.
    """
    releases = list_releases(warehouse_dir)
    current = next((each.release_id for each in releases if each.is_current), "")
    kept = [release for release in releases if release.release_id <= current]
    forced = [number for number, release in enumerate(kept) if release.overridden_rules]
    return kept[forced[-1] :] if forced else kept


def measured(warehouse_dir: Path, known: pl.DataFrame) -> pl.DataFrame:
    """What the last releases measured, as `quality.history` declares.

    Args:
        warehouse_dir: where the releases are.
        known: what was measured before; releases never change, so none is measured twice.
    """
    before = set(known["release_id"])
    frames = [HISTORY.empty()]
    for release in last_releases(warehouse_dir):
        if release.release_id in before:
            frames.append(known.filter(pl.col("release_id") == release.release_id))
        else:
            found = query(warehouse_dir, measuring_query(), release_id=release.release_id)
            named = found.with_columns(release_id=pl.lit(release.release_id))
            frames.append(HISTORY.conform(named.lazy()).collect())
    return pl.concat(frames).sort(HISTORY.key)
