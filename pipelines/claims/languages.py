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
    head = pl.col("text").str.slice(0, 1_500)
    counts = {
        code: head.str.count_matches(rf"(?i)\b(?:{words})\b")
        for code, words in COMMON_WORDS.items()
    } | {"zh": pl.col("text").str.slice(0, 1_500).str.count_matches(r"\p{Han}{4}")}
    best = pl.max_horizontal(counts.values())
    first_best = pl.coalesce(
        pl.when(count == best).then(pl.lit(code)) for code, count in counts.items()
    )
    return documents.with_columns(detected_language=pl.when(best >= ENOUGH).then(first_best))
