"""Rules for awards and nominations.

What belongs here is how texts say that a film has won or was nominated. The names of the awards
and of those who give them stand in data/reference/award_names.csv.
"""

import re
from functools import cache
from typing import Final

import polars as pl

from pipelines.claims.marks import OTHER
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import NAME, Example, Rule, Value

NAMES: Final = reference_table("award_names", ("name", "organisation", "award"))
AWARD: Final = "|".join(
    re.sub(r"['’]", "['’]", re.escape(name).replace(r"\ ", r"\s+"))
    for name in sorted(NAMES["name"].to_list(), key=lambda name: (-len(name), name))
)
CATEGORY: Final = re.compile(
    r"\b(?P<category>(?:Best|Outstanding)\s+(?:[A-Z][\w-]+(?:\s+(?:in|of|a|an|the|for)\b)?\s*){1,6})"
)
YEAR: Final = re.compile(r"\b((?:19|20)\d{2})\b")


@cache
def known_awards() -> dict[str, tuple[str, str]]:
    """Award names, folded, to organisation ('' if several give it) and award."""
    return {
        _fold(row["name"]): (row["organisation"] or "", row["award"])
        for row in NAMES.iter_rows(named=True)
    }


def award(text: str) -> list[Value]:
    """An award by its name, with category and year where the text has them.

    >>> a = award("Oscar for Best Documentary Feature")[0]; a.normalised, a.detail["category"]
    ('Academy Award', 'Best Documentary Feature')
    >>> award("Oscars 2014")[0].detail
    {'organisation': 'Academy Awards', 'award': 'Academy Award', 'year': 2014}
    >>> award("village fête")
    []
    """
    match = re.search(rf"(?<!\w)({AWARD})(?!\w)", text, re.IGNORECASE)
    if not match:
        return []
    organisation, name = known_awards()[_fold(match.group(1))]
    detail: dict[str, str | int] = {}
    if organisation:
        detail["organisation"] = organisation
    detail["award"] = name
    category = CATEGORY.search(text)
    if category:
        detail["category"] = category["category"].strip()
    year = YEAR.search(text)
    if year:
        detail["year"] = int(year.group())
    return [Value(match.group(1), name, detail)]


def _fold(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def award_won(text: str) -> list[Value]:
    """An award that this film won: no nomination, and not another work's.

    >>> award_won("won an Oscar")[0].text, award_won("received an Oscar nomination")
    ('Oscar', [])
    """
    return [] if OTHER in text or re.search(r"(?i)\bnomina", text) else award(text)


def award_of_this(text: str) -> list[Value]:
    """An award that is not said of another work."""
    return [] if OTHER in text else award(text)


def award_of_film(text: str) -> list[Value]:
    """An award of a film, not of a person.

    >>> award_of_film("Oscar-winning film")[0].text, award_of_film("Oscar nominee Ada Brown")
    ('Oscar', [])
    """
    is_of_person = re.search(rf"\b(?i:win|nom)\w+\s+(?:{PERSON}\b|[A-ZÀ-Þ])", text)
    return [] if is_of_person else award_of_this(text)


PERSON: Final = r"(?i:(?:co-)?(?:directors?|actors?|actress(?:es)?|stars?|writers?|screenwriters?|producers?|composers?|cinematographers?|editors?|filmmakers?|designers?|singers?|performers?|teams?|duo|pair|talents?|performances?|turns?|roles?))"
"""Who wins an award besides films, and for what."""
NOMINATION: Final = r"(?:(?:[’']s?)?\s+nomina\w+)?"
OF_OTHER: Final = f"(?:{OTHER}[^.;:!?{OTHER}]{{0,40}})?"
AFTER: Final = r"(?:[’']s?)?(?:\s+(?:20|19)\d{2})?(?:\s+(?:for|as|in)\s+[^.;:!?]{3,60})?"

RULES: Final = (
    Rule(
        name="award.nominated_adjective",
        attribute="award",
        finds="Oscar-nominated, or nominee.",
        needs=("nomin",),
        pattern=rf"(?<value>{OF_OTHER}\b(?:{AWARD})[-\s](?i:nominated|nominees?|nomination)\b(?:\s+(?:{PERSON}\b|{NAME}))?)",
        parse=award_of_film,
        detail={"result": "nominated"},
        confidence=0.75,
        examples=(
            Example("the Oscar-nominated “Memory Box”", ("Oscar",)),
            Example("a Golden Globe nominee this year", ("Golden Globe",)),
        ),
        counter_examples=(
            "nominated by his party",
            "Oscar, nominated as mayor",
            "the Oscar-nominated actress Ada Brown",
        ),
    ),
    Rule(
        name="award.nominated_for",
        attribute="award",
        finds="Nominated for an award.",
        needs=("nomin",),
        pattern=rf"(?<value>{OF_OTHER}(?i:nominated|nomination|nominations|nominada?)\s+(?:(?i:for|to|in|al|a)\s+)?(?:[\p{{L}}\d]+\s+){{0,5}}?(?:{AWARD}){AFTER})",
        parse=award_of_this,
        detail={"result": "nominated"},
        confidence=0.8,
        examples=(
            Example(
                "It was nominated for an Academy Award for Best Foreign Film.", ("Academy Award",)
            ),
            Example("nominated for the Golden Bear", ("Golden Bear",)),
        ),
        counter_examples=("nominated for mayor of Oslo", "He won the Palme d'Or."),
    ),
    Rule(
        name="award.won",
        attribute="award",
        finds="That it won an award.",
        needs=(
            "won",
            "win",
            "took",
            "takes",
            "receiv",
            "award",
            "earned",
            "walk",
            "nabbed",
            "netted",
            "claimed",
            "snagged",
            "scooped",
            "bagged",
            "ganador",
            "gan",
            "premiad",
            "gewann",
            "récompensé",
            "remporté",
        ),
        pattern=rf"(?<value>{OF_OTHER}\b(?i:won|walked\s+away\s+with|walked\s+home\s+with|walks\s+away\s+with|nabbed|netted|claimed|snagged|wins|winning|winner\s+of|took\s+home|takes\s+home|received|was\s+awarded|awarded|earned|scooped|bagged|ganadora?\s+de|ganó|premiad[ao]\s+con|gewann|récompensé\s+par|remporté)\b[^.;:!?]{{0,50}}?\b(?:{AWARD}){NOMINATION}{AFTER})(?:[^-\p{{L}}]|$)",
        parse=award_won,
        detail={"result": "won"},
        confidence=0.8,
        examples=(
            Example("It took home the Palme d'Or in May.", ("Palme d'Or",)),
            Example(
                "The film won the highest prize of Cannes’ Un Certain Regard section.",
                ("Un Certain Regard",),
            ),
        ),
        counter_examples=("The film won hearts.", "She won an argument about the weather."),
    ),
    Rule(
        name="award.winner",
        attribute="award",
        finds="Winner, behind the name of an award, unless a person won it.",
        needs=("winn",),
        pattern=rf"(?<value>\b(?:{AWARD})[-\s](?:(?i:award)[-\s])?(?i:winners?|winning)(?:\s+(?:{PERSON}|{NAME}))?)",
        parse=award_of_film,
        detail={"result": "won"},
        confidence=0.6,
        examples=(
            Example("the Palme d’Or winner of 1999", ("Palme d’Or",)),
            Example("an Oscar-winning documentary", ("Oscar",)),
        ),
        counter_examples=(
            "a winner",
            "Oscar winked",
            "with Oscar winner Ada Brown as the cook",
            "the Oscar-winning composer of Harbour",
            "the Oscar-winning actress Jo Smith",
            "Golden Globe winner Ada Brown is in it",
        ),
        where=pl.lit(value=True),
    ),
)
