"""Read lists of persons, as credit lines print them."""

import re
from functools import cache
from typing import Final

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import Value

SEPARATOR: Final = re.compile(
    r"\s*[;|•·\n]\s*|\s*,\s*(?:(?:and|&|et|und|y|e)\s+)?|\s+(?:and|&|et|und|y|e|og|och|with|avec|mit|con)\s+|\s+/\s+|\s*&\s*"
)
BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
AS_CHARACTER: Final = re.compile(r"\s+(?:as|als|comme|como)\s+(.+)$")
GENERATION: Final = re.compile(r"^(?:Jr|Sr|Jnr|Snr|II|III|IV|PhD|MD)\.?$")
NO_NAME: Final = re.compile(
    r"\d|https?:|[!?=<>{}@#%]|^(?:the|a|an|and|by|various|unknown|others?|more|many|n/?a|none|et al\.?|etc\.?|tbc|tba)$",
    re.IGNORECASE,
)
LETTER: Final = re.compile(r"[^\W\d_]")
LONGEST_NAME: Final = 60
MOST_WORDS: Final = 7


def people(text: str) -> list[Value]:
    """The persons of a credit line, in order; a part in brackets goes to `character`.

    >>> [p.text for p in people("Joel & Ethan Coen")]
    ['Joel Coen', 'Ethan Coen']
    >>> [p.text for p in people("Wong Chi-zan, Lisa Yang and Robert Downey, Jr.")]
    ['Wong Chi-zan', 'Lisa Yang', 'Robert Downey, Jr.']
    >>> people("Bill Murray (Bob)")[0].detail
    {'character': 'Bob'}
    >>> people("TBC")
    []
    """
    parts: list[str] = []
    for part in _cut(text):
        if parts and GENERATION.match(part):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    found: list[Value] = []
    for part in _with_shared_surname(parts):
        value = _person(part)
        if value is not None and all(value.text != other.text for other in found):
            found.append(value)
    return found


def people_in_prose(text: str) -> list[Value]:
    """The persons of a list in running text: whole names only, without what stands around them.

    >>> [p.text for p in people_in_prose("When Ada Brown and director Jo Ann Smith's")]
    ['Ada Brown', 'Jo Ann Smith']
    >>> people_in_prose("Captain Ahab, World War"), people_in_prose("Blanchett")
    ([], [])
    """
    found: list[Value] = []
    for person in people(text):
        name = _without_openings(re.sub(r"[’']s?$", "", person.text))
        is_whole = " " in name and name != name.upper()
        if is_whole and is_name(name) and all(name != other.text for other in found):
            found.append(Value(name, name, person.detail))
    return found


def _without_openings(name: str) -> str:
    """The name without words that stand before names; empty if it is none."""
    places = _places_of_words()
    words = name.split()
    while words and (places.get(words[0].lower()) == "opening" or words[0][0].islower()):
        words = words[1:]
    if not words or places.get(words[0].lower()) == "first":
        return ""
    return "" if any(places.get(word.lower()) == "never" for word in words) else " ".join(words)


@cache
def _places_of_words() -> dict[str, str]:
    table = reference_table("not_names", ("word", "place"))
    return dict(zip(table["word"].to_list(), table["place"].to_list(), strict=True))


def _cut(text: str) -> list[str]:
    """The parts between separators that do not stand inside brackets."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group())
        return f"\x00{len(hidden) - 1}\x00"

    parts = SEPARATOR.split(BRACKETS.sub(hide, text))
    return [
        re.sub(r"\x00(\d+)\x00", lambda match: hidden[int(match.group(1))], part).strip()
        for part in parts
        if part and part.strip()
    ]


def _with_shared_surname(parts: list[str]) -> list[str]:
    """`Joel`, `Ethan Coen` are two Coens: a lone first name takes the surname that follows."""
    whole = list(parts)
    for index in range(len(parts) - 1):
        is_lone = bool(re.fullmatch(r"[^\W\d_][\w’'\-]+\.?", parts[index]))
        if is_lone and index == len(parts) - 2 and len(parts[index + 1].split()) == 2:
            whole[index] = f"{parts[index]} {parts[index + 1].split()[-1]}"
    return whole


def _person(part: str) -> Value | None:
    detail = {}
    bracket = BRACKETS.search(part)
    name = BRACKETS.sub("", part)
    as_character = AS_CHARACTER.search(name)
    if as_character:
        name = name[: as_character.start()]
        detail["character"] = as_character.group(1).strip()
    elif bracket and bracket.group(1).strip():
        detail["character"] = bracket.group(1).strip()
    name = name.strip(' \t.,;:–—-"“”*_')
    if re.search(r"\b(?:Jr|Sr)$", name):
        name += "."
    if not is_name(name):
        return None
    return Value(name, name, detail)


def is_name(text: str) -> bool:
    """True for what can be a person's name: letters, few words, nothing that names never hold.

    >>> is_name("Apichatpong Weerasethakul"), is_name("various"), is_name("2013"), is_name("")
    (True, False, False, False)
    """
    if not text or len(text) > LONGEST_NAME or NO_NAME.search(text) or not LETTER.search(text):
        return False
    words = text.split()
    has_case = text.lower() != text.upper()
    return len(words) <= MOST_WORDS and (not has_case or any(word[:1].isupper() for word in words))
