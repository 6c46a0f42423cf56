"""Part values that stand side by side with nothing between, as pages print a row of links.

What belongs here is where one value ends and the next begins. What the values mean is the matter
of the rules.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import PARTICLE
from pipelines.claims.values.people import is_called_so
from pipelines.claims.values.places import countries, languages

HAS_MARKS: Final = re.compile(r"[,;/&|·•()\d:]|\s(?:and|et|und|y|e|as|with)\s|\.\s[^\W\d_]{3}")
IS_PARTICLE: Final = re.compile(PARTICLE)
IS_DOUBLE: Final = re.compile(r"[^\W\d_]{2,}[-‐][^\W\d_]{1,5}")
"""A given name in two syllables behind its surname, as in `Tony Leung Chiu-wai`, ends the name."""
FEWEST_WORDS: Final = 4
GENRES: Final = frozenset(
    name.lower() for name in reference_table("genre_names", ("name",))["name"].to_list()
)
LONGEST_NAME: Final = 4
PAIR: Final = 2


@lru_cache(maxsize=20_000)
def parted_names(text: str) -> str:
    """The names of a row between semicolons; the text as it is where it is no such row.

    A name goes on to the next common given name; one that grows too long is two, or is left out.

    >>> parted_names("Anna Brown Tom Holm Kelly Anne Moss"), parted_names("Luis García Montero")
    ('Anna Brown; Tom Holm; Kelly Anne Moss', 'Luis García Montero')
    >>> parted_names("Anna Brown, Tom Holm"), parted_names("Tsai Wen-li Lee Ang-ru")
    ('Anna Brown, Tom Holm', 'Tsai Wen-li; Lee Ang-ru')
    """
    words = text.split()
    is_row = len(words) >= FEWEST_WORDS and not HAS_MARKS.search(text)
    if not is_row or not all(word[0].isupper() or IS_PARTICLE.fullmatch(word) for word in words):
        return text
    names: list[list[str]] = [[]]
    for at, word in enumerate(words):
        name = names[-1]
        is_begun = len(name) >= PAIR and word[0].isupper() and at < len(words) - 1
        is_next = is_begun and not IS_PARTICLE.fullmatch(name[-1])
        if is_next and (is_called_so(word) or IS_DOUBLE.fullmatch(name[-1])):
            names.append([])
        names[-1].append(word)
    if len(names) == 1:
        return text
    kept: list[list[str]] = []
    for name in names:
        is_two = len(name) == FEWEST_WORDS and not any(map(IS_PARTICLE.fullmatch, name))
        kept += [name[:PAIR], name[PAIR:]] if is_two else [name]
    return "; ".join(" ".join(name) for name in kept if PAIR <= len(name) <= LONGEST_NAME)


@lru_cache(maxsize=20_000)
def parted_values(text: str) -> str:
    """The countries, languages or genres of a row between semicolons; else the text as it is.

    >>> parted_values("Hong Kong France"), parted_values("Romance Drama"), parted_values("Sea and Sand")
    ('Hong Kong; France', 'Romance; Drama', 'Sea and Sand')
    """
    if HAS_MARKS.search(text):
        return text
    words = text.split()
    for is_known in (_is_place, _is_language, _is_genre):
        parts = _parts(words, is_known)
        if len(parts) > 1:
            return "; ".join(parts)
    return text


def _parts(words: list[str], is_known: Callable[[str], bool]) -> list[str]:
    """The words as known values, the longest first; none where a word is left over."""
    parts: list[str] = []
    at = 0
    while at < len(words):
        ends = range(len(words), at, -1)
        end = next((end for end in ends if is_known(" ".join(words[at:end]))), None)
        if end is None:
            return []
        parts.append(" ".join(words[at:end]))
        at = end
    return parts


def _is_place(text: str) -> bool:
    return len(countries(text)) == 1


def _is_language(text: str) -> bool:
    return len(languages(text)) == 1


def _is_genre(text: str) -> bool:
    return text.lower() in GENRES
