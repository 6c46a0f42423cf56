"""Tell the language of a text by its commonest words."""

from typing import Final

import polars as pl

COMMON_WORDS: Final = {
    "en": "the|and|of|is|that|with|this|his|her|for",
    "fr": "les|des|est|une|dans|qui|pas|sur|avec|pour",
    "de": "der|die|und|ist|das|nicht|ein|mit|von|auf",
    "es": "los|las|una|por|con|del|para|pero|como|más",
    "it": "che|della|non|per|sono|gli|anche|nel|dei|una",
    "pt": "não|uma|com|dos|para|mas|seu|pela|são|mais",
    "nl": "het|een|van|niet|dat|zijn|voor|maar|ook|deze",
    "vi": "của|và|là|không|được|những|cho|người|một|trong",
}
"""Words that are frequent in one language and rare in the others."""
ENOUGH: Final = 3


def add_language(documents: pl.DataFrame) -> pl.DataFrame:
    """Add `detected_language`: ISO 639-1 code, NULL where no language stands out."""
    head = pl.col("text").str.slice(0, 4_000)
    counts = documents.select(
        head.str.count_matches(rf"(?i)\b(?:{words})\b").alias(code) for code, words in COMMON_WORDS.items()
    ).with_columns(zh=documents["text"].str.slice(0, 2_000).str.count_matches(r"\p{Han}{4}"))
    best = counts.max_horizontal()
    codes = pl.Series([None] * len(documents), dtype=pl.String)
    for code in reversed(counts.columns):
        codes = codes.zip_with(~(counts[code] == best).fill_null(value=False), pl.Series([code], dtype=pl.String).new_from_index(0, len(documents)))
    return documents.with_columns(
        detected_language=pl.Series(codes).zip_with(best >= ENOUGH, pl.Series([None] * len(documents), dtype=pl.String))
    )
