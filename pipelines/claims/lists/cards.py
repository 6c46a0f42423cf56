"""Find films that a page prints one below the other in cards: title, director, length, each alike.

What belongs here is the card whose lines say little by themselves: a title, a bare name, `98 min`,
in any order, with bullets or without. What tells them apart is that they come again and again in
the same places. Blocks of labelled credits are the matter of `credit_lines`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.lists.data_lines import CLOCK, LENGTH, NO_NAME_AHEAD, items
from pipelines.claims.rules import EDGE, NAMES
from pipelines.claims.text.columns import holds, only_where, with_told
from pipelines.claims.values.people import is_called_so, people_in_prose

IS_ANCHOR: Final = r"(?:^|[\s(|/·•,–—-])(?:\d{1,3}\s?(?:(?i:min(?:s|utes|uten|utos|uti)?|mn)\b\.?|['′’]{1,2}(?:\W|$)|m\b)|\d\s?[hH]\s?\d{1,2}\s?(?:m(?:in)?\b|\b|$))"
"""A line that tells how long a film is."""
IS_TOTAL: Final = r"(?i:total|session|workshop|before|interval|read\b|ago\b|left\b|delay|walk|drive|late\b|every|doors)"
# A look ahead at what they begin with spares most places of a line.
ANCHOR: Final = re.compile(rf"(?=[\d\s(|/·•,–—-]){IS_ANCHOR}")
TOTAL: Final = re.compile(IS_TOTAL)
LONGEST_ANCHOR: Final = 90
FEWEST: Final = 3
REACH: Final = 5
"""So far above its length the title of a film stands at most, in lines."""
MOST: Final = 0.8
MOST_REPEATED: Final = 0.45
"""A page may print its list twice, as for phones; what comes again more often is no title."""
MOST_PERSONS: Final = 0.7
MOST_NAMED: Final = 0.4
SAYS_DIRECTOR: Final = re.compile(
    r"^(?i:directed\s+by|a\s+film\s+by|un\s+film\s+de|dir(?:ector|ectors|igida\s+por|ección)?\s*[.:]+|directors?"
    r"|regie\s*:|regia(?:\s+di)?\s*:?|r[ée]al(?:isation|isé\s+par|\.)\s*:?|realização\s*:|by|de|von|di|par|por|van)"
    r"\s+(?=[^\W\d_a-z])"
)
ALL_NAMES: Final = re.compile(NAMES)
EDGES: Final = " \t,.;:|/·•–—-()[]"


class Line(NamedTuple):
    """What a card is read by: the words of a line, and what it may be.

    Whether it may be what a card is known by is asked of all lines at once, ahead of the patterns
    that tell.
    """

    number: int
    text: str
    is_title: bool
    may_anchor: bool = True
    may_be_dated: bool = True


class Card(NamedTuple):
    """A film of a page of cards: the line of its title, the title, who made it, and when."""

    line_no: int
    title: str
    who: str | None
    year: str | None


def cards(lines: Sequence[Line]) -> list[Card]:
    """The films of a page of cards; none where the lines are no cards.

    >>> page = ("Now on", "Salt Road", "Ada Brown", "98 min", "Thaw", "Jo Roe", "99 min", "Moon", "Al Penny", "87 min")
    >>> [card[1:3] for card in cards([Line(n, text, True) for n, text in enumerate(page)])]
    [('Salt Road', 'Ada Brown'), ('Thaw', 'Jo Roe'), ('Moon', 'Al Penny')]
    >>> page = ("“Salt Road”: PG: 98 minutes. Odeon 3", "“Thaw”: R: 99 minutes. Rex", "“Moon”: G: 87 minutes. Rex")
    >>> [card.title for card in cards([Line(n, text, True) for n, text in enumerate(page)])]
    ['Salt Road', 'Thaw', 'Moon']
    """
    anchors = [at for at, line in enumerate(lines) if line.may_anchor and _is_anchor(line.text)]
    by_year = len(anchors) < FEWEST
    if by_year:
        anchors = [
            at for at, line in enumerate(lines) if line.may_be_dated and _is_dated(line.text)
        ]
    if len(anchors) < FEWEST:
        return []
    beside = [
        _without_length(_without_year(lines[at].text) if by_year else lines[at].text)
        for at in anchors
    ]
    columns = {
        step: _column(lines, anchors, step) for step in range(-REACH, REACH // 2 + 1) if step != 0
    }
    beside, after = _names_behind(_quoted(beside))
    who_at, who = (0, after) if after else _makers(beside, columns)
    title_at = _place_of_titles(beside, columns, who_at, who_is_behind=bool(after))
    if title_at is None or (by_year and (who_at is None or title_at == 0)):
        return []
    years = _years([lines[at].text for at in anchors], columns)
    found: list[Card] = []
    for place, at in enumerate(anchors):
        line = lines[at] if title_at == 0 else columns[title_at][place]
        if line is None or not line.is_title or SAYS_DIRECTOR.match(line.text):
            continue
        title = beside[place] if title_at == 0 else line.text
        found.append(Card(line.number, title, who[place] if who else None, years[place]))
    return found if len(found) >= FEWEST else []


def _is_anchor(text: str) -> bool:
    is_short = len(text) <= LONGEST_ANCHOR
    return is_short and bool(ANCHOR.search(text)) and not TOTAL.search(text)


IS_YEAR: Final = r"\b(?:18|19|20)\d\d\b"
YEAR: Final = re.compile(rf"(?=[12]){IS_YEAR}")
YEAR_APART: Final = re.compile(rf"[(\[]?{IS_YEAR}[)\]]?")
LONGEST_DATED: Final = 70


def _years(anchors: Sequence[str], columns: dict[int, list[Line | None]]) -> list[str | None]:
    """The year of each card: in the line it is known by, or in the one place that holds years only."""
    beside = [YEAR.search(text) if _is_dated(text) else None for text in anchors]
    years = [found.group() if found else None for found in beside]
    for column in columns.values():
        if _share([year is not None for year in years]) >= MOST:
            break
        alone = [line.text.strip(EDGES) if line else "" for line in column]
        years = [text if YEAR.fullmatch(text) else None for text in alone]
    return years if _share([year is not None for year in years]) >= MOST else [None] * len(anchors)


def _is_dated(text: str) -> bool:
    """Whether a line tells the year of a film: with its maker, place or genre, and no other word.

    >>> _is_dated("Ada Brown, 1998"), _is_dated("1998"), _is_dated("Opened in 1998")
    (True, True, False)
    """
    if len(text) > LONGEST_DATED or not YEAR.search(text) or CLOCK.search(text):
        return False
    kinds = [item.kind for item in items(_without_year(text))]
    return "other" not in kinds and kinds.count("name") <= 1


def _without_year(text: str) -> str:
    """A line without its year.

    >>> _without_year("Ada Brown (1998)"), _without_year("1998, Ada Brown")
    ('Ada Brown', 'Ada Brown')
    """
    return YEAR_APART.sub(" | ", text, count=1).strip(EDGES)


def _column(lines: Sequence[Line], anchors: Sequence[int], step: int) -> list[Line | None]:
    """The line so far above or below each anchor, where no other anchor is between."""
    column: list[Line | None] = []
    for place, at in enumerate(anchors):
        before = anchors[place - 1] if place else -1
        behind = anchors[place + 1] if place + 1 < len(anchors) else len(lines)
        target = at + step
        column.append(lines[target] if before < target < behind else None)
    return column


LENGTH_APART: Final = re.compile(rf"[(\[]?\s*\b{LENGTH.pattern}(?=\W|$)\s*[)\]]?")
BETWEEN: Final = re.compile(r"\s*[|/·•]\s*|\s+[–—-]\s+|[,;]\s+|\s{3,}")


def _without_length(text: str) -> str:
    """What an anchor says besides the length, without its certificate, place or format.

    >>> _without_length("Ada Brown | 98 min | DCP"), _without_length("98 min"), _without_length("Kes (98 min)")
    ('Ada Brown', '', 'Kes')
    >>> _without_length("Kes (PG) | 98 min"), _without_length("Ada Brown; USA 1991; 98 min.; 35mm")
    ('Kes (PG)', 'Ada Brown')
    """
    rest = LENGTH_APART.sub(" | ", text)
    parts = [_closed(part.strip(EDGES)) for part in BETWEEN.split(rest)]
    kept = [
        part
        for part in parts
        if part and {item.kind for item in items(part)} & {"other", "name", "director"}
    ]
    return kept[0] if len(kept) == 1 else ", ".join(kept)


def _closed(text: str) -> str:
    """A text whose last bracket is closed."""
    return f"{text})" if text.count("(") > text.count(")") else text


@lru_cache(maxsize=20_000)
def makers(text: str) -> str | None:
    """The persons that a line names and nothing besides, maybe as its directors.

    >>> makers("Directed by Ada Brown"), makers("Ada Brown, Jo Roe"), makers("Ada Brown writes")
    ('Ada Brown', 'Ada Brown, Jo Roe', None)
    """
    names = SAYS_DIRECTOR.sub("", text).strip(EDGES)
    if names.isupper():
        names = names.title()
    is_persons = bool(ALL_NAMES.fullmatch(names)) and not NO_NAME_AHEAD.search(names)
    return names if is_persons and people_in_prose(names) else None


QUOTED_AHEAD: Final = re.compile(r"[“\"„«](?P<title>[^“”\"„«»]+)[”\"“»]")


def _quoted(beside: Sequence[str]) -> list[str]:
    """The titles alone, where the anchors print them in quotation marks ahead of everything else."""
    found = [QUOTED_AHEAD.match(text) for text in beside]
    if _share([each is not None for each in found]) < MOST:
        return list(beside)
    return [each["title"] if each else text for each, text in zip(found, beside, strict=True)]


def _names_behind(beside: Sequence[str]) -> tuple[list[str], list[str | None]]:
    """The titles and the persons of anchors that print both with nothing between.

    Where a title ends only a given name tells, so most of the anchors must have one.
    """
    cut = [_cut_before_name(text) for text in beside]
    told = [each for each in cut if each is not None]
    if len(told) < MOST_PERSONS * len(beside) or len({title for title, _ in told}) < FEWEST:
        return list(beside), []
    parts = [each or _last_two(text) for each, text in zip(cut, beside, strict=True)]
    return [title for title, _ in parts], [name for _, name in parts]


MOST_WORDS: Final = 4


def _last_two(text: str) -> tuple[str, str | None]:
    """A text cut before its last two words, as names are in the rest of its list."""
    title, name = " ".join(text.split()[:-2]).strip(EDGES), " ".join(text.split()[-2:])
    return (title, name) if title and makers(name) == name else (text, None)


def _cut_before_name(text: str) -> tuple[str, str] | None:
    """The title and the person that end a text, with nothing between but a given name.

    >>> _cut_before_name("Paper Moonrise Anna Maria Berg"), _cut_before_name("Paper Moonrise")
    (('Paper Moonrise', 'Anna Maria Berg'), None)
    """
    words = text.split()
    for at in range(max(1, len(words) - MOST_WORDS), len(words) - 1):
        title, name = " ".join(words[:at]).strip(EDGES), " ".join(words[at:])
        if title and _is_named(name) and makers(name) == name and not text[0].islower():
            is_role = SAYS_DIRECTOR.match(f"{words[at - 1]} {name}")
            return (title, name) if not is_role else None
    return None


def _is_named(text: str | None) -> bool:
    """Whether the first person of a text has a common given name."""
    return text is not None and is_called_so(text)


def _share(tests: Sequence[bool]) -> float:
    return sum(tests) / len(tests) if tests else 0.0


def _makers(
    beside: Sequence[str], columns: dict[int, list[Line | None]]
) -> tuple[int | None, list[str | None]]:
    """Where the cards print who made the film, and who that is; nowhere, and nobody, if not at all."""
    texts: dict[int, list[str | None]] = {0: [text or None for text in beside]}
    texts |= {
        step: [line.text if line else None for line in column] for step, column in columns.items()
    }
    best: tuple[float, int, int, list[str | None]] | None = None
    for step, column in texts.items():
        who = [makers(text) if text else None for text in column]
        persons = _share([name is not None for name in who])
        named = _share([_is_named(name) for name in who])
        labelled = _share([bool(text and SAYS_DIRECTOR.match(text)) for text in column])
        if persons < MOST_PERSONS or max(named, labelled) < MOST_NAMED:
            continue
        score = (round(named + persons + labelled, 4), -abs(step), step, who)
        if best is None or score[:3] > best[:3]:
            best = score
    return (best[2], best[3]) if best else (None, [])


def _place_of_titles(
    beside: Sequence[str],
    columns: dict[int, list[Line | None]],
    who_at: int | None,
    *,
    who_is_behind: bool,
) -> int | None:
    """Where the cards print their titles, counted from the length; None where no place fits."""
    if (who_at != 0 or who_is_behind) and _are_titles(
        [text or None for text in beside], [True] * len(beside)
    ):
        return 0
    above = [step for step in range(-1, -REACH - 1, -1) if step != who_at]
    if who_at is not None and who_at < 0:
        above.sort(key=lambda step: (step >= who_at, -step))
    told = {step: _titles_of(columns[step]) for step in (*above, 1) if step != who_at}
    best = next((step for step in above if _are_titles(*told[step])), None)
    # What stands above each length is what ends the card before, where the first one has none.
    is_below = who_at in (0, 2) and _are_titles(*told[1]) and all(told[1][1])
    if is_below and (best is None or who_at == 2 or not told[best][1][0]):
        return 1
    return best


def _titles_of(column: Sequence[Line | None]) -> tuple[list[str | None], list[bool]]:
    """The texts of a place, and which of them may be titles."""
    return [line.text if line else None for line in column], [
        bool(line and line.is_title) for line in column
    ]


def _are_titles(texts: Sequence[str | None], may_be: Sequence[bool]) -> bool:
    """Whether the texts of a place are titles: there in most cards, hardly two alike, no data."""
    told = [
        text
        for text, is_title in zip(texts, may_be, strict=True)
        if text and is_title and not CLOCK.search(text) and _is_no_data(text)
    ]
    kinds = len(set(told))
    return len(told) >= MOST * len(texts) and kinds >= max(FEWEST, MOST_REPEATED * len(told))


@lru_cache(maxsize=20_000)
def _is_no_data(text: str) -> bool:
    return any(item.kind in ("other", "name") for item in items(text))


def _may_anchor(pattern: str, longest: int) -> pl.Expr:
    """Whether a line may be one that a card is known by."""
    return holds(only_where(pl.col("size") <= longest, pl.col("line")), pattern, EDGE)


def card_titles(lines: pl.DataFrame) -> pl.DataFrame:
    """The titles of cards: `document_id`, `line_no`, `listed`, `listed_who`, `listed_year`.

    Args:
        lines: As from `lines_from`, with `is_title_like`, `is_role`, `is_fact` and `is_bare_role`.
    """
    is_no_title = pl.any_horizontal("is_role", "is_fact", "is_bare_role")
    may_be = (pl.col("is_title_like") & ~is_no_title).alias("may_be")
    are_many = pl.col("may_anchor", "may_be_dated").sum().over("document_id") >= FEWEST
    rows = (
        with_told(
            lines,
            "raw",
            may_anchor=_may_anchor(IS_ANCHOR, LONGEST_ANCHOR),
            may_be_dated=_may_anchor(IS_YEAR, LONGEST_DATED),
        )
        .filter(pl.any_horizontal(are_many))
        .sort("document_id", "line_no", maintain_order=True)
        .select("document_id", "line_no", "line", may_be, "may_anchor", "may_be_dated")
        .rows()
    )
    found = [
        (document, *card)
        for document, part in groupby(rows, key=itemgetter(0))
        for card in cards([Line(*row) for _, *row in part])
    ]
    schema = {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "listed": pl.String(),
        "listed_who": pl.String(),
        "listed_year": pl.String(),
    }
    return pl.DataFrame(found, schema=schema, orient="row")
