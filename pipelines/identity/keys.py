"""Fold titles and names to keys under which different spellings meet."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import polars as pl

from pipelines.claims.values import KEPT_TEXTS
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


PARTS: Final = frozenset(["part", "pt", "vol", "volume", "chapter", "episode", "teil", "partie"])
"""Words before the number of a film of a series, which come and go."""
NUMBERS: Final = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "i ii iii iv v vi vii viii ix x xi xii",
    )
    for number, word in enumerate(words.split(), start=1)
}
"""Number words and Roman numerals as digits."""
ONLY_NUMBERED: Final = frozenset(["i", "one"])
"""What is a number only where a word for a part stands before it: "The King and I"."""
SUBTITLED: Final = re.compile(
    r"^(?P<main>.{2,}?)(?::| [–—-]| \(?or[,:]?) +(?P<rest>\S.*)$", re.IGNORECASE
)
"""A title and its subtitle: "Léon: The Professional", "Dr. Strangelove or: How I …"."""
MOVED: Final = re.compile(r"^(?P<title>.+), (?P<article>\w{1,3}['’]?)$")
"""A title with its article at the end: "Third Man, The"."""


@lru_cache(maxsize=KEPT_TEXTS)
def title_key(title: str) -> str:
    """The key of a title: folded, without a leading article unless that is all there is.

    Numbers are digits, however they are written, and stand without a word for "part".

    >>> title_key("The Third Man") == title_key("Third Man, The")
    True
    >>> title_key("The Godfather Part II") == title_key("The Godfather 2")
    True
    >>> title_key("A"), title_key("L'Image manquante")
    ('a', 'image manquante')
    """
    moved = MOVED.match(title.strip())
    if moved and fold(moved["article"]) in ARTICLES:
        title = moved["title"]
    words = fold(re.sub(r"^([LlDd])['’]", r"\1 ", title)).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(_numbered(words) if len(words) > 1 else words)


def main_title_key(title: str) -> str:
    """The key of a title without its subtitle; empty if it has none, or one that is numbered.

    >>> main_title_key("Léon: The Professional"), main_title_key("Kill Bill: Vol. 2")
    ('leon', '')
    """
    parts = SUBTITLED.match(title)
    if parts is None or re.search(r"\d", title_key(parts["rest"])):
        return ""
    return title_key(parts["main"])


def _numbered(words: list[str]) -> list[str]:
    """The words of a title with its numbers as digits, without the words for parts before them."""
    found: list[str] = []
    for word in words:
        is_part = len(found) > 1 and found[-1] in PARTS
        is_number = word.isdigit() or (word in NUMBERS and (is_part or word not in ONLY_NUMBERED))
        if is_number and is_part:
            found.pop()
        found.append(NUMBERS.get(word, word) if is_number else word)
    return found


def person_key(name: str) -> str:
    """The key of a name: its folded words in alphabetical order, so that their order is free.

    >>> person_key("Wong Kar-Wai") == person_key("Kar-wai Wong")
    True
    """
    return " ".join(sorted(fold(name).split()))


MAKERS: Final[Mapping[str, Callable[[str], str]]] = {
    "title": title_key,
    "main": main_title_key,
    "person": person_key,
}
"""How keys are made, by what they are of."""


def with_keys(frame: pl.DataFrame, column: str, key: str, *, of: str) -> pl.DataFrame:
    """The frame with `key`, made of the distinct values of `column` by the function for `of`.

    Args:
        frame: Any frame with the text column.
        column: Name of the text column.
        key: Name of the column to add.
        of: `title`, `main` (a title without its subtitle) or `person`.
    """
    make = MAKERS[of]
    values = frame[column].drop_nulls().unique().sort()
    keys = pl.DataFrame(
        {
            column: values,
            key: pl.Series([make(value) for value in values.to_list()], dtype=pl.String),
        }
    )
    return frame.join(keys, on=column, how="left", maintain_order="left")
