"""Read running times."""

import re
from typing import Final

from pipelines.claims.rules import Value

HOURS: Final = re.compile(
    r"(?P<hours>\d{1,2}|one|two|three|four|five)[\s-]*(?:h(?:rs?|ours?|eures?|oras?)?|std\.?|stunden?)\.?"
    r"(?:\s*,?\s*(?:and\s+|et\s+|und\s+|y\s+)?(?P<minutes>\d{1,2}))?",
    re.IGNORECASE,
)
EPISODES: Final = re.compile(r"(?P<count>\d{1,2})\s*[x×]\s*(?P<minutes>\d{1,3})")
ISO: Final = re.compile(
    r"^P(?:0+[YMWD])*T?(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)(?:\.\d+)?S)?$",
    re.IGNORECASE,
)
CLOCK: Final = re.compile(r"^(?P<hours>\d):(?P<minutes>\d{2})(?::\d{2})?$")
NUMBER: Final = re.compile(r"\d{1,4}")
WORDS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
LONGEST: Final = 1_000


def minutes(text: str) -> list[Value]:
    """A running time in minutes.

    >>> [minutes(t)[0].normalised for t in ("90 mins", "1h 52m", "2 hours 35", "112'", "PT1H30M")]
    ['90', '112', '155', '112', '90']
    >>> [minutes(t)[0].normalised for t in ("P0DT2H4M0S", "PT5400S", "1:52:00")]
    ['124', '90', '112']
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
        word = hours["hours"].lower()
        return 60 * (WORDS.get(word) or int(word)) + int(hours["minutes"] or 0)
    number = NUMBER.search(text)
    return int(number.group()) if number else None
