"""Find the titles that sentences speak of without quotation marks or italics.

What belongs here is what is said of films only: that one premiered, that one is a thriller. What
such a sentence weighs is told by `candidates.EVIDENCE`.
"""

from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import nearly
from pipelines.claims.text.offsets import characters_before

NOT_NAMES: Final = reference_table("not_names", ("word", "place"))
_OPENING: Final = NOT_NAMES.filter(
    pl.col("place") == "opening", ~pl.col("word").is_in(["a", "an", "the"])
)["word"]
OPENS: Final = rf"^(?:(?i:{alternatives(_OPENING)})\s+)+"
"""Words that a sentence may begin with before the title it speaks of."""
NO_TITLE: Final = rf"^(?i:{alternatives(NOT_NAMES['word'])}|academy\s+awards?|golden\s+globes?)$"

CAPITALISED: Final = r"\p{Lu}[\p{L}\p{N}’'-]*"
SMALL: Final = r"(?:of|the|and|in|a|to|for|with|on|at|from|de|la|le|du|der|die|das)"
TITLE: Final = (
    rf"(?:(?:The|An?)\s+)?{CAPITALISED}(?:(?:\s+{SMALL}){{0,2}}\s+(?:{CAPITALISED}|\d+\b))*"
)
WORDS: Final = (
    rf"(?:(?:The|An?)\s+)?{CAPITALISED}(?:(?:\s+{SMALL}){{0,2}}\s+(?:{CAPITALISED}|\d+\b))+"
)
"""A title of two words or more: one word alone is more often a name."""
FILM: Final = (
    r"(?:film|movie|picture|feature|documentary|drama|melodrama|dramedy|comedy|thriller|biopic|satire|musical|"
    r"western|romance|rom-?com|romcom|whodunnit|mockumentary|heist|slasher|horror|epic|blockbuster|remake|sequel|prequel|"
    r"adaptation|debut|película|largometraje|cinta|Spielfilm|Dokumentarfilm)"
)
ADJECTIVES: Final = r"(?:[\p{L}\p{N}’'-]+,?\s+){0,4}?"
NOT_OF_A_PERSON: Final = r"(?:[^-\s\p{L}]|\s+(?:that|which|about|with|from|and|but|to|in|is|was|for|set|so|as|based|directed|by|starring|you|we|I|has)\b|$)"
"""What follows the word for a film, where that is no part of `film director`."""

SPOKEN: Final = {
    "called_film": (
        rf"\b{FILM}(?:\s+(?:called|titled|entitled|named))?,?\s+({TITLE})",
        rf"({TITLE}),\s+(?:the|an?|his|her|their|{CAPITALISED}(?:\s+{CAPITALISED})*[’']s?)\s+{ADJECTIVES}{FILM}{NOT_OF_A_PERSON}",
        rf"({TITLE})\s+(?:is|was|remains|proves|becomes|feels\s+like)\s+(?:not\s+)?(?:an?|the|his|her)\s+(?:(?:kind|sort)\s+of\s+)?{ADJECTIVES}{FILM}{NOT_OF_A_PERSON}",
        rf"({TITLE})\s+(?:adaptation|trailer|remake|sequel|franchise|screenplay)\b",
    ),
    "dated": (
        r"^\W{0,6}([\p{Lu}\d][^().!?:;,]{1,60}(?::\s\p{Lu}[^().!?:;,]{1,40})?)\s+\((?:[^()]{2,40},\s*)?(?:18|19|20)\d\d\),?\s+(?:is|was|ist|est|es|é|è|är|er|tells|follows|stars|opens|begins|remains|takes|may|might|could|should|has|raconte|erzählt|cuenta|racconta|conta|vertelt)\b",
    ),
    "shown": (
        rf"({TITLE})\s+(?:premiere[sd]|screen(?:ed|s)|is\s+(?:now\s+)?(?:in\s+(?:cinemas|theat(?:er|re)s)|(?:on\s+)?at\s+the\s+\p{{Lu}}\p{{L}}+|out|showing|playing|released|rated|set|directed|based|adapted)|opens\s+(?:in|on|today|nationwide|\p{{Lu}}\p{{L}}+day)|opened\s+in|hits\s+(?:cinemas|theat(?:er|re)s|screens))\b",
    ),
    "acts": (
        rf"({WORDS})\s+(?:does|doesn[’']t|isn[’']t|might|pokes|comes|tells|follows|opens|begins|ends|explores|offers|works|never|also|has|makes|takes|feels|delivers|manages|succeeds|fails|unfolds|captures|asks|knows|boasts|marks|belongs|suffers|lacks|deserves)\b",
        rf"\b[Ii]n\s+({WORDS})(?:[\s.,;:]|$)",
    ),
    "acts_like_person": (
        rf"(?i:\b(?:actor|actress|director|star|filmmaker|comedian|singer|president|newcomer|veteran|by|mr|mrs|ms|dr)\.?)\s+({WORDS})",
        rf"({WORDS}),?\s+(?:who|whose|plays|played|stars|said|says|told|directs|wrote|gives|gave|acts)\b",
        rf"({WORDS})(?:\s+\p{{Ll}}+){{1,8}},\s+(?:and|but|or|so|or\s+so)\s+(?:he|she)\b",
    ),
}
"""What sentences say of films, by the evidence it is; each pattern holds the title as its group."""


SPOKEN_OF: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "candidate": pl.String(),
        "evidence": pl.String(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
    }
)


def spoken_titles(lines: pl.DataFrame) -> pl.DataFrame:
    """Titles that the prose speaks of.

    Args:
        lines: As from `lines_from`, of prose.

    Returns:
        Rows in the schema `SPOKEN_OF`.
    """
    forms = [(evidence, pattern) for evidence, of in SPOKEN.items() for pattern in of]
    near = pl.collect_all(
        lines.lazy().filter(pl.col("line").str.contains(nearly(pattern))) for _, pattern in forms
    )
    found = [
        may_hold.lazy()
        .with_columns(match=pl.col("line").str.extract_all(pattern))
        .select(
            "document_id",
            "line_no",
            "start",
            "raw",
            "match",
            evidence=pl.lit(evidence),
        )
        .explode("match")
        .filter(pl.col("match").is_not_null())
        .with_columns(candidate=pl.col("match").str.extract(pattern, 1).str.replace(OPENS, ""))
        for (evidence, pattern), may_hold in zip(forms, near, strict=True)
        if not may_hold.is_empty()
    ]
    if not found:
        return pl.DataFrame(schema=SPOKEN_OF)
    at = pl.col("raw").str.find(pl.col("candidate"), literal=True)
    start = pl.col("start") + characters_before(pl.col("raw"), at)
    return (
        pl.concat(found)
        .with_columns(candidate=pl.col("candidate").str.replace(r"[’']s?$", ""))
        .filter(
            pl.col("candidate").str.contains(r"^\p{Lu}\S"),
            ~pl.col("candidate").str.contains(NO_TITLE),
            at.is_not_null(),
        )
        .with_columns(span_start=start)
        .with_columns(span_end=pl.col("span_start") + pl.col("candidate").str.len_chars())
        .collect()
        .select(pl.col(name).cast(dtype) for name, dtype in SPOKEN_OF.items())
    )
