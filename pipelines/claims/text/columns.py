r"""Ask one thing of a whole column of texts, quickly.

What belongs here are ways to search that find just what the plain way finds. Menus and credits
come again and again, patterns are compiled for every question, and `\b` is slow outside of ASCII.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, TypeVar

import polars as pl

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

COUNTED: Final = re.compile(r"(?<!\\)\{(\d+)(?:,\d*)?\}")


@cache
def nearly(pattern: str, edge: str = "") -> str:
    r"""A pattern that matches no less, and many times as fast: no boundaries, nothing counted.

    Args:
        pattern: Any pattern.
        edge: What stands for `\b` instead: nothing, or `EDGE`.

    >>> nearly(r"\b[A-Z][a-z]{2,9}(?: [a-z]+){0,3}\b")
    '[A-Z][a-z]+(?: [a-z]+)*'
    """
    return COUNTED.sub(lambda times: "*" if times[1] == "0" else "+", pattern.replace(r"\b", edge))


def holds(text: pl.Expr, pattern: str, edge: str = "") -> pl.Expr:
    r"""Whether a pattern with word boundaries or counts is in a text; false for NULL.

    `\b` asks for letters of all scripts, for which the engine gives up its quick way on every text
    that is not ASCII, and it keeps count of repetitions at every place. Without either a pattern
    finds no less, so few texts are left for the whole one.

    Args:
        text: The texts.
        pattern: What is looked for in them.
        edge: What stands for `\b` in the quick test: nothing, or `EDGE` where words begin and end
            with ASCII letters, which leaves fewer.

    >>> texts = pl.DataFrame({"text": ["été 1999", "a1999", "96 min", None]})
    >>> texts.select(holds(pl.col("text"), r"\b1999\b"))["text"].to_list()
    [True, False, False, False]
    """
    quick = nearly(pattern, edge)
    may_hold = text if quick == pattern else only_where(text.str.contains(quick), text)
    return may_hold.str.contains(pattern).fill_null(value=False)


def with_held(frame: pl.DataFrame, column: str, patterns: Mapping[str, str]) -> pl.DataFrame:
    r"""The frame with a boolean column a pattern, by its name: what `holds` tells of a text.

    A pattern that is nowhere nearly found is not compiled.

    >>> texts = pl.DataFrame({"text": ["96 min", "été"]})
    >>> with_held(texts, "text", {"runs": r"\d{2} min\b", "dated": r"\b1999\b"}).rows()
    [('96 min', True, False), ('été', False, False)]
    """
    text = pl.col(column)
    near = frame.with_columns(
        text.str.contains(nearly(pattern)).fill_null(value=False).alias(name)
        for name, pattern in patterns.items()
    )
    return near.with_columns(
        only_where(pl.col(name), text).str.contains(pattern).alias(name)
        for name, pattern in patterns.items()
        if nearly(pattern) != pattern and near[name].any()
    )


def only_where(test: pl.Expr, text: pl.Expr) -> pl.Expr:
    """The text where a test holds, and an empty one elsewhere, over which a pattern takes no time.

    Over a NULL it would take the time of the text behind it.
    """
    return pl.when(test).then(text).otherwise(pl.lit(""))


@cache
def groups_of(pattern: str, column: str) -> pl.Expr:
    """The groups of a match in a column; made once a pattern, as it is compiled for that."""
    return pl.col(column).str.extract_groups(pattern)


def with_told(frame: Frame, column: str, **told: pl.Expr) -> Frame:
    """The frame with columns that a text of it alone tells, worked out once for each distinct text.

    >>> lines = pl.DataFrame({"line": ["Menu", "96 min", "Menu"]})
    >>> with_told(lines, "line", size=pl.col("line").str.len_chars())["size"].to_list()
    [4, 6, 4]

    Args:
        frame: Any frame.
        column: Its text, nowhere NULL.
        told: The new columns, none of which the frame has.
    """
    texts = frame.unique(column, keep="any").select(column, **told)
    return frame.join(texts, on=column, how="left", maintain_order="left")


def sifted(frame: pl.DataFrame, *tests: pl.Expr) -> pl.DataFrame:
    r"""The rows for which all tests hold, each test asked only of what those before it leave.

    A pattern is compiled for every question, which takes longer than looking at a few lines: where
    no row is left, nothing is asked. The cheap tests come first.

    >>> lines = pl.DataFrame({"line": ["Menu", "96 min", "in the year 1999"]})
    >>> line = pl.col("line")
    >>> sifted(lines, line.str.len_chars() < 9, line.str.contains(r"\d"))["line"].to_list()
    ['96 min']

    Args:
        frame: Any frame.
        tests: What each row tells by itself; of its neighbours a row does not know what was left.
    """
    for test in tests:
        if frame.is_empty():
            break
        frame = frame.filter(test)
    return frame


def texts_that(frame: pl.DataFrame, column: str, test: pl.Expr) -> pl.Series:
    """The distinct texts of a column for which a test of them holds, for `is_in`."""
    return frame.unique(column, keep="any").filter(test)[column].implode()
