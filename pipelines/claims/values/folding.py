"""Fold texts to a form under which different spellings of one word meet."""

import re
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
