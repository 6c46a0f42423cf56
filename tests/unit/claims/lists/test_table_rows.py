"""Tables in texts are read under their heads."""

import polars as pl

from pipelines.claims.lists.table_rows import cells_of_tables
from pipelines.claims.text.lines import lines_from


def cells_of(text: str) -> list[str]:
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()
    return cells_of_tables(lines)["line"].to_list()


def test_a_cell_stands_under_its_head() -> None:
    table = "Film | Director | Mins\nRan | Akira Kurosawa | 162\nHeat | Michael Mann | 170"
    assert cells_of(table) == [
        "director: Akira Kurosawa",
        "running time: 162",
        "director: Michael Mann",
        "running time: 170",
    ]


def test_a_table_with_marks_around_its_rows_is_one() -> None:
    table = "| Film | Director | Year |\n|---|---|---|\n| Ran | Akira Kurosawa | 1985 |"
    assert cells_of(table) == ["director: Akira Kurosawa", "year: 1985"]


def test_a_row_of_other_length_is_of_no_table() -> None:
    assert cells_of("Film | Director | Year\nRan | 1985") == []


def test_a_menu_has_no_heads() -> None:
    assert cells_of("Home | Films | Tickets\nBar | Shop | Visit") == []
