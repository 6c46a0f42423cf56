"""Rules for people's facts in biographies: birth, and the films they made."""

import re
from typing import Final

from pipelines.claims.rules import NAME, Example, Rule, Value, as_is
from pipelines.claims.values.dates import year

PLACE: Final = r"(?:St\.\s)?\p{Lu}[\p{L}’'-]+(?:,?\s+\p{Lu}[\p{L}’'-]+){0,3}"
FILM_AND_YEAR: Final = re.compile(
    r"(?P<title>[^\s,;:(][^,;()]*(?:\([^()\d]+\)[^,;()]*)?)\s*\((?P<year>(?:19|20)\d{2})\)"
    r"|[^\s,;:(][^,;()]*"
)
"""A film, or a stretch without one, which is passed over in one go."""


def filmography(text: str) -> list[Value]:
    """Titles with their years, as a biography lists them.

    >>> [(v.text, v.detail) for v in filmography("Site II (1989), Rain (The Long One) (1992)")]
    [('Site II', {'year': 1989}), ('Rain (The Long One)', {'year': 1992})]
    >>> [v.text for v in filmography("Her first short was Rain (1989), followed by Snow (1992)")]
    ['Rain', 'Snow']
    """
    found = []
    for match in FILM_AND_YEAR.finditer(text):
        if match["year"] is None:
            continue
        title = re.split(
            r"^(?:and|&|with)\s+|[.:]\s+(?=\w)|\b(?:followed\s+by|(?i:his|her|their)\s+(?:[a-z-]+\s+){1,4}(?:was|were))\s+|\b(?:includ\w+|among which|such as|made|directed|wrote|are|is|his|her|films?)\s+",
            match["title"].strip(),
        )[-1]
        if title and title[0].isupper() and len(title) <= 120:
            found.append(Value(title, title, {"year": int(match["year"])}))
    return found


RULES: Final = (
    Rule(
        name="birth.year",
        attribute="birth_year",
        finds="The year a person was born.",
        needs=("born",),
        pattern=rf"(?<subject>{NAME})[^.;]{{0,30}}?(?:\.\s+(?:He|She|They)\s+(?:was|were)\s+born|\s+(?:was\s+)?born)\b[^.;]{{0,60}}?\b(?<value>(?:18|19|20)\d{{2}})\b",
        parse=year,
        confidence=0.85,
        examples=(
            Example("Claire Denis was born in 1946 in Paris.", ("1946",)),
            Example("Rithy Panh, born in Phnom Penh in 1964, fled", ("1964",)),
        ),
        counter_examples=("A star is born in 1937.", "The idea was born in 1999."),
    ),
    Rule(
        name="birth.pronoun",
        attribute="birth_year",
        finds="The year he or she was born, the name standing at the head of the paragraph.",
        needs=("born",),
        pattern=rf"^(?<subject>{NAME})\b.{{0,400}}?\b(?:He|She|They)\s+(?:was|were)\s+born\b[^.;]{{0,60}}?\b(?<value>(?:18|19|20)\d{{2}})\b",
        parse=year,
        confidence=0.85,
        examples=(
            Example("Rithy Panh is a filmmaker. He was born in 1964 in Phnom Penh.", ("1964",)),
            Example(
                "Lucrecia Martel makes films of heat and doubt. She was born in Salta in 1966.",
                ("1966",),
            ),
        ),
        counter_examples=("He was born in 1964.", "The town was rich. He was born in 1964."),
    ),
    Rule(
        name="birth.place",
        attribute="birth_place",
        finds="The place where a person was born.",
        needs=("born",),
        pattern=rf"(?<subject>{NAME})\b.{{0,400}}?\bborn\s+(?:(?:on\s+[^,.;]{{3,20}}\s+)?in\s+(?:\d{{4}}\s+in\s+)?)(?<value>{PLACE})",
        parse=as_is,
        confidence=0.8,
        examples=(
            Example(
                "Rithy Panh is a filmmaker. He was born in 1964 in Phnom Penh.", ("Phnom Penh",)
            ),
            Example("Claire Denis was born in Paris.", ("Paris",)),
        ),
        counter_examples=("A star is born in a barn.", "born in 1964"),
    ),
    Rule(
        name="birth.adjective",
        attribute="birth_place",
        finds="A country-born person.",
        needs=("-born",),
        pattern=rf"\b(?<value>\p{{Lu}}[\p{{L}}]+)-born\b[^.;]{{0,50}}?\b(?:film-?maker|director|actor|actress|writer)\s+(?<subject>{NAME})",
        parse=as_is,
        confidence=0.7,
        examples=(
            Example("the Cambodian-born, French-educated filmmaker Rithy Panh", ("Cambodian",)),
            Example("Danish-born director Nicolas Refn", ("Danish",)),
        ),
        counter_examples=("a newly-born filmmaker", "first-born son"),
    ),
    Rule(
        name="filmography.listed",
        attribute="filmography",
        finds="Titles with years in a biography.",
        needs=("born",),
        pattern=rf"^(?<subject>{NAME})\b(?<value>.*\bborn\b.*\((?:19|20)\d{{2}}\).*)$",
        parse=filmography,
        confidence=0.75,
        examples=(
            Example(
                "Rithy Panh was born in 1964. He made Site II (1989), Duch (2011).",
                ("Site II", "Duch"),
            ),
            Example("Claire Denis, born in Paris, made Chocolat (1988).", ("Chocolat",)),
        ),
        counter_examples=("Chocolat (1988), Beau travail (1999)", "born in (1964)"),
    ),
)
