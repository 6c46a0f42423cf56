"""Read ratings in every notation: glyphs, fractions, letters, percent, words."""

import re
import unicodedata
from typing import Final

from pipelines.claims.rules import Value

FULL: Final = "★⭐🌟✭✮⭑♥❤"
HALF: Final = "½⯪⯨"
EMPTY: Final = "☆✩⚝♡🤍"
GRADE: Final = r"(?:[A-DF][+−–-]?|\d{1,2}(?:[.,]\d)?\s?/\s?(?:4|5|6|10))"
"""A letter, or a value out of a best one, as a line of a list grades its film."""
GRADED_TITLE: Final = r"[\p{Lu}\d“\"‘][^|•]{0,70}?"
BEFORE_GRADE: Final = r"\s*(?:\s[–—-]|:)\s+"
LETTER: Final = re.compile(r"^[A-F](?:\s?[+\-−–]|\s?(?:plus|minus))?$")
OUT_OF: Final = re.compile(
    r"^(?P<value>\d{1,3}(?:[.,]\d+)?|\d?\s?[½¼¾]|[a-z]+(?:\s+and\s+a\s+half)?)\s*(?:stars?|estrellas|étoiles?|sterne|stjerner|points?|(?:[a-z]{2,14}\s+){0,2}[a-z]{3,14}(?=\s+out\s))?\s*"
    r"(?:/|out\s+of|ud\s+af|of|von|van|sur|de|su|af|av)\s*(?P<best>\d{1,3}|[a-z]+)\b",
    re.IGNORECASE,
)
STARS_IN_WORDS: Final = re.compile(
    r"^(?P<value>half|zero|one|two|three|four|five)(?:\s+a)?(?P<half>[\s-]+and[\s-]+(?:a|one)[\s-]+half)?\s+stars?\.?$",
    re.IGNORECASE,
)
NUMBER: Final = re.compile(
    r"^(?P<value>\d{1,3}(?:[.,]\d+)?|\d?\s?[½¼¾])\s*(?P<unit>%|stars?|étoiles?|sterne|estrellas)?\.?$",
    re.IGNORECASE,
)
WORDS: Final = {
    "zero": 0.0, "half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0,
}  # fmt: skip
LARGEST: Final = 1_000.0


def rating(text: str) -> list[Value]:
    """A rating: `normalised` is its number, `detail` its scale where the text tells it.

    >>> r = rating("★★★½☆")[0]; r.normalised, r.detail["scale"], r.detail["notation"]
    ('3.5', 5.0, 'stars')
    >>> r = rating("3½ out of four")[0]; r.normalised, r.detail["scale"]
    ('3.5', 4.0)
    >>> [rating(t)[0].normalised for t in ("5 tapes out of 5", "3,5 van 5 sterren", "4 stjerner ud af 6")]
    ['5', '3.5', '4']
    >>> [rating(t)[0].normalised for t in ("3.5 cups of tea out of 5", "Two kernels out of five")]
    ['3.5', '2']
    >>> rating("B+")[0].detail["notation"], rating("★ ★ ★ ★")[0].detail
    ('letter', {'notation': 'stars'})
    >>> [rating(t)[0].normalised for t in ("(star)(star)1/2", "* * * 1/2", "(3/5)")]
    ['2.5', '3.5', '3']
    >>> rating("waived"), rating("Two and a half stars")[0].normalised
    ([], '2.5')
    """
    printed = text.strip(" \t.,;:[]\"'“”")
    if not printed.startswith("(star)"):
        printed = printed.strip("()").strip(" \t.,;:[]\"'“”")
    value, scale, notation = _read(printed)
    if notation is None or (value is not None and value > LARGEST):
        return []
    detail: dict[str, str | float] = {"notation": notation}
    if scale is not None:
        detail["scale"] = scale
    return [Value(printed, None if value is None else f"{value:g}", detail)]


def _read(text: str) -> tuple[float | None, float | None, str | None]:
    """Value, scale and notation; the notation is None where the text is no rating."""
    glyphs = re.sub(r"[\s️]", "", text).replace("(star)", FULL[0])
    if LETTER.match(text):
        return None, None, "letter"
    if glyphs and re.fullmatch(rf"[{FULL}{HALF}{EMPTY}]+(?:1/2)?", glyphs):
        return _stars(glyphs)
    if re.fullmatch(r"\*{1,10}(?:½|1/2)?", glyphs):
        return glyphs.count("*") + (0.5 if len(glyphs) > glyphs.count("*") else 0.0), None, "stars"
    return _fraction(text) or _plain_number(text)


def _fraction(text: str) -> tuple[float, float, str] | None:
    match = OUT_OF.match(text)
    value, best = (_number(match["value"]), _number(match["best"])) if match else (None, None)
    return (value, best, "fraction") if value is not None and best else None


def _plain_number(text: str) -> tuple[float | None, float | None, str | None]:
    match, spelled = NUMBER.match(text), STARS_IN_WORDS.match(text)
    if spelled:
        return WORDS[spelled["value"].lower()] + 0.5 * bool(spelled["half"]), None, "stars"
    if not match:
        return None, None, None
    unit = (match["unit"] or "").lower()
    if unit == "%":
        return _number(match["value"]), 100.0, "percent"
    return _number(match["value"]), None, "stars" if unit else "number"


def _stars(glyphs: str) -> tuple[float, float | None, str]:
    full = sum(glyphs.count(glyph) for glyph in f"{FULL}*")
    half = sum(glyphs.count(glyph) for glyph in HALF) + glyphs.count("1/2")
    empty = sum(glyphs.count(glyph) for glyph in EMPTY)
    return full + 0.5 * half, float(full + half + empty) if empty else None, "stars"


def _number(text: str) -> float | None:
    """The number a text writes in digits, fractions or words."""
    words = text.lower().split()
    if words and words[0] in WORDS:
        return WORDS[words[0]] + (0.5 if words[-1] == "half" else 0.0)
    glyph = re.fullmatch(r"(\d*)\s?([½¼¾])", text)
    if glyph:
        return float(glyph[1] or 0) + unicodedata.numeric(glyph[2])
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
