from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.quality.expectations import Suite
from pipelines.quality.history import Limits, history_rules, limits_of, measuring_query
from pipelines.quality.runner import judge
from pipelines.quality.tables import HISTORY
from pipelines.settings import Settings
from tests.unit.quality.builds import write_sound_build

FILMS = ("marts.films", "rows", "")
REVIEWS = ("marts.reviews", "rows by source", "weekly")
RATED = ("marts.reviews", "rated reviews", "weekly")


def broken(
    folder: Path, past: dict[str, dict[tuple[str, str, str], int]], **limits: float
) -> list[tuple[str, list[str]]]:
    """Tables and samples of what the sound build breaks, whose tables have a row each.

    Args:
        folder: where the build goes.
        past: values by table, measure and source, by release.
        limits: other limits than usual.
    """
    build_file = write_sound_build(folder)
    rows = [
        {"release_id": name, "table_name": table, "measure": measure, "source": source, "value": n}
        for name, values in past.items()
        for (table, measure, source), n in values.items()
    ]
    with build_file.connect() as build:
        build.append(HISTORY, HISTORY.from_rows(rows))
    rules = history_rules(Limits(**limits))  # type: ignore[arg-type]
    results = judge(
        build_file.path,
        Suite("past", tuple(rules)),
        release_id="9",
        now=datetime(2026, 11, 20, tzinfo=UTC),
    ).results.filter(~pl.col("success"))
    return results.select("table_name", "sample_unexpected").rows()


def test_a_first_release_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    assert broken(tmp_path, {}) == []


def test_what_wears_away_slowly_is_seen_against_the_most_there_was(tmp_path: Path) -> None:
    past = {"1": {FILMS: 100}, "2": {FILMS: 2}}
    assert broken(tmp_path, past) == [("marts.films", ["1 now, 100 in 1"])]


@pytest.mark.parametrize(("before", "is_told"), [(6, False), (7, True)])
def test_a_loss_of_few_rows_is_noise(tmp_path: Path, before: int, is_told: bool) -> None:
    assert bool(broken(tmp_path, {"1": {FILMS: before}})) == is_told


def test_the_share_that_may_be_lost_can_be_set(tmp_path: Path) -> None:
    past = {"1": {FILMS: 4}}
    assert broken(tmp_path / "a", past, noise_rows=0, max_loss=0.7) != []
    assert broken(tmp_path / "b", past, noise_rows=0, max_loss=0.8) == []


def test_growth_is_no_fault(tmp_path: Path) -> None:
    assert broken(tmp_path, {"1": {FILMS: 0, REVIEWS: 0}}, noise_rows=0) == []


def test_a_source_that_never_rated_does_not_drift(tmp_path: Path) -> None:
    assert broken(tmp_path, {"1": {REVIEWS: 1}}, noise_rows=0) == []


def test_a_share_is_that_of_all_the_last_releases_together(tmp_path: Path) -> None:
    """One of two was rated before; of the one there is now, one is: that is more, not less."""
    past = {"1": {REVIEWS: 1, RATED: 0}, "2": {REVIEWS: 1, RATED: 1}}
    assert broken(tmp_path, past, noise_rows=0, max_drop=0) == []


def test_every_measure_can_be_taken_of_a_build(tmp_path: Path) -> None:
    with write_sound_build(tmp_path).connect() as build:
        taken = build.query(measuring_query())
    values = {tuple(names): value for *names, value in taken.rows()}
    assert values[FILMS] == values[REVIEWS] == values[RATED] == 1
    assert values["marts.documents", "parsed documents", "weekly"] == 1


def test_the_limits_are_those_of_the_settings() -> None:
    assert limits_of(Settings()) == Limits()
    assert limits_of(Settings(max_loss=0.5)).max_loss == 0.5
