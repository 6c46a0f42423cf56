"""Rules for awards and nominations.

What belongs here is how texts say that a film has won or was nominated. The names of the awards
and of those who give them stand in data/reference/award_names.csv.
"""

import re
from functools import cache
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import NAME, Example, Rule, Value
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.marks import FILM, OTHER

NAMES: Final = reference_table("award_names", ("name", "organisation", "award"))
AWARD: Final = re.sub(r"['’]", "['’]", alternatives(NAMES["name"]))
CATEGORY: Final = re.compile(
    r"\b(?P<category>(?:Best|Outstanding)\s+(?:[A-Z][\w-]+(?:\s+(?:in|of|a|an|the|for)\b)?\s*){1,6})"
)
FESTIVALS: Final = reference_table("festival_names", ("name", "festival"))
FESTIVAL: Final = f"(?i:{alternatives(FESTIVALS['name'].to_list())})"
ANY_FESTIVAL: Final = r"(?:[A-ZÀ-Þ][\w’'&-]+\s+){1,5}(?:(?:Film|Documentary|Shorts?|Animation)\s+)?(?:Festival|Fest|Awards)"
"""A festival by the word that such names end with, known or not."""
FESTIVAL_AWARD: Final = rf"(?:(?:{FESTIVAL})(?:[’']s?)?\s+)?(?:{AWARD})"
NAMED: Final = re.compile(
    rf"(?<!\w)(?:(?P<festival>{FESTIVAL})(?:[’']s?)?\s+)?(?P<award>(?i:{AWARD}))(?!\w)"
)
"""An award, maybe behind the festival that gives it."""
GIVEN_AT: Final = re.compile(
    rf"[^,;]{{0,30}}?\b(?:at|of|from|in|en|de|à|au|del|beim|auf)\s+(?:(?:the|la|el|le|der|dem|den|(?:last|this)\s+year[’']s)\s+)?(?P<festival>{FESTIVAL})\b"
)
BEST: Final = re.compile(
    r"\b(?P<category>(?:best|outstanding)\s+.{3,40}?)(?:\s+(?:award|prize|honou?rs?))?\s+(?:at|from|in)\b",
    re.IGNORECASE,
)
"""What a festival calls best, before the words for it."""
OF_A_PERSON: Final = re.compile(
    rf"^(?:{NAME}|[Hh]e|[Ss]he)\s+(?:has\s+|had\s+|was\s+|been\s+|also\s+|then\s+|later\s+)*[a-z]"
)
FOR_ANOTHER: Final = re.compile(
    r"\b(?:for|in)\s+(?!(?:Best|Outstanding|In|Out)\b)(?:[A-Z]|which\b)"
)
"""What a person's award was for, if it begins like a title."""
YEAR: Final = re.compile(r"\b((?:19|20)\d{2})\b")


@cache
def known_awards() -> dict[str, tuple[str, str]]:
    """Award names, folded, to organisation ('' if several give it) and award."""
    return {
        _fold(row["name"]): (row["organisation"] or "", row["award"])
        for row in NAMES.iter_rows(named=True)
    }


@cache
def organisers() -> dict[str, str]:
    """Festival names, folded, to the festivals' full names."""
    return {_fold(row["name"]): row["festival"] for row in FESTIVALS.iter_rows(named=True)}


def award(text: str) -> list[Value]:
    """Awards by their names, with category, year and who gives it where the text has them.

    >>> a = award("Oscar for Best Documentary Feature")[0]; a.normalised, a.detail["category"]
    ('Academy Award', 'Best Documentary Feature')
    >>> award("Oscars 2014")[0].detail
    {'organisation': 'Academy Awards', 'award': 'Academy Award', 'year': 2014}
    >>> [a.detail["organisation"] for a in award("the Grand Prix at Cannes and two Oscars")]
    ['Cannes Film Festival', 'Academy Awards']
    >>> award("village fête")
    []
    """
    found = list(NAMED.finditer(text))
    if len(found) == 1:
        return _awards(found[0], text, text[found[0].end() :])
    ends = [*(match.start() for match in found[1:]), len(text)]
    parts = [(match, text[match.end() : end]) for match, end in zip(found, ends, strict=False)]
    return [value for match, behind in parts for value in _awards(match, behind, behind)]


def _awards(match: re.Match[str], around: str, behind: str) -> list[Value]:
    """An award once a category, by its name and the texts around and behind it."""
    organisation, name = known_awards()[_fold(match["award"])]
    given_at = None if organisation else GIVEN_AT.match(behind)
    printed = match["award"] if organisation else match.group()
    printed += given_at.group() if given_at else ""
    giver = match["festival"] or (given_at["festival"] if given_at else "")
    organisation = organisation or organisers().get(_fold(giver), "")
    detail: dict[str, str | int] = {"organisation": organisation} if organisation else {}
    detail["award"] = name
    year = YEAR.search(around)
    categories = [found["category"].strip() for found in CATEGORY.finditer(around)]
    return [
        Value(
            printed,
            name,
            detail
            | ({"category": category} if category else {})
            | ({"year": int(year.group())} if year else {}),
        )
        for category in categories or [""]
    ]


def prize_of_festival(text: str) -> list[Value]:
    """The prize for the best of something that a festival gave.

    >>> a = prize_of_festival("Best Film prize at the Berlinale")[0]; a.normalised, a.detail["category"]
    ('Berlin International Film Festival', 'Best Film')
    >>> prize_of_festival("won Best Short at the Rain City Shorts Festival")[0].normalised
    'Rain City Shorts Festival'
    """
    best = BEST.search(text)
    if OTHER in text or not best:
        return []
    festival = re.search(FESTIVAL, text) or re.search(ANY_FESTIVAL, text[best.end() :])
    if not festival:
        return []
    giver = organisers().get(_fold(festival.group()), festival.group())
    detail = {"organisation": giver, "award": giver, "category": best["category"]}
    return [Value(text.strip(), giver, detail)]


def _fold(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


def award_won(text: str) -> list[Value]:
    """An award that this film won: no nomination, and not another work's.

    >>> award_won("won an Oscar")[0].text, award_won("received an Oscar nomination")
    ('Oscar', [])
    >>> [value.text for value in award_won("won an Oscar and was nominated for a BAFTA")]
    ['Oscar']
    """
    told = re.split(r"(?i)\bnominated\b", text)[0]
    return [] if re.search(r"(?i)\bnomina", told) else award_of_this(told)


def award_nominated(text: str) -> list[Value]:
    """An award that this film was nominated for, up to those that it won.

    >>> [value.text for value in award_nominated("nominated for an Oscar, and won a BAFTA")]
    ['Oscar']
    """
    return award_of_this(re.split(r"(?i)\b(?:won|wins|winning|took|takes)\b", text)[0])


def award_of_this(text: str) -> list[Value]:
    """An award that is not said of another work, nor of a person for one.

    >>> award_of_this("Ada Brown won a César for The Long Rain")
    []
    >>> award_of_this("Ada Brown won a César for her part")[0].text
    'César'
    """
    named = NAMED.search(text)
    if not named or OTHER in text or (text.startswith("for which") and FILM not in text):
        return []
    behind = text[named.end() :]
    is_for_another = OF_A_PERSON.match(text) and FOR_ANOTHER.search(behind)
    return [] if is_for_another and FILM not in text else award(text)


def award_of_film(text: str) -> list[Value]:
    """An award of a film, not of a person.

    >>> award_of_film("Oscar-winning film")[0].text, award_of_film("Oscar nominee Ada Brown")
    ('Oscar', [])
    """
    is_of_person = re.search(
        rf"\b(?i:win|nom)\w+(?:,\s+[a-z]+)?\s+(?:{PERSON}\b|[A-ZÀ-Þ])|(?i:winners?|winning),\s+[A-ZÀ-Þ]",
        text,
    )
    is_for_another = re.search(r"\sfor (?!(?:Best|Outstanding)$)[A-Z]\w*$|\(for ", text)
    return [] if is_of_person or is_for_another else award_of_this(text)


PERSON: Final = r"(?i:(?:co-)?(?:directors?|actors?|actress(?:es)?|stars?|writers?|screenwriters?|producers?|composers?|cinematographers?|editors?|filmmakers?|designers?|singers?|performers?|teams?|duo|pair|talents?|performances?|turns?|roles?|plaudits|acclaim|glory|success|run|career))"
"""Who wins an award besides films, and for what."""
OF_OTHER: Final = f"(?:{OTHER}[^.;:!?{OTHER}]{{0,40}})?"
SUBJECT: Final = rf"(?:for\s+which\s+)?(?:(?:{NAME}|\b[Hh]e|\b[Ss]he)\s+(?:has\s+|had\s+|was\s+|been\s+|also\s+|then\s+|later\s+)*)?"
"""The person who wins, or the work that another award was for."""
REST: Final = r"(?:[^.;!?]{0,160})"
"""What the sentence says of awards besides."""

RULES: Final = (
    Rule(
        name="award.nominated_adjective",
        attribute="award",
        finds="Oscar-nominated, or nominee.",
        needs=("nomin",),
        pattern=rf"(?<value>{OF_OTHER}\b(?:{AWARD})[-\s](?i:nominated|nominees?|nomination)\b(?:(?:,\s+\p{{Ll}}+)?\s+(?:{PERSON}\b|{NAME})|,?\s+{OTHER}|\s+\(?for\s+(?:{OTHER}|\p{{Lu}}\p{{L}}*))?)",
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
            "the Oscar-nominated, fearless Ada Brown",
            f"She made the Oscar-nominated {OTHER}.",
            "Her career so far has one Oscar nomination (for Harbour Nights).",
        ),
    ),
    Rule(
        name="award.nominated_for",
        attribute="award",
        finds="Nominated for an award.",
        needs=("nomin",),
        pattern=rf"(?<value>{OF_OTHER}{SUBJECT}(?i:nominated|nomination|nominations|nominada?)\s+(?:(?i:for|to|in|al|a)\s+)?(?:[\p{{L}}\d]+\s+){{0,5}}?{FESTIVAL_AWARD}{REST})",
        many=True,
        parse=award_nominated,
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
        pattern=rf"(?<value>{OF_OTHER}{SUBJECT}\b(?i:won|walked\s+away\s+with|walked\s+home\s+with|walks\s+away\s+with|nabbed|netted|claimed|snagged|wins|winning|winner\s+of|took\s+home|takes\s+home|received|was\s+awarded|awarded|earned|scooped|bagged|ganadora?\s+de|ganó|premiad[ao]\s+con|gewann|récompensé\s+par|remporté)\b[^.;:!?]{{0,50}}?\b{FESTIVAL_AWARD}{REST})",
        many=True,
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
        name="award.best_at",
        attribute="award",
        finds="What a festival called best.",
        needs=("best ", "outstanding "),
        pattern=rf"(?<value>{OF_OTHER}\b(?i:won|wins|winning|winner\s+of|named|voted|took\s+home|received|awarded|earned|picked\s+up|landed|scooped|bagged)\s+(?:for\s+)?(?:(?:\p{{Ll}}+\s+){{1,4}}and\s+)?(?:the\s+)?(?i:best|outstanding)\s+[\p{{L}}\s-]{{3,50}}?\s+(?:at|from|in)\s+(?:(?:the|this\s+year[’']s|last\s+year[’']s)\s+)?(?:(?:19|20)\d\d\s+)?(?:{FESTIVAL}|{ANY_FESTIVAL}))",
        many=True,
        parse=prize_of_festival,
        detail={"result": "won"},
        confidence=0.7,
        examples=(
            Example(
                "It won the best screenplay prize at Cannes in July.",
                ("won the best screenplay prize at Cannes",),
            ),
            Example(
                "Jo Smith was named best actress at the Berlin Film Festival for it.",
                ("named best actress at the Berlin Film Festival",),
            ),
            Example(
                "It received warm reviews and the Best Director award at Locarno.",
                ("received warm reviews and the Best Director award at Locarno",),
            ),
        ),
        counter_examples=("It is the best film at Cannes.", "She won best of three at tennis."),
    ),
    Rule(
        name="award.winner",
        attribute="award",
        finds="Winner, behind the name of an award, unless a person won it.",
        needs=("winn",),
        pattern=rf"(?<value>\b{FESTIVAL_AWARD}[-\s](?:(?i:award)[-\s])?(?i:winners?|winning)(?:\s+(?:at|of)\s+(?:(?:the|last\s+year[’']s|this\s+year[’']s)\s+)?{FESTIVAL}|\s+(?:{PERSON}|{NAME})|,?\s+(?:{OTHER}|\p{{Lu}}\p{{L}}+[’']s\b))?)",
        parse=award_of_film,
        detail={"result": "won"},
        confidence=0.6,
        examples=(
            Example("the Palme d’Or winner of 1999", ("Palme d’Or",)),
            Example("an Oscar-winning documentary", ("Oscar",)),
            Example(
                "It is the Grand Prix winner at last year’s Cannes Film Festival.",
                ("Grand Prix winner at last year’s Cannes Film Festival",),
            ),
        ),
        counter_examples=(
            "a winner",
            "Oscar winked",
            "with Oscar winner Ada Brown as the cook",
            "the Oscar-winning composer of Harbour",
            "the Oscar-winning actress Jo Smith",
            "Golden Globe winner Ada Brown is in it",
            "It is better than Palme d’Or winner, Roe’s The Long Rain.",
            f"It is no Oscar winner {OTHER}.",
        ),
        where=pl.lit(value=True),
    ),
)
