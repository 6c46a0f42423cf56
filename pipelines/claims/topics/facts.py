"""Rules for the facts of a film: running time, year, countries, languages, certificates, formats."""

import re
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import BELOW_HEAD, EDGE, NAME, SHORT, Example, Rule, Value, as_is
from pipelines.claims.text.labels import LONGEST_TITLES, alternatives, fact_labels
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.claims.text.titles import TRADE, title
from pipelines.claims.values.dates import year
from pipelines.claims.values.durations import SPELLED, minutes
from pipelines.claims.values.places import (
    NATIONALITIES,
    PUBLIC_CODES,
    countries,
    country_name,
    languages,
)

MINUTES: Final = r"(?:\d{1,3}\s*(?:[-‐]\s*)?(?i:min(?:ute|uto|uti)?(?:s|n|en)?|minut(?:ter|er|y)?)\b\.?|\d{1,3}\s*['′’](?:\s|$|,|\.))"
HOURS: Final = r"(?:\b\dh\d{2}(?:\s?min)?\b\.?|\d{1,2}\s*(?i:h(?:rs?|ours?|oras?|eures?)?)\b\.?(?:\s*,?\s*(?:and\s+)?\d{1,2}(?:\s*(?i:m(?:ins?|inutes?)?)\b\.?)?)?)"
DURATION: Final = rf"(?:\d{{1,2}}\s*[x×]\s*{MINUTES}|{HOURS}|{MINUTES})"
COUNTRY: Final = (
    r"(?:\p{Lu}[\p{L}.'’]*(?:\s+(?:and\s+|of\s+|the\s+)?\p{Lu}[\p{L}.'’]*)*(?:\s*\([^()]+\))?)"
)
COUNTRIES: Final = rf"{COUNTRY}(?:\s*[-–/,+|]\s*{COUNTRY})*"

COLOPHON: Final = r"^[“\"„«]?[\p{Lu}\d][^–—|:“\"„«»,]{0,70}?[”\"“»]?,\s+"
"""The title that a line of data begins with."""
TELLS_MAKER: Final = rf"(?:{EDGE}(?:[Rr]egie|[Dd]irected\s+by|[Dd]irector|[Dd]ir\.|[Rr]éal\w*\.?|R:)|{EDGE}\d{{2,3}}\s?(?:[Mm]in|['′’]))"
WORDS_OF_COLOPHONS: Final = ("regie", "directed", "director", "dir.", "réal", "r:", "min")
MAY_BE_COLOPHON: Final = pl.col("size").is_between(40, 400) & pl.col("line").str.contains(
    TELLS_MAKER
)
"""Lines that hold title, places, year and maker."""
HOURS_IN_PROSE: Final = r"(?:\d{1,2}|an|one|two|three|four|five)"
LENGTH: Final = rf"(?:(?:\d{{2,3}}|{SPELLED})[\s-]+minutes?|{HOURS_IN_PROSE}[\s-]+hours?(?:,?\s+(?:and\s+)?(?:\d{{1,2}}|{SPELLED})\s+minutes?|\s+and\s+a\s+half)|{HOURS_IN_PROSE}(?:\.5|½|\s1/2|[\s-]and[\s-]a[\s-]half)[\s-]+hours?)"
"""How long a film runs, as sentences say it; whole hours are rather a sigh than a length."""
ROUGHLY: Final = r"(?:(?:in|at|for|just|only|a|an|over|under|about|around|into|some|nearly|almost|roughly|barely|all|of|mere|whole|full|lean|tight|brisk|taut|trim|scant|exactly|well)\s+){0,4}"

OFFENCE: Final = r"(?:(?:[\p{Ll}-]+\s+){0,2}(?:violence|gore|blood|nudity|sex(?:uality|\s+scenes?|ual\s+content)?|language|swearing|profanity|drugs?(?:\s+use)?|smoking|drinking|horror|threat|peril|suicide|torture|cruelty))"
OFFENCES: Final = rf"{OFFENCE}(?:(?:,\s+(?:and\s+)?|\s+and\s+){OFFENCE})*"
"""What films are not for children for."""

NO_FIRST_NAME: Final = r"^(?:The|A|An|El|La|Los|Las|Le|Les|L[’']|Der|Die|Das|Ein|Eine|Il|Lo|I|Gli|Un|Una|Une|O|Os|As)\b"
SHORTEST_FEATURE: Final = 45
OF_PROGRAMME: Final = rf"(?i){EDGE}(?:total\s+(?:running|run|screening|programme)?\s*time|total\s+(?:runtime|duration|length)|programme\s+(?:length|duration)|gesamt(?:l[aä]nge|dauer|laufzeit)|durée\s+totale|duración\s+total|durata\s+(?:totale|complessiva)|temps\s+de\s+lecture|lesezeit|reading\s+time|tiempo\s+de\s+lectura|tempo\s+di\s+lettura|leestijd|lästid|min(?:s|utes?)?\.?\s+(?:to\s+)?read|lecture\s*:?\s+\d+|lettura\s*:?\s+\d+|de\s+lectura){EDGE}"
"""A running time of all films of a show together, or the time that it takes to read a text."""
OF_TRAILERS: Final = [" adverts", " trailers"]
"""What lasts some minutes before a film begins."""
PRINTED_CERTIFICATES: Final = (
    r"(?:FSK:?\s*(?:ab\s*)?\d{1,2}|PG-13|PG|NC-17|12A|15A|U|R18|R|12|15|18)"
)
AGE_LIMIT: Final = (
    r"(?:PG-13|PG|12A|15A|NC-17|"
    r"o\.\s?A\.|(?i:fsk:?\s*(?:ab\s*)?\d{1,2}|ab\s+\d{1,2}(?:\s+(?:jahren?|j\.))?(?:\s+freigegeben)?|(?:freigegeben\s+)?ohne\s+altersbeschränkung|"
    r"(?:no|não)\s+(?:recomendad[ao]|apt[ao])\s+(?:para\s+|a\s+)?(?:los\s+)?menores\s+de\s+\d{1,2}(?:\s+a[ñn]os)?|"
    r"(?:(?:recomendad[ao]|apt[ao])\s+)?(?:para\s+|a\s+)?mayores\s+de\s+\d{1,2}(?:\s+años)?|(?:apt[ao]\s+)?(?:para\s+)?(?:todos\s+los\s+públicos|todo\s+(?:el\s+)?público)|"
    r"tous\s+publics|(?:interdit\s+aux|int\.)\s+(?:moins\s+de\s+|-\s?)\d{1,2}(?:\s+ans)?|"
    r"vietato\s+ai\s+minori\s+di\s+\d{1,2}(?:\s+anni)?|(?:film\s+)?per\s+tutti|v\.?m\.?\s?1[48]|m\s?/\s?\d{1,2}|"
    r"(?:från|fr\.)\s+\d{1,2}\s+år|barntillåten|till(?:att|adt)\s+for\s+(?:alle|børn\s+over\s+\d{1,2}\s+år)|"
    r"alle\s+leeftijden|vanaf\s+\d{1,2}\s+jaar|k-?(?:7|12|16|18)|\+\s?\d{1,2}(?:\s+años)?))"
)
"""Certificates that tell what they are without a label, as countries print them."""
NATIONALITY: Final = "(?:" + alternatives([word.title() for word in NATIONALITIES]) + ")"
SPOKEN: Final = r"(?:\p{Lu}\p{Ll}+(?:(?:\s*,\s*|\s+and\s+|\s*/\s*)\p{Lu}\p{Ll}+)*)"
FILM_NOUN: Final = r"(?:film|movie|feature|drama|comedy|thriller|documentary|melodrama|romance|musical|western|epic|horror|noir|classic|masterpiece|animation|biopic|satire|debut|offering|flick|chiller|production|co-production|romp|tearjerker|slasher|rom-?com|anime|(?:ghost|love)\s+story)"
GENRES_IN_PROSE: Final = reference_table("genre_words", ("word", "genre", "is_a_film"))
LISTED_GENRES: Final = alternatives(
    [
        *GENRES_IN_PROSE["word"].to_list(),
        *reference_table("genre_names", ("name", "language"))["name"].to_list(),
    ]
)
GENRE_WORDS: Final = alternatives(GENRES_IN_PROSE["word"].to_list())
KINDS: Final = alternatives(GENRES_IN_PROSE.filter(pl.col("is_a_film") == "yes")["word"].to_list())
"""Words that mean a film by themselves: a thriller is one, a mystery or a war need not be."""
A_KIND: Final = rf"(?i:{KINDS}|(?:{GENRE_WORDS})\s+(?:film|movie|feature|flick|picture))"
BEFORE_KIND: Final = r"(?:[\p{L}\p{N}’'-]+,?\s+){0,5}?"
"""The adjectives before it."""
NEEDS_GENRE: Final = (
    "drama", "comedy", "thriller", "documentary", "musical", "western", "horror", "romance", "romantic", "romcom",
    "rom-com", "-fi", "science", "fantasy", "noir", "biopic", "satire", "slasher", "mystery", " war", "animat",
    "adventure", "action", "heist", "martial", "giallo", "gangster", "dramedy", "farce", "caper", "chiller",
    "whodunit", "whodunnit", "movie", "ghost story",
)  # fmt: skip
GENRE_IN_PHRASE: Final = re.compile(rf"\b(?:{GENRE_WORDS})\b", re.IGNORECASE)
GENRE_AT_END: Final = re.compile(
    rf"\b(?:{GENRE_WORDS})(?:\s+(?:film|movie|feature|flick|picture))?$", re.IGNORECASE
)
MEANT: Final = dict(zip(GENRES_IN_PROSE["word"], GENRES_IN_PROSE["genre"], strict=True))
GENRE_STEMS: Final = tuple(sorted({word.lower() for word in GENRES_IN_PROSE["word"]}))
KINDS_OF_GENRE: Final = r"(?:sci-fi|science[\s-]fiction|action|crime|zombie|vampire|heist|spy|war|teen|road|buddy|black|dark|folk|body|stoner|slasher|superhero|sports|musical|historical|romantic|political|legal|courtroom|psychological|erotic|supernatural|paranormal|survival|conspiracy|fantasy|horror|family|period|costume|coming-of-age|social[\s-]realist)"
FILM_WORD: Final = r"(?:film|movie|feature|flick|caper|romp)"
GENRE_NOUNS: Final = r"(?:(?:romantic|black|dark|horror|screwball|action)[\s-]comedy|(?:crime|period|costume|family|romantic|coming-of-age)\s+drama|(?:psychological|crime|spy|political)\s+thriller|comedy|drama|thriller|documentary|musical|western|biopic|satire|mockumentary|melodrama|tragicomedy|dramedy|rom-?com|whodunn?it|film\s+noir)"
"""Genres that name a film by themselves; others need the word film behind them."""
DESCRIBED_GENRE: Final = re.compile(
    rf"\b(?:{KINDS_OF_GENRE}[\s/-]+)?(?:{GENRE_WORDS})(?=(?:\s+{FILM_WORD})?(?:\s+(?:about|starring|based\s+on|set\s+\w+|directed|in\s+which|from\s+director|that\s+follows|with\s+an?))?$)",
    re.IGNORECASE,
)
NO_ADJECTIVES: Final = re.compile(
    r"\s(?:the|an?|of|that|this|which|who|whose|where|when|by|with|in|to|for|from|about|is|was|as|however|than|not|like)\s",
    re.IGNORECASE,
)
OF_THE_KIND: Final = re.compile(
    r"\b(?:first|best|finest|greatest|worst|only|another|typical|traditional|usual|average|standard|any|every|proper|pure)\b",
    re.IGNORECASE,
)
"""Words that speak of a genre rather than of this film."""


AND_MORE: Final = re.compile(
    rf"^({PRINTED_CERTIFICATES}|G)(?:\s*[,;|·•/]\s*.*|[,\s]+(?i:for|contains|on\s+appeal)\s.*|\s+\([^()]*\)?|[.;]\s.*|\s+(?i:cert(?:ificate)?))$"
)
"""A certificate, and what it was given for, or the running time behind it."""


def certificate(text: str) -> list[Value]:
    """A certificate as `system:label`; `other` where the label does not tell its system.

    An age limit of 0 is none.

    >>> [certificate(t)[0].normalised for t in ("Unrated", "PG-13", "15", "FSK: 6")]
    ['MPA:Unrated', 'MPA:PG-13', 'BBFC:15', 'FSK:6']
    >>> certificate("12A, 98 min")[0].text, certificate("8.9/10 by 214 visitors")
    ('12A', [])
    >>> [certificate(t)[0].normalised for t in ("PG-13 for thematic elements", "R (language)")]
    ['MPA:PG-13', 'MPA:R']
    """
    label = AND_MORE.sub(r"\1", text.strip(" \t.,;:()"))
    if re.match(r"\d+(?:[.,]\d+)?\s*/\s*\d|\d+[.,]\d", label):
        return []
    system = None
    if re.fullmatch(r"(?i:unrated|not rated|NR)|PG-13|R|NC-17|G", label):
        system = "MPA"
    elif re.fullmatch(r"U|12A?|15|18|R18|PG", label):
        system = "BBFC"
    elif re.fullmatch(r"(?i:fsk)[\s:-]*(?:ab\s*)?(\d+)(?:\s*[^\W\d]+)*", label):
        system, label = "FSK", re.sub(r"\D+", "", label)
    if not label or re.fullmatch(
        r"(?i)0|tbc|tba|n/?a|none|unknown|to be (?:confirmed|announced)", label
    ):
        return []
    printed = AND_MORE.sub(r"\1", text.strip(" \t.,;:()"))
    return [Value(printed, f"{system or 'other'}:{label}")]


def advisory(text: str) -> list[Value]:
    """What a text warns of, without its full stop; `normalised` goes without "Contains".

    >>> advisory("Contains disturbing images.")
    [Value(text='Contains disturbing images', normalised='disturbing images', detail={})]
    """
    return [
        Value(value.text, re.sub(r"^(?i:contains)[:\s]+", "", value.text)) for value in as_is(text)
    ]


def titles_only(text: str) -> list[Value]:
    """The title that a text prints, without quotation marks, carrier and year."""
    return [Value(value.text, value.normalised) for value in title(text)[:1]]


def several_titles(text: str) -> list[Value]:
    """The titles of a list; one comma may be part of a title, two are not.

    >>> [value.text for value in several_titles("Solo flute, Flauta sola, Una flauta")]
    ['Solo flute', 'Flauta sola', 'Una flauta']
    >>> [value.text for value in several_titles("Home, Sweet Home / Casa dulce casa")]
    ['Home, Sweet Home', 'Casa dulce casa']
    """
    separator = r"\s*[;|]\s*|\s+/\s+" + (r"|\s*,\s*" if text.count(",") > 1 else "")
    return [value for part in re.split(separator, text) for value in titles_only(part)]


def languages_only(text: str) -> list[Value]:
    """The languages of a list; none where a part says nothing of languages.

    >>> [value.text for value in languages_only("French, Khmer (English subtitles)")]
    ['French', 'Khmer']
    >>> languages_only("of love")
    []
    """
    told = re.sub(r"\([^()]*\)|(?i:\bwith\b.*|\bsubtitle.*|\boriginal\s+version\b)", "", text)
    parts = re.split(r"\s*(?:[,/;|+•–&]|\s(?:and|et|und|y|e)\s)\s*", told.strip(" .,;"))
    found = languages(told)
    return found if len(found) >= len([part for part in parts if part]) else []


def other_title(text: str) -> list[Value]:
    """A title in brackets, unless it is a person, a format, a country or a word of the trade.

    >>> other_title("Flauta")[0].text, other_title("Ada Brown"), other_title("IMAX")
    ('Flauta', [], [])
    >>> other_title("“Ada Brown”")[0].text, other_title("BÚ SÀN")[0].text
    ('Ada Brown', 'BÚ SÀN')
    """
    if text.startswith("“"):
        return titles_only(text.strip("“”"))
    is_name = re.fullmatch(NAME, text.strip()) and not re.search(NO_FIRST_NAME, text)
    is_name_alone = is_name and not text.isupper()
    no_title = re.search(TRADE, text) or countries(text) or languages(text) or is_name_alone
    return [] if no_title else titles_only(text)


def genre_of_phrase(text: str) -> list[Value]:
    """The genres of a phrase of adjectives that ends with one.

    An adventure is a genre by itself only: a sci-fi adventure is science fiction.

    >>> genre_of_phrase("a quiet romantic comedy")[0].text
    'romantic comedy'
    >>> [value.normalised for value in genre_of_phrase("a sci-fi adventure")]
    ['Science fiction']
    >>> genre_of_phrase("a shame, however, that the comedy")
    []
    """
    if NO_ADJECTIVES.search(text) or not GENRE_AT_END.search(text):
        return []
    named = [found.group() for found in GENRE_IN_PHRASE.finditer(text)]
    kept = [name for name in named if name.lower() != "adventure"] or named
    return [value for name in kept for value in genres_meant(name)]


def genre_of_opening(text: str) -> list[Value]:
    """The genre of a phrase that a capsule begins with, unless it speaks of the whole kind.

    >>> genre_of_opening("Deadpan Danish comedy")[0].text, genre_of_opening("Every Danish comedy")
    ('comedy', [])
    """
    return [] if OF_ALL.match(text) else genre_of_phrase(text)


OF_ALL: Final = re.compile(
    r"(?:The|This|That|These|Those|Every|Each|Another|Unlike|Like|There|Here|When|While|Whether|What|Which|Where|Since|After|Before|Although|Though|Because|Never|Perhaps|Maybe|Half|Part|Some|Most|Many)\b"
)
"""Words before a genre that is not that of one film, or is not all that it is."""


def genres_meant(text: str) -> list[Value]:
    """The genres that a kind of film belongs to: what is printed stays, what is meant goes beside it.

    >>> [value.normalised for value in genres_meant("romantic comedy")]
    ['Romance', 'Comedy']
    >>> genres_meant("survival drama")[0]
    Value(text='survival drama', normalised='drama', detail={})
    """
    told = MEANT.get(text.lower())
    if told:
        return [Value(text, meant) for meant in told.split("; ")]
    named = [found.group() for found in GENRE_IN_PHRASE.finditer(text)] or [text]
    kept = [name for name in named if name.lower() != "adventure"] or named
    return [Value(text, MEANT.get(name.lower()) or name) for name in kept]


def genre_described(text: str) -> list[Value]:
    """The genre that a description of a film ends with, before what it is about.

    >>> [value.text for value in genre_described("chilly thriller about")]
    ['thriller']
    """
    found = DESCRIBED_GENRE.search(text)
    before = text[: found.start()] if found else ""
    if not found or NO_ADJECTIVES.search(before) or OF_THE_KIND.search(before):
        return []
    return genres_meant(found.group())


def film_length(text: str) -> list[Value]:
    """A running time that a film can have: three quarters of an hour or more.

    >>> film_length("99 minutes")[0].normalised, film_length("10 minutes")
    ('99', [])
    """
    return [value for value in minutes(text) if int(value.normalised or 0) >= SHORTEST_FEATURE]


def year_of_countries(text: str) -> list[Value]:
    """The year at the end of a line of countries; none if they are no countries.

    >>> year_of_countries("France-Cambodia 2013")[0].text, year_of_countries("Fest 2013")
    ('2013', [])
    """
    return year(text[-4:]) if countries(text[:-4].strip(" \t,./(|•·")) else []


def countries_among(text: str) -> list[Value]:
    """The countries among the data of a bracket.

    >>> [value.text for value in countries_among("Ada Brown, Norway/Sweden 1988, 90 min")]
    ['Norway', 'Sweden']
    """
    parts = re.split(r"[,;/|·–-]|\b(?:18|19|20)\d\d\b", text)
    return [value for part in parts for value in countries(part.strip(" ."))]


NATIONALITIES_ABROAD: Final = dict(
    reference_table("nationality_names", ("word", "code")).iter_rows()
)
"""Adjectives of nationality in other languages."""


def country_of_nationality(text: str) -> list[Value]:
    """The country of an adjective of nationality.

    >>> country_of_nationality("Danish")
    [Value(text='Danish', normalised='Denmark', detail={'code': 'DK'})]
    """
    found = []
    for word in re.split(r"\s*(?:[,/–-]|\band\b|\bet\b)\s*", text.strip()):
        code = NATIONALITIES.get(word.lower()) or NATIONALITIES_ABROAD.get(word.lower())
        if code:
            name = country_name(code)
            found.append(Value(word, name, {"code": PUBLIC_CODES.get(code, code)}))
    return found


def subtitles(text: str) -> list[Value]:
    """True for the words that tell of subtitles.

    >>> subtitles("with English subtitles")[0].normalised
    'true'
    """
    return [Value(text.strip(), "true")]


LEADS_UP: Final = re.compile(
    r"^.*\b(?i:film|movie|drama|comedy|documentary|feature|short|called|titled|as|in|with|of)\s+"
    r"(?=[^\W\d_a-z])"
)
"""Words that lead up to a title; what follows begins with a capital."""


def title_at_end(text: str) -> list[Value]:
    """A title, without the words of a sentence that lead up to it.

    >>> [value.text for value in title_at_end("With the documentary Flauta sola")]
    ['Flauta sola']
    """
    return other_title(LEADS_UP.sub("", text))


RULES: Final = (
    Rule(
        name="runtime.alone",
        attribute="runtime_minutes",
        finds="A running time at the beginning or end of a short line.",
        pattern=rf"(?:^|[\s.,(|/•·-])(?<value>{DURATION})(?:\s*\(|\s*[.,)|/•·]|\s*$|\s+(?i:total|approx))|\s\((?<value2>\d{{1,3}}\s?['′’])\)$|^(?<value3>\d{{2,3}}\s?m)$|^(?<value4>\d{{2,3}}\s(?:mins|minutes))\s+(?:More|Mehr|Más|Plus|Full)\b",
        parse=minutes,
        where=(pl.col("size") <= 160) & ~pl.col("line").str.contains(OF_PROGRAMME),
        confidence=0.9,
        examples=(
            Example("92 minutes.", ("92 minutes",)),
            Example("Taiwan 1991. 237min", ("237min",)),
            Example("France 1975, 3h 21m", ("3h 21m",)),
            Example("Drame | 1h52", ("1h52",)),
            Example("Luna, di Anna Bruni (12')", ("12'",)),
            Example("97m", ("97m",)),
            Example("97 mins More at IMDb", ("97 mins",)),
        ),
        counter_examples=(
            "Doors open at 19:30",
            "ten minutes from the station",
            "Total running time 118min.",
            "Gesamtlänge ca. 95 min",
        ),
    ),
    Rule(
        name="runtime.labelled",
        attribute="runtime_minutes",
        finds="A word for running time, and one.",
        pattern=rf"^{fact_labels('runtime_minutes')}\s*[:：]?\s*(?<value>{DURATION}|[1-4]:[0-5]\d|\d{{2,3}})\b",
        parse=minutes,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Running time: 1:47", ("1:47",)),
            Example("Duración: 158 min.", ("158 min",)),
            Example("Running time: 2 hours 35", ("2 hours 35",)),
        ),
        counter_examples=("Duration: TBC", "Length of stay: 3 nights"),
    ),
    Rule(
        name="runtime.in_line",
        attribute="runtime_minutes",
        finds="The words running time and one, behind something else on the line.",
        needs=("running time", "run time", "runtime", "length:", "duration:"),
        pattern=rf"[.;,|)”\"]\s+(?i:running\s+time|run\s*time|length|duration)\s*[:：]?\s*(?<value>{DURATION}|\d:\d{{2}}\b|\d{{2,3}}\b)",
        parse=minutes,
        confidence=0.92,
        examples=(
            Example("“Harbour.” Rated R for rain. Running time: 1:52. In theaters.", ("1:52",)),
            Example("Cert 15; running time: 2 hours 4 minutes", ("2 hours 4 minutes",)),
        ),
        counter_examples=("It is long, but its running time is well spent.",),
    ),
    Rule(
        name="runtime.prose",
        attribute="runtime_minutes",
        finds="A running time in a sentence.",
        needs=("minute",),
        pattern=r"\b(?<value>\d{2,3}[-\s]minutes?)\s+(?i:running|run|film|movie|documentary|feature|epic|runtime)\b|(?i:running\s+time\s+of)\s+(?<value2>\d{2,3}\s+minutes)",
        parse=minutes,
        confidence=0.8,
        where=pl.col("size") > 160,
        examples=(
            Example(
                f"Over the span of its well-earned 141-minute running time, {'it goes on ' * 12}.",
                ("141-minute",),
            ),
            Example(f"This 90-minute film {'goes on and on ' * 12}", ("90-minute",)),
        ),
        counter_examples=(f"After 20 minutes you know it. {'It goes on and on. ' * 10}",),
    ),
    Rule(
        name="runtime.said",
        attribute="runtime_minutes",
        finds="How long a film runs, in a sentence.",
        needs=("minute", "hour"),
        pattern=rf"\b(?:[Rr]uns?|[Rr]unning|[Ll]asts?|lasting|clocks?\s+in|clocking\s+in|weighs\s+in|(?:running\s+time|runtime|run\s+time|length)\s+(?:of|is|was)|into|crammed|mere|breezy|brisk|lean|tight|taut|trim|scant)\s+{ROUGHLY}(?<value>{LENGTH})\b|\b(?:film|movie|picture|It|it)(?:\s+is|[’']s)\s+{ROUGHLY}(?<value2>{LENGTH}|{HOURS_IN_PROSE}\s+hours?)\s+long|(?<value5>\d{{1,2}}-hour)\s+(?:\p{{Ll}}+\s+){{0,1}}(?:documentary|film|epic|movie|version|cut)|(?<value3>{LENGTH})[\s-]+(?:\p{{Ll}}+\s+){{0,1}}(?:long|in\s+length|runtime|running\s+time|run\s+time|documentary|film|feature|epic|movie|version|cut)\b|\b[Aa]t,?\s+{ROUGHLY}(?<value4>{LENGTH})(?:\s+long)?,\s|\b(?:[Aa]t|[Ii]n|[Ii]ts|[Tt]he|[Aa]n?|[Tt]his|[’']s)\s+(?:\p{{Ll}}+\s+){{0,3}}(?<value6>\d{{2,3}}[-\s]minutes?)\b",
        parse=film_length,
        confidence=0.7,
        where=(pl.col("size") > 40) & ~pl.col("line").str.contains_any(OF_TRAILERS),
        examples=(
            Example("though the film only runs for 99 minutes, it drags", ("99 minutes",)),
            Example("Still, the film is two hours long; why, we cannot say.", ("two hours",)),
            Example("It is a 15-hour documentary, shown in five parts.", ("15-hour",)),
            Example("At just over ninety minutes, it never outstays.", ("ninety minutes",)),
            Example(
                "It runs for nearly two and a half hours, and flies.", ("two and a half hours",)
            ),
            Example(
                "At a whopping 163 minutes, it is longer than the war it tells.", ("163 minutes",)
            ),
        ),
        counter_examples=(
            "After two hours of waiting, the lights went out at last.",
            "The joke runs for 10 minutes and then it dies in the snow.",
        ),
    ),
    Rule(
        name="country.line",
        attribute="country",
        finds="Countries and a year, in a line of data.",
        needs=("19", "20"),
        pattern=rf"^(?:(?i:country|countries)\s*:?\s+)?(?<value>{COUNTRIES})[\s,./(|•·]*(?:19|20)\d{{2}}\b",
        parse=countries,
        where=pl.col("size") <= 160,
        confidence=0.95,
        examples=(
            Example("France-Cambodia 2013", ("France", "Cambodia")),
            Example("USA1998. 117min", ("USA",)),
            Example("UK/Éire 1997, 90 mins", ("UK", "Éire")),
        ),
        counter_examples=("Tuesday 04 March 2025 18:10", "Summer 1993"),
    ),
    Rule(
        name="country.of_colophon",
        attribute="country",
        finds="The places behind the title that a line of data below a review begins with.",
        needs=WORDS_OF_COLOPHONS,
        pattern=rf"{COLOPHON}(?<value>{COUNTRIES})[,\s]+(?:19|20)\d\d\s*(?:[–—|;:.,]\s?)",
        parse=countries,
        where=MAY_BE_COLOPHON,
        confidence=0.8,
        examples=(
            Example("Die Schleuse, Norwegen 2022 – Regie: Ada Braun. 94 Min.", ("Norwegen",)),
            Example("Salt Road, Norway/Spain, 1998; directed by Jo Roe.", ("Norway", "Spain")),
        ),
        counter_examples=(
            "Ada Brown, Norway 2022 – she was there and wrote about it.",
            "The Road, Winter 2022 – directed by nobody in the end.",
        ),
    ),
    Rule(
        name="year.of_colophon",
        attribute="year",
        finds="The year behind title and places in such a line.",
        needs=WORDS_OF_COLOPHONS,
        pattern=rf"{COLOPHON}(?<value>{COUNTRIES}[,\s]+(?:19|20)\d\d)\s*(?:[–—|;:.,]\s?)",
        parse=year_of_countries,
        where=MAY_BE_COLOPHON,
        confidence=0.8,
        examples=(
            Example("Die Schleuse, Norwegen 2022 – Regie: Ada Braun. 94 Min.", ("2022",)),
            Example("Salt Road, Norway/Spain, 1998; directed by Jo Roe.", ("1998",)),
        ),
        counter_examples=("The Road, Winter 2022 – directed by nobody in the end.",),
    ),
    Rule(
        name="country.bracketed",
        attribute="country",
        finds="A country in brackets behind the title, alone or among other data.",
        needs=(FILM,),
        pattern=rf"{FILM}[”\"’'»]?,?\s+\((?<value>[^()]{{2,100}})\)",
        parse=countries_among,
        confidence=0.8,
        examples=(
            Example(f"{FILM} (France, 1988)", ("France",)),
            Example(f"{FILM} (Ada Brown, Norway/Sweden, 90 min)", ("Norway", "Sweden")),
        ),
        counter_examples=(f"{FILM} (Ada Brown, 1988)", f"{FILM} (15, Netflix)"),
    ),
    Rule(
        name="country.labelled",
        attribute="country",
        finds="A word for country, and countries.",
        pattern=rf"^{fact_labels('country')}(?:\s*[:：]\s*|\s+)(?<value>.+)$",
        parse=countries,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Nacionalidad: Brasil", ("Brasil",)),
            Example("Country: United Kingdom, France", ("United Kingdom", "France")),
        ),
        counter_examples=("Country: music for all", "Land: ahoy"),
    ),
    Rule(
        name="year.after_country",
        attribute="year",
        finds="The year behind the countries, in a line of data.",
        needs=("19", "20"),
        pattern=rf"^(?<value>{COUNTRIES}[\s,./(|•·]*(?:19|20)\d{{2}})\b",
        parse=year_of_countries,
        where=(pl.col("size") <= 160)
        & ~pl.col("line").str.contains(
            r"\d{1,2}[:.]\d{2}|(?i:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|copyright|©|summer|spring|winter|autumn)"
        ),
        confidence=0.85,
        examples=(
            Example("France-Cambodia 2013", ("2013",)),
            Example("USA1998. 117min", ("1998",)),
        ),
        counter_examples=("Tuesday 04 March 2025 18:10", "© Cinema 2024", "Fest 2010: a preview"),
    ),
    Rule(
        name="year.before_minutes",
        attribute="year",
        finds="A year and a running time, side by side.",
        needs=("19", "20"),
        pattern=rf"(?:^|[\s(,])(?<value>(?:19|20)\d{{2}})\s*[./,|•·-]\s*{DURATION}",
        parse=year,
        where=SHORT,
        confidence=0.9,
        examples=(
            Example("2000 / 98min / 4K DCP", ("2000",)),
            Example("Iran 1997, 98 MIN.", ("1997",)),
        ),
        counter_examples=("20:00 / 98min", "Room 2000, first floor"),
    ),
    Rule(
        name="year.labelled",
        attribute="year",
        finds="A word for year, and one.",
        pattern=rf"^{fact_labels('year')}\s*[:：]\s*(?<value>(?:18|19|20)\d{{2}})\b",
        parse=year,
        where=SHORT,
        confidence=0.95,
        examples=(Example("Año: 2018", ("2018",)), Example("Year: 1997", ("1997",))),
        counter_examples=("Year: of the dragon", "New Year: 2018"),
    ),
    Rule(
        name="year.at_outset",
        attribute="year",
        finds="A year in brackets that a paragraph begins with.",
        needs=("(1", "(2"),
        pattern=r"^\((?<value>(?:19|20)\d{2})\)\s+\p{Lu}",
        parse=year,
        where=pl.col("size") >= 80,
        confidence=0.7,
        examples=(
            Example(
                "(1976) When the miners of a valley go on strike, a woman moves in with them and films for a year.",
                ("1976",),
            ),
            Example(
                "(2004) Two brothers inherit a ferry and a debt, and only one of them can swim to the other shore.",
                ("2004",),
            ),
        ),
        counter_examples=(
            "(1976) Rain",
            "In the year (1976) of the drought nobody in the valley had any water left, nor wine.",
        ),
    ),
    Rule(
        name="year.made",
        attribute="year",
        finds="Since when there is the film, said of its maker’s feature or of itself.",
        needs=("from 1", "from 2", "made in ", "released in ", "shot in "),
        pattern=rf"(?:{FILM}|[’']s\s+(?:\p{{Ll}}+\s+){{0,2}}?(?:film|movie|feature|debut|drama|comedy|thriller|documentary|melodrama|classic|masterpiece|western|musical)),\s+(?:(?:first|which\s+was)\s+)?(?:from|made\s+in|released\s+in|shot\s+in)\s+(?<value>(?:19|20)\d\d)(?:,|\s+(?:and|but|is|stars|has)\b)",
        parse=year,
        where=pl.col("size") >= 40,
        confidence=0.7,
        examples=(
            Example("Ada Brown's second feature, from 1975, is all wind and rain.", ("1975",)),
            Example(f"{FILM}, released in 1983, has a dog and a hat in it.", ("1983",)),
        ),
        counter_examples=(
            "It owes as much to a quiet western, from 1953, as to its maker's youth.",
            f"{FILM}, set in 1983, has a dog and a hat in it.",
        ),
    ),
    Rule(
        name="year.behind_title",
        attribute="year",
        finds="A year in brackets behind the title.",
        needs=(FILM,),
        pattern=rf"{FILM},?\s+[(\[](?:[^()\[\]]{{1,60}},\s*)?(?<value>(?:19|20)\d{{2}})[)\],;]",
        parse=year,
        confidence=0.85,
        examples=(
            Example(f"Among them is {FILM} (1960), a film about a flute.", ("1960",)),
            Example(f"The thriller {FILM} (Flauta, 1988) is on again.", ("1988",)),
        ),
        counter_examples=(f"{FILM} (90 minutes)", "In the year (1960) it rained"),
    ),
    Rule(
        name="original_title.labelled",
        attribute="original_title",
        finds="A word for the original title, and it.",
        pattern=rf"^{fact_labels('original_title')}\s*[:：]\s*(?<value>\S.{{0,120}})$",
        parse=titles_only,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Título original: La flauta", ("La flauta",)),
            Example("Nombre original\n\nTHE FLUTE", ("THE FLUTE",)),
        ),
        counter_examples=("Original title deeds: see below", "The original title"),
    ),
    Rule(
        name="alternative_title.labelled",
        attribute="alternative_title",
        finds="A word for other titles, and one or a list of them.",
        pattern=rf"^{fact_labels('alternative_title')}\s*[:：]\s*(?<value>\S.*)$",
        parse=several_titles,
        where=pl.col("size") <= LONGEST_TITLES,
        confidence=0.95,
        examples=(
            Example("Also known as: The Flute", ("The Flute",)),
            Example("Englischer Titel: The Flute", ("The Flute",)),
        ),
        counter_examples=("also known as the flute",),
    ),
    Rule(
        name="alternative_title.aka",
        attribute="alternative_title",
        finds="The title, aka, and another one.",
        needs=(FILM,),
        pattern=rf"{FILM}[”\"’']?,?\s+\(?(?:a\.?k\.?a\.?|(?:also\s+|better\s+|otherwise\s+)?known\s+(?:(?:in|to)\s+[\p{{L}} ]{{3,30}}?\s+)?as|(?:re)?titled|originally\s+(?:titled|called)|released\s+(?:in|to)\s+[\p{{L}} ]{{3,30}}?\s+as|alias|literally|in\s+English,?|(?:which\s+)?translates?d?\s+(?:as|to))\s+“?(?<value>\p{{Lu}}[^(),.;:“”]{{1,60}})[”),.;:]",
        parse=titles_only,
        confidence=0.8,
        examples=(
            Example(f"Tonight {FILM} (aka The Flute) is on again.", ("The Flute",)),
            Example(f"In {FILM}, also known as Flauta, rain falls.", ("Flauta",)),
            Example(f"With {FILM}, known in Spain as Flauta, he came back.", ("Flauta",)),
            Example(f"Rain falls in {FILM} (aka “Flauta”) for two hours.", ("Flauta",)),
        ),
        counter_examples=(f"{FILM} is known as a hit.", "Elvis, aka The King."),
    ),
    Rule(
        name="original_title.before_title",
        attribute="original_title",
        finds="Another title before the title, which stands in brackets.",
        needs=(FILM,),
        pattern=rf"(?:^|[.:;,!?]\s+|\s)(?<value>[\p{{Lu}}¡¿](?:[\p{{L}}\d’'!?¡¿-]+\s){{0,8}}?[\p{{L}}\d’'!?-]+)\s+\({FILM}\)|(?<value2>“[^“”]{{2,70}}”),?\s+\({FILM}(?:,?\s+(?:in|to|for)\s+[^()]{{2,40}})?\)",
        parse=title_at_end,
        confidence=0.8,
        examples=(
            Example(
                f"He lived by the sea. Der Himmel so blau ({FILM}) is his last.",
                ("Der Himmel so blau",),
            ),
            Example(f"With the documentary Flauta sola ({FILM}) she came back.", ("Flauta sola",)),
            Example(f"“Anna Gris” ({FILM} in the USA) is a ghost story.", ("Anna Gris",)),
        ),
        counter_examples=(f"It is his best film ({FILM}) by far.", f"So said IMAX ({FILM})."),
    ),
    Rule(
        name="original_title.before_director",
        attribute="original_title",
        finds="A quoted title before the director, as pages print it below the title.",
        needs=("directed by",),
        pattern=r"^(?:(?:18|19|20)\d\d\s+)?[‘“\"'](?<value>[^’”\"]{1,80})[’”\"']\s+[Dd]irected\s+by\s+\p{Lu}",
        parse=other_title,
        where=SHORT & (pl.col("line_no") < 20),
        confidence=0.8,
        examples=(
            Example("1998 ‘Flauta sola’ Directed by Ada Brown", ("Flauta sola",)),
            Example("‘Der lange Regen’ directed by Jo Roe", ("Der lange Regen",)),
        ),
        counter_examples=("“Rain” was directed by Ada Brown", "1998 Directed by Ada Brown"),
    ),
    Rule(
        name="original_title.behind_title",
        attribute="original_title",
        finds="Another title in brackets behind the title.",
        needs=(FILM,),
        pattern=rf"{FILM}[”\"’']?,?\s+\((?:[Oo]riginal(?:ly)?(?:\s+title)?:?\s+)?(?<value>“[^“”]{{2,70}}”|[\p{{Lu}}¡¿][^()\d,;:]{{2,60}})(?:,\s*(?:19|20)\d{{2}})?\)",
        parse=other_title,
        confidence=0.6,
        examples=(
            Example(f"In {FILM} (Der Himmel so blau), it rains.", ("Der Himmel so blau",)),
            Example(f"The thriller {FILM} (Flauta, 1988) is on again.", ("Flauta",)),
            Example(f"Rain falls in {FILM} (“Anna Gris”), and how.", ("Anna Gris",)),
        ),
        counter_examples=(f"{FILM} (Ada Brown, 1988) is on.", f"{FILM} (IMAX) is on again."),
    ),
    Rule(
        name="language.labelled",
        attribute="language",
        finds="A word for language, and languages.",
        pattern=rf"^{fact_labels('language')}(?:\s*[:：]\s*|\s+)(?<value>.+)$",
        parse=languages_only,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Idioma: Portugués", ("Portugués",)),
            Example("Languages: French, Khmer", ("French", "Khmer")),
        ),
        counter_examples=("Language: strong", "Version: 2.0"),
    ),
    Rule(
        name="language.of_version",
        attribute="language",
        finds="The languages of the original version, behind its short form.",
        needs=("v.o", "vo ", "o.v", "versión original", "version originale"),
        pattern=r"(?:^|[|•·,.;(/–-]\s*)(?i:V\.?\s?O\.?(?:\s?S\.?)?(?:\s?[ET]\.?)?|O\.?V\.?|versión\s+original|version\s+originale)\s+(?:(?i:en|in)\s+)?(?<value>\p{L}{4,}(?:(?:\s*[,/]\s*|\s+(?:y|e|et|and)\s+)\p{L}{4,}){0,4})(?:\s+(?i:sub\w*|sous-tit\w*|con|with|mit)\b.*)?(?:$|[|•·.;)])",
        parse=languages_only,
        where=pl.col("size") <= 160,
        confidence=0.85,
        examples=(
            Example("Portugal | 2020 | 98 min | V.O. portugués, inglés", ("portugués", "inglés")),
            Example("VO en français sous-titrée", ("français",)),
        ),
        counter_examples=("V.O. subtitulada", "VO Studios"),
    ),
    Rule(
        name="language.adjective",
        attribute="language",
        finds="A language before the word language, said of a film.",
        needs=("language",),
        pattern=rf"\b(?<value>\p{{Lu}}\p{{Ll}}+(?:(?:/|[-\s]and[-\s])\p{{Lu}}\p{{Ll}}+)?)[-\s]language\s+(?:[\p{{Ll}}-]+\s+){{0,2}}?{FILM_NOUN}\b",
        parse=languages,
        where=pl.col("size") > 40,
        confidence=0.75,
        examples=(
            Example("It is the first Khmer-language film to be shown in this town.", ("Khmer",)),
            Example("a Welsh-language drama with songs about a mine in the hills", ("Welsh",)),
        ),
        counter_examples=("The Body-language film of the year is here, and it is mute.",),
    ),
    Rule(
        name="language.spoken_abroad",
        attribute="language",
        finds="Languages before the word for spoken, in Dutch or German.",
        needs=("gesproken", "gesprochen", "sprachig"),
        pattern=r"(?:^|[|·•,(]\s*)(?<value>\p{Lu}[\p{L}]+(?:(?:\s*[,/]\s*|\s+(?:en|und)\s+)\p{Lu}[\p{L}]+)*)\s+(?:gesproken|gesprochen)\b",
        parse=lambda text: languages_only(re.sub(r"\s+en\s+", ", ", text)),
        where=SHORT,
        confidence=0.85,
        examples=(
            Example("105 minuten | Frans en Nederlands gesproken", ("Frans", "Nederlands")),
            Example("Koreaans gesproken, Nederlands ondertiteld", ("Koreaans",)),
        ),
        counter_examples=("Er is veel gesproken", "Nederlands ondertiteld"),
    ),
    Rule(
        name="language.spoken",
        attribute="language",
        finds="In which language a film is spoken.",
        needs=(" in ", "(in "),
        pattern=rf"\b(?:spoken|shot|filmed|performed|acted|entirely|mostly|mainly|largely|wholly|partly|all|dialogue|(?:[Ff]ilm|[Mm]ovie|[Ii]t)(?:\s+is|\s+was|[’']s)|(?:first|second|debut)\s+(?:film|movie|feature))\s+(?:\p{{Ll}}+ly\s+|all\s+)?in\s+(?<value>{SPOKEN})|\(in\s+(?<value2>{SPOKEN})[),;]|(?:^|[.!?]\s+)In\s+(?<value3>{SPOKEN})\s*(?:$|[.;]|,?\s+with\b)",
        parse=languages_only,
        confidence=0.75,
        examples=(
            Example("It is acted almost wholly in Welsh, and sung in it, too.", ("Welsh",)),
            Example("Two Hats (in French and Flemish)", ("French", "Flemish")),
            Example("102 minutes. In Polish.", ("Polish",)),
            Example("The film is in Swedish, not that anybody says much.", ("Swedish",)),
            Example("Ada Brown’s stately first feature in English is a hit.", ("English",)),
        ),
        counter_examples=("It was shot in Paris and in Rome.", "In May. All in good time."),
    ),
    Rule(
        name="language.subtitled",
        attribute="language",
        finds="Languages spoken, before the word subtitles.",
        needs=(
            "subtitles",
            "sub-titles",
            "sdh",
        ),
        pattern=r"(?:^|[.;,]\s+)(?:[Ii]n\s+)?(?<value>\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)?(?:(?:\s*,\s*|\s+and\s+|\s*/\s*)\p{Lu}\p{Ll}+){0,9})(?:\s+(?:language|version|dialogue))?,?\s+with\s+(?:(?:EST|[A-Z]\p{Ll}+)\s+)?(?i:sub-?titles|SDH)",
        parse=languages,
        where=pl.col("size") <= 400,
        confidence=0.9,
        examples=(
            Example("Mandarin and Taiwanese with English subtitles", ("Mandarin", "Taiwanese")),
            Example("Contains disturbing images. In French with subtitles.", ("French",)),
            Example("Italian version with German subtitles", ("Italian",)),
        ),
        counter_examples=("Screening with English subtitles", "In person with subtitles"),
    ),
    Rule(
        name="subtitled.words",
        attribute="subtitled",
        finds="That there are subtitles.",
        needs=(
            "subtitl",
            "sub-titles",
            "subtít",
            "v.o",
            "vos",
            "omu",
            "omeu",
            "sous-titr",
        ),
        pattern=r"(?<value>(?i:with\s+(?:\p{L}+\s+)?(?:subtitles|sub-titles)|\b(?:english|french|german|spanish)\s+subtitles|subtitled|subtítulos|subtitulada|sous-titr\p{L}+)|\b(?:V\.?O\.?S\.?E?\b|VOSTFR|OmU|OmeU)\b)",
        parse=subtitles,
        where=pl.col("size") <= 400,
        confidence=0.9,
        examples=(
            Example("In French with subtitles.", ("with subtitles",)),
            Example("El agente secreto (VOSE)", ("VOSE",)),
        ),
        counter_examples=("The subtitle of the book", "Vose Street"),
    ),
    Rule(
        name="certificate.labelled",
        attribute="certificate",
        finds="The word certificate, and one.",
        pattern=rf"^(?<value2>(?i:fsk)\s*[:：]\s*ab\s+\d{{1,2}}\b.{{0,40}})$|^{fact_labels('certificate')}\s*(?:[:：]\s*|\s)(?<value>[^\s:：].{{0,60}})$|^Rating:\s+(?<value3>G|PG|PG-13|R|NC-17|NR|Unrated|Not\s+[Rr]ated|TV-\w+)$",
        parse=certificate,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Certificate 15", ("15",)),
            Example("FSK: ab 12", ("FSK: ab 12",)),
            Example("Rating: NR", ("NR",)),
            Example(
                "Calificación: No recomendada para menores de 16 años",
                ("No recomendada para menores de 16 años",),
            ),
        ),
        counter_examples=("Certificates are handed out.", "A certificate 15 film", "Rating: B+"),
    ),
    Rule(
        name="certificate.sentence",
        attribute="certificate",
        finds="A certificate as a sentence of its own.",
        pattern=r"(?:^|[.”\"]\s+|,\s+)(?<value>Unrated|Not\s+[Rr]ated|PG-13|NC-17)(?:\s*[.,]|\s+for\b|$)|^(?:Rated|RATED)\s+(?<value2>PG-13|PG|R|G|NC-17)\b",
        parse=certificate,
        where=pl.col("size") <= 400,
        confidence=0.9,
        examples=(
            Example("Unrated. At the Ritz. Contains smoking.", ("Unrated",)),
            Example("PG-13 for some violence. 112 minutes.", ("PG-13",)),
        ),
        counter_examples=("An unrated cut exists.", "PG tips"),
    ),
    Rule(
        name="advisory.contains",
        attribute="content_advisory",
        finds="What a film contains that may offend.",
        needs=("contains",),
        pattern=r"(?:^|[.]\s+)(?<value>Contains\s+[\p{Ll}][^.]{3,160})(?:\.|$)",
        parse=advisory,
        where=pl.col("size") <= 400,
        confidence=0.9,
        examples=(
            Example("Contains strong violence.", ("Contains strong violence",)),
            Example(
                "Unrated. Contains smoking and loss. In French with subtitles.",
                ("Contains smoking and loss",),
            ),
        ),
        counter_examples=("The box contains three discs.", "Contains 12 scenes"),
    ),
    Rule(
        name="advisory.for",
        attribute="content_advisory",
        finds="What a certificate was given for.",
        needs=(" for ", "rated", "rating"),
        pattern=r"\b(?:PG-13|NC-17|R|PG)(?:[-\s]rat(?:ed|ing))?,?\s+(?:by\s+the\s+(?:Motion\s+Picture\s+Association(?:\s+of\s+America)?|MPAA?),?\s+)?for\s+[“\"]?(?<value>\p{Ll}[^.“”\"]{3,200}?)(?:,?\s+(?:and\s+(?:runs|has|is|it)|with\s+a\s+running)\b[^.]*)?(?:[,.”\"]?[.”\"]|$)|\b[Rr]at(?:ed|ing):?\s+(?:PG-13|NC-17|R|PG)\s+\((?:for\s+)?(?<value2>\p{Ll}[^.()]{3,200})\)",
        parse=advisory,
        confidence=0.85,
        examples=(
            Example("Rated R for language and some violence.", ("language and some violence",)),
            Example("PG-13 for thematic elements", ("thematic elements",)),
            Example("It is rated R for gore and runs 117 minutes.", ("gore",)),
            Example(
                "It is rated R by the Motion Picture Association for “some rain and snow.”",
                ("some rain and snow",),
            ),
            Example("Rated R (language, brief smoking). 98 minutes.", ("language, brief smoking",)),
            Example("MPAA rating: PG-13 (for mild peril)", ("mild peril",)),
        ),
        counter_examples=("R for Reykjavik", "PG tips for all"),
    ),
    Rule(
        name="advisory.earned",
        attribute="content_advisory",
        finds="What earns a film its certificate, in a sentence.",
        needs=("rating", "rated", "certificate"),
        pattern=rf"\b(?:PG-13|NC-17|R|X|18|15)[-\s](?:rat(?:ed|ing)|certificate),?\s+(?:\p{{Ll}}+,?\s+){{0,3}}?(?:for|using|with|due\s+to|because\s+of|thanks\s+to|through|on\s+account\s+of|owing\s+to)\s+(?:(?:its|the|all\s+(?:the|that)|some|plenty\s+of|lots\s+of)\s+)?(?<value>{OFFENCES})",
        parse=advisory,
        confidence=0.7,
        examples=(
            Example(
                "It earns its R-rating with gore, nudity and strong language.",
                ("gore, nudity and strong language",),
            ),
            Example(
                "It is X-rated because of its sex and violence, they say.", ("sex and violence",)
            ),
        ),
        counter_examples=("The R-rating will hurt it with families.", "Rated 15 by the board"),
    ),
    Rule(
        name="distributor.labelled",
        attribute="distributor",
        finds="A word for the distributor, and its name.",
        pattern=rf"^{fact_labels('distributor')}\s*(?:[:：]\s*|\s)(?<value>[^\s:：].{{1,80}}?)(?:\.\s+\p{{L}}+\s*[:：].*)?$",
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("UK distribution New Wave Films", ("New Wave Films",)),
            Example("Distribuidora: ELÁSTICA FILMS", ("ELÁSTICA FILMS",)),
            Example("Verleih: Harbour. Start: 14.7.2011", ("Harbour",)),
        ),
        counter_examples=(
            "Distribution of tickets begins at noon, in the foyer, as always and for ever more, every day of the week, rain or shine",
        ),
    ),
    Rule(
        name="distributor.release",
        attribute="distributor",
        finds="Whose release it is.",
        needs=("release",),
        pattern=r"^(?:An?|A\s+new)\s+(?<value>\p{Lu}[\p{L}\p{N}&.+’' -]{1,40}?)\s+(?:[Rr]elease|RELEASE)\.?$|[,”\"]\s+an?\s+(?<value2>\p{Lu}[\p{L}\p{N}&.+’' -]{1,40}?)\s+release(?:,|\s+(?:that|which|now|out|opening|in|on|playing|streaming|hitting|arriving|available|is|rated))\s",
        confidence=0.9,
        examples=(
            Example("A BFI release", ("BFI",)),
            Example("An Altitude release.", ("Altitude",)),
            Example("A HARBOUR FILMS RELEASE", ("HARBOUR FILMS",)),
            Example("“Rain,” a Harbour Pictures release, is rated R.", ("Harbour Pictures",)),
            Example(
                "“Rain,” a Lantern Films release in theaters Friday, is rated R.",
                ("Lantern Films",),
            ),
        ),
        counter_examples=("A press release", "A release of tension"),
    ),
    Rule(
        name="genre.labelled",
        attribute="genre",
        finds="The word genre, and genres.",
        pattern=rf"^{fact_labels('genre')}\s*[:：]\s*(?<value>\S.{{1,120}})$",
        parse=lambda text: [
            value
            for part in re.split(r"\s*[,/|;·]\s*", re.split(r"\.\s", text)[0])
            for value in as_is(part)
        ],
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Género: Drama, Thriller", ("Drama", "Thriller")),
            Example("Género: drama. España, 2019.", ("drama",)),
            Example("Genre: Comedy", ("Comedy",)),
        ),
        counter_examples=("A genre: the western", "Genre-bending"),
    ),
    Rule(
        name="country.nationality",
        attribute="country",
        finds="An adjective of nationality before the word for a film.",
        needs=(
            "film",
            "movie",
            "feature",
            "drama",
            "comedy",
            "thriller",
            "documentary",
            "romance",
            "musical",
            "western",
            "epic",
            "horror",
            "noir",
            "classic",
            "masterpiece",
            "animation",
            "biopic",
            "satire",
            "debut",
            "offering",
            "flick",
            "chiller",
            "production",
            "romp",
            "tearjerker",
            "slasher",
            "rom",
            "anime",
            "story",
        ),
        pattern=rf"(?:\b(?:[Aa]n?|[Tt]his|[Tt]he|[Cc]lassic|[Oo]ld|[Nn]ew|[Rr]ecent|[Ff]avourite|{NAME}[’']s?)\s+|^(?:\W{{0,3}}{FILM}\W{{0,3}}\s+)?)(?:[\p{{L}}-]*[\p{{Ll}}],?\s+){{0,2}}?(?<value>{NATIONALITY}(?:[/–-]{NATIONALITY})*)\s+(?:(?:[‘“'\"]?[\p{{L}}-]+[’”'\"]?,?\s+){{0,2}}?{FILM_NOUN}\b(?:[^-\p{{L}}’']|$|\s)|{FILM})",
        parse=country_of_nationality,
        where=pl.col("size") >= 40,
        confidence=0.6,
        examples=(
            Example("Starting on a high, it is a Danish film about a lost letter.", ("Danish",)),
            Example("This bittersweet British ‘feelgood’ film is about a bakery.", ("British",)),
            Example("This English-subtitled Spanish film has a scary face or two.", ("Spanish",)),
            Example(
                "It all began with Jo Smith's lean Norwegian chiller of last year.", ("Norwegian",)
            ),
        ),
        counter_examples=(
            "I cannot stand French films, but I can stand the weather there.",
            "He is a Danish actor who lives in a hut in the hills of Spain.",
        ),
    ),
    Rule(
        name="country.of_film_abroad",
        attribute="country",
        finds="The word for a film, its nationality and its director, as French papers print them.",
        needs=("film ", "documentaire ", "drame ", "comédie ", "película ", "filme "),
        pattern=rf"^(?:\W*{FILM}\W{{0,3}}\s+)?(?i:film|documentaire|drame|comédie|thriller|film\s+d[’']animation|película|filme)\s+(?<value>\p{{Ll}}[\p{{L}}-]{{3,}}(?:(?:\s*[,/-]\s*|\s+et\s+|\s+)\p{{Ll}}[\p{{L}}-]{{3,}}){{0,2}})\s+(?:de|di|d[’'])\s*\p{{Lu}}",
        parse=country_of_nationality,
        where=SHORT,
        confidence=0.85,
        examples=(
            Example("Film danois d'Ada Brun. Avec Jo Roux (1 h 31).", ("danois",)),
            Example("Documentaire belge de Jo Roux (1 h 12).", ("belge",)),
        ),
        counter_examples=("Film de Ada Brun", "Film noir de Jo Roux", "Le film danois d'hier soir"),
    ),
    Rule(
        name="country.production",
        attribute="country",
        finds="Countries in brackets behind the word production.",
        needs=("production",),
        pattern=rf"^[Pp]roduction\s*[:：]\s*\((?<value>{COUNTRIES})\)",
        parse=countries,
        confidence=0.95,
        examples=(
            Example(
                "Production: (France-Belgium) A Harbour Films production.", ("France", "Belgium")
            ),
            Example("Production: (Norway) Fjord", ("Norway",)),
        ),
        counter_examples=("Production: Harbour Films (Norway)", "Production: (Rain) Films"),
    ),
    Rule(
        name="country.from",
        attribute="country",
        finds="A film from a country.",
        needs=(" from ", "out of "),
        pattern=rf"\b(?:[Aa]n?|[Tt]his|[Tt]he)\s+(?:[\p{{L}}’'-]+,?\s+){{0,4}}?{FILM_NOUN}\s+(?:(?:that|which|has|have|comes?|hails?|to|emerged?|coming|hailing)\s+)*(?:from|out\s+of)\s+(?:the\s+)?(?<value>\p{{Lu}}\p{{L}}+(?:\s+\p{{Lu}}\p{{L}}+)?)",
        parse=countries,
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("It is the first horror film to come out of Senegal in years.", ("Senegal",)),
            Example("This is a slow and funny comedy from Iceland about a hen.", ("Iceland",)),
        ),
        counter_examples=(
            "It is a western from Ada Brown, who made it in her own garden.",
            "She learned all that she knows of film from France and its old men.",
        ),
    ),
    Rule(
        name="certificate.alone",
        attribute="certificate",
        finds="A certificate alone on a line or between the bars of one.",
        pattern=rf"(?:^|[|•·,/]\s*|\s[–—-]\s)(?<value>{AGE_LIMIT})\.?(?:\s*[|•·,/]|\s[–—-]\s|$)",
        parse=certificate,
        where=pl.col("size") <= 120,
        confidence=0.75,
        examples=(
            Example("12A", ("12A",)),
            Example("Drama | FSK 12 | 98 min", ("FSK 12",)),
            Example("Todos los públicos", ("Todos los públicos",)),
            Example("Portugal, 1988 – 97 min | M/12", ("M/12",)),
            Example("97' – VM14", ("VM14",)),
            Example("Från 11 år", ("Från 11 år",)),
        ),
        counter_examples=("15", "Ab 12 Uhr geöffnet", "PG tips", "6 m/12 s"),
    ),
    Rule(
        name="certificate.bracketed",
        attribute="certificate",
        finds="A certificate in a bracket behind a title, or at the head of a line before the length.",
        pattern=rf"^\(?(?<value2>{PRINTED_CERTIFICATES})(?:\)\s*|\s*[,;|·•/]\s*|\s+[Cc]ert(?:ificate)?[,;.)\s]+)\d{{2,3}}\s?(?:min|[’'])|^\(?(?<value3>{PRINTED_CERTIFICATES})\s+[Cc]ert(?:ificate)?\b|^.{{1,80}}\((?:[^()]{{1,40}}[,;]\s*)?(?:[Cc]ert(?:ificate|\.)?:?\s+)?(?<value>{PRINTED_CERTIFICATES})(?:[,;]\s*[^()£$€]{{1,40}})?\)",
        parse=certificate,
        where=pl.col("size") <= 120,
        confidence=0.7,
        examples=(
            Example("The Long Night (In cinemas, 12A)", ("12A",)),
            Example("Harbour (15)", ("15",)),
            Example("(12A, 98 mins)", ("12A",)),
            Example("15 cert, 98 min", ("15",)),
            Example("Nachtfähre (Dänemark 2020, 104 Min., FSK 16)", ("FSK 16",)),
        ),
        counter_examples=(
            "Harbour (16 March)",
            "Harbour (part 15 of a series)",
            "On disc: Harbour (15, £17.99)",
            "15 minutes, 98 min",
        ),
    ),
    Rule(
        name="certificate.noun",
        attribute="certificate",
        finds="A certificate before that word, in a sentence.",
        needs=("cert", "rating", "rated"),
        pattern=r"\b[Cc]ert(?:ificate)?\.?:?\s+(?<value3>15|18|12A?|PG|U)\b(?:[,.;|)]|$)|\b(?<value>PG-13|PG|NC-17|12A|15|18|12|U|R)[\s-](?:certificate|rating|rated)\b|\b[Rr]ated\s+(?<value2>PG-13|PG|R|NC-17|12A|15|18|U)\b",
        parse=certificate,
        confidence=0.75,
        where=pl.col("size") > 40,
        examples=(
            Example("although the 12A certificate suggests there will be less blood", ("12A",)),
            Example("It is rated PG-13, and for once one can tell the reason why.", ("PG-13",)),
            Example("In cinemas from 4 March. Cert 15, 99 mins. See it in the dark.", ("15",)),
        ),
        counter_examples=("a certificate of 15 pages was handed to us at the door",),
    ),
    Rule(
        name="genre.of_film",
        attribute="genre",
        finds="That the film is a drama, a comedy and so on.",
        needs=NEEDS_GENRE,
        pattern=rf"(?:{FILM}[”\"’']?|\b[Tt]his|\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[’']s?)\s+(?:[\p{{L}}’'-]+\s+){{0,3}}?(?:film|movie|picture|feature|debut|follow-up|offering|effort|winner|result)|\b[Ii]t)(?:[’']s|\s+is|\s+was|\s+remains|\s+works|\s+succeeds|\s+plays|\s+unfolds|,)?\s+(?:(?:as|like|also|still|just|both|at\s+heart|above\s+all|first\s+and\s+foremost|\p{{Ll}}+ly),?\s+)*(?<value>(?:an?|the|one\s+of\s+the)\s+(?:[\p{{L}}’'-]+,?\s+){{0,5}}?(?i:{GENRE_WORDS}))(?:\s+(?:film|movie|feature|flick|story|tale))?(?:[^-\p{{L}}]|$)|\b(?<value2>(?:[Tt]his|[Tt]he|[Aa]n?)\s+(?:[\p{{L}}-]+,?\s+){{0,3}}?(?i:{GENRE_WORDS})),?\s+[“\"‘']?{FILM}",
        parse=genre_of_phrase,
        where=pl.col("size") >= 40,
        confidence=0.6,
        examples=(
            Example(
                "The film is a documentary which follows a mother and her son.", ("documentary",)
            ),
            Example(f"It has been months since the French drama {FILM} came out.", ("drama",)),
        ),
        counter_examples=(
            "A rarity in horror films, or in any film for that matter, is luck.",
            "It is a shame, however, that the comedy of errors was not filmed.",
        ),
    ),
    Rule(
        name="genre.this_kind",
        attribute="genre",
        finds="This drama, this thriller, or whose new one it is.",
        needs=NEEDS_GENRE,
        pattern=rf"\b(?:[Tt]his|(?:[’']s?|[Hh]is|[Hh]er|[Tt]heir)\s+(?:new|latest|debut|first))\s+(?<value>{BEFORE_KIND}{A_KIND})(?:[^-\p{{L}}]|$)",
        parse=genre_of_phrase,
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("There is rain in every frame of this tense prison thriller.", ("thriller",)),
            Example("In Ada Brown’s latest black comedy a hen is put on trial.", ("black comedy",)),
            Example("This horror film has no blood, and few words, and no end.", ("horror",)),
        ),
        counter_examples=(
            "This is what the makers of the thriller had in mind all along.",
            "With this war behind them, they go home to look for their dogs.",
        ),
    ),
    Rule(
        name="genre.of_headline",
        attribute="genre",
        finds="A drama or thriller in headline or standfirst, and what it is about.",
        needs=NEEDS_GENRE,
        pattern=rf"(?:^|[:–—,-]\s+|[’']s?\s+)(?<value>(?:An?\s+|The\s+)?{BEFORE_KIND}{A_KIND})(?:\s+(?:about|that|which|with|starring|from|by|set|in|is|follows|finds|offers|takes|reunites|fuelled|fueled|has|gets)\b|\s*[,.:;–—]|$)",
        parse=genre_of_phrase,
        where=BELOW_HEAD.is_between(-1, 3) & pl.col("size").is_between(20, 200),
        confidence=0.55,
        examples=(
            Example("Harbour\n\nCannes drama about a diver is quietly devastating", ("drama",)),
            Example("Rain comes\n\nAda Brown’s black comedy reunites old foes", ("black comedy",)),
        ),
        counter_examples=("Rain comes\n\nThe star of the comedy about a hen is back again",),
    ),
    Rule(
        name="genre.as_such",
        attribute="genre",
        finds="How it does as a drama, a comedy and so on.",
        needs=NEEDS_GENRE,
        pattern=rf"\b[Aa]s\s+(?<value>an?\s+{BEFORE_KIND}{A_KIND}),?\s+(?:it|this|{FILM}|the\s+film)\b|\b(?:works?|succeeds?|fails?|functions?|operates?)\s+(?:\p{{Ll}}+\s+)?as\s+(?<value2>an?\s+{BEFORE_KIND}{A_KIND})(?:[^-\p{{L}}]|$)|\b[Aa]s\s+(?<value3>an?\s+{BEFORE_KIND}{A_KIND})\s+of\s+\p{{Ll}}",
        parse=genre_of_phrase,
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("As a courtroom drama it is hardly new, but it is fast.", ("courtroom drama",)),
            Example("It works best as a thriller, when nobody has to talk.", ("thriller",)),
            Example("It finds its stride as a thriller of quiet silliness.", ("thriller",)),
        ),
        counter_examples=("Known as a comedy actor, he plays it very straight here.",),
    ),
    Rule(
        name="genre.opening",
        attribute="genre",
        finds="A drama or thriller that a paragraph begins with, and what it is about.",
        needs=NEEDS_GENRE,
        pattern=rf"^(?:\W{{0,3}}{FILM}\W{{0,3}}\s+(?:\([^()]*\)\W*\s+)?)?(?<value>(?:An?|\p{{Lu}}[\p{{Ll}}-]{{4,}})\s+{BEFORE_KIND}{A_KIND}),?\s+(?:by|about|that|which|set|starring|in\s+which|following|based|directed|from|with|at)\b|^(?<value2>(?:\p{{Lu}}[\p{{L}}-]{{3,}}\s+){{0,1}}(?i:{KINDS}))\s+(?:about|starring|in\s+which|following|based\s+on)\b",
        parse=genre_of_opening,
        where=pl.col("size") >= 60,
        confidence=0.55,
        examples=(
            Example(
                "A taut political thriller about a plot that nobody had thought through.",
                ("political thriller",),
            ),
            Example(
                "An offbeat comedy in which a hen is tried for the murder of a fox.", ("comedy",)
            ),
            Example(
                "Deadpan Danish comedy about a hen that is tried for the murder of a fox.",
                ("comedy",),
            ),
        ),
        counter_examples=(
            "A man who writes a comedy about his wife is soon alone with his hen.",
            "Every old comedy about a hen has a fox in it, and so has this one, at last.",
        ),
    ),
    Rule(
        name="genre.opening_abroad",
        attribute="genre",
        finds="A genre that a capsule begins with, in German, French, Italian or Spanish, and what it is about.",
        needs=(
            "thriller ",
            "omödie ",
            "drama ",
            "movie ",
            "film ",
            "krimi ",
            "western ",
            "comédie ",
            "drame ",
            "documentaire ",
            "comedia ",
            "documental ",
            "commedia ",
            "dramma ",
            "documentario ",
        ),
        pattern=r"^(?:\p{Lu}\p{Ll}+e[rs]?\s+)?(?<value>Thriller|(?:Tragi)?[Kk]omödie|Drama|Roadmovie|Dokumentarfilm|Horrorfilm|Krimi|Western|Comédie|Drame|Documentaire|Comedia|Documental|Commedia|Dramma|Documentario)\s+(?:nach|mit|über|um|aus|sur|avec|autour|con|sobre|su)\b",
        where=pl.col("size") >= 60,
        confidence=0.6,
        examples=(
            Example(
                "Norwegischer Thriller nach Maß: ein See, ein Loch, ein Kommissar im Nebel.",
                ("Thriller",),
            ),
            Example(
                "Comédie sur une poule accusée du meurtre d’un renard, et qui s’en sort bien.",
                ("Comédie",),
            ),
        ),
        counter_examples=(
            "Der Thriller nach dem Roman kommt erst im Winter ins Kino, wie man nun hört.",
            "Comédie humaine que cette histoire de poule et de renard, et c'est bien dommage.",
        ),
    ),
    Rule(
        name="genre.described",
        attribute="genre",
        finds="A genre after an article or a name in the genitive, where a film is described.",
        needs=GENRE_STEMS,
        pattern=rf"(?:(?:^|[.!?:–—,]\s+)[Aa]n?|[Tt]his|{NAME}[’']s?)\s+(?<value>(?:[\p{{L}}\d’-]+,?\s+){{0,4}}?(?:(?i:{GENRE_NOUNS})|(?i:{GENRE_WORDS})\s+{FILM_WORD}))(?:[,.;:!?)]|$|\s+[^{OTHER}\s])|\b(?:[Aa]n?|[Tt]he)\s+(?<value2>(?:[\p{{L}}\d’-]+,?\s+){{0,4}}?(?i:{GENRE_WORDS})\s+(?:about|starring|based\s+on|set\s+(?:in|on|during|among|against|around|aboard|at)|directed|in\s+which|from\s+director|that\s+follows|with\s+an?))\b|\b[Aa]n?\s+(?<value3>(?:[\p{{L}}\d’/-]+,?\s+){{0,4}}?(?i:{GENRE_WORDS})\s+{FILM_WORD})\b",
        parse=genre_described,
        where=pl.col("size") >= 40,
        confidence=0.55,
        examples=(
            Example("A chilly thriller about a pilot who cannot sleep at night.", ("thriller",)),
            Example(
                "We end with Jo Smith's warm-hearted documentary, shot in a school.",
                ("documentary",),
            ),
            Example("It is hard to sit through this horror film with the lights off.", ("horror",)),
        ),
        counter_examples=(
            f"It is far from Jo Smith’s comedy {OTHER}, which had wit as well as heart.",
            "He has made comedies, and a drama or two, and now he makes bread.",
        ),
    ),
    Rule(
        name="genre.line",
        attribute="genre",
        finds="A line of nothing but genres.",
        pattern=rf"^(?<value>(?i:{LISTED_GENRES})(?:\s*[|,/·•]\s*(?i:{LISTED_GENRES})(?:\s*&\s*(?i:{LISTED_GENRES}))?)+)$",
        parse=lambda text: [
            value for part in re.split(r"\s*[,/|·•]\s*", text) for value in as_is(part)
        ],
        where=pl.col("size") <= 120,
        confidence=0.8,
        examples=(
            Example("Acción | Drama | Crimen", ("Acción", "Drama", "Crimen")),
            Example("Comedy, Romance", ("Comedy", "Romance")),
        ),
        counter_examples=("Drama", "Drama, tears and rain"),
    ),
    Rule(
        name="genre.data_line",
        attribute="genre",
        finds="A genre between the bars or commas of a line of data.",
        pattern=rf"(?:^|[|•·,/]\s*)(?<value>(?i:{LISTED_GENRES}))\s*[|•·,/]",
        parse=as_is,
        many=True,
        where=(pl.col("size") <= 120)
        & pl.col("line").str.contains(r"(?:19|20)\d\d|\d\s*(?:min|[’'])"),
        confidence=0.75,
        examples=(
            Example("Drama | FSK 12 | 98 min", ("Drama",)),
            Example("France 1972, comedy, 90 min", ("comedy",)),
        ),
        counter_examples=("Drama club, 1972", "A drama of 1972"),
    ),
    Rule(
        name="imdb_id.link",
        attribute="imdb_id",
        finds="A link to the film in IMDb.",
        needs=("imdb.com",),
        pattern=r"imdb\.com/title/(?<value>tt\d{7,9})",
        column="raw",
        confidence=0.7,
        examples=(
            Example("https://www.imdb.com/title/tt2852470/", ("tt2852470",)),
            Example("IMDb: http://imdb.com/title/tt0111161/?ref_=x", ("tt0111161",)),
        ),
        counter_examples=("imdb.com/name/nm0000001", "title tt12"),
    ),
)
