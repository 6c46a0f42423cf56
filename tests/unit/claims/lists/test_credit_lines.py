"""Where films are listed with their credits."""

import polars as pl
import pytest

from pipelines.claims.lists.credit_lines import credit_blocks, credit_lines, with_looks
from pipelines.claims.lists.data_lines import stacked_items
from pipelines.claims.text.lines import lines_from


def blocks(text: str) -> list[tuple[int, int]]:
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()
    seen = with_looks(lines)
    return (
        credit_blocks(seen, credit_lines(seen, stacked_items(seen)))
        .select("first_line", "last_line")
        .rows()
    )


def test_director_and_length_make_a_block() -> None:
    assert blocks("Sundown\n\nDirector: Ida Moss\n1996 / 98min / DCP\n\nProse.") == [(1, 2)]


def test_a_second_director_under_another_title_begins_a_block() -> None:
    text = "Sundown\nDirector Ida Moss\nUK 1998. 84min\nNightfall\nDirector Jo Park\nUK 1999. 9min"

    assert blocks(text) == [(1, 2), (4, 5)]


def test_data_that_are_not_stated_twice_are_of_one_film() -> None:
    text = f"Sundown\nDirector: Ida Moss\n{'A long day ends. ' * 20}\nUK 1998\n84 mins"

    assert blocks(text) == [(1, 1)]


@pytest.mark.parametrize(
    "text", ["January 2025\nMon\nTue", "Total running time 60min", "By Ida Moss\n12 May 2020"]
)
def test_calendars_talks_and_bylines_are_no_block(text: str) -> None:
    assert blocks(text) == []
