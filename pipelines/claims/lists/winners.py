"""Read what stands beside an award in a list: the films, who made them, who was honoured.

What belongs here is the text of winners alone. Which lines name awards, and what came of it, is the
matter of `award_lists` and `nominees`.
"""

import re
from typing import Final, NamedTuple

from pipelines.claims.lists.award_labels import RUNNER_UP
from pipelines.claims.lists.data_lines import items
from pipelines.claims.rules import NAME, NAMES, WORD
from pipelines.claims.text.titles import title
from pipelines.claims.topics.publishing import FESTIVAL
from pipelines.claims.values.people import is_called_so, people, people_in_prose
from pipelines.claims.values.places import countries

LONGEST_WINNER: Final = 120

PARTS: Final = (
    ("director", r"direct|regie|réalisa|mise en scène|direcci|regia"),
    (
        "cast",
        r"\bact|performance|darsteller|schauspiel|interpr[eé]t|attor|attrice|newcomer|r[eé]v[eé]lation|rivelazione|revelación",
    ),
    ("writer", r"screenplay|script|screenwrit|writ|drehbuch|scénario|gui[oó]n|sceneggiat"),
    ("credit:cinematographer", r"cinematograph|photograph|kamera|fotograf"),
    ("credit:composer", r"score|music|musik|musique|música"),
    ("credit:editor", r"edit(?:ing|or)|schnitt|montage|montaje"),
)
"""What the winner of an award for persons did, by the words of the award."""
CRAFTS: Final = re.compile(
    r"\b(?:(?:production|costume|set|sound|art)\s+(?:design|direction)|costumes?|make-?up|hair\w*|effects|sound|casting|"
    r"stunts?|choreograph\w+|vestuario|maquillaje|peluquería|efectos|sonido|costumi|trucco|kostüm\w*|maske|décors?|son)\b",
    re.IGNORECASE,
)
"""Words of awards for persons whose part has no name of its own here."""
IS_PRODUCED: Final = re.compile(r"\b(?:best|outstanding)\s+(?:motion\s+)?picture\b", re.IGNORECASE)
"""An award that goes to the producers, whom lists name beside the film."""
SONG: Final = re.compile(r"\b(?:songs?|chansons?|canci[oó]n|canzone|lied)\b", re.IGNORECASE)
QUOTED: Final = re.compile(r"[“\"„«‘]\s?([^”\"“»„«]+?)[,.]?\s?[”\"“»’](?!\w)")
STRAIGHT: Final = re.compile(r"(?<!\w)'([^']{2,80})'(?!\w)")
BRACKET: Final = re.compile(r"^(?P<before>.+?)\s*\((?P<inside>[^()]+)\)\.?$")
WON: Final = re.compile(
    r"^(?:winners?|won\s+by|gewinner|preisträger|lauréate?|ganadora?|vincitore)\s*[:–—-]\s+",
    re.IGNORECASE,
)
"""The word for who won, where the nominees stand beside."""
TOGETHER: Final = re.compile(
    r"^(?:\(?(?:tie|ex[\s-]?aequo)\)?\s*[:–—-]?\s+|(?:jointly\s+)?(?:shared|awarded)\s+(?:by|to|between)\s+|(?:the\s+)?(?:ensemble|cast)\s+of\s+)",
    re.IGNORECASE,
)
"""What tells that several share an award."""
NEXT_OF_SHARED: Final = re.compile(
    r"\s*;\s+|(?<=[”\"»’)])\s*,?\s+(?:and|&|et|und|y|e)\s+(?=[^\W\d_a-z]|[“\"„«‘])"
)
RUNNERS: Final = re.compile(rf"\s*[|;(]\s*{RUNNER_UP}\s*[:–—-]\s+", re.IGNORECASE)
"""Behind the winner, on the same line."""
POST_BEHIND: Final = re.compile(
    r",\s+(?:co-)?(?:directors?|dir\.|writers?(?:/directors?)?|filmmakers?|(?:executive\s+)?producers?)\.?$",
    re.IGNORECASE,
)
"""What a person does, behind the name."""
FULL_STOP: Final = re.compile(r"(?<=[^\W\d_]{3})\.$")
"""What ends a row as it does a sentence; the point of an initial stays."""
WORD_BEFORE: Final = re.compile(
    r"[,\s]+(?:for|in|für|pour|dans|por|para|per|en|nel|de|di)\s*$", re.IGNORECASE
)
"""What leads from the person to the quoted film."""
ENDED: Final = re.compile(
    r"^(?P<row>.{3,100}?(?:[^\W\d_]{3}|[)”\"’]))\.\s+(?:[^\W\d_a-zß-ÿ][^\W\d_]*[’']?s?\s+.{15,})$"
)
"""A row, and a sentence that goes on from it."""
BESIDE_STROKE: Final = re.compile(rf"\s+/\s+({NAMES})(?=$|,|\s\()")
LAST_PART: Final = re.compile(r"^(?P<before>.+),\s+(?P<inside>[^,()]+)$")
ARTICLE: Final = re.compile(r"(?:The|An?|L[ae]s?|L[’']|El|Los|Las|Der|Die|Das|Il|Un[ae]?)\b")
DIRECTED: Final = re.compile(
    r"^(?i:(?:directed\s+by|dir\.|directors?|by|dirigid[ao]\s+por|réalisé\s+par|un\s+film\s+de|de|von|di)\s*:?\s+|d[’'])(?=[^\W\d_a-zß-ÿ])"
)
"""What leads to who made the film, at the beginning of a line or of what is left of one."""
FOR: Final = re.compile(
    r"^(?P<who>.+?),?\s+(?:[Ff]or|für|[Pp]our|[Pp]or|[Pp]ara|per)\s+(?P<what>[^\Wa-zß-ÿ].*|\W.+)$"
)
OF_FILM: Final = re.compile(r"^(?P<who>.+?),\s+(?:de|di|du|von|from)\s+(?P<what>[^\W_a-z].+)$")
"""Who was honoured, and of which film, as some lists print it."""
IN: Final = re.compile(r"^(?P<who>.+?)\s+(?:in|dans|en)\s+(?P<what>.+)$")
BY: Final = re.compile(r"^(?P<what>.+?),?\s+(?:(?:by|von|de|di|from)\s+|d[’'])(?P<who>[^\W\d_].+)$")
BY_LAST: Final = re.compile(BY.pattern.replace(".+?)", ".+)", 1))
WHO_DASH: Final = re.compile(r"^(?P<who>[^–—]+,[^–—]+)\s[–—-]\s+(?P<what>.+)$")
WHO_BESIDE: Final = re.compile(r"^(?P<who>.+?)(?:,|\s[–—-])\s+(?P<what>.+)$")
WHAT_BESIDE: Final = re.compile(r"^(?P<what>.+)(?:,|\s[–—-])\s+(?P<who>.+)$")
OWNED: Final = re.compile(
    rf"(?P<lead>^|\b(?:for|in|from|by)\s+|[,–—-]\s+)(?P<director>{NAME})[’']s\s+(?=[“\"„«‘\w])"
)
"""The director in the genitive before the film."""
SHARED_NAME: Final = rf"(?:(?:{WORD})\s+(?:and|&|und|et|y|e)\s+)?{NAMES}"
"""Names, of which the first may be a given name whose surname stands with the second."""
DIRECTED_BY: Final = re.compile(
    rf"(?P<lead>),?\s+(?i:directed\s+by|dirigid[ao]s?\s+por|réalisée?s?\s+par|dirett[oaie]\s+da|(?:co-)?dir(?:ector(?:e?s|a)?|s)?(?:\.\s+by|\.?:|\.)|réalisat(?:ion|eur|rice)\s*:|regia:|regie:)\s+"
    rf"(?P<director>{SHARED_NAME}|{WORD})(?=\)?$)"
)
IS_PERSONS: Final = re.compile(SHARED_NAME)
SHARES_A_NAME: Final = re.compile(rf"{WORD}\s+(?:and|&|und|et|y|e)\s+{NAME}")
NO_WINNER: Final = re.compile(
    rf"^(?:{FESTIVAL}|(?:18|19|20)\d\d|no award|not awarded|(?:for|für|pour|por|para|per)\s+(?:his|her|their|ses|son|sa|sus?|seine?|ihre?|il|la|el|das|die)\b)\b|\bnominations?(?:,|$)"
    r"|\b(?:critics|film|directors|actors)[’']?\s+(?:association|circle|society|guild)\b",
    re.IGNORECASE,
)
"""No award, a year, or who gave one: lists of what films won name those where others name winners."""
SECTION: Final = re.compile(
    r"(?:(?:short|feature|documentary|long)[\s-]+)?(?:films?|features?|shorts?|documentaries)(?:\s+competition)?|"
    r"(?:largo|corto|medio)metrajes?|(?:long|court)s?[\s-]m[ée]trages?|(?:lang|kurz|spiel|dokumentar)filme?|"
    r"(?:lungo|corto)metraggi|(?:longas|curtas)(?:-metragens)?|official\s+(?:selection|competition)|un\s+certain\s+regard",
    re.IGNORECASE,
)
"""The name of a part of a programme, which no award and no film is."""
OF_SECTION: Final = re.compile(rf"(?:{SECTION.pattern})\s*[:–—-]\s+", re.IGNORECASE)
"""The part of the programme, before the winner in it."""
MOST_DIRECTORS: Final = 2
"""So many persons beside a film made it; more have produced it."""


class Winner(NamedTuple):
    """What a row says besides the award: the film, the persons, the film's countries and other title."""

    title: str
    persons: list[str]
    directors: list[str]
    countries: list[str]
    other_title: str | None = None


def part_of(label: str) -> str | None:
    """What the winner of an award did, as an attribute; None for awards that films win.

    >>> part_of("Best Actress"), part_of("Prix de la mise en scène"), part_of("Grand Prix")
    ('cast', 'director', None)
    """
    return next((part for part, words in PARTS if re.search(words, label, re.IGNORECASE)), None)


def placed(text: str, result: str) -> list[tuple[str, str]]:
    """The winner of a row and those who came next on it, each with what came of it.

    >>> placed("Harbour | Runners-up: Rain; Salt Road", "won")
    [('Harbour', 'won'), ('Rain; Salt Road', 'mentioned')]
    """
    winner, *next_ones = RUNNERS.split(text)
    return [(winner, result), *((each.rstrip(")"), "mentioned") for each in next_ones)]


def winners(text: str, label: str) -> list[Winner]:
    """The films and persons of the winning side of a row; none where it names no film.

    >>> [won[:2] for won in winners("Ada Brown — Harbour; Jo Roe — Rain", "Best Actress (tie)")]
    [('Harbour', ['Ada Brown']), ('Rain', ['Jo Roe'])]
    >>> shared = "Shared by Ada Brown for “Harbour” (Iran) and Jo Roe for “Rain No. 6” (Norway)"
    >>> [won[:3:2] for won in winners(shared, "Grand Prix")]
    [('Harbour', ['Ada Brown']), ('Rain No. 6', ['Jo Roe'])]
    >>> winners("Ada Brown, Jo Roe — Salt Road", "Best Production Design")[0][:3]
    ('Salt Road', ['Ada Brown', 'Jo Roe'], [])
    >>> [won.title for won in winners("“Blue Hour” (Ada Brown), “Harbour”", "Best Song")]
    ['Harbour']
    >>> winners("“Blue Hour” (Ada Brown, Jo Roe)", "Best Original Song")
    []
    """
    is_personal = part_of(label) is not None or CRAFTS.search(label) is not None
    if SONG.search(label):
        text = _without_song(text)
    told = TOGETHER.sub("", OF_SECTION.sub("", text))
    parts = [part for part in NEXT_OF_SHARED.split(told) if part]
    is_produced = IS_PRODUCED.search(label) is not None
    each = [_winner(part, is_personal=is_personal, is_produced=is_produced) for part in parts]
    read = [won for won in each if won is not None]
    if len(parts) > 1 and len(read) == len(parts):
        return read
    whole = _winner(told, is_personal=is_personal, is_produced=is_produced)
    return [whole] if whole else []


def _without_song(text: str) -> str:
    """What is said of the film that a song is from: the song is quoted, the film behind it too.

    >>> _without_song("“Blue Hour” from “Harbour”"), _without_song("Harbour")
    ('“Harbour”', 'Harbour')
    """
    quoted = list(QUOTED.finditer(text))
    return quoted[-1].group() if len(quoted) > 1 else "" if quoted else text


def _winner(text: str, *, is_personal: bool, is_produced: bool = False) -> Winner | None:
    """The film and the persons of one winner; None where it names no film.

    Args:
        text: The winning side.
        is_personal: The award is one for persons.
        is_produced: It is one for the film, and its producers receive it.

    >>> _winner("Harbour (Ada Brown)", is_personal=False)
    Winner(title='Harbour', persons=['Ada Brown'], directors=['Ada Brown'], countries=[], other_title=None)
    >>> _winner("Ada Brown for Jo Smith’s “Harbour” (France)", is_personal=True)
    Winner(title='Harbour', persons=['Ada Brown'], directors=['Jo Smith'], countries=['France'], other_title=None)
    >>> _winner("Ada Brown, Harbour", is_personal=True).title
    'Harbour'
    >>> _winner("Ada Brown, por 'Harbour'", is_personal=True)[:2]
    ('Harbour', ['Ada Brown'])
    >>> _winner("Harbour by Ada Brown", is_personal=False).directors
    ['Ada Brown']
    >>> _winner("Ada Brown, de Harbour (Chile)", is_personal=True)[0::3]
    ('Harbour', ['Chile'])
    >>> _winner("Ada Brown por “Harbour”, de Jo Roe", is_personal=True)[:3]
    ('Harbour', ['Ada Brown'], ['Jo Roe'])
    >>> _winner("Comedy/Musical", is_personal=False)
    >>> _winner("Golden Globe nomination, Saturn nomination", is_personal=False)
    >>> _winner("Winner: Harbour / Ada Brown, Norway", is_personal=False)[:2]
    ('Harbour', ['Ada Brown'])
    >>> _winner("Harbour, by Ada Brown. A lorry driver goes home.", is_personal=False)[:2]
    ('Harbour', ['Ada Brown'])
    >>> _winner("Harbour (Norway/Spain), Directed by Ada Brown", is_personal=False)[0::3]
    ('Harbour', ['Norway', 'Spain'])
    >>> _winner("HAMNEN (THE HARBOUR) Dirigida por Ada BROWN", is_personal=False)[::2]
    ('HAMNEN', ['Ada BROWN'], 'THE HARBOUR')
    >>> _winner("Jo ROE en THE HARBOUR Dirigida por Ada BROWN", is_personal=True)[:3]
    ('THE HARBOUR', ['Jo ROE'], ['Ada BROWN'])
    >>> _winner("Ada Brown dans « Harbour » de Jo Smith", is_personal=True)[:3]
    ('Harbour', ['Ada Brown'], ['Jo Smith'])
    >>> _winner("La Vie d’Ada de Jo Smith", is_personal=False)[::2]
    ('La Vie d’Ada', ['Jo Smith'], None)
    >>> _winner("Harbour, dirs: Ada Brown, Jo Roe", is_personal=False)[::2]
    ('Harbour', ['Ada Brown', 'Jo Roe'], None)
    >>> _winner("Harbour (Ada Brown, Jo Roe and Tom Grey)", is_personal=False).directors
    []
    >>> _winner("Ada Brown", is_personal=True)
    """
    text, places = _without_countries(_plain(text))
    directed = DIRECTED_BY.search(text) or _owner(text)
    directors = directed["director"] if directed else ""
    if directed:
        text = text[: directed.start()] + directed["lead"] + text[directed.end() :]
        text, before = _without_countries(text, bracket_alone=True)
        places = before or places
    if directed and not is_personal and not QUOTED.search(text):
        what, who = text, ""
    elif len(text) <= LONGEST_WINNER:
        what, who = _sides(text, is_personal)
    else:
        what, who = _marked(text)
    if is_personal and who:
        what, more = _sides(what, is_personal=False)
        directors = directors or more
    film = BRACKET.match(what)
    what = film["before"] if film else what
    read = title(what)
    is_genre = {item.kind for item in items(what)} == {"genre"}
    is_none = NO_WINNER.search(what) or SECTION.fullmatch(what) or is_genre
    if not read or len(what) > LONGEST_WINNER or is_none:
        return None
    persons = [person.text for person in people_in_prose(who)]
    if not persons and who.isupper():
        persons = [person.text for person in people(who)]
    # One name beside a best picture is the director's, as festivals print it; several are producers'.
    most = 1 if is_produced else MOST_DIRECTORS if BRACKET.match(text) else len(persons)
    makers = [] if is_personal or len(persons) > most else persons
    told = [person.text for person in people_in_prose(directors)]
    if directed and not told:  # one name alone is a person where a word says so
        told = [directors]
    also = title(film["inside"]) if film and directed else []
    return Winner(read[0].text, persons, told or makers, places, also[0].text if also else None)


def _plain(text: str) -> str:
    """The text with every mark of a title as curly quotes, without words and sentences about it.

    >>> _plain("Winner: *Harbour* / Ada Brown, director"), _plain("'Rain' by Jo Roe.")
    ('“Harbour” – Ada Brown', '“Rain” by Jo Roe')
    """
    text = STRAIGHT.sub(r"“\1”", re.sub(r"\*\*|__", "", text).strip())
    text = re.sub(r"[_*]([^_*]+)[_*]", r"“\1”", text)
    text = FULL_STOP.sub("", POST_BEHIND.sub("", WON.sub("", text)))
    ended = ENDED.match(text)
    return BESIDE_STROKE.sub(r" – \1", ended["row"] if ended else text)


def _owner(text: str) -> re.Match[str] | None:
    """The director in the genitive: a place is none, nor is what begins an unquoted title.

    >>> _owner("Ada Brown, At Eternity’s Gate"), _owner("Hong Kong’s “Harbour”")
    (None, None)
    """
    found = OWNED.search(text)
    if found is None or countries(found["director"]):
        return None
    is_known = is_called_so(found["director"])
    return found if is_known or QUOTED.match(text, found.end()) else None


def _without_countries(text: str, *, bracket_alone: bool = False) -> tuple[str, list[str]]:
    """The text without the countries at its end, and these."""
    behind = BRACKET.match(text) or (None if bracket_alone else LAST_PART.match(text))
    if behind is None:
        return text, []
    places = [value.text for value in countries(behind["inside"])]
    return (behind["before"], places) if places else (text, [])


def _sides(text: str, is_personal: bool) -> tuple[str, str]:
    """The film and the persons of a winner, as text; the film is empty where none is named."""
    quoted = QUOTED.search(text)
    if quoted:
        before = WORD_BEFORE.sub("", text[: quoted.start()]).strip(" ,:–—-")
        behind = DIRECTED.sub("", text[quoted.end() :].strip(" ,:–—-"))
        if is_personal and before and behind:
            return f"{quoted.group(1)} ({behind})", before
        return quoted.group(1), f"{before} {behind}".strip()
    of_film = (OF_FILM,) if is_personal else ()
    for way in (FOR, IN, BRACKET, BY_LAST, BY, *of_film, WHO_DASH, WHO_BESIDE, WHAT_BESIDE):
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
    if is_personal and way is WHO_BESIDE and IS_PERSONS.fullmatch(who) and ARTICLE.match(what):
        return what, who
    is_surely = way is FOR and (is_personal or who.isupper()) and IS_PERSONS.fullmatch(who)
    if is_surely and not ARTICLE.match(who):
        return what, who
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
