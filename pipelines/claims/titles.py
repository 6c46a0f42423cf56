"""Read titles, and find the lines that could be one.

What belongs here is what a title looks like and what does not belong to it. Which of the
candidates is the film that a document is about is the matter of `films`.
"""

import re
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import Value

QUOTES: Final = "“”\"„«»‘’'`*_"
OCCASION: Final = re.compile(
    r"^(?:(?:review|film\s+review|movie\s+review|preview|uk\s+premiere|premiere|funday|tiff|cannes|sxsw|sundance|berlinale|lff|relaxed|kritik|critique|crítica|rezension)"
    r"(?:\s+(?:postcard|\d{4}))?\s*[:–—-]\s+|(?:review|kritik|critique)\s+)",
    re.IGNORECASE,
)
CARRIER: Final = re.compile(
    r"\s*(?:[\[(](?:\s*(?:4k|2k|35mm|70mm|16mm|imax|3d|dcp|digital|restoration|restored|relaxed|vose|v\.o\.s\.e\.?|vostfr|omu|doblada[^()]*|subtitulada|dubbed|director['’]s cut|film|movie|review)[^()\[\]]*)[\])]"
    r"|\s+\+\s+.*$|\s+[-–—]\s+(?:review|film review|movie review|imdb)$|\s*[-–—|:]?\s+(?:(?:\d+th|\d+st|\d+nd|\d+rd)\s+anniversary.*)$)",
    re.IGNORECASE,
)
YEAR_BEHIND: Final = re.compile(r"\s*[\[(]((?:18|19|20)\d{2})[\])]\s*$")
TRAILING_ARTICLE: Final = re.compile(
    r"^(?P<rest>.+),\s+(?P<article>The|A|An|Le|La|Les|L'|Der|Die|Das|El|Los|Las|Il)$"
)
LONGEST: Final = 160

FURNITURE: Final = reference_table("page_furniture", ("words",))["words"].to_list()
IS_FURNITURE: Final = r"^(?i:" + "|".join(re.escape(words) for words in FURNITURE) + r")\W*$"


def title(text: str) -> list[Value]:
    """A title without quotation marks, occasion, carrier notes and year; the year goes to `year`.

    >>> [title(t)[0].text for t in ("“Starlet”", "TIFF: Amour", "La Haine (4K)", "Heat + Q&A")]
    ['Starlet', 'Amour', 'La Haine', 'Heat']
    >>> title("24 Hour Party People (2002)")[0].detail
    {'year': 2002}
    >>> title("Abyss, The")[0].normalised
    'The Abyss'
    """
    if "|" in text and " | " not in text:
        return [value for part in text.split("|") for value in title(part)]
    kept = text.strip().strip("#").strip()
    kept = OCCASION.sub("", kept).strip()
    kept = CARRIER.sub("", kept).strip()
    detail = {}
    year = YEAR_BEHIND.search(kept)
    if year and kept[: year.start()].strip():
        kept = kept[: year.start()]
        detail["year"] = int(year[1])
    kept = _unquoted(CARRIER.sub("", kept).strip(" \t,;:|"))
    if not kept or len(kept) > LONGEST or not re.search(r"\w", kept):
        return []
    behind = TRAILING_ARTICLE.match(kept)
    meant = f"{behind['article']} {behind['rest']}" if behind else kept
    return [Value(kept, meant, detail)]


def _unquoted(text: str) -> str:
    stripped = text.strip()
    if len(stripped) > 2 and stripped[0] in QUOTES and stripped[-1] in QUOTES:
        return stripped.strip(QUOTES).strip()
    return stripped


def title_lines(lines: pl.LazyFrame) -> pl.LazyFrame:
    """Lines that could be a title by their look: short, no sentence, no label, no furniture.

    Returns:
        The lines, with `candidate` (their text).
    """
    line = pl.col("line")
    return lines.filter(
        pl.col("size").is_between(1, 90),
        ~line.str.contains(IS_FURNITURE),
        ~line.str.contains(r"[.;,:]$") | line.str.contains(r"\.\.\.$|\b\p{Lu}\.$"),
        ~line.str.contains(r"^\W*$"),
        ~line.str.contains(r"\d{1,2}[:.]\d{2}|(?i:https?://|www\.|@|©|copyright)"),
        ~line.str.contains(r"^[\p{L} ]{3,25}:\s"),
    ).with_columns(candidate=line)
