"""Read running times."""

import re
from typing import Final

from pipelines.claims.rules import Value

UNITS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPELLED: Final = rf"(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(UNITS)}))?"
"""A number of minutes in words."""
HOURS: Final = re.compile(
    rf"(?P<hours>\d{{1,2}}|\ban|{'|'.join(UNITS[:5])})(?P<half>[\s-]and[\s-]a[\s-]half|\s?½|\s1/2|\.5)?"
    r"[\s-]*(?:h(?:rs?|ours?|eures?|oras?)?|std\.?|stunden?)\.?"
    rf"(?:(?P<half_behind>\s+and\s+a\s+half)|\s*,?\s*(?:and\s+|et\s+|und\s+|y\s+)?(?P<minutes>\d{{1,2}}|{SPELLED}))?",
    re.IGNORECASE,
)
EPISODES: Final = re.compile(r"(?P<count>\d{1,2})\s*[x×]\s*(?P<minutes>\d{1,3})")
ISO: Final = re.compile(
    r"^P(?:0+[YMWD])*T?(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)(?:\.\d+)?S)?$",
    re.IGNORECASE,
)
CLOCK: Final = re.compile(r"^(?:0?(?P<hours>\d)):(?P<minutes>\d{2})(?::\d{2})?$")
SPELLED_ANYWHERE: Final = re.compile(rf"\b{SPELLED}\b", re.IGNORECASE)
NUMBER: Final = re.compile(r"\d{1,4}")
WORDS: Final = {
    "an": 1,
    **{word: number for number, word in enumerate(UNITS, start=1)},
    **{word: 10 * number for number, word in enumerate(TENS, start=2)},
}
LONGEST: Final = 1_000


def minutes(text: str) -> list[Value]:
    """A running time in minutes.

    >>> [minutes(t)[0].normalised for t in ("90 mins", "1h 52m", "2 hours 35", "112'", "PT1H30M")]
    ['90', '112', '155', '112', '90']
    >>> [minutes(t)[0].normalised for t in ("ninety-five minutes", "two and a half hours")]
    ['95', '150']
    >>> [minutes(t)[0].normalised for t in ("P0DT2H4M0S", "PT5400S", "1:52:00", "01:52:00")]
    ['124', '90', '112', '112']
    >>> minutes("4 x 25min")[0].normalised, minutes("TBC")
    ('100', [])
    """
    printed = text.strip(" \t.,;()")
    count = _count(printed)
    return [Value(printed, str(count))] if count and 0 < count <= LONGEST else []


def _count(text: str) -> int | None:
    iso, clock = ISO.match(text), CLOCK.match(text)
    if iso:
        whole = 60 * int(iso["hours"] or 0) + int(iso["minutes"] or 0)
        return whole + int(iso["seconds"] or 0) // 60
    if clock:
        return 60 * int(clock["hours"]) + int(clock["minutes"])
    episodes = EPISODES.search(text)
    if episodes:
        return int(episodes["count"]) * int(episodes["minutes"])
    hours = HOURS.search(text)
    if hours:
        half = 30 if hours["half"] or hours["half_behind"] else 0
        return 60 * _number(hours["hours"]) + half + _number(hours["minutes"] or "0")
    number = NUMBER.search(text) or SPELLED_ANYWHERE.search(text)
    return _number(number.group()) if number else None


def _number(text: str) -> int:
    """A number in digits or in English words."""
    if text.isdigit():
        return int(text)
    return sum(WORDS[word] for word in re.split(r"[\s-]", text.lower()))
