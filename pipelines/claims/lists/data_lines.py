"""Read lines of data item by item: who directed, where, when, how long, in which language.

What belongs here is the line of bare items that programmes print below a title, as
`Ada Brown, Mali/F 1998, 84 min, OmU`, or one below the other. Items that are labelled are the
matter of the topics' rules.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import EDGE, NAME, SHORT_LINE, Example, Rule, Value
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import holds, with_told
from pipelines.claims.text.lines import beside
from pipelines.claims.text.marks import FILM
from pipelines.claims.text.titles import IS_CLOCK, MONTH, WEEKDAY, folded
from pipelines.claims.topics.facts.certificates import AGE_LIMIT, certificate
from pipelines.claims.topics.facts.genres import GENRES_IN_PROSE, LISTED_GENRES
from pipelines.claims.topics.facts.languages import languages_only
from pipelines.claims.topics.facts.phrases import DURATION
from pipelines.claims.topics.facts.titles import NO_FIRST_NAME
from pipelines.claims.values import KEPT_TEXTS
from pipelines.claims.values.dates import year
from pipelines.claims.values.durations import minutes
from pipelines.claims.values.folding import first_words, may_begin_with
from pipelines.claims.values.people import is_called_so, people, people_in_prose
from pipelines.claims.values.places import countries, countries_by_code


class Item(NamedTuple):
    """One item of a line of data: what kind it is, and its text."""

    kind: str
    text: str


YEAR: Final = r"(?:c\.\s?|ca\.\s?|circa\s)?(?P<year>(?:18|19|20)\d\d)(?:\s?[/–-]\s?(?:\d\d){1,2})?"
IS_YEAR: Final = re.compile(YEAR)
YEAR_BEHIND: Final = re.compile(rf"(?P<rest>\D{{1,80}}?)[\s,]*{YEAR}")
YEAR_AHEAD: Final = re.compile(rf"{YEAR}[\s,]+(?P<rest>\D.*)")
FIGURE: Final = re.compile(r"\d")
"""What is in every year and length."""
LENGTH: Final = re.compile(
    rf"(?:(?i:length|runtime|running\s+time|dauer|laufzeit|länge|durata|durée|duración|duração|duur|speelduur|længde|spilletid|ca\.?|approx\.?)\s*:?\s*)?(?P<length>{DURATION}|\d{{2,3}}\s?(?i:m|mn|minuten|minutos|minuti)\.?|\d\s?[hH]\s?\d{{1,2}}(?:\s?(?i:m|min)\.?)?)"
)
LENGTH_BEHIND: Final = re.compile(
    rf"(?P<rest>(?:(?:18|19|20)\d\d\s+)?\D{{2,60}}?)\s+(?P<last>{LENGTH.pattern.replace('?P<length>', '?:')})"
)
GENRE: Final = re.compile(
    rf"(?P<genre>{LISTED_GENRES})(?:\s+(?:films?|features?|form|movie))?", re.IGNORECASE
)
GENRE_OPENINGS: Final = first_words(
    [*GENRES_IN_PROSE["word"], *reference_table("genre_names", ("name",))["name"]]
)
FORMAT: Final = re.compile(
    r"(?:(?:8|16|35|70)\s?mm(?:\s+\w+)?|DCP|2K|4K|2D|3D|4DX|IMAX|Digital|HD|Blu-?ray|DVD|VHS|Beta\s?SP|b\s?[&/+]\s?w|bw|s/w|sw|n/?b|b/n|colou?r|col\.?|farbe|f|couleur|coul\.?|silent|stumm(?:film)?|muet|muda|mute|"
    r"O[VF]|Om[e]?U|OmdU|dF|eF|V\.?O\.?(?:S\.?T?\.?)?(?:E\.?|F\.?R?\.?)?|VF|VOSTFR|DF|(?:\w+\s+)?(?:sub-?|under)tit\w+|(?:\w+\s+)?untertitel\w*|legendad[oa](?:\s+em\s+\w+)?|(?:\w+\s+)?ondertiteld|(?:svensk\s+)?textad|(?:norsk|dansk)\s+(?:tekst|undertekst)|sous-titr\w+(?:\s+\w+)?|dubbed|doblada|subtitulada|feature|short|(?:corto|medio|largo)metraje|(?:court|moyen|long)[\s-]métrage|(?:curta|longa)(?:-metragem)?|(?:corto|lungo)metraggio|spielfilm|dokumentarfilm|kurzfilm)",
    re.IGNORECASE,
)
# Here and below, a look ahead at what a pattern may begin with spares most places of a line.
DIRECTED: Final = re.compile(
    r"(?=[abdepruvwABDEPRUVW])(?<!eviewed\s)(?<!oice\s)(?<!oiced\s)(?<!layed\s)(?<!usic\s)(?<!core\s)(?<!roduced\s)(?<!ritten\s)(?<!dited\s)(?<!arrated\s)(?<!resented\s)"
    r"(?:(?i:(?:(?:written|produced|edited)(?:,|\s+(?:and|&))\s+)*directed\s+by|dir(?:\.|igid[oa])?\s+(?:por|by)|directors?|dirs?|regie|režie|reż|rež|réal(?:isation(?:\s+de)?)?|réalisé\s+par|direcci[oó]n(?:\s+de)?|direção(?:\s+de)?|dirigid[ao]\s+por|regia(?:\s+di)?|by|von|a\s+film\s+by|un\s+film\s+de)\s*[.:]*\s+|(?:^|(?<=[.;|•·]\s))(?i:(?:de|di|par|por|door|van|af|av)\s+|d[’'])|(?i:r|d|dir)\s*[:.]\s*)"
    r"(?!(?:At|In|On|From|Now|Contains|Opens)\b)"
    rf"(?P<names>{NAME}(?:\s*(?:,|&|/|\band\b|\bund\b|\by\b|\be\b|\bet\b)\s*{NAME})*)"
)
PLAYED: Final = re.compile(
    r"(?:^|(?<=[|•·;.,]\s))(?i:avec|com|con|mit|with|met|med|starring|int\.|cast:)\s+"
    rf"(?P<names>{NAME}(?:\s*(?:,|&|/|\band\b|\bund\b|\by\b|\be\b|\bet\b)\s*{NAME})*)(?=\s*(?:[|•·;.]|$|,\s*\d))"
    r"|(?:^|(?<=[|•·;]\s))(?i:int|cast|starring|reparto|intérpretes|interpreti|avec|con|mit|with)\.?\s?:\s+(?P<rest>(?:[^|•·;().]|(?<=\b[^\W\d_])\.)+?)(?=\s*(?:[|•·;.]|$))"
)
RUN_TOGETHER: Final = re.compile(
    rf"(?P<title>{FILM}|[^\W_a-zß-ÿ](?:[^|()a-zß-ÿ]*[^\s|()a-zß-ÿ])?)\s+(?P<names>(?!(?:[^\W\d_a-zß-ÿ]+\s)){NAME}(?:\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b)\s*{NAME})*)\s*(?P<before>[|(])\s*(?P<rest>(?:[^|()\d]{{2,40}}[|,]\s*)?(?:18|19|20)\d\d\b.*)"
)
"""A title in capitals and who made it, with nothing between them, before a bar or bracket and the year."""
BARE_BY: Final = re.compile(r"(?i:by|von|photo|image)\b")
"""Critics and photographers are named so as well."""
LABELLED: Final = re.compile(r"[^\W\d_][\w ./]{0,24}:.*")
HEAD: Final = re.compile(
    r"^(?:ficha(?:\s+técnica)?|fiche(?:\s+technique)?|scheda|infos?|details?|credits|daten|filmdaten)\s*:\s+",
    re.IGNORECASE,
)
"""What heads a line of data and says nothing by itself."""
NAMES_ONLY: Final = re.compile(rf"{NAME}(?:\s*(?:&|/|\+|\band\b|\bund\b|\by\b|\bet\b)\s*{NAME})*")
SIBLING: Final = re.compile(
    r"(?P<first>[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?)\s+(?:&|and|und|y|et)\s+"
)
"""The given name before an `and`, where two share a surname."""

CERTIFICATE: Final = re.compile(
    rf"(?i:(?:cert(?:ificate)?|rated)\b[.:]?\s*)?(?:U|R|G|NR|12|15|18|unrated|not\s+rated|{AGE_LIMIT})",
    re.IGNORECASE,
)
RELEASE: Final = re.compile(
    r"(?:kino-?start|filmstart|start|release(?:d|\s+date)?|(?:now\s+)?in\s+(?:cinemas|theaters|theatres)|opens|estreno|sortie|uscita|streaming\s+from|au\s+cinéma|premiär|premiere|bioscooprelease)"
    r"\b[:\s][^|•·;]{0,24}\d",
    re.IGNORECASE,
)
"""When a film comes out, which lines of data tell, too."""
RELEASE_WORDS: Final = (
    "start", "release", "cinema", "cinéma", "theat", "opens", "estreno", "sortie", "uscita", "streaming", "premi",
)  # fmt: skip
"""One of them is in each of these: a cheap test before the pattern."""
SEPARATOR: Final = re.compile(
    r"(?=[\s|•·;\[\]()/,.])"
    r"(?:\s*[|•·;\n\t\[\]()]\s*|\s+[–—-]\s+|\s*,\s+|\.\s+(?=[^\W_])|\s{3,}|(?<!\d)(?<!\bM)\s*/\s*|\s*/\s*(?!\d)|,(?=\D))"
)
PLACE_AHEAD: Final = re.compile(
    r"^(?:pays|país|paese|land|country|origine?|origen)\s+(?P<rest>\S.*)", re.IGNORECASE
)
"""The label of a place, where no colon stands behind it."""
CODES: Final = re.compile(r"(?!AM\b)[A-Z]{2,3}(?:\s*[+/]\s*[A-Z]{2,3})+")
"""Codes of several countries, which need no year beside them as a single one does."""
NO_PERSON: Final = re.compile(
    r"\b(?:subtitles?|versions?|films?|productions?|pictures|studios?|cinemas?|festival|theat(?:er|re)|kino|awards?|premiere|screening|restoration|print|copy)\b",
    re.IGNORECASE,
)
"""Words of companies, houses and copies."""
INITIAL: Final = re.compile(r"(?:\b[^\W\d_]|\b(?:Jr|Sr|St|Dr|Mr|Ms|Cpt|dir|Dir|R|D))$")
STRONG: Final = ("country", "year", "length")
ENOUGH: Final = 2
NO_LINE: Final = re.compile(
    rf"^(?:{WEEKDAY})\b|(?=[©£$€chpt])(?:[©£$€]|copyright|https?:|\b(?:photo|tel)\b)",
    re.IGNORECASE,
)
DAY: Final = re.compile(rf"\b(?=\S+\s+\d)(?:{MONTH})\s+\d|\d\.?\s+(?:{MONTH})\b", re.IGNORECASE)
MAY_BE_DAY: Final = re.compile(r"(?=[\d\s])(?:(?<=[^\W\d_])\s+\d|\d\.?\s)")
"""A cheap test before one that tries the months of all languages."""
DAY_AHEAD: Final = re.compile(
    rf"^(?i:(?:[^\W\d_]{{2,10}}[.,]?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|\.|º)?\s+(?:de\s+|of\s+)?{MONTH}\b\.?|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b,?)|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)(?:\s+(?:19|20)\d\d)?(?:,?\s+(?:[^\W\d_]{{1,3}}\s+)?\d{{1,2}}[:.h]\d{{2}}\s?(?i:[ap]m|h|uhr|uur)?)?\s*[–—:|-]\s+"
)
"""The day of its show, with a dash between it and the film."""
CLOCK_AHEAD: Final = re.compile(
    r"^\d{1,2}(?:[:.h]\d{2}\s?(?i:[ap]\.?m\.?|h|uhr|uur|hrs)?|\s?(?i:[ap]\.?m\.?|uhr|uur))\s*[–—:|-]*\s+(?=[^\W_a-z])"
)
OTHER_TITLE: Final = re.compile(r"\s\[[^\[\]\d]{2,60}\](?=\s{3,}\S)")
"""A second title in brackets, before the gap behind a title."""
MARKS_AHEAD: Final = re.compile(
    r"^[\s|*•·–-]*(?:(?:#\d{1,3}[.):]?|\d{1,3}[.)])\s+[\s*_]*(?=[^()]{1,80}\())?"
)
"""Marks; and the number of an item, where the data of its title stand in brackets."""
BEHIND_DATA: Final = re.compile(
    r"(?P<film>[^()]{1,100}\([^()]*\b(?:(?i:dir\b|directed\s|regie)|(?:18|19|20)\d\d[,;/]\s?\d{2,3}\s?m)[^()]*\))[.,]?(?:\s+[–—-])?\s+(?:\S.*)"
)
"""A title and its data in brackets, and what a programme says besides: a price, a sentence."""
TITLE_APART: Final = re.compile(r"[^()\[\]|,]+?(?:[(\[]|\s{3,}\S)")
"""The place of a title: brackets or a gap behind a director alone are rare."""
CLOCK: Final = re.compile(IS_CLOCK)
NAMED_AHEAD: Final = re.compile(rf"{NAME}:\s")
SPOKEN_AHEAD: Final = re.compile(r"^(?i:in|audio:?|language:?)\s+")
SPOKEN_WITH: Final = re.compile(r"(?i:,?\s+(?:with|mit|con|avec)\s.*)")
SUBTITLED: Final = re.compile(r"(?i:sub|untert|sous-t)")
OWNING: Final = re.compile(r"[’']s$")
NO_NAME_AHEAD: Final = re.compile(NO_FIRST_NAME)
MOST_ITEMS: Final = 24
MOST_BLANKS: Final = 8
"""What is longer and no item is a sentence."""


def run_together(text: str) -> re.Match[str] | None:
    """Title and director with nothing between them; in brackets the title may be the original one.

    >>> bool(run_together("LONG HARBOUR Ada Brown (1973)")), run_together("RAIN Grosser Regen (1973)")
    (True, None)
    """
    found = RUN_TOGETHER.fullmatch(text)
    is_one = found and (found["before"] == "|" or is_called_so(found["names"]))
    return found if is_one else None


@lru_cache(maxsize=KEPT_TEXTS)
def items(text: str) -> tuple[Item, ...]:
    """The items of a line of data, in order; `other` for what is none.

    >>> [item.kind for item in items("Ada Brown, Mali/F 1998, 84 min, OmU")]
    ['name', 'country', 'country', 'year', 'length', 'format']
    >>> [item.kind for item in items("(1963 Portugal 82 mins)")]
    ['year', 'country', 'length']
    >>> [item.kind for item in items("DZA + FR + IT — 1983 — 1h52")]
    ['country', 'year', 'length']
    >>> [item.kind for item in items("Harbour (FRA, 2015, 96′)")]
    ['other', 'country', 'year', 'length']
    >>> [item.kind for item in items("A walk to the sea, and back")]
    ['other', 'other']
    >>> [item.text for item in items("LONG HARBOUR Ada Brown | 1973 | 112 min")[:2]]
    ['LONG HARBOUR', 'Ada Brown']
    """
    found: list[Item] = []
    text = HEAD.sub("", text)
    together = run_together(text)
    if together:
        title, names = together["title"], together["names"]
        return (Item("other", title), Item("director", names), *items(together["rest"]))
    directed = DIRECTED.search(text)
    if directed and not LABELLED.fullmatch(text[: directed.start()]):
        before, after = text[: directed.start()], text[directed.end() :]
        return (*items(before), Item("director", directed["names"]), *items(after))
    played = PLAYED.search(text)
    if played:
        before, after = text[: played.start()], text[played.end() :]
        return (*items(before), Item("cast", played["names"] or played["rest"]), *items(after))
    for part in _parts(text):
        found += _read(part)
    return tuple(_with_lists(found))


def _parts(text: str) -> list[str]:
    """The parts of a line, where a full stop behind an initial ends none."""
    parts: list[str] = []
    begin = 0
    for match in SEPARATOR.finditer(text):
        part = text[begin : match.start()]
        if match.group().startswith(".") and INITIAL.search(part):
            continue
        parts.append(part)
        begin = match.end()
    parts.append(text[begin:])
    return [kept for part in parts if (kept := part.strip(" \t.,–—-+"))]


def _read(part: str) -> list[Item]:
    """What a part says: mostly one item, two where the year stands beside another."""
    placed = PLACE_AHEAD.match(part)
    if placed:
        found = _read(placed["rest"])
        return found if found[0].kind == "country" else [Item("other", part)]
    if not FIGURE.search(part):
        return [Item(_kind(part), part)]
    length, timed = LENGTH.fullmatch(part), LENGTH_BEHIND.fullmatch(part)
    if length:
        return [Item("length", length["length"])]
    if timed:
        return [*_read(timed["rest"]), *_read(timed["last"])]
    if IS_YEAR.fullmatch(part):
        return [Item("year", part)]
    behind, ahead = YEAR_BEHIND.fullmatch(part), YEAR_AHEAD.fullmatch(part)
    if behind:
        rest = _beside_year(behind["rest"].strip(" ,-–"))
        found = [*rest, Item("year", behind["year"])]
    elif ahead:
        rest = _beside_year(ahead["rest"].strip())
        found = [Item("year", ahead["year"]), *rest]
    else:
        rest = found = [Item(_kind(part), part)]
    return found if rest and rest[0].kind != "other" else [Item("other", part)]


def _beside_year(part: str) -> list[Item]:
    """What stands beside a year; codes of countries are known by it."""
    if countries_by_code(part):
        return [Item("country", part)]
    return [Item(_kind(part), part)]


@lru_cache(maxsize=KEPT_TEXTS)
def _kind(part: str) -> str:
    """The first of `KINDS` that a part is; `other` if it is none."""
    return next((kind for kind, is_such in KINDS.items() if is_such(part)), "other")


def _spoken(part: str) -> bool:
    ahead = SPOKEN_AHEAD.sub("", part)
    if not ahead[:1].isupper():
        return False
    told = SPOKEN_WITH.sub("", ahead)
    return not SUBTITLED.search(told) and bool(languages_only(told))


def _without_sibling(part: str) -> str:
    """Two persons of one surname without the first of them.

    >>> _without_sibling("Jo and Ann Roe"), _without_sibling("Bread and Ann Roe")
    ('Ann Roe', 'Bread and Ann Roe')
    """
    sibling = SIBLING.match(part)
    is_given = sibling and is_called_so(sibling["first"])
    return part[sibling.end() :] if sibling and is_given else part


KINDS: Final[dict[str, Callable[[str], bool]]] = {
    "format": lambda part: bool(FORMAT.fullmatch(part)),
    "country": lambda part: bool(
        countries(part) or (CODES.fullmatch(part) and countries_by_code(part))
    ),
    "genre": lambda part: may_begin_with(GENRE_OPENINGS, part) and bool(GENRE.fullmatch(part)),
    "language": _spoken,
    "certificate": lambda part: bool(CERTIFICATE.fullmatch(part.rstrip("."))),
    "release": lambda part: bool(RELEASE.fullmatch(part)),
    "name": lambda part: (
        bool(NAMES_ONLY.fullmatch(OWNING.sub("", _without_sibling(part))))
        and not NO_NAME_AHEAD.search(part)
        and not NO_PERSON.search(part)
    ),
}
"""Kinds of items besides years and lengths, tried in this order."""


CODE: Final = 3
"""Letters of the codes that sport and lists of the world use."""


def _with_lists(found: list[Item]) -> list[Item]:
    """The items, where codes beside a country are countries as well, as in `A/I/CH 2015`.

    Three letters are as sure before a year: `FRA, 2015`.
    """
    kinds = [item.kind for item in found]
    read = list(found)
    for at in range(len(read) - 2, -1, -1):
        is_short = len(read[at].text) <= 3 and read[at].text.isupper()
        is_beside = kinds[at + 1] == "country" or (
            kinds[at + 1] == "year" and kinds[at] == "other" and len(read[at].text) == CODE
        )
        if is_short and is_beside and countries_by_code(read[at].text):
            read[at] = Item("country", read[at].text)
            kinds[at] = "country"
    return read


def is_item(text: str) -> bool:
    """True for a place or a genre that stands alone.

    >>> is_item("Costa Rica"), is_item("Drama"), is_item("Drama at Sea")
    (True, True, False)
    """
    return {item.kind for item in items(text)} <= {"country", "genre"}


@lru_cache(maxsize=KEPT_TEXTS)
def _is_no_line(text: str) -> bool:
    """True for a line that tells of a day, a show, a price, a house or a right, and not of a film."""
    lowered = text.lower()
    if any(word in lowered for word in RELEASE_WORDS):
        text = RELEASE.sub("", text)
    is_day = MAY_BE_DAY.search(text) and DAY.search(text)
    return bool(NO_LINE.search(text) or is_day or CLOCK.search(text))


@lru_cache(maxsize=KEPT_TEXTS)
def _without_day(text: str) -> str:
    """A line without the day and the time of the show ahead of it.

    >>> _without_day("Tue 4 March – Rain (Ada Brown, 1998)"), _without_day("18.30 Rain (1998)")
    ('Rain (Ada Brown, 1998)', 'Rain (1998)')
    >>> _without_day("Mar 4: Rain (1998)")
    'Rain (1998)'
    >>> _without_day("22/10 — Rain (1998)")
    'Rain (1998)'
    """
    kept = DAY_AHEAD.sub("", text) if MAY_BE_DAY.search(text) else text
    return CLOCK_AHEAD.sub("", kept)


@lru_cache(maxsize=KEPT_TEXTS)
def is_data(text: str) -> bool:
    """True for a line of data: two kinds of place, year and length, and nothing much besides.

    Length and year alone may also tell when a text was written, and how long it takes to read.

    >>> is_data("GB 1982, 97 min, OV"), is_data("Berlin 1982 was cold"), is_data("Ada Brown")
    (True, False, False)
    >>> is_data("2024 | 5 min"), is_data("Rated PG-13 | 1 hr 47 min | Drama")
    (False, True)
    >>> is_data("CH 2018 | 92 Minuten | Kinostart: 08.11.2018"), is_data("CH 2018 | 08.11.2018")
    (True, False)
    """
    if _is_no_line(text):
        return False
    found = items(text)
    kinds = {item.kind for item in found}
    others = sum(item.kind == "other" for item in found)
    is_told = len(kinds & set(STRONG)) >= ENOUGH or (
        bool(kinds & set(STRONG)) and "director" in kinds and not BARE_BY.match(text)
    )
    is_named_length = found[0].kind == "name" and "length" in kinds and not others
    is_certified = kinds >= {"certificate", "length"} and not others
    is_stamp = not kinds & {"country", "name", "director", "genre", "format", "certificate"}
    is_told = is_told or is_named_length or is_certified
    is_prose = any(item.kind == "other" and item.text.count(" ") > MOST_BLANKS for item in found)
    return (
        is_told
        and not is_stamp
        and not is_prose
        and others <= len(found) // 2
        and len(found) <= MOST_ITEMS
    )


OF_MUSEUM: Final = re.compile(
    r"(?P<title>[^\W_].{0,80}?)\s*\.\s+(?:18|19|20)\d\d(?:[–/-]\d{2,4})?\.\s+(?P<place>[^.\d]{2,60}?)\.\s+"
    r"(?:[Ww]ritten\s+and\s+)?(?:[Dd]irected|[Pp]roduced\s+and\s+directed)\s+by\s+[^\W\d_a-z]"
)
"""A title, its year, countries and director, each with a full stop, as museums print them."""


COLON_BEHIND_TITLE: Final = re.compile(
    r"(?P<title>[^\W_a-z][^:|()]{0,60}):\s+(?P<rest>[^\W_a-z].+)"
)
"""A title, and its data behind a colon."""
IS_LABEL: Final = re.compile(
    r"(?i:"
    + alternatives(
        label
        for table in ("role_names", "attribute_labels")
        for label in reference_table(table, ("label",))["label"]
    )
    + r"|screening|tickets?|production|info|details?|.*\d{1,2})s?"
)
"""What a colon stands behind as a label, and no title."""


@lru_cache(maxsize=KEPT_TEXTS)
def listed_title(text: str) -> str | None:
    """The title that a line of data begins with, before its director, place, year or length.

    >>> listed_title("Sea of Snow, Ada Brown, 12 min"), listed_title("Kon-Tiki by Jo Roe (9 min)")
    ('Sea of Snow', 'Kon-Tiki')
    >>> listed_title("Rain. 1967. France. Directed by Ada Brown. With Jo Roe. 98 min. 35mm.")
    'Rain'
    >>> listed_title("RAIN (dir. Jo Roe, 1988, 86m) - Kids Club, all seats $6")
    'RAIN'
    >>> listed_title("THE LONG RAIN Jo Roe | 1988 | 86 min | Harbour Films | 35mm")
    'THE LONG RAIN'
    >>> listed_title("Ada Brown, 12 min"), listed_title("Mustang | Turkey | 2015 | 97m")
    (None, 'Mustang')
    """
    text = OTHER_TITLE.sub("", _without_day(text))
    bracketed = BEHIND_DATA.fullmatch(text)
    text = bracketed["film"] if bracketed else text
    if _is_no_line(text):
        return None
    bare = MARKS_AHEAD.sub("", text)
    of_museum = OF_MUSEUM.match(bare)
    if of_museum and countries(of_museum["place"]):
        return of_museum["title"]
    ahead = COLON_BEHIND_TITLE.fullmatch(text)
    if ahead and is_data(ahead["rest"]) and not IS_LABEL.fullmatch(ahead["title"]):
        kinds = [item.kind for item in items(ahead["rest"])]
        return ahead["title"] if "director" in kinds and kinds[0] == "country" else None
    found = items(bare)
    if not found or len(found) > MOST_ITEMS or found[0].kind not in ("other", "name"):
        return None
    kinds = [item.kind for item in found[1:]]
    strong = len(set(kinds) & set(STRONG))
    is_named = bool({"name", "director"} & set(kinds[:2]))
    is_title = found[0].kind == "other" or TITLE_APART.match(text)
    is_named |= bool(NAMED_AHEAD.match(found[0].text))
    is_told = "other" not in kinds and (is_named or (strong >= ENOUGH and is_title))
    # Who distributes a film, or how it is shown, stands behind the rest.
    is_told = is_told or bool(run_together(bare) and strong >= ENOUGH)
    is_turned = found[0].kind == "name" and kinds[:1] == ["other"] and "other" not in kinds[1:]
    is_listed = strong and (is_told or is_turned)
    return found[0].text if is_listed else None


def of_kind(text: str, kind: str, read: Callable[[str], list[Value]]) -> list[Value]:
    """What the items of a kind say; nothing unless the line is one of data."""
    if not is_data(text) and not listed_title(text):
        return []
    text = _without_day(text)
    values: list[Value] = []
    for item in items(text):
        if item.kind == kind:
            values += [value for value in read(item.text) if value not in values]
    return values


def directors(text: str) -> list[Value]:
    """The directors of a line of data: those it calls so, or else the names before its data.

    >>> [value.text for value in directors("Ada Brown & Jo Roe · D 2016")]
    ['Ada Brown', 'Jo Roe']
    >>> [value.text for value in directors("USA | 92 mins | 1955 | Dir: Jo Roe")]
    ['Jo Roe']
    >>> directors("France, 2019, 1h42, avec Ada Brown, Jo Roe")
    []
    """
    if not is_data(text) and not listed_title(text):
        return []
    text = _without_day(text)
    found = items(text)
    named = [item.text for item in found if item.kind == "director"]
    if named:
        return [value for names in named for value in people(names.replace("/", ", "))]
    kinds = [item.kind for item in found]
    strong = [at for at, kind in enumerate(kinds) if kind in STRONG]
    first = strong[0]
    run: list[str] = []
    for at in range(first - 1, -1, -1):
        if kinds[at] == "cast":
            continue
        if kinds[at] != "name":
            break
        run.insert(0, found[at].text)
    if not run and kinds[:2] == ["name", "other"]:
        run = [found[0].text]
    if first == 0 or (first == 1 and listed_title(text)):
        # Behind the first of the cast stand the others.
        before_cast = found[first : kinds.index("cast")] if "cast" in kinds else found[first:]
        run += [item.text for item in before_cast if item.kind == "name"][:1]
    return [value for names in run for value in people_in_prose(names.replace("/", ", "))]


BETWEEN: Final = re.compile(r"\s+[|•·/–—-]\s+|\s*[,(]\s*")


def before_data(text: str) -> str:
    """The text up to the data that a line goes on with, as persons behind a label have beside them.

    >>> before_data("Ada Brown - Italia, 1988, 121'"), before_data("Ada Brown | PG"), before_data("Jo Roe, Al Hay")
    ('Ada Brown', 'Ada Brown', 'Jo Roe, Al Hay')
    """
    if len(text) > LONGEST_TITLE:
        return text
    for gap in BETWEEN.finditer(text):
        behind = items(text[gap.end() :])
        if behind and behind[0].kind in (*STRONG, "certificate", "format"):
            return text[: gap.start()]
    return text


def places(text: str) -> list[Value]:
    """Countries by their names, or by their codes."""
    return countries(text) or countries_by_code(text)


COMPANY: Final = re.compile(
    r"[^\W_a-z][^|,;()]{1,40}\s(?:Films?|Pictures|Releasing|Artists|Bros\.?|Entertainment|Media|Distribution|Studios|Classics|Features|(?:Film)?[Vv]erleih)"
)
"""A company that distributes films, by a word that such names end with."""


def distributor(text: str) -> list[Value]:
    """The company behind the length, where title and director stand together before a bar.

    >>> distributor("LONG HARBOUR Ada Brown | 1973 | 112 min | Lund Films | 35mm")[0].text
    'Lund Films'
    >>> distributor("LONG HARBOUR Ada Brown | 1973 | 112 min | Harbour Hall")
    []
    """
    if not run_together(MARKS_AHEAD.sub("", text)):
        return []
    parts = [part.strip() for part in text.split("|")[2:]]
    return [Value(part, part) for part in parts if COMPANY.fullmatch(part)][:1]


def genre(text: str) -> list[Value]:
    """A genre, without the word for a film behind it."""
    found = GENRE.fullmatch(text)
    return [Value(found["genre"], found["genre"])] if found else []


def spoken(text: str) -> list[Value]:
    """Languages, without what leads up to them."""
    return languages_only(SPOKEN_AHEAD.sub("", text))


def printed_certificate(text: str) -> list[Value]:
    """A certificate, without the word for it.

    >>> printed_certificate("Cert. 15")[0].text
    '15'
    """
    return certificate(re.sub(r"^(?i:cert(?:ificate)?|rated)\b[.:]?\s*", "", text))


MAY_BE_DATA: Final = (
    r"\b(?:18|19|20)\d\d\b|\d\s?(?:[mM]in|[mM]\b|[hH]\b|['′’])|\b\d[hH]\d\d\s*(?:[.,|·]|$)"
)
"""A year or a length."""
MAY_BE_LISTED: Final = rf"{MAY_BE_DATA}|,\s[Dd]ir(?:\.|ected\s+by|\s+por|igid[oa]\s+por)\s|\s[|/•·–—-]\s.*(?:\s[|/•·–—-]\s|\()\p{{Lu}}"
"""That, or a place behind a name."""
LABELS_OF_DATA: Final = 2
"""What holds so many colons is data label by label, and no title."""
FEWEST_LISTED: Final = 2
"""So many lines with title and data make a list."""
MOSTLY: Final = 0.8
LONGEST_STACKED: Final = 60
"""Characters of a line that holds one or two items."""
MOST_STACKED: Final = 10
FURTHEST_BESIDE: Final = MOST_STACKED // 2 + 2
LONGEST_TITLE: Final = 120
FURTHEST: Final = 6
"""So many lines below a title its data begin at most."""
IN_BRACKETS: Final = r"\s*[(\[][^()\[\]]*[)\]]\s*$"
LINE: Final = (
    "document_id", "line_no", "start", "raw", "line", "heading", "is_bullet", "after_blank", "before_blank", "size",
    "size_before", "size_after", "is_date_after", "head_line",
)  # fmt: skip
"""The columns of lines, as from `lines_from`."""


def data_lines(lines: pl.DataFrame) -> pl.Series:
    """Which of the texts of lines are lines of data."""
    texts = lines.filter(holds(SHORT_LINE, MAY_BE_DATA, EDGE))["line"].unique().sort()
    return pl.Series([text for text in texts.to_list() if is_data(text)], dtype=pl.String())


def begins_with_title(text: str) -> bool:
    """True for a line of data that begins with what is no item of data, as `Mustang | 97 min`.

    >>> begins_with_title("Mustang | 97 min"), begins_with_title("Cert 15, 97 min")
    (True, False)
    """
    found = items(text)
    return bool(found) and found[0].kind in ("other", "name")


def persons_alone(texts: pl.Series) -> pl.Series:
    """Those of the texts that are nothing but the names of persons."""
    distinct = texts.unique().sort().to_list()
    return pl.Series([text for text in distinct if _is_person(text)], dtype=pl.String())


def _is_person(text: str) -> bool:
    return {item.kind for item in items(text)} == {"name"} and len(people_in_prose(text)) > 0


def listed_titles(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines that list a film with its data: `document_id`, `line_no`, `listed` (the title).

    The title stands first; where all lines of a document begin with a name, and do not all go on
    with one, those are the directors, and the titles follow.
    """
    told = lines.filter(holds(SHORT_LINE, MAY_BE_LISTED, EDGE))
    rows = [
        (text, title, *_order(text))
        for text in told["line"].unique().sort().to_list()
        if (title := listed_title(text)) and title.count(": ") < LABELS_OF_DATA
    ]
    read = pl.DataFrame(
        rows,
        schema={
            "line": pl.String(),
            "first": pl.String(),
            "second": pl.String(),
            "is_name": pl.Boolean(),
            "is_name_next": pl.Boolean(),
        },
        orient="row",
    )
    is_turned = (
        (pl.col("is_name").all() & ~pl.col("is_name_next").all()) & (pl.len() >= FEWEST_LISTED)
    ).over("document_id") & pl.col("second").is_not_null()
    return (
        told.select("document_id", "line_no", "line")
        .join(read, on="line", how="inner", maintain_order="left")
        .select(
            "document_id",
            "line_no",
            listed=pl.when(is_turned).then("second").otherwise("first"),
        )
    )


def _order(text: str) -> tuple[str | None, bool, bool]:
    """The second item of a line, and whether the first and the second are names."""
    found = items(MARKS_AHEAD.sub("", _without_day(text)))
    is_person = [item.kind == "name" and bool(people_in_prose(item.text)) for item in found[:2]]
    second = found[1].text if found[1].kind in ("name", "other") else None
    return second, is_person[0], is_person[1]


def lists_of_films(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines that list a film, where there are several of them.

    Args:
        lines: As from `with_looks`.
    """
    return lines.filter(pl.col("listed").is_not_null()).filter(
        pl.len().over("document_id") >= FEWEST_LISTED
    )


def stacked_items(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines that hold items of data and nothing else, near a place, year or length.

    Args:
        lines: As from `with_looks`.

    Returns:
        The lines with `is_name` (a director between title and data), `is_ahead` (one above both),
        `is_strong` (place, year or length) and `stack` (a number for those that belong together).
    """
    marked = _near_data(lines)
    texts = marked.filter("is_near")["line"].unique().sort()
    kinds = pl.DataFrame(
        [(text, *_kinds(text)) for text in texts.to_list()],
        schema={"line": pl.String(), **dict.fromkeys(KINDS_OF_LINES, pl.Boolean())},
        orient="row",
    )
    placed = (
        marked.join(kinds, on="line", how="left", maintain_order="left")
        .with_columns(pl.col(*KINDS_OF_LINES).fill_null(value=False))
        .pipe(_with_places_of_names)
        # The cards of a page tell themselves where the directors stand.
        .with_columns(are_cards=(pl.col("listed_by") == "card").any().over("document_id"))
        .with_columns(pl.col("is_name", "is_ahead") & ~pl.col("are_cards").fill_null(value=False))
        .with_columns(is_item=pl.any_horizontal("is_item", "is_name", "is_ahead"))
    )
    begins = (
        (~pl.col("is_item") & ~_flag_beside("is_ahead", 1)) | pl.col("is_name") | pl.col("is_ahead")
    )
    return placed.with_columns(stack=begins.cum_sum().over("document_id")).filter("is_item")


KINDS_OF_LINES: Final = (
    "is_item", "is_person", "is_strong", "is_single", "is_nameless", "is_called", "is_cast",
)  # fmt: skip


def _with_places_of_names(lines: pl.DataFrame) -> pl.DataFrame:
    """Add `is_name` and `is_ahead`: the names in the place where a document prints directors.

    Any title may look like a name. Of the line above the data, the one above that and the one
    below the data directors stand in the place that holds most names; what is above the only data
    of a document is the title, unless year, place and length have lines of their own, or the cast.
    """
    is_free = ~pl.col("is_item") & ~pl.col("is_bullet") & (pl.col("heading") == 0)
    is_below = _flag_beside("is_strong", -1) | (
        _flag_beside("is_item", -1) & _flag_beside("is_strong", -2)
    )
    lines = lines.with_columns(
        is_free=is_free,
        is_above=is_free & is_below & _flag_beside("is_nameless", -1),
        is_title=(is_free | (pl.col("heading") > 1)) & pl.col("is_title_like"),
    )
    low = pl.col("is_above") & pl.col("is_person") & _flag_beside("is_title", 1)
    high = (
        pl.col("is_free")
        & pl.col("is_person")
        & _flag_beside("is_above", -1)
        & _flag_beside("is_title", -1)
    )
    lines = lines.with_columns(is_low=low, is_high=high)
    places = pl.col("is_above").sum().over("document_id")
    lows, highs = (pl.col(name).sum().over("document_id") for name in ("is_low", "is_high"))
    is_several = places >= FEWEST_LISTED
    is_stacked = _flag_beside("is_single", -1)
    is_sure = is_stacked & _flag_beside("is_item", -2)
    in_low = (lows >= highs) & (
        (is_several & (lows >= MOSTLY * places))
        | is_sure
        | (is_stacked & (lows >= places) & pl.col("is_called"))
        | _flag_beside("is_cast", -1)
    )
    in_high = (highs > lows) & (highs >= MOSTLY * places) & is_several
    return lines.with_columns(
        is_name=pl.col("is_low") & in_low, is_ahead=pl.col("is_high") & in_high
    )


def _near_data(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines around a short line with a place, year or length; `is_near` for short ones there.

    Two lines more to either side show what stands beside.
    """
    short = (pl.col("size") <= LONGEST_STACKED) & (pl.col("heading") == 0)
    places = lines.with_row_index("place").with_columns(pl.col("place").cast(pl.Int64))
    data = places.filter(short).filter(holds(pl.col("line"), MAY_BE_DATA, EDGE))
    around = (
        data.select(
            "document_id", "place", step=pl.int_ranges(-FURTHEST_BESIDE, FURTHEST_BESIDE + 1)
        )
        .explode("step")
        .select("document_id", pl.col("place") + pl.col("step"), step=pl.col("step").abs())
        .group_by("document_id", "place")
        .agg(pl.col("step").min())
    )
    return (
        places.join(around, on=["document_id", "place"], maintain_order="left")
        .with_columns(is_near=short & (pl.col("step") <= MOST_STACKED // 2))
        .drop("place", "step")
    )


def stacked_lines(documents: pl.DataFrame, stacked: pl.DataFrame) -> pl.DataFrame:
    """Lines made of items of data that stand one below the other.

    Args:
        documents: `document_id` and `text`.
        stacked: As from `stacked_items`.

    Returns:
        Rows as from `lines_from`: `raw` is the text from the first item to the last, `line` the
        items between bars.
    """
    end = pl.col("start") + pl.col("raw").str.len_chars().cast(pl.Int32)
    return (
        stacked.group_by("document_id", "stack", maintain_order=True)
        .agg(
            pl.col("line_no").filter(~pl.col("is_ahead")).first(),
            pl.col("start", "after_blank").first(),
            pl.col("before_blank").last(),
            end=end.last(),
            line=pl.col("line").str.join(" | "),
            count=pl.len(),
        )
        .filter(pl.col("count").is_between(2, MOST_STACKED))
        .join(documents.select("document_id", "text"), on="document_id", maintain_order="left")
        .with_columns(
            raw=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
            heading=pl.lit(0, pl.Int8),
            is_bullet=pl.lit(value=False),
            size=pl.col("line").str.len_chars().cast(pl.Int32),
            size_before=pl.lit(0, pl.Int32),
            size_after=pl.lit(0, pl.Int32),
            is_date_after=pl.lit(value=False),
            head_line=pl.lit(0, pl.Int32),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in stacked.select(LINE).schema.items())
    )


def cut_at_films(stacked: pl.DataFrame) -> pl.DataFrame:
    """The items, where those of two films of a list are no longer one stack.

    A name above its title is of the film that begins below it, so its stack stays whole.

    Args:
        stacked: As from `stacked_items`, with `film_no`.
    """
    is_ahead = pl.col("is_ahead").any().over("document_id", "stack")
    film = pl.when(~is_ahead).then("film_no").fill_null(-1)
    place = pl.struct("stack", film.alias("film"))
    return stacked.with_columns(
        stack=(place != place.shift(1)).fill_null(value=True).cum_sum().over("document_id")
    ).drop("film_no")


def below_titles(stacked: pl.DataFrame, lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """Those of the stacked lines that stand below the title of their film.

    Args:
        stacked: As from `stacked_lines`, with `film_no`.
        lines: As from `lines_from`.
        films: `document_id`, `film_no`, `value` (the title).
    """
    heads = (
        lines.filter(pl.col("size") <= LONGEST_TITLE)
        .join(
            films.select("document_id").unique(),
            on="document_id",
            how="semi",
            maintain_order="left",
        )
        .pipe(with_told, "line", key=folded(pl.col("line").str.replace(IN_BRACKETS, "")))
        .join(
            films.select("document_id", "film_no", key=folded(pl.col("value"))),
            on=["document_id", "key"],
            how="inner",
            maintain_order="left",
        )
        .select("document_id", "film_no", "line_no", title_line="line_no")
        .sort("document_id", "film_no", "line_no", maintain_order=True)
    )
    return (
        stacked.sort("document_id", "film_no", "line_no", maintain_order=True)
        .join_asof(
            heads,
            on="line_no",
            by=["document_id", "film_no"],
            strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("line_no") - pl.col("title_line") <= FURTHEST)
        .select(stacked.columns)
    )


def _flag_beside(name: str, step: int) -> pl.Expr:
    """A flag of the line before (1) or behind (-1)."""
    return beside(pl.col(name), step).fill_null(value=False)


def _kinds(text: str) -> tuple[bool, ...]:
    """`KINDS_OF_LINES` of a text: holds items only, is a name, states data, few of it, no person, begins with a given name, lists the cast."""
    if _is_no_line(text) or listed_title(text):
        return (False,) * len(KINDS_OF_LINES)
    kinds = {item.kind for item in items(text)}
    is_strong = bool(kinds & set(STRONG))
    is_item = bool(kinds) and "other" not in kinds and (is_strong or "name" not in kinds)
    is_strong &= is_item
    is_nameless = is_item and not kinds & {"name", "director"}
    is_called = is_called_so(text)
    is_single = is_strong and not is_data(text)
    is_cast = kinds == {"cast"}
    return is_item, _is_person(text), is_strong, is_single, is_nameless, is_called, is_cast


def _rule(
    attribute: str,
    finds: str,
    parse: Callable[[str], list[Value]],
    *examples: Example,
    counter: tuple[str, ...],
    confidence: float = 0.85,
) -> Rule:
    return Rule(
        name=f"{attribute}.of_data",
        attribute=attribute,
        finds=finds,
        pattern=r"^(?<value>.+)$",
        parse=parse,
        where=holds(SHORT_LINE, MAY_BE_LISTED, EDGE),
        confidence=confidence,
        examples=examples,
        counter_examples=counter,
    )


RULES: Final = (
    _rule(
        "director",
        "The name in a line of data.",
        directors,
        Example("Ada Brown, France, 1972, 90 min", ("Ada Brown",)),
        Example("Jo Smith | 1988 | 101 min", ("Jo Smith",)),
        Example("A/I/CH 2015, 93 min, R: Ada Brown", ("Ada Brown",)),
        counter=("Ada Brown, 4 March 1972", "Photo: Ada Brown, 1972"),
        confidence=0.7,
    ),
    _rule(
        "distributor",
        "The company in a line of data, where title and director stand together.",
        distributor,
        Example("LONG HARBOUR Ada Brown | 1973 | 112 min | Lund Films", ("Lund Films",)),
        Example("NIGHT BUS Jo Roe | 2018 | 87 min | Lund Pictures | DCP", ("Lund Pictures",)),
        counter=("Jo Smith | 1988 | 101 min | Lund Films", "LONG HARBOUR | 1973 | 112 min"),
        confidence=0.7,
    ),
    _rule(
        "country",
        "The places in a line of data.",
        partial(of_kind, kind="country", read=places),
        Example("Jo Roe. 98 min. 1974. Senegal", ("Senegal",)),
        Example("Ada Brown · GR/D 2012", ("GR", "D")),
        counter=("Made in Senegal, 1974", "Jo Roe lives in Mali, and wrote this in 2012"),
    ),
    _rule(
        "year",
        "The year in a line of data.",
        partial(of_kind, kind="year", read=year),
        Example("Jo Roe. 98 min. 1974. Senegal", ("1974",)),
        Example("Directed by Ada Brown | 1972 | 90m", ("1972",)),
        counter=("4 May 1974, 98 min", "The years 1974 and 1975"),
    ),
    _rule(
        "runtime_minutes",
        "The length in a line of data.",
        partial(of_kind, kind="length", read=minutes),
        Example("Jo Roe, UK, 1949, 84m (U), b&w", ("84m",)),
        Example("Mali | 2004 | 1h 36", ("1h 36",)),
        counter=("Mali in 84 metres", "Screen 2, 19:30, 84 min, Mali 2004"),
    ),
    _rule(
        "language",
        "The languages in a line of data.",
        partial(of_kind, kind="language", read=spoken),
        Example("Canada 2018 | French | 106'", ("French",)),
        Example("Italy 2008. 75 minutes. In Italian", ("Italian",)),
        counter=("In Italian and with love, 2008", "French 75"),
    ),
    _rule(
        "genre",
        "The genre in a line of data.",
        partial(of_kind, kind="genre", read=genre),
        Example("USA | 92 mins | 1955 | Noir/Thriller", ("Noir", "Thriller")),
        Example("Canada 2018 | Documentary form", ("Documentary",)),
        counter=("Drama at 9", "A thriller from 1955"),
        confidence=0.75,
    ),
    _rule(
        "certificate",
        "The certificate in a line of data.",
        partial(of_kind, kind="certificate", read=printed_certificate),
        Example("Jo Roe, UK, 1949, 84m (U), b&w", ("U",)),
        Example("Turkey, 2015, 97 min, 15", ("15",)),
        counter=("At 15, in Turkey", "U 1949"),
        confidence=0.75,
    ),
)
