import polars as pl
import pytest

from pipelines.claims.rules import EDGE
from pipelines.claims.text.columns import (
    holds,
    only_where,
    sifted,
    texts_that,
    with_held,
    with_told,
)

TEXTS = pl.DataFrame(
    {"line": ["96 min", "96 Minuten, été", "96 minüten", "é1999", "1999é", "été 1999.", "Menu", ""]}
)


@pytest.mark.parametrize("edge", ["", EDGE])
@pytest.mark.parametrize(
    "pattern", [r"\b\d{2}\s?min\b", r"(?i:\b\d+\s?min(?:uten)?\b)", r"\b1999\b"]
)
def test_the_quick_way_finds_what_the_plain_one_finds(pattern: str, edge: str) -> None:
    line = pl.col("line")
    plain = TEXTS.select(line.str.contains(pattern))
    assert TEXTS.select(holds(line, pattern, edge)).equals(plain)


def test_no_text_holds_nothing() -> None:
    nothing = pl.select(holds(pl.lit(None, pl.String), r"\bfilm\b")).item()
    assert nothing is False


def test_columns_of_patterns_tell_what_the_plain_way_tells() -> None:
    patterns = {"one": r"\b\d{2}\s?min\b", "two": r"\b1999\b", "three": "min", "none": r"\bfilm\b"}
    line = pl.col("line")
    plain = TEXTS.with_columns(
        line.str.contains(each).alias(name) for name, each in patterns.items()
    )
    assert with_held(TEXTS, "line", patterns).equals(plain)


def test_what_is_told_of_distinct_texts_stands_beside_each_line_in_order() -> None:
    lines = pl.concat([TEXTS, TEXTS.reverse()])
    size = pl.col("line").str.len_chars()
    told = with_told(lines, "line", size=size)
    assert told.equals(lines.with_columns(size=size))
    assert with_told(lines.lazy(), "line", size=size).collect().equals(told)


def test_the_texts_that_pass_a_test_are_those_of_the_lines_that_do() -> None:
    test = pl.col("line").str.contains("min")
    lines = pl.concat([TEXTS, TEXTS])
    passing = lines.filter(pl.col("line").is_in(texts_that(lines, "line", test)))
    assert passing.equals(lines.filter(test))


def test_where_a_test_fails_a_pattern_sees_an_empty_text_and_no_hidden_one() -> None:
    lines = pl.DataFrame({"line": ["96 min", "98 min", None]})
    kept = lines.select(only_where(pl.col("line") == "96 min", pl.col("line")))
    assert kept.to_series().to_list() == ["96 min", "", ""]


def test_rows_are_sifted_by_one_test_after_the_other() -> None:
    line = pl.col("line")
    tests = (line.str.len_chars() < 9, line.str.contains(r"\d"), line.str.starts_with("96"))
    assert sifted(TEXTS, *tests).equals(TEXTS.filter(*tests))
    assert sifted(TEXTS).equals(TEXTS)


def test_nothing_is_asked_where_no_row_is_left() -> None:
    no_column = pl.col("nowhere").str.contains("a")
    assert sifted(TEXTS, pl.lit(value=False), no_column).is_empty()
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        sifted(TEXTS, no_column)
