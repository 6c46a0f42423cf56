"""Tell the craft behind a role or an award's category, and how well two crafts go together.

What belongs here is reading data/reference/craft_words.csv and craft_pairs.csv.
"""

import re
from functools import cache
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.values.folding import fold

OTHER_CRAFTS: Final = -5.0
"""Bits against one person in two crafts that craft_pairs.csv does not name."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = reference_table("craft_words", ("words", "craft"))
    return tuple(
        (re.compile(rf"\b{fold(words)}" + (r"" if words.endswith("*") else r"\b")), craft)
        for words, craft in table.iter_rows()
    )


@cache
def craft_of(role: str) -> str | None:
    """The craft of a role or category, None if it tells none; the first row that fits decides.

    >>> craft_of("SOUND EFFECTS EDITING"), craft_of("Best Actress"), craft_of("Palme d'Or")
    ('sound', 'acting', None)
    """
    words = fold(role)
    return next((craft for pattern, craft in _patterns() if pattern.search(words)), None)


@cache
def craft_pairs() -> pl.DataFrame:
    """`craft`, `other_craft` and `craft_bits`: how much two careers speak for one person."""
    table = reference_table("craft_pairs", ("craft", "other", "bits")).select(
        "craft", other_craft="other", craft_bits=pl.col("bits").cast(pl.Float64)
    )
    turned = table.select(craft="other_craft", other_craft="craft", craft_bits="craft_bits")
    return pl.concat([table, turned]).unique(maintain_order=True)
