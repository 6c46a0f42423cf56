"""Read lists of awards, as `Palme d'Or: Title (Director)`: films, who made them, what they won.

What belongs here is lines made of an award and its winner. What sentences say of awards is the
matter of `awards`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import polars as pl

from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.lists.data_lines import items, persons_alone
from pipelines.claims.lists.nominees import nominees
from pipelines.claims.rules import NAME, NAMES, WORD
from pipelines.claims.text.columns import groups_of
from pipelines.claims.text.lines import LINK, beside
from pipelines.claims.text.titles import folded, title
from pipelines.claims.topics.awards import AWARD, award
from pipelines.claims.topics.publishing import FESTIVAL, festival
from pipelines.claims.values.people import people_in_prose
from pipelines.claims.values.places import countries

OF_WHAT: Final = r"(?:\s+(?:for|für|pour|de|del|du|der|à|au|al|per|in)\s+[^:–—“\"„«(]{2,50})?"
PRIZE: Final = rf"(?:(?:short\s+film|honorary|student|best|international)\s+)?(?:{AWARD}){OF_WHAT}"
RUNNER_UP: Final = r"(?:runners?[\s-]up|second\s+place|also\s+considered)"
MENTION: Final = rf"(?:{RUNNER_UP}|(?:special|honou?rable)\s+(?:jury\s+)?mentions?|mentions?\s+(?:spéciale|honorable)(?:\s+(?:du|de)\s+[^:–—“\"„«(]{{2,40}})?|mención\s+(?:especial|de\s+honor)(?:\s+del\s+\p{{L}}+)?|menç[ãa]o\s+\p{{L}}+|lobende\s+erwähnung|menzione\s+speciale(?:\s+della\s+\p{{L}}+)?|hæderlig\s+omtale|eervolle\s+vermelding)"
"""What comes behind a prize: it is mentioned, not won."""
CATEGORY: Final = (
    r"(?:(?:best|outstanding|beste[rs]?|meilleure?s?|mejor|miglior\w*)\s+[^:–—“\"„«(]{3,50}"
    r"|(?:[\p{L}’']+\s+){0,3}(?:jury|audience|critics['’]?|grand|special|honorary|student|publikums|screenwriting)[\s-]*(?:[\p{L}’']+\s+){0,3}?(?:prize|award|prix|mention|preis)"
    r"|(?:grand\s+)?prix\s+(?:du|de|des|d['’]|spécial|un)\s*[^:–—“\"„«(]{2,50}"
    r"|(?:(?:großer|grosser)\s+)?preis\s+(?:der|des|für)\s+[^:–—“\"„«(]{2,50}"
    r"|gran\s+premio|(?:gran\s+)?premio\s+[^:–—“\"„«(]{2,50}|ópera\s+prima"
    rf"|{MENTION}"
    r"|(?:silver|golden?|bronze|silberner?|goldener?)\s+\p{L}+"
    rf"{OF_WHAT})"
)
LABEL: Final = rf"(?:{PRIZE}|{CATEGORY})(?:\s*\([^()]*\))?"
IS_ROW: Final = (
    rf"^(?i:(?P<label>{LABEL}))\s*(?:[:：]|\s[–—|-])\s*(?P<rest>[\p{{Lu}}\d“\"„«‘'_*].{{1,160}})$"
)
IS_HEAD: Final = rf"^(?i:(?P<label>{LABEL}))\s*[:：]?$"
IS_BEHIND: Final = (
    rf"^(?P<rest>[\p{{Lu}}\d“\"„«‘'_*][^:]{{1,100}}?)\s*(?:\s[–—-]|:)\s+(?i:(?P<label>{LABEL}))$"
)
IS_WINNER: Final = r"^(?i:winners?|ganadora?|gewinner(?:in)?|lauréate?|vincitore|vencedora?|vinnare|vinder|special\s+mention|honou?rable\s+mention|mention\s+spéciale|mención\s+(?:especial|de\s+honor)|lobende\s+erwähnung|menzione\s+speciale)\s*[:：]\s+(\S.*)$"
FIRST_LINES: Final = 4
"""Here a page tells whose awards it lists."""
FEWEST: Final = 3
LONGEST_LINE: Final = 220
LONGEST_WINNER: Final = 120
LONGEST_NAME: Final = 60

PARTS: Final = (
    ("director", r"direct|regie|réalisa|mise en scène|direcci|regia"),
    ("cast", r"\bact|performance|darsteller|schauspiel|interpr[eé]t|attor|attrice|newcomer"),
    ("writer", r"screenplay|script|screenwrit|writ|drehbuch|scénario|gui[oó]n|sceneggiat"),
    ("credit:cinematographer", r"cinematograph|photograph|kamera|fotograf"),
    ("credit:composer", r"score|music|musik|musique|música"),
    ("credit:editor", r"edit(?:ing|or)|schnitt|montage|montaje"),
)
"""What the winner of an award for persons did, by the words of the award."""
IS_PRODUCED: Final = re.compile(r"\b(?:best|outstanding)\s+(?:motion\s+)?picture\b", re.IGNORECASE)
"""An award that goes to the producers, whom lists name beside the film."""
QUOTED: Final = re.compile(r"[“\"„«‘]\s?([^”\"“»„«]+?)[,.]?\s?[”\"“»’](?!\w)")
STRAIGHT: Final = re.compile(r"(?<!\w)'([^']{2,80})'(?!\w)")
BRACKET: Final = re.compile(r"^(?P<before>.+?)\s*\((?P<inside>[^()]+)\)\.?$")
WON: Final = re.compile(
    r"^(?:winners?|won\s+by|gewinner|preisträger|lauréate?|ganadora?|vincitore)\s*[:–—-]\s+",
    re.IGNORECASE,
)
"""The word for who won, where the nominees stand beside."""
POST_BEHIND: Final = re.compile(
    r",\s+(?:co-)?(?:directors?|dir\.|writers?(?:/directors?)?|filmmakers?|(?:executive\s+)?producers?)\.?$",
    re.IGNORECASE,
)
"""What a person does, behind the name."""
FULL_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})\.$")
"""What ends a row as it does a sentence; the point of an initial stays."""
ENDED: Final = re.compile(
    r"^(?P<row>.{3,100}?(?:[^\W\d_]{3}|[)”\"’]))\.\s+(?:[^\W\d_a-zß-ÿ][^\W\d_]*[’']?s?\s+.{15,})$"
)
"""A row, and a sentence that goes on from it."""
BESIDE_STROKE: Final = re.compile(rf"\s+/\s+({NAMES})(?=$|,|\s\()")
LAST_PART: Final = re.compile(r"^(?P<before>.+),\s+(?P<inside>[^,()]+)$")
ARTICLE: Final = re.compile(r"(?:The|An?|L[ae]s?|L[’']|El|Los|Las|Der|Die|Das|Il|Un[ae]?)\b")
DIRECTED: Final = re.compile(
    r"^(?:(?:dir\.|directed\s+by|by|von|de|di)\s+|d[’'](?=[^\W\d_]))", re.IGNORECASE
)
FOR: Final = re.compile(r"^(?P<who>.+?),?\s+(?:for|für|pour|por|per)\s+(?P<what>.+)$")
OF_FILM: Final = re.compile(r"^(?P<who>.+?),\s+(?:de|di|du|von|from)\s+(?P<what>[^\W_a-z].+)$")
"""Who was honoured, and of which film, as some lists print it."""
LEADS_TO_FILM: Final = re.compile(
    r"[\s,:–—-]+(?:(?:for|in|für|pour|dans|por|en|per|de|di|from)\s*)?$"
)
"""What stands between the honoured person and the marked film."""
IN: Final = re.compile(r"^(?P<who>.+?)\s+(?:in|dans|en)\s+(?P<what>.+)$")
BY: Final = re.compile(r"^(?P<what>.+?),?\s+(?:(?:by|von|de|di|from)\s+|d[’'])(?P<who>[^\W\d_].+)$")
BY_LAST: Final = re.compile(BY.pattern.replace(".+?)", ".+)", 1))
WHO_BESIDE: Final = re.compile(r"^(?P<who>.+?)(?:,|\s[–—-])\s+(?P<what>.+)$")
WHAT_BESIDE: Final = re.compile(r"^(?P<what>.+)(?:,|\s[–—-])\s+(?P<who>.+)$")
OWNED: Final = re.compile(
    rf"(?P<lead>^|\b(?:for|in|from|by)\s+|[,–—-]\s+)(?P<director>{NAME})[’']s\s+(?=[“\"„«‘\w])"
)
"""The director in the genitive before the film."""
DIRECTED_BY: Final = re.compile(
    rf"(?P<lead>),?\s+(?i:directed\s+by|dir(?:\.\s+by|\.:?))\s+(?P<director>{NAMES})(?=\)?$)"
)
IS_PERSONS: Final = re.compile(rf"(?:{WORD}\s+(?:and|&|und|et|y|e)\s+)?{NAMES}")
SHARES_A_NAME: Final = re.compile(rf"{WORD}\s+(?:and|&|und|et|y|e)\s+{NAME}")
NO_WINNER: Final = re.compile(
    rf"^(?:{FESTIVAL}|(?:18|19|20)\d\d|no award|not awarded)\b|\bnominations?(?:,|$)"
    r"|\b(?:critics|film|directors|actors)[’']?\s+(?:association|circle|society|guild)\b",
    re.IGNORECASE,
)
"""No award, a year, or who gave one: lists of what films won name those where others name winners."""


class Winner(NamedTuple):
    """What a row says besides the award: the film, the persons, and the film's countries."""

    title: str
    persons: list[str]
    directors: list[str]
    countries: list[str]


def winner(text: str, *, is_personal: bool, is_produced: bool = False) -> Winner | None:
    """The film and the persons of the winning side of a row; None where it names no film.

    Args:
        text: The winning side.
        is_personal: The award is one for persons.
        is_produced: It is one for the film, and its producers receive it.

    >>> winner("Harbour (Ada Brown)", is_personal=False)
    Winner(title='Harbour', persons=['Ada Brown'], directors=['Ada Brown'], countries=[])
    >>> winner("Ada Brown for Jo Smith’s “Harbour” (France)", is_personal=True)
    Winner(title='Harbour', persons=['Ada Brown'], directors=['Jo Smith'], countries=['France'])
    >>> winner("Ada Brown, Harbour", is_personal=True).title
    'Harbour'
    >>> winner("Ada Brown, por 'Harbour'", is_personal=True)[:2]
    ('Harbour', ['Ada Brown'])
    >>> winner("Harbour by Ada Brown", is_personal=False).directors
    ['Ada Brown']
    >>> winner("Ada Brown, de Harbour (Chile)", is_personal=True)[0::3]
    ('Harbour', ['Chile'])
    >>> winner("Ada Brown por “Harbour”, de Jo Roe", is_personal=True)[:2]
    ('Harbour', ['Ada Brown'])
    >>> winner("Comedy/Musical", is_personal=False)
    >>> winner("Golden Globe nomination, Saturn nomination", is_personal=False)
    >>> winner("Winner: Harbour / Ada Brown, Norway", is_personal=False)[:2]
    ('Harbour', ['Ada Brown'])
    >>> winner("Harbour, by Ada Brown. A lorry driver goes home.", is_personal=False)[:2]
    ('Harbour', ['Ada Brown'])
    >>> winner("Harbour (Norway/Spain), Directed by Ada Brown", is_personal=False)[0::3]
    ('Harbour', ['Norway', 'Spain'])
    >>> winner("Ada Brown", is_personal=True)
    """
    text = STRAIGHT.sub(r"“\1”", re.sub(r"\*\*|__", "", text).strip())
    text = re.sub(r"[_*]([^_*]+)[_*]", r"“\1”", text)
    text = FULL_STOP.sub("", POST_BEHIND.sub("", WON.sub("", text)))
    ended = ENDED.match(text)
    text = BESIDE_STROKE.sub(r" – \1", ended["row"] if ended else text)
    places: list[str] = []
    behind = BRACKET.match(text) or LAST_PART.match(text)
    if behind and countries(behind["inside"]):
        places = [value.text for value in countries(behind["inside"])]
        text = behind["before"]
    directed = DIRECTED_BY.search(text) or OWNED.search(text)
    directors = directed["director"] if directed else ""
    if directed:
        text = text[: directed.start()] + directed["lead"] + text[directed.end() :]
        behind = BRACKET.match(text)
        if behind and countries(behind["inside"]):
            places = [value.text for value in countries(behind["inside"])]
            text = behind["before"]
    what, who = _sides(text, is_personal) if len(text) <= LONGEST_WINNER else _marked(text)
    if is_personal and who and not QUOTED.search(text):
        what, more = _sides(what, is_personal=False)
        directors = directors or more
    film = BRACKET.match(what)
    what = film["before"] if film else what
    read = title(what)
    is_genre = {item.kind for item in items(what)} == {"genre"}
    if not read or len(what) > LONGEST_WINNER or NO_WINNER.search(what) or is_genre:
        return None
    persons = [person.text for person in people_in_prose(who)]
    # One name beside a best picture is the director's, as festivals print it; several are producers'.
    is_other = is_personal or (is_produced and len(persons) > 1)
    told = [person.text for person in people_in_prose(directors)]
    return Winner(read[0].text, persons, told or ([] if is_other else persons), places)


def _sides(text: str, is_personal: bool) -> tuple[str, str]:
    """The film and the persons of a winner, as text; the film is empty where none is named."""
    quoted = QUOTED.search(text)
    if quoted:
        before = LEADS_TO_FILM.sub("", text[: quoted.start()]).strip()
        if is_personal and _are_persons(before):
            return quoted.group(1), before
        rest = (text[: quoted.start()] + " " + text[quoted.end() :]).strip()
        rest = re.sub(r"\s(?:for|in|für|pour|dans|por|en)\s*$|^\W+|[^\w.]+$", "", rest)
        return quoted.group(1), DIRECTED.sub("", rest)
    ways = (FOR, IN, BRACKET, BY, BY_LAST, WHO_BESIDE, WHAT_BESIDE)
    for way in (*ways[:-2], OF_FILM, *ways[-2:]) if is_personal else ways:
        found = way.match(text)
        sides = _told_apart(found, way, is_personal) if found else None
        if sides:
            return sides
    return ("", text) if is_personal and _are_persons(text) else (text, "")


def _told_apart(
    found: re.Match[str], way: re.Pattern[str], is_personal: bool
) -> tuple[str, str] | None:
    """The sides that a way of writing tells apart; None where no side of it is a person."""
    if way is BRACKET:
        before, inside = found["before"], DIRECTED.sub("", found["inside"])
        inside = re.sub(r",\s+.*$", "", inside) if countries(inside.rpartition(", ")[2]) else inside
        is_person_first = _are_persons(before) and (is_personal or not _are_persons(inside))
        if is_person_first and not ARTICLE.match(before):
            return inside, before
        return (before, inside) if _are_persons(inside) else None
    what, who = found["what"], re.sub(r"\s*\([^()]*\)$", "", found["who"])
    if (way is IN and not is_personal) or not _are_persons(who):
        return None
    is_doubtful = way is WHO_BESIDE and not is_personal and _are_persons(what)
    return None if is_doubtful and not SHARES_A_NAME.fullmatch(who) else (what, who)


def _are_persons(text: str) -> bool:
    return bool(
        IS_PERSONS.fullmatch(text.strip()) and not ARTICLE.match(text) and people_in_prose(text)
    )


def _marked(prose: str) -> tuple[str, str]:
    """The film that a paragraph below the name of an award marks first."""
    quoted = QUOTED.search(prose)
    return (quoted.group(1) if quoted else "", "")


def part_of(label: str) -> str | None:
    """What the winner of an award did, as an attribute; None for awards that films win.

    >>> part_of("Best Actress"), part_of("Prix de la mise en scène"), part_of("Grand Prix")
    ('cast', 'director', None)
    """
    return next((part for part, words in PARTS if re.search(words, label, re.IGNORECASE)), None)


AWARDED: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "last_line": pl.Int32(),
        "start": pl.Int32(),
        "raw": pl.String(),
        "label": pl.String(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "key": pl.String(),
        "persons": pl.List(pl.String()),
        "directors": pl.List(pl.String()),
        "countries": pl.List(pl.String()),
        "result": pl.String(),
    }
)
"""A row per award and winner: where it stands, the award as printed, the film, its persons."""


def awarded_films(lines: pl.DataFrame) -> pl.DataFrame:
    """The rows of lists of awards, in the schema `AWARDED`.

    Args:
        lines: As from `lines_from`.
    """
    short = lines.with_columns(plain=_without_marks(pl.col("raw")))
    around = {
        f"{name}_{side}": beside(pl.col(name), step)
        for name in ("plain", "start", "raw", "is_title_like", "after_blank")
        for side, step in (("above", 1), ("below", -1))
    }
    short = short.with_columns(**around).filter(pl.col("size") <= LONGEST_LINE)
    row = groups_of(IS_ROW, "plain").struct
    rows = short.with_columns(label=row.field("label"), rest=row.field("rest"))
    behind = groups_of(IS_BEHIND, "plain").struct
    turned = short.with_columns(label=behind.field("label"), rest=behind.field("rest"))
    heads = short.with_columns(label=groups_of(IS_HEAD, "line").struct.field("label"))
    is_below_title = (
        ~pl.col("after_blank") & pl.col("is_title_like_above") & pl.col("after_blank_above")
    )
    side = {
        name: pl.when(is_below_title).then(f"{name}_above").otherwise(f"{name}_below")
        for name in ("start", "raw")
    }
    rest = pl.when(is_below_title).then("plain_above").otherwise(_with_maker_below(short))
    heads = heads.with_columns(
        **side, rest=rest, line_no=pl.col("line_no") - is_below_title.cast(pl.Int32)
    )
    named = _named_winners(short)
    heads = heads.join(named, on="document_id", how="anti", maintain_order="left")
    found = (
        pl.concat([rows, turned, heads, named.select(heads.columns)])
        .filter(pl.col("label").is_not_null(), pl.col("rest").is_not_null())
        .unique(["document_id", "line_no"], keep="first", maintain_order=True)
        .filter(pl.len().over("document_id") >= FEWEST)
        .sort("document_id", "line_no", maintain_order=True)
    )
    chosen = nominees(lines)
    found = pl.concat(
        [
            found.join(chosen, on="document_id", how="anti", maintain_order="left")
            .pipe(_with_results)
            .select(chosen.columns),
            chosen,
        ]
    ).sort("document_id", "line_no", maintain_order=True)
    told = [
        {**each, "label": each["label"].strip(), "value": won.title, "value_normalised": title(won.title)[0].normalised, "persons": won.persons, "directors": won.directors, "countries": won.countries}
        for each in found.iter_rows(named=True)
        if (won := winner(each["rest"], is_personal=part_of(each["label"]) is not None, is_produced=bool(IS_PRODUCED.search(each["label"]))))
    ]  # fmt: skip
    # Several nominees may stand on one line.
    next_line = pl.max_horizontal("line_no", pl.col("line_no").shift(-1).over("document_id") - 1)
    return (
        pl.DataFrame(
            told, schema={k: v for k, v in AWARDED.items() if k not in ("last_line", "key")}
        )
        .filter(pl.len().over("document_id") >= FEWEST)
        .with_columns(last_line=next_line, key=folded(pl.col("value")))
        .select(AWARDED.names())
    )


def _with_results(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `result`; who came second did so for the prize above."""
    label = pl.col("label").str.to_lowercase()
    is_second = label.str.contains(rf"^{RUNNER_UP}")
    prize = pl.when(~is_second).then("label").forward_fill().over("document_id")
    return rows.with_columns(
        label=pl.coalesce(prize, "label"),
        result=pl.when(label.str.contains(rf"^{MENTION}"))
        .then(pl.lit("mentioned"))
        .otherwise(pl.lit("won")),
    )


def _named_winners(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines that begin with the word for who won, each with the award whose name stands above.

    Lists print them so where the award has a line of its own, and others tell of its sponsors.
    """
    label = groups_of(IS_HEAD, "line").struct.field("label")
    rest = pl.col("plain").str.extract(IS_WINNER, 1)
    return (
        lines.with_columns(label=label.forward_fill().over("document_id"), rest=rest)
        .filter(pl.col("rest").is_not_null())
        .filter(pl.len().over("document_id") >= FEWEST)
    )


def _with_maker_below(lines: pl.DataFrame) -> pl.Expr:
    """The line below an award, with the name that stands alone below that."""
    two = beside(pl.col("plain"), -2)
    names = persons_alone(lines.filter(pl.col("size") <= LONGEST_NAME)["plain"])
    is_named = (
        two.is_in(names.implode())
        & ~beside(pl.col("after_blank"), -2)
        & beside(pl.col("after_blank"), -3, pl.lit(value=True))
    )
    return (
        pl.when(is_named)
        .then(pl.concat_str("plain_below", pl.lit(" – "), two))
        .otherwise("plain_below")
    )


def _without_marks(raw: pl.Expr) -> pl.Expr:
    """The line without marks of lists, headings and bold type; italics stay, they tell titles."""
    return (
        raw.str.replace_all(LINK, "$1")
        .str.replace_all(r"\*\*|__", "")
        .str.replace(r"^\s*(?:[-*•+]|#{1,6}|\d+[.)])\s+", "")
        .str.strip_chars(" \t\r|")
    )


GIVER: Final = re.compile(
    r"(?:\b(?:19|20)\d\d\s+)?(?P<giver>(?:[^\W\d_a-z][\w.’'&-]*\s+){1,6}?"
    r"(?:Critics[’']?\s+(?:Circle|Association|Society|Guild)|Film\s+(?:Academy|Institute)|Guild|Awards|Prizes|AWARDS))\b"
    r"|(?i:edici[óo]n|édition|edition|edizione|edição)\s+(?:del?|du|do|della|of\s+the)\s+(?P<edition>(?i:festival|mostra|muestra|semana)"
    r"(?:\s+(?:(?:de|del|du|do|da|di|la|el|los|y|e|of|cine|cinéma|cinema|film|internacional)\b|[^\W\d_a-z][\w’'-]*))+)"
)
"""Who gives the awards, by the words that such bodies have in their names."""
FESTIVAL_GIVES: Final = re.compile(
    r"(?:(?i:palmarès|palmarés|awards|winners|preise|preisträger|premi)\s+(?:(?i:of|at|du|de|del|della|des|der)\s+)?(?:(?i:the|la|le)\s+)?)?"
    r"(?:\d{1,3}(?:st|nd|rd|th|e|ème|º|ª|\.)\s+)?(?P<giver>(?:Festival|Rencontres|Mostra|Muestra|Semana|Filmtage|Filmfest\w*|Filmfestspiele)\s+[^,:|–—]{3,60}"
    r"|(?:[^\W\d_a-z][\w’'-]*\s+){1,4}(?:International\s+)?(?:Film\s?[Ff]est(?:ival)?|Filmfestspiele|Filmtage))(?:\s+(?:19|20)\d\d)?$"
)
"""A festival that gives the awards, at the end of a headline."""


def _givers(lines: pl.DataFrame) -> pl.DataFrame:
    """Who gives the awards, as the first lines of a document name them.

    Returns:
        `document_id`, `giver`, `award` (the award itself, where it is known by a name).
    """
    heads = (
        lines.filter((pl.col("line_no") < FIRST_LINES) | (pl.col("heading") == 1))
        .group_by("document_id", maintain_order=True)
        .agg(pl.col("line"))
    )
    told = [(document_id, *giver_of(texts)) for document_id, texts in heads.iter_rows()]
    schema = {"document_id": pl.String(), "giver": pl.String(), "award": pl.String()}
    return pl.DataFrame(told, schema=schema, orient="row")


def giver_of(texts: list[str]) -> tuple[str | None, str | None]:
    """Who gives the awards that texts head, and the award if it has a name.

    >>> giver_of(["Five days at Cannes Film Festival"]), giver_of(["Oscars 2014: the winners"])
    (('Cannes Film Festival', None), ('Academy Awards', 'Academy Award'))
    >>> giver_of(["2018 Harbour Film Critics Circle Awards"]), giver_of(["It rains"])
    (('Harbour Film Critics Circle', None), (None, None))
    >>> giver_of(["La 12. edición del Festival de Cine del Puerto terminó ayer"])[0]
    'Festival de Cine del Puerto'
    >>> giver_of(["Palmarès du 19e Festival du film de Port-Salut"])
    ('Festival du film de Port-Salut', None)
    """
    for text in texts:
        named = re.search(rf"(?:^|[^\w-])({FESTIVAL})(?:[^\w-]|$)", text)
        if named:
            return festival(named[1])[0].normalised, None
    for text in texts:
        known = [value for value in award(text) if value.detail.get("organisation")]
        if known:
            return str(known[0].detail["organisation"]), known[0].normalised
        said = GIVER.search(text)
        if said:
            return said["giver"] or said["edition"], None
    for text in texts:
        gives = FESTIVAL_GIVES.search(text)
        if gives:
            return gives["giver"], None
    return None, None


def claims_of_lists(lines: pl.DataFrame, films: pl.DataFrame) -> list[dict[str, Any]]:
    """What lists of awards say of their films: the award, who made the film or was honoured, countries.

    Args:
        lines: As from `lines_from`.
        films: `document_id`, `film_no`, `value` (the title).
    """
    rows, givers = awarded_films(lines), _givers(lines)
    numbered = rows.join(givers, on="document_id", how="left", maintain_order="left").join(
        films.select("document_id", "film_no", key=folded(pl.col("value"))),
        on=["document_id", "key"],
        how="inner",
        maintain_order="left",
    )
    return [
        _claim(row, position, said)
        for row in numbered.iter_rows(named=True)
        for position, said in enumerate(_said(row), start=1)
    ]


class Said(NamedTuple):
    """What a row says of its film."""

    attribute: str
    value: str
    normalised: str | None
    detail: Mapping[str, str | int | float | bool] | None = None
    subject: str | None = None


def _said(row: dict[str, Any]) -> list[Said]:
    label, part = row["label"], part_of(row["label"])
    known = next(iter(award(label)), None)
    organisation = {"organisation": row["giver"]} if row["giver"] else {}
    named = {"award": row["award"]} if row["award"] else {}
    detail = {**organisation, **named, **(known.detail if known else {}), "result": row["result"]}
    if part is not None or known is None:
        detail["category"] = label
    meant = known.normalised if known else row["award"] or label
    honoured = row["persons"] if part is not None else []
    return [
        *(Said("award", label, meant, detail, who) for who in honoured or [None]),
        *(Said(part, name, name) for name in honoured if part is not None),
        *(Said("director", name, name) for name in row["directors"]),
        *(
            Said("country", place, value.normalised, value.detail)
            for place in row["countries"]
            for value in countries(place)[:1]
        ),
    ]


def _claim(row: dict[str, Any], position: int, said: Said) -> dict[str, Any]:
    at = row["raw"].find(said.value)
    end = at + len(said.value) if at >= 0 else len(row["raw"])
    return {
        "document_id": row["document_id"],
        "film_no": row["film_no"],
        "subject_name": said.subject,
        "attribute": said.attribute,
        "value": said.value,
        "value_normalised": said.normalised,
        "detail": json.dumps(dict(said.detail), ensure_ascii=False) if said.detail else None,
        "position": position,
        "span_start": row["start"] + max(at, 0),
        "span_end": row["start"] + end,
        "quote": (said.value if at >= 0 else row["raw"])[:QUOTE_CHARACTERS],
        "rule": f"award_list.{said.attribute.rpartition(':')[2]}",
        "confidence": 0.85,
    }
