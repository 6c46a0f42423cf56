"""Tests of how rules run over lines: which lines they look at, by their texts or one by one."""

import polars as pl

from pipelines.claims.engine import find_all
from pipelines.claims.rules import ANYWHERE, Rule
from pipelines.claims.text.lines import beside, lines_from

TEXT = "Length: 96 min\nMenu\n\nLength: 96 min\nSecond line\n\nLength: 98 min\n"


def lines_of(text: str = TEXT) -> pl.DataFrame:
    return lines_from(pl.LazyFrame({"document_id": ["a", "b"], "text": [text, text]})).collect()


def rule(where: pl.Expr, *needs: str) -> Rule:
    return Rule(
        name="length.told",
        attribute="runtime_minutes",
        finds="A length.",
        pattern=r"^Length: (?<value>\d+) min$",
        examples=(),
        counter_examples=(),
        where=where,
        needs=needs,
    )


def places(lines: pl.DataFrame, asked: Rule) -> list[tuple[str, int, str]]:
    found = find_all(lines, [asked])
    return list(found.select("document_id", "line_no", "value").iter_rows())


def test_what_is_found_in_a_text_is_found_in_every_line_that_has_it() -> None:
    expected = [
        (document, *line) for document in "ab" for line in ((0, "96"), (2, "96"), (4, "98"))
    ]
    for where in (ANYWHERE, pl.col("size") < 20, pl.col("line").str.contains("min")):
        assert places(lines_of(), rule(where)) == expected
        assert places(lines_of(), rule(where, "length")) == expected


def test_lines_of_one_text_are_looked_at_one_by_one_where_their_place_decides() -> None:
    expected = [("a", 2, "96"), ("b", 2, "96")]
    below_menu = (beside(pl.col("line"), 1) == "Menu").fill_null(value=False)
    assert places(lines_of(), rule(below_menu)) == expected
    is_third = pl.col("line_no") == 2
    assert places(lines_of(), rule(is_third)) == expected
    assert places(lines_of(), rule(is_third, "length")) == expected


def test_lines_of_one_text_but_not_of_one_size_are_looked_at_by_their_own() -> None:
    size = pl.when(pl.col("line_no") == 2).then(300).otherwise("size").cast(pl.Int32)
    written = lines_of().with_columns(size=size)
    found = places(written, rule(pl.col("size") < 20))
    assert found == [(document, *line) for document in "ab" for line in ((0, "96"), (4, "98"))]
