from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from pipelines.quality.pages import write_start_page
from pipelines.quality.tables import RESULTS


def results(*, success: bool, expectation: str = "key is unique") -> pl.DataFrame:
    row = {
        "release_id": "000001-20260101T000000Z",
        "checked_at": datetime(2026, 1, 1, tzinfo=UTC),
        "suite": "marts",
        "expectation": expectation,
        "table_name": "marts.films",
        "column_name": None,
        "success": success,
        "severity": "error",
        "element_count": 4,
        "unexpected_count": 0 if success else 1,
        "observed_value": None,
        "sample_unexpected": [],
    }
    return RESULTS.from_rows([row])


def test_what_is_not_met_stands_at_the_head(tmp_path: Path) -> None:
    page = write_start_page(results(success=False), tmp_path).read_text()
    assert "1 expectations, 1 not met" in page
    assert "key is unique" in page
    assert "1 of 4" in page


def test_what_is_met_is_only_counted(tmp_path: Path) -> None:
    page = write_start_page(results(success=True), tmp_path).read_text()
    assert "0 not met" in page
    assert "key is unique" not in page
    assert "marts.films" in page


def test_a_table_leads_to_its_page(tmp_path: Path) -> None:
    page = tmp_path / "validations" / "marts marts" / "films" / "run" / "now" / "page.html"
    page.parent.mkdir(parents=True)
    page.touch()
    text = write_start_page(results(success=True), tmp_path).read_text()
    assert 'href="validations/marts%20marts/films/run/now/page.html"' in text


def test_the_page_needs_no_network_and_shows_words_as_words(tmp_path: Path) -> None:
    page = write_start_page(results(success=False, expectation="<b>x</b>"), tmp_path).read_text()
    assert "http" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
