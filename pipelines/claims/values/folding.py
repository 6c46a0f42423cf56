"""Fold texts to a form under which different spellings of one word meet."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import polars as pl
from anyascii import anyascii

from pipelines.claims.values import KEPT_TEXTS

WORDS: Final = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=KEPT_TEXTS)
def fold(text: str) -> str:
    """The words of a text in ASCII and lower case, `&` read as "and".

    >>> fold("  États-Unis "), fold("Côte d'Ivoire"), fold("Солярис")
    ('etats unis', 'cote divoire', 'solyaris')
    """
    plain = text if text.isascii() else anyascii(text)
    return " ".join(WORDS.findall(plain.replace("&", " and ").lower().replace("'", "")))


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The first word of each phrase, for `may_begin_with`."""
    # Patterns without regard to case take the Turkish i without its dot for any other.
    return frozenset(phrase.split()[0].lower().replace("ı", "i") for phrase in phrases)


def may_begin_with(words: frozenset[str], text: str) -> bool:
    """False where a text begins with none of the words; a cheap test before a pattern of them all.

    Of words in other letters than those of ASCII it says True, as the pattern knows best.

    >>> words = first_words(["Science Fiction", "Film noir"])
    >>> [may_begin_with(words, text) for text in ("FILM NOIR", "Filmed in Rome", "Épopée", " ")]
    [True, False, True, False]
    """
    first = text.split(maxsplit=1)[:1]
    return bool(first) and (not first[0].isascii() or first[0].lower() in words)


def words_of(text: pl.Expr) -> pl.Expr:
    """The words of a text in lower case without accents and apostrophes: what spellings share."""
    return (
        text.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all(r"[’'‘`]", "")
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
        .str.strip_chars()
    )
