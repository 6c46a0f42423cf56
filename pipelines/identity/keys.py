"""Fold titles and names to keys under which different spellings meet."""

import re
from typing import Final

import polars as pl

from pipelines.claims.values.folding import fold

ARTICLES: Final = frozenset(
    [
        *("the", "a", "an"),
        *("le", "la", "les", "l", "un", "une"),
        *("der", "die", "das", "ein", "eine"),
        *("el", "los", "las", "il", "lo", "gli", "o", "os"),
    ]
)
"""Leading articles, which come and go between printings of one title."""


def title_key(title: str) -> str:
    """The key of a title: folded, without a leading article unless that is all there is.

    >>> title_key("The Missing Picture") == title_key("Missing Picture")
    True
    >>> title_key("A"), title_key("L'Image manquante")
    ('a', 'image manquante')
    """
    words = fold(re.sub(r"^([LlDd])['’]", r"\1 ", title)).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def person_key(name: str) -> str:
    """The key of a name: its folded words in alphabetical order, so that their order is free.

    >>> person_key("Wong Kar-Wai") == person_key("Kar-wai Wong")
    True
    """
    return " ".join(sorted(fold(name).split()))


def with_keys(frame: pl.DataFrame, column: str, key: str, *, of: str) -> pl.DataFrame:
    """The frame with `key`, made of the distinct values of `column` by the function for `of`.

    Args:
        frame: Any frame with the text column.
        column: Name of the text column.
        key: Name of the column to add.
        of: `title` or `person`.
    """
    make = {"title": title_key, "person": person_key}[of]
    values = frame[column].drop_nulls().unique().sort()
    keys = pl.DataFrame(
        {
            column: values,
            key: pl.Series([make(value) for value in values.to_list()], dtype=pl.String),
        }
    )
    return frame.join(keys, on=column, how="left", maintain_order="left")
