"""Fold texts to a form under which different spellings of one word meet."""

import re

import polars as pl
from anyascii import anyascii


def fold(text: str) -> str:
    """The words of a text in ASCII and lower case, `&` read as "and".

    >>> fold("  États-Unis "), fold("Côte d'Ivoire"), fold("Солярис")
    ('etats unis', 'cote divoire', 'solyaris')
    """
    plain = anyascii(text.replace("&", " and ")).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).split())


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
