"""Read titles, and tell which lines look like one.

What belongs here is what a title looks like and what does not belong to it. Which of the
candidates is the film that a document is about is the matter of `candidates` and `films`. The
words around titles stand in data/reference/title_occasions.csv.
"""

import re
from functools import cache
from typing import Final

import polars as pl

from pipelines.claims.engine import values_in
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import KIND_OF_FILM_BY, Value
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import only_where
from pipelines.claims.values.folding import fold, words_of
from pipelines.claims.values.places import country_names

QUOTES: Final = "“”\"„«»‘’'`*_"
LONGEST: Final = 160

SHORT_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
    "ene",
    "abr",
    "ago",
    "dic",
    "mai",
    "okt",
    "dez",
)
"""Short names of months that are no words of another kind."""
SHORTEST_MONTH: Final = 4
_MONTHS: Final = [
    name
    for name in reference_table("month_names", ("name",))["name"]
    if len(name) >= SHORTEST_MONTH or name in SHORT_MONTHS
]
MONTH: Final = f"(?:{alternatives(_MONTHS)})"
WEEKDAY: Final = r"(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lun(?:es|di|ed[iì])?|mar(?:tes|di|ted[iì])|mar|mi[eé]r?(?:coles)?|mer(?:credi|coled[iì])|jue(?:ves)?|jeudi|gioved[iì]|vie(?:rnes)?|vendredi|venerd[iì]|s[aá]b(?:ado|ato)?|samedi|dom(?:ingo|enica)?|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|(?:mo|di|mi|do|fr|sa|so)\.|(?:segunda|ter[cç]a|quarta|quinta|sexta)-feira|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:man|m[åa]n|tirs|tis|ons|tors|fre|lør|lör|søn|sön)dag)"
DAY: Final = rf"(?:{WEEKDAY}\.?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{MONTH}|{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)"
"""A day, maybe with its weekday, and without its year, which stands in what tells when a text was written."""
DAY_AHEAD: Final = rf"^(?i:{DAY})(?:\s*:|\s*[–—~]|\s-)\s+"
"""The day of a show ahead of the title, as programmes print it."""
MAY_HAVE_DAY_AHEAD: Final = r"^.{0,24}\d.{0,12}[:–—~-]\s"
"""A cheap test for it: few lines begin so."""
OCCASIONS: Final = reference_table("title_occasions", ("words", "place"))
_FESTIVALS: Final = reference_table("festival_names", ("name", "needs"))
_ALONE: Final = alternatives(_FESTIVALS.filter(pl.col("needs").is_null())["name"])
_CITIES: Final = alternatives(_FESTIVALS.filter(pl.col("needs") == "year")["name"])
EDITION: Final = rf"(?:(?:(?:19|20)\d\d\s)?(?:{_ALONE})(?:\s(?:\d{{4}}|[’']\d\d))?|(?:{_CITIES})\s(?:\d{{4}}|[’']\d\d))"
"""A festival with the year of its edition; cities alone only with the year."""
NUMBER_OF_DAY: Final = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|uno|dos|tres|deux|trois|due|tre)"
FESTIVAL_REPORT: Final = (
    rf"^(?i:{EDITION}|\p{{L}}*fest(?:ival|iwal)?(?:\s+(?:19|20)\d\d)?|(?-i:\p{{Lu}}{{3,6}})\s?[’']?\d{{2}}(?:\d\d)?)(?:\s+(?:film\s+)?fest(?:ival)?)?(?:\s+(?:19|20)\d\d)?\W*\s"
    rf"(?i:(?:day|tag|jour|día|dia|giorno|dag)\s+{NUMBER_OF_DAY}|(?:film\s+)?(?:retrospective|recap|round-?up|report|diary|wrap-?up|dispatch(?:es)?|highlights|notes|journal|log|tagebuch|bericht|dagboek|dagbok|diario|cr[óo]nica))\b"
)
"""The headline of what somebody saw at a festival: `Sundance 2021 Retrospective`, `TIFF Day 3`."""
FURNITURE: Final = reference_table("page_furniture", ("words",))["words"].to_list()
_OF_MENUS: Final = f"(?i:{alternatives(FURNITURE)})"
IS_FURNITURE: Final = (
    rf"^(?:[>›»→]+\s)?{_OF_MENUS}(?:\s+[·•|/]\s+{_OF_MENUS})*(?:\s+\(\d{{1,3}}\))?\W*$"
)
"""Words of menus, maybe with how many there are, as `Comments (2)`."""


def _words(place: str) -> str:
    return alternatives(OCCASIONS.filter(pl.col("place") == place)["words"])


BEFORE: Final = re.compile(
    rf"^(?:[^:|]{{0,24}}\s)?(?:(?:{_words('before')})(?:\s+(?:postcard|screenings?|preview|\d{{4}}))*"
    rf"|\b{EDITION}(?:\s+[\w#-]+){{0,3}})\s*(?::|\s[–—-]|\s(?=\s))\s+(?=\S)"
    r"|^(?:(?:podcast\s+)?(?:episode|ep\.?|folge|épisode|episodio|episódio)\s*#?)\d{1,4}\s*(?::|\s[–—-])\s+(?=\S)",
    re.IGNORECASE,
)
"""The occasion before a title, as in `UK Premiere: Amour` or `Episode 12: Amour`."""
MAY_HAVE_BEFORE: Final = re.compile(r"[:–—-]\s|\s\s")
MAY_HAVE_BEHIND: Final = re.compile(r"[\d\[(–—|@+,★☆⭐✭✩*-]|review\s*$", re.IGNORECASE)
"""Cheap tests: most titles are nothing but titles."""
AHEAD: Final = re.compile(
    rf"{DAY_AHEAD}(?=[“\"‘„«*_\d]|[^\W\d_a-z])|^(?:(?i:{_words('ahead')})\s+|#?\d{{1,3}}\s[-–—]\s+(?=[^\W\d_a-z])|\d{{1,2}}[:.h]\d{{2}}\s?(?i:[ap]\.?m\.?|uhr|hrs?|h)?\s*[-–—:|]*\s+(?=[“\"‘„«*_]|[^\W\d_a-z])|\d{{1,2}}h\s*[-–—:|]+\s+(?=[“\"‘„«*_]|[^\W\d_a-z]))"
)
"""What leads up to a title: words of shops, the time of a show."""
PREMIERE: Final = r"(?:[\w.]+(?:[\s-][\w.]+)?[\s-])?(?:premi[eè]re|\w*premiere|estreno(?:\s+\w+)?|anteprima(?:\s+\w+)?)"
PERSON: Final = r"(?-i:[^\W\d_a-zß-ÿ][^\W\d_’'-]+(?:[’'-][^\W\d_]+)*(?:\s+[^\W\d_a-zß-ÿ][^\W\d_’'.-]*(?:[’'-][^\W\d_]+)*\.?){1,3})"
"""A full name, as stands behind a title with a comma between: `Le Bal, d'Ettore Scola`."""
DAY_BEHIND: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lune|marte|mercole|giove|vener)d[iì]|sabato|domenica|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:segunda|ter[cç]a|quarta|quinta|sexta)-feira|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
"""A weekday in full: its number in the month may stand behind a title."""
# A look ahead at what they begin with spares most places of a text.
BEHIND: Final = re.compile(
    r"(?=[\s\[(\d–—|,:★☆⭐✭✩*-])"
    rf"(?:\s+(?:[–—|-]\s+)?{DAY_BEHIND}\s+\d{{1,2}}$|,\s+{DAY}\.?$|"
    rf"\s*(?:[\[(]\s*(?:{_words('bracket')})(?:\b[^()\[\]]*)?[\])]"
    r"|[\[(][^()\[\]]*\b(?:cinemas?|platforms?|anniversary[^()\[\]]*|edition)[\])]"
    r"|[\[(][^()\[\]]*\b(?:12A?|15A?|16|18|PG(?:-13)?|U|TBC|M/\d{1,2}|FSK\s?\d{1,2})[\])]"
    r"|[\[(][^()\[\]]*\b\d{2,3}\s?(?:mins?\b|minutes|minuten|['′’])[^()\[\]]*[\])]"
    r"|[\[(](?:R|G|NC-17|NR|Unrated|Not\s+Rated)[\])]"
    r"|[\[(]\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?[\])]"
    rf"|[\[(]{EDITION}[^()\[\]]{{0,30}}[\])]"
    rf"|\s[–—|@-]\s{EDITION}(?:\s+review)?$"
    rf"|\s\+\s+(?:[\w-]+\s+)?(?:{_words('beside')})\b.*$"
    r"|\s[-–—|]\s(?:(?:film|movie)\s+)?(?:review|imdb|kritik|crítica|critique)$"
    r"|\s(?:movie|film)\s+review$|(?-i:\sreview)$"
    r"|(?:\s[–—-]|(?<=\)))\s\d{1,2}(?:[.,]\d{1,2})?\s?/\s?(?:4|5|10|100)(?:\s\(\d+\))?$"
    r"|\s[–—-]\s(?:PG(?:-13)?|R|G|NR|NC-17|Not\s+Rated)(?:\s\([^()]*\))?$"
    rf"|\s+(?:[–—|-]\s+|\(){PREMIERE}\)?$"
    r"|\s*(?:,|\s[–—|-]|(?<=\d\)))\s+(?:dir\b\.?|directed\s+by|regie|regia|réal\.|reż\.|reżyseria|režie|regi\b|rež\.)\s*:?\s(?:[^()\[\]]|\([^()]*\))*$"
    r"|\s*(?:[–—|,-]\s*)?[(\[]?\b(?:\d\s?(?:h|hrs?|hours?)\.?,?\s*)?\d{1,3}\s?(?:min(?:s|utes|uten|utos|uti)?|m|['′’])\.?[)\]]?$"
    rf"|,\s+(?:(?:un\s+film\s+|documentaire\s+|documental\s+)?(?:de\s+|d[’'])|dirs?\.?\s+|dirigid[oa]\s+por\s+|réalisé\s+par\s+){PERSON}$"
    r"|\s*[(\[]?\b\d\s?hrs?\.?[)\]]?$"
    r"|\s*[-–—|:,]?\s+\(?\d+(?:st|nd|rd|th)\s+anniversary\b.*$"
    r"|(?:\s+[–—|:-])?\s*[★☆⭐✭✩*]{1,6}[½¼]?\s*$)\s*)",
    re.IGNORECASE,
)
"""Carrier, version, show, certificate or stars behind a title."""
LABEL: Final = re.compile(
    r"^(?:film|movie|title|film\s+title|movie\s+title|título|titre|titel|titolo)\s?:\s+(?=\S)",
    re.IGNORECASE,
)
REVIEWED: Final = re.compile(
    r"^(?!(?:(?:film|movie|dvd|blu-ray|quick|short|mini|my|advance)\s+)?review\b)"
    r"(?P<title>.+?)\s(?:(?:film|movie)\s+)?review\s*[-–—:|].*$",
    re.IGNORECASE,
)
"""A headline such as `Ran review – all the king's sons`."""
REVIEW_ABROAD: Final = r"(?:(?:la|die|de|notre|unsere|nuestra|la\s+nostra)\s+)?(?:recensione|crítica|critica|critique|kritik|filmkritik|rezension|recensie|reseña|anmeldelse|recension|recenzja)"
REVIEWED_ABROAD: Final = re.compile(
    rf"^(?P<title>[^\W_].{{0,80}}?)\s*(?:[,:–—|]|\s-)\s+{REVIEW_ABROAD}\b.*$", re.IGNORECASE
)
"""A headline such as `Ran: la recensione del film di Akira Kurosawa`."""
YEAR_BEHIND: Final = re.compile(
    r"\s*(?:[\[(](?:(?P<also>[^()\[\]]{2,60}),\s*)?(?P<year>(?:18|19|20)\d{2})(?:\s*[,;/|·]\s*[^()\[\]]{2,60})?[\])]|\|\s*(?P<bare>(?:18|19|20)\d{2}))\s*$"
)
TRADE: Final = re.compile(
    r"\b(?:cinemas?|theat(?:er|re)s?|platforms?|VOD|DVD|Blu-ray|Netflix|Prime|Disney|Hulu|HBO|ESPN|BBC|ITV|PBS|AMC|Shudder|Tubi|MUBI|Arte|ARD|ZDF|Peacock|Paramount\+?|IMAX|[34]D|DCP|mm|dubbed|doblada|subtitulada|sub(?:title)?s?|V\.?O\.?(?:S\.?)?(?:E\.?)?|OmU|restor\w+|release|premiere|screening|director|dir|cert|rated|review|film|movie|TV|series|season|episode|part|volume|remake|version|cut|again|yes|no|see|photo|courtesy)(?:\b|$)",
    re.IGNORECASE,
)
OTHER_BEHIND: Final = re.compile(r"\s+[(\[](?P<also>[^\W\d_][^()\[\]\d:]{2,60})[)\]]$")
"""A second title, or a person or place, in brackets behind the first."""
TRAILING_ARTICLE: Final = re.compile(
    r"^(?P<rest>.+),\s+(?P<article>The|A|An|Le|La|Les|L'|Der|Die|Das|El|Los|Las|Il)$"
)
LINK_REST: Final = re.compile(r"^\[(?=[^\]]*(?:\]\(|$))|\]\([^()]*\)?")
OF_DIARY: Final = re.compile(
    r"^(?P<title>.+?),\s+(?P<year>(?:18|19|20)\d{2})(?:\s+[-–—]\s+[★⭐½]+)$"
)
"""What a diary of films prints, as `Ten, 2002 - ★★★`; without the stars it may be all title."""
OF_REVIEW: Final = re.compile(
    r"^(?:(?:my|our|a|mini|quick|short)\s+)?(?:(?:film|movie)\s*)?(?:crítica|critica|reseña|kritik|(?:kurz|mini|kino)kritik|filmkritik|rezension|recensione|critique|recensie|recension|anmeldelse|recenzja|resenha|review)\s+"
    r"(?:de|du|zu|zum|di|del|van|of|for|till|av|af|do|da|filmu|filmen)\s+(?:la\s+película\s+|the\s+(?:film|movie)\s+)?"
    r"(?:[“\"‘«„'](?P<quoted>[^“”\"»]{1,80}?)[”\"’»'](?=\W|$).*|(?P<bare>(?-i:(?:the\s+)?[^\W_a-z])[^:–—|]{1,60}?)(?:\s*[:–—|].*)?)$",
    re.IGNORECASE,
)
"""A headline that says whose review it is, as `Kritik zu Ran` or `Crítica de 'Ran': los hijos`."""
QUOTED_PART: Final = re.compile(
    r"^(?:[^:“”‘’\"«»„]{2,40}:\s+)?[“‘«„](?P<quoted>[^“”«»„‘]{2,80}?)[”’»“](?:\s*(?::|\s[–—])\s+\S.*)?$"
)
"""A quoted title, the name of a column before it or words about it behind: `Late Show: ‘Ran’: A Storm`."""
DASH_BEHIND: Final = re.compile(r"(?<=[”\"»’\w])\s+[–—-]$")
"""A dash that led over to what is cut."""
WORDLIKE: Final = re.compile(r"\w")
TITLE_AND_KIND: Final = re.compile(
    r"^(?P<title>\S.*?)\s+[-–—:]\s+(?P<kind>[^\W\d_A-ZÀ-Þ][^\W\d_]+(?:[\s/,-]+[^\W\d_]+){0,3})$"
)
"""A title, and what kind of film it is: `Rain - drama`."""
PART_OF_KIND: Final = re.compile(r"\s*[,/•·|]\s*")
RATING_BEHIND: Final = re.compile(
    r"\s*[•·|,–-]\s*(?:(?i:rating|cert(?:ificate)?|fsk)\s*:?\s*)?(?:U|PG(?:-13)?|12A?|15|16|18|R)$"
)
COUNTRY_AND_YEAR: Final = re.compile(r"^(?P<places>[^\d()]{2,60}?),?\s+(?:18|19|20)\d\d$")


MOST_LINES: Final = 2
"""What has more lines is a cell whose quotation mark was never closed."""


def title(text: str) -> list[Value]:
    r"""A title without quotation marks, occasion, carrier notes and year.

    The year goes to the detail `year`, a second title in the same brackets to `also`.

    >>> [title(t)[0].text for t in ("“Starlet”", "TIFF: Amour", "La Haine (4K)", "Heat + Q&A")]
    ['Starlet', 'Amour', 'La Haine', 'Heat']
    >>> [title(t)[0].text for t in ("Episode 12: Ran (1985)", "Ep. 7 – Heat", "Star Wars Episode 4: Heat")]
    ['Ran', 'Heat', 'Star Wars Episode 4: Heat']
    >>> title("24 Hour Party People (2002)")[0].detail
    {'year': 2002}
    >>> [title(t)[0].text for t in ("Kritik zu Ran", "Crítica de 'Ran': los hijos", "Review of 1984")]
    ['Ran', 'Ran', '1984']
    >>> title("Ran (1985): la recensione del film di Akira Kurosawa")[0].text
    'Ran'
    >>> title("Ten, 2002 - ★★★½")[0]
    Value(text='Ten', normalised='Ten', detail={'year': 2002})
    >>> [title(t)[0].text for t in ("RAN (15) 2hrs 42mins (subtitled)", "Heat (PG) 2hrs", "Rain (98 min)")]
    ['RAN', 'Heat', 'Rain']
    >>> [title(t)[0].text for t in ("Rain in the City domingo 7", "Movie Review for the Rain", "Black Sun 2")]
    ['Rain in the City', 'the Rain', 'Black Sun 2']
    >>> [title(t)[0].text for t in ("‘Ran’: A Storm", "Late Show: “Ran”", "My Review of ‘Ran’ (1985)")]
    ['Ran', 'Ran', 'Ran']
    >>> [title(t)[0].text for t in ("The Square – 7/10", "23 – Ran (1985)", "Kurzkritik zu Ran", "Heat (1995) 4.79/5 (2)")]
    ['The Square', 'Ran', 'Ran', 'Heat']
    >>> [title(t)[0].text for t in ("Ran — PG-13 (A-III)", "Cannes 2012: Amour review", "The Review")]
    ['Ran', 'Amour', 'The Review']
    >>> title("Review  Ran")[0].text
    'Ran'
    >>> [title(t)[0].text for t in ("LE BAL, d’Ettore Scola", "Rain, de Ana María Roe", "Rosa, de noche")]
    ['LE BAL', 'Rain', 'Rosa, de noche']
    >>> title("Rain (1998) Dir. Ada Brown")[0]
    Value(text='Rain', normalised='Rain', detail={'year': 1998})
    >>> [title(t)[0].text for t in ("9 January – Rain", "Rain, September 23.", "4 July", "May 4: Rain")]
    ['Rain', 'Rain', '4 July', 'Rain']
    >>> title("“Rain” —")[0].text
    'Rain'
    >>> title("Abyss, The")[0].normalised
    'The Abyss'
    >>> [title(t)[0].text for t in ("Rain - drama", "Rain : comédie dramatique", "Rain - a love story", "Rain: Drama")]
    ['Rain', 'Rain', 'Rain - a love story', 'Rain: Drama']
    >>> [title(t) for t in ("March 2022", "di Ada Brown", "Norway 2011 107 minutes", "Comedy, Drama • Rating: 15")]
    [[], [], [], []]
    >>> title("Ten,2002,4\nRan,1985,5\nHeat")
    []
    """
    if text.strip().count("\n") >= MOST_LINES:
        return []
    if "|" in text and " | " not in text:
        return [value for part in text.split("|") for value in title(part)]
    kept = LINK_REST.sub("", text.replace("\ufe0f", "").strip().strip("#").strip())
    kept = LABEL.sub("", kept)
    kept = OF_REVIEW.sub(lambda found: found["quoted"] or found["bare"], kept)
    kept = QUOTED_PART.sub(r"\g<quoted>", kept)
    kept = OF_DIARY.sub(r"\g<title> (\g<year>)", kept)
    kept = REVIEWED.sub(r"\g<title>", kept)
    kept = REVIEWED_ABROAD.sub(r"\g<title>", kept)
    if MAY_HAVE_BEFORE.search(kept):
        kept = BEFORE.sub("", BEFORE.sub("", kept))
    kept = _without_behind(AHEAD.sub("", kept).strip()).strip()
    detail: dict[str, str | int | float | bool] = {}
    year = YEAR_BEHIND.search(kept)
    if year and kept[: year.start()].strip():
        kept = kept[: year.start()]
        detail["year"] = int(year["year"] or year["bare"])
        if year["also"]:
            detail["also"] = year["also"].strip()
    kept = unquoted(DASH_BEHIND.sub("", _without_behind(kept).strip(" \t,;:|")))
    kept = _without_kind(kept)
    if not kept or len(kept) > LONGEST or not WORDLIKE.search(kept) or _is_data(kept):
        return []
    behind = TRAILING_ARTICLE.match(kept)
    meant = f"{behind['article']} {behind['rest']}" if behind else kept
    return [Value(kept, meant, detail)]


def _without_kind(text: str) -> str:
    """The text without the kind of film in small letters behind a dash or colon."""
    told = TITLE_AND_KIND.match(text)
    if told is None or not all(fold(word) in genres() for word in _words_of_kind(told["kind"])):
        return text
    return told["title"]


def _words_of_kind(text: str) -> list[str]:
    """What a list of genres names; a genre of two words whole, if it is one, or else each word."""
    parts = [part.strip() for part in PART_OF_KIND.split(text) if part.strip()]
    return [word for part in parts for word in ([part] if fold(part) in genres() else part.split())]


@cache
def genres() -> frozenset[str]:
    """The folded names of genres, in several languages."""
    return frozenset(map(fold, reference_table("genre_names", ("name",))["name"].to_list()))


def _is_data(text: str) -> bool:
    """True for what lines of data hold besides titles: month and year, maker, country and year, genres."""
    if IS_NO_TITLE.match(text):
        return True
    origin = COUNTRY_AND_YEAR.match(text)
    if origin is not None:
        places = PART_OF_KIND.split(origin["places"])
        return all(fold(place.strip()) in country_names() for place in places)
    parts = _words_of_kind(RATING_BEHIND.sub("", text))
    return PART_OF_KIND.search(text) is not None and all(fold(part) in genres() for part in parts)


def _without_behind(text: str) -> str:
    return BEHIND.sub(" ", text).strip() if MAY_HAVE_BEHIND.search(text) else text


def title_of_line(text: str) -> list[Value]:
    """The title of a line of its own; what stands in brackets behind capitals goes to `also`.

    In other letters a bracket is as often part of the title.

    >>> title_of_line("FLUTE ALONE (Flauta sola)")[0].detail, title_of_line("FLUTE (Remake)")[0].detail
    ({'also': 'Flauta sola'}, {})
    """
    found = title(text)[:1]
    both = apart(found[0].text) if found else None
    if both is None or not both[0].isupper():
        return found
    return [Value(both[0], both[0], {**found[0].detail, "also": both[1]})]


def apart(text: str) -> tuple[str, str] | None:
    """The title and the other one in brackets behind it; None where what stands there is no title.

    >>> apart("Flute Alone (Flauta sola)"), apart("Flute (Part Two)"), apart("Flute (with Q&A)")
    (('Flute Alone', 'Flauta sola'), None, None)
    """
    other = OTHER_BEHIND.search(text)
    if other is None or not other["also"][0].isupper() or TRADE.search(other["also"]):
        return None
    return unquoted(text[: other.start()]), other["also"].strip()


def unquoted(text: str) -> str:
    """The text without quotation marks around it, or a lost one at either end.

    >>> [unquoted(t) for t in ("“Starlet”", "Heat”", "'Til Dawn", "_Ran_", "Say “Yes”")]
    ['Starlet', 'Heat', "'Til Dawn", 'Ran', 'Say “Yes”']
    """
    kept = text.strip().strip("*_`").strip()
    if len(kept) > 2 and kept[0] in QUOTES and kept[-1] in QUOTES:
        return kept.strip(QUOTES).strip()
    if kept[-1:] in '”"»' and not re.search(r"[“\"„«]", kept[:-1]):
        return kept[:-1].strip()
    if kept[:1] in '“"„«' and not re.search(r"[”\"»“]", kept[1:]):
        return kept[1:].strip()
    return kept


def read_titles(candidates: pl.Series) -> pl.DataFrame:
    """What `title_of_line` reads in each distinct text: `candidate`, `value`, `value_normalised`, `detail`."""
    rows = [
        (text, *told)
        for text in candidates.drop_nulls().unique().sort().to_list()
        for told in values_in(text, title_of_line)
    ]
    schema = {
        "candidate": pl.String(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "detail": pl.String(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


ARTICLE: Final = r"^(?:the|an?|l[ea]s?|el|los|las|der|die|das|il|lo)\s+(\S)"
"""An article that begins a folded title, and the letter behind it."""


def folded(text: pl.Expr) -> pl.Expr:
    """What spellings of one title have in common: its words, without an article before them."""
    return words_of(text).str.replace(ARTICLE, "$1")


IS_BESIDE: Final = rf"^\W{{0,6}}\+\s+(?i:(?:[\p{{L}}-]+\s+)?(?:{_words('beside')}))\b"
"""What goes with a film and is none, as in `+ Q&A with the director`."""
IS_NO_TITLE: Final = re.compile(
    rf"^(?i:{MONTH}\.?\s+(?:(?:19|20)\d\d|screenings?|films|movies|releases|listings|schedule))$|^\(?(?:di|de|von|by|par|por)\s+{PERSON}$"
    r"|^[’'‘]?(?:19|20)?\d0s(?:$|\s[–—-]\s)|^\d[\d.,]*\s?(?i:views|visits|comments|likes|shares|aufrufe|kommentare|vues|commentaires|visitas|vistas|comentarios|visualizzazioni|commenti|visualizações|comentários|weergaven|reacties|visningar|kommentarer)$"
)
"""A month and its year or its films, who made a film, a decade, or how often a page was seen."""
IS_DATE: Final = rf"^(?i:-?{WEEKDAY}\.?,?\s+\d{{1,2}}(?:st|nd|rd|th)?\b|{MONTH}(?:\.\s*|\s+)\d{{1,4}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th|º|\.)?\s*(?:(?:de|of)\s+)?{MONTH}\b|{WEEKDAY}\.?,?\s+{MONTH}\b|{MONTH}\.?$|(?:mo|di|mi|do|fr|sa|so)$|(?:mo|di|mi|do|fr|sa|so)\.?,?\s+\d{{1,2}}\.\s?\d{{1,2}}\.|{WEEKDAY}(?:$|\s*\(\d|(?:\s*[,&/–-]\s*|\s+(?:and|und|bis|to|et|y|e|au|al)\s+){WEEKDAY}\b))|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d\d-\d\d"
IS_CLOCK: Final = r"(?i:\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b)"
DAY_IN_DIGITS: Final = r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}(?:$|[^\d:.h]))"
"""A day that holds what looks like a clock: `12.08.2021`."""
ENDS_WITH_CLOCK: Final = r"(?i:(?:^|[\s–-])(?:\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?\s?m\.?|uhr|h|hrs)?|\d{1,2}\s?[ap]\.?m\.?|(?:às|alle|ore|kl\.?|a\s+las)\s+\d{1,2}\s?h?|(?:à|um|om)\s+\d{1,2}\s?(?:h|uhr|uur))\s*(?:\(.*|[–-](?:$|[^\s].*|\s+[^\p{Lu}\s].*|\s+\p{Lu}[^\p{Lu}].*))?$)"
TIMES: Final = rf"(?i:\b\d{{1,2}}[:.h]\d{{2}}\s*(?:[ap]\.?\s?m\b\.?|uhr|hrs?\b|h\b)?|\b\d{{1,2}}\s?[ap]\.?m\b\.?|\b{WEEKDAY}\b\.?|\b{MONTH}\b\.?|\b(?:today|tomorrow|tonight|heute|morgen|hoy|mañana|aujourd[’']hui|demain|oggi|domani|at|and|um|und|à|a\s+las|y|et|e|ore)\b)"
"""Clocks, days and what stands between them in the times of a show."""
IS_SLOT: Final = r"^\W*(?i:(?:\d{1,2}[:.h]\d{2}|\d{1,2})\s?(?:[ap]\.?m\.?|uhr|uur|hrs?|h)?[\s,|·•–-]+(?:screen|sala|saal|salle|kino|cinema|theat(?:re|er)|auditorium|room|zaal|studio)\s?[\dA-Z]{0,2})\W*$|^(?i:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?|uhr|uur|h)?|\d{1,2}\s?(?:[ap]\.?m\.?|uhr|uur|h))\s+(?i:in|at|im|@)\s"
"""A time and a room, or where a film is shown at that time."""
IS_STAMP: Final = (
    r"\d:\d\d:\d\d|\b(?:UTC|GMT|BST|CES?T|IST|A?E[SD]?T|P[SD]?T|C[SD]T|M[SD]T)\b"
    r"|\s(?i:says|said|wrote|commented|dice|dijo|dit|sagt|schreibt|scrive|skriver|schrijft|zegt)\s*(?::|(?i:on|am|el|le|il|op)\s)"
    r"|^(?i:by\s+[^\d|]{2,40},\s|(?:first\s+)?published|posted|created|(?:last\s+)?(?:updated|modified))\b"
)
"""A time to the second, with its zone, or behind who says something, is when a text was written, and no show."""
IS_ADDRESS: Final = r"(?i:https?://|www\.|\w@\w|©|copyright|^tel\b|[£$€]\s?\d)"
IS_LABEL: Final = r"^[\p{L} ]{2,25}\s?[:：](?:$|\s+\p{Ll}|\s*\d{1,2}[.,]\d{1,2}(?:\s|$)|\s*\S+\s+[\p{L} ]{2,25}:\s*\d+$)"


IS_BYLINE: Final = r"^(?:(?i:(?:review|posted|written|words)\s+)?(?i:by|von|par|por))\s+\p{Lu}\S+(?:\s+\p{Lu}\S*){1,3}(?:\s+[·•|–—-]\s.*)?$|,\s+(?:writes|reports|argues)\s+\p{Lu}\S+\s+\p{Lu}\S+$|^(?i:regia\s+di|directed\s+by|written\s+by|dirigid[ao]\s+por|réalisé\s+par|dirección\s+de)\s+\p{Lu}\S*$"
IS_PROGRAMME: Final = r"^(?i:\p{L}{0,8}(?:program(?:m|me|ma|mation|mación|mazione)?|spielplan|kinoplan|cartelera|calendar)\b).*\b(?:19|20)\d\d\b"
"""What a programme is called with its days: `Weekprogramma 12 t/m 18 januari 2023`."""
IS_ARCHIVE: Final = r"^(?i:(?:(?:category|tag|monthly|daily|yearly|author)\s+archives?|archives?|(?:schlagwort|kategorie|monats)-?archiv\w*|category|tag|month|kategorie|schlagwort|catégorie|étiquette|categoría|etiqueta|categoria|(?:tag|maand)\s+archie[fv]\w*)\s*:|(?:festival\s+)?day\s+\d+$)"
"""What the builders of sites print above all posts of a month or with a tag."""
IS_RANK: Final = r"^(?i:platz|rang|rank|number|no\.?|nr\.?|puesto|posto|posição|place|plaats|plats|#|n[º°])\s?\d{1,3}\W*$"
"""The place of a film in a list, above its title."""
IS_SEEN: Final = r"^(?i:(?:the|all|every|some)\s+)*(?i:films?|movies?|everything)\s+(?i:that\s+)?(?i:I|we)(?:[’'](?i:ve))?\s+(?i:watched|saw|seen|have)\b"
"""What somebody calls a list of what he or she saw."""
IS_AGE: Final = r"^\+?\s?\d{1,2}\s?(?:años|AÑOS|[Jj]ahren?|JAHRE|ans|years|anni|\+)\W*$|^(?i:frei\s+)?(?i:ab)\s+\d{1,2}\b"
IS_LIST: Final = r"\s[|/•·]\s.*\s[|/•·]\s|\S\s{3,}\S.*\S\s{3,}\S|^\p{Lu}\S*\s\p{Lu}[^\s,]+,\s\p{Lu}\S*\s\p{Lu}[^\s,]+,\s\p{Lu}\S*\s\p{Lu}"
IS_BESIDE_TITLE: Final = (
    r"^(?i:(?:(?:written|produced|edited|conceived|shot)(?:,|\s+(?:and|&))\s+)*(?:directed|written|produced|narrated)\s+by|dirs?\.)\s+\p{Lu}"
    r"|^(?i:(?:official\s+)?s[ée]lection|selecci[óo]n|selezione)\s[^|(]*(?:19|20)\d\d$"
    r"|^(?i:winners?|nominees?|nominated|shortlisted|gewinner(?:in)?|nominiert|lauréate?|ganador[ae]?|premiad[oa]|vincitore|vincitrice|vinnare|vinder)(?:\s*[:–—]|\s-|\s(?i:of|at|for|in|de[lr]?|des|du|dell[ao’']|av|af|für|auf|på|al|en|au|aux)\b|\s\d)"
    r"|(?i:\.(?:jpe?g|png|gif|webp|svg|pdf|mp4))$|(?i:\s(?:podcast|episode|newsletter)\b.*#\s?\d+)$"
    r"|^[»›→▸►▶➜]\s|\s[»›→▸►▶➜]$|^\d{1,2}(?:[.,]\d)?\s?/\s?(?:4|5|6|10|20|100)$|^(?i:rated)\s+(?:G|PG|PG-13|R|NC-17)\b|^\d{1,3}\s?mins?\b\.?(?:\s\p{Ll}|$)"
    r"|^(?i:sala|saal|salle|screen|auditorium|zaal)\s\d{1,2}(?:\s?/.*)?$"
    r"|(?i:\b(?:film)?fest(?:ival)?\b.{0,40}\b(?:announces|unveils|reveals|dévoile|annonce|anuncia|annuncia|verkündet|präsentiert)\b)"
)
"""What stands where a title might: who made the film, where patterns of names miss it, for which
festival it was chosen, what it won, the name of the file of its picture, a link to more, a rating, a
length, a room, what a festival announces."""
IS_PICTURE: Final = r"^\s*(?:\[?!\[[^\]]*\]\([^()]*\)\s*)+(?:\]\([^()]*\))?\s*$"
"""Nothing but a picture, whose text tells what it shows."""
IS_DIRECTIVE: Final = r"^\s*\.\.\s"
"""Comments and targets of reStructuredText."""


def says_times_only(line: pl.Expr) -> pl.Expr:
    """True for lines that hold two times or more, maybe with their day, and no other word."""
    are_several = line.str.count_matches(IS_CLOCK) > 1
    rest = only_where(are_several, line).str.replace_all(TIMES, "")
    return are_several & ~rest.str.contains(r"\p{L}")


def looks_like_title() -> pl.Expr:
    """True for lines that could be a title by their look: short, no sentence, date or furniture."""
    whole = line = pl.col("line").str.replace(r"\]\([^()]*\)?", "")
    may_be_dated = line.str.contains(MAY_HAVE_DAY_AHEAD)
    undated = only_where(may_be_dated, line).str.replace(DAY_AHEAD, "")
    line = pl.when(may_be_dated).then(undated).otherwise(line)
    is_top = pl.col("heading") == 1
    is_number = whole.str.contains(r"^\d+$")
    is_odd = (line.str.contains(r"^[\p{Ll}(\[]") | is_number) & ~line.str.contains(
        r"^\(\d+\) \p{Lu}"
    )
    ends = line.str.contains(r"[.;,:]$") & ~line.str.contains(
        rf"\.\.\.$|\b\p{{Lu}}\.$|\d\s?min\.$|,\s\p{{Lu}}\p{{L}}{{1,3}}\.$|,\s(?i:{DAY})\.$"
    )
    return (
        line.str.replace(r"\s\+\s.*$", "").str.len_chars().is_between(1, 90)
        & (pl.col("size") <= LONGEST)
        & line.str.contains(r"[\p{L}\p{N}]")
        & (~is_odd | is_top)
        & (~ends | (is_top & line.str.contains(r"\.$") & (line.str.count_matches(r"\s") < 6)))
        & ~line.str.contains(IS_FURNITURE)
        & ~line.str.contains(IS_DATE)
        & ~line.str.contains(ENDS_WITH_CLOCK)
        & ~line.str.contains(IS_SLOT)
        & ~line.str.contains(IS_ADDRESS)
        & ~line.str.contains(IS_LABEL)
        & ~line.str.contains(rf"^(?i:{PREMIERE})$")
        & ~pl.col("raw").str.contains(IS_BESIDE)
        & ~line.str.contains(IS_AGE)
        & ~line.str.contains(IS_BYLINE)
        & ~line.str.contains(rf"{IS_PROGRAMME}|{IS_ARCHIVE}|{IS_SEEN}|{IS_RANK}")
        & ~line.str.contains(IS_LIST)
        & ~line.str.contains(IS_BESIDE_TITLE)
        & ~line.str.contains(rf"^{KIND_OF_FILM_BY}\p{{Lu}}\S*\s\p{{Lu}}")
        & ~pl.col("raw").str.contains(IS_DIRECTIVE)
        & ~pl.col("raw").str.contains(IS_PICTURE)
    )


def is_show(line: pl.Expr) -> pl.Expr:
    """True for lines that tell day and time of a show."""
    is_dated = line.str.contains(IS_CLOCK) & line.str.contains(IS_DATE)
    clock = only_where(is_dated, line).str.replace_all(DAY_IN_DIGITS, "")
    return (
        is_dated
        & clock.str.contains(rf"{IS_CLOCK}|\d\s?(?i:uhr|uur|h)(?-u:\b)")
        & ~line.str.contains(IS_STAMP)
    )
