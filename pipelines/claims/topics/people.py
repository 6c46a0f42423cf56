"""Rules for people and their parts in a film.

What belongs here is how texts name crew and cast. The words for the roles themselves stand in
data/reference/role_names.csv.
"""

import re
from collections.abc import Callable
from typing import Final

import polars as pl

from pipelines.claims.lists.data_lines import before_data
from pipelines.claims.rules import (
    AND,
    NAME,
    NAMES,
    SHORT,
    WORD,
    Example,
    Rule,
    Value,
)
from pipelines.claims.tables import PARTS
from pipelines.claims.text.labels import ROLE_LABELS, ROLES
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.claims.values.people import people, people_in_prose
from pipelines.claims.values.places import countries

PLACES: Final = rf"{WORD}(?:[\s/–-]+{WORD})*"
"""What countries look like."""
OF_A_KIND: Final = r"(?:(?:\p{Lu}[\p{Ll}-]+\s+)?(?:\p{Ll}[\p{Ll}-]+\s+){0,2})"
"""What may stand between a role and a name: "French mathematician"."""

IN_PROSE: Final = pl.col("size") >= 40
GENRES: Final = r"(?:(?:feature|directorial|directing)\s+debut|documentary|drama|dramedy|comedy|thriller|epic|biopic|musical|western|melodrama|satire|romance|noir)"
KINDS_OF_FILM: Final = rf"(?:{GENRES}|film|feature|movie|picture|adaptation|horror|masterpiece|classic|remake|sequel|prequel|follow-up|effort|work|version|take|retelling)"
MADE: Final = rf"(?:{GENRES}|[\p{{Ll}}-]*film|movie|feature|debut|latest|newest|remake|sequel|prequel|slasher|chiller|weepie|romp|tearjerker|ghost\s+story|rom-?com|western|caper|whodunn?it|biopic|fantasy|adventure|winner)"
"""What somebody's is a film by itself."""
MADE_ABROAD: Final = r"(?:[Ff]ilms?|[Tt]hriller|[Dd]rama|[Kk]omödie|[Tt]ragikomödie|[Ss]pielfilm|[Dd]okumentarfilm|[\p{L}-]*[Dd]ebüt|[Dd]rame|[Cc]omédie|[Dd]ocumentaire|long[\s-]métrage|película|[Cc]omedia|[Dd]ocumental|ópera\s+prima|commedia|dramma)"
OTHER_CREWS: Final = r"(?:(?:[Ss]econd[-\s][Uu]nit|[Ss]tunt|[Aa]ction|[Ss]tage|[Tt]heat(?:re|er)|[Aa]ssistant|[Cc]asting|[Aa]rt|[Mm]usical|[Mm]usic|[Aa]rtistic|[Ee]xecutive|[Mm]anaging|[Cc]reative|[Ff]ellow|[Ff]estival|[Pp]rogramme|[Pp]rogram|[Oo]riginal|[Nn]ot|[Nn]ever)\s+)"
"""Directors of something else, colleagues, and those who did not."""
OF_OTHER: Final = rf"(?:(?:[’']s?)?\s+(?:[a-z\d-]+\s+){{0,2}}{OTHER})"
OTHER_WORK: Final = r"(?:(?:(?:[Ss]equel|[Pp]requel|[Hh]omage|[Tt]ribute|[Nn]od|[Aa]nswer|[Rr]esponse|[Ss]uccessor|[Dd]ebt|[Ll]etter)\s+to|(?:[Rr]emake|[Ff]ans?|[Vv]ersion|[Rr]etread|[Rr]ip-?off|[Cc]over|[Pp]arody|[Ss]hades|[Ss]hadow|[Ss]tar)\s+of|[Tt]hink|[Ii]magine|[Ll]ike|[Uu]nlike|[Tt]han|[Rr]ecalls?|[Ee]choes)\s+)"
"""Words before a name whose film is another one."""
PERSON_LEAD: Final = r"(?:[\p{Ll}-]+\s+){0,3}?"
"""Lower-case words before a name: "the great"."""
PART: Final = rf"(?:\s+as\s+(?:(?:the|an?|his|her)\s+[a-z’'-]+(?:\s+[a-z’'-]+)?|{WORD}(?:\s+{WORD})*)|\s*\([^()]*\))"
PEOPLE: Final = rf"{NAME}{PART}?(?:{AND}{NAME}{PART}?)*"
"""A list of names, with or without their parts."""
NOT_PLAYED: Final = re.compile(
    r"\b(?:director|writer|author|novelist|composer|photographer|cinematographer|editor|producer|screenwriter|designer|playwright|book|novel|film|movie|song|photo|image|picture|credit|courtesy|review|story|quote|said|says)s?[”’',]*\s*$",
    re.IGNORECASE,
)


def directors_in_prose(text: str) -> list[Value]:
    """The directors that a phrase names, unless they direct something else.

    >>> [p.text for p in directors_in_prose("director Ada Brown and Jo Smith")]
    ['Ada Brown', 'Jo Smith']
    >>> directors_in_prose("casting director Ada Brown")
    []
    """
    if re.match(rf"{OTHER_CREWS}|(?:[Ww]ith|[Ii]n|[Ff]or)\s+{OTHER}", text) or re.search(
        rf"[’']s?\s[^{OTHER}]*{OTHER}", text
    ):
        return []
    text = re.sub(rf"(?:\s+[a-z\d-]+)*\s+{OTHER}", "", text)
    abroad = r"(?i:.*\b(?:(?:regie|gesetzt|inszeniert)\s+(?:von|führte?|hatte)|dirett[oa]\s+da|regia\s+di|dirección\s+de|réalisation\s+(?:de|signée)|geregisseerd\s+door))"
    role = rf"^(?:.*\b(?:by|par|por|of)|{abroad}|[\w/-]+,?(?:\s+and\s+[\w-]+)?)\s+(?=\w)"
    return people_in_prose(re.sub(role, "", text, count=1))


def directors_in_brackets(text: str) -> list[Value]:
    """The directors that a bracket names; none where it holds a place or begins like a title.

    >>> [p.text for p in directors_in_brackets("Ada Brown")]
    ['Ada Brown']
    >>> directors_in_brackets("United Kingdom"), directors_in_brackets("La Isla")
    ([], [])
    >>> directors_in_brackets("Apple TV")
    []
    """
    is_other = countries(text) or NO_FIRST_NAME.match(text) or WHERE_SHOWN.search(text)
    return [] if is_other else people_in_prose(text)


WHERE_SHOWN: Final = re.compile(
    r"\b(?:TV|VOD|Netflix|Prime|Video|Player|iPlayer|Cinemas?|Plus|Max|Disney|Hulu|Channel|Home|Platforms?|Theaters?|Theatres?|Online|DVD|Blu-ray|Digital|Nationwide|Release)\b",
    re.IGNORECASE,
)
"""Where a film can be seen, as brackets behind titles tell as well."""


NO_FIRST_NAME: Final = re.compile(r"(?:The|An?|El|L[ao]s?|Les?|Der|Die|Das|Eine?|Il|Un[ae]?)\b")
NOT_MAKING: Final = re.compile(
    r"\b(?:performance|turn|role|part|character|casting|cameo|portrayal|acting|work|presence|voice|charm|into|as|for|novel|novella|book|play|stories|memoir|series|song|album|is|was|of|in|by|and|than|like|with|about|to|that|career)\b"
)


def makers_in_prose(text: str) -> list[Value]:
    """Whose film it is, unless it is another film or an actor's part that is spoken of.

    >>> [p.text for p in makers_in_prose("Ada Brown’s gentle")], makers_in_prose("Jo Roe's role in")
    (['Ada Brown'], [])
    >>> makers_in_prose("sequel to Ada Brown’s film")
    []
    """
    is_other = OTHER in text or re.match(OTHER_WORK, text) or NOT_MAKING.search(text)
    return [] if is_other else people_in_prose(text)


def doers_in_prose(text: str) -> list[Value]:
    """The persons of a phrase, unless they only come to mind.

    >>> [p.text for p in doers_in_prose("Ada Brown and Jo Roe")], doers_in_prose("think Ada Brown")
    (['Ada Brown', 'Jo Roe'], [])
    """
    return [] if OTHER in text or re.match(OTHER_WORK, text) else people_in_prose(text)


def makers_behind(text: str) -> list[Value]:
    """By whom a film is, unless it is another one.

    >>> [p.text for p in makers_behind("comedy by Ada Brown and Jo Smith")]
    ['Ada Brown', 'Jo Smith']
    """
    if OTHER in text:
        return []
    return people_in_prose(re.sub(r"^.*?\s(?:by|from|of|von|de|di|del?)\s|^.*?\sd[’']", "", text))


def makers_in_genitive(text: str) -> list[Value]:
    """Whose film it is, in German, where no apostrophe stands before the s.

    >>> [p.text for p in makers_in_genitive("Ada Grüns")]
    ['Ada Grün']
    """
    return people_in_prose(text.removesuffix("s"))


ROLE_OF_ONE: Final = r"(?:(?:[Cc]o-)?(?:[Ww]riter|[Dd]irector|[Pp]roducer|[Ss]tar|[Aa]ctor|[Aa]ctress|[Ss]creenwriter|[Ee]ditor|[Cc]inematographer|[Cc]omposer|[Nn]arrator|[Cc]horeographer|[Cc]reator))s?"
NEXT_ROLE: Final = (
    rf"(?:\s*(?:/|,|-|–|&|\+)\s*(?:and\s+|&\s*)?{ROLE_OF_ONE}|\s+(?:and|cum)\s+{ROLE_OF_ONE})"
)
ROLES_OF_ONE: Final = re.compile(rf"^{ROLE_OF_ONE}{NEXT_ROLE}+")


def persons_who(role: str) -> Callable[[str], list[Value]]:
    """A parser of the persons behind several roles; of none where the role is not one of them.

    >>> [p.text for p in persons_who("direct")("writer, director and star Ada Brown")]
    ['Ada Brown']
    >>> persons_who("produc")("writer-director Ada Brown")
    []
    """

    def persons(text: str) -> list[Value]:
        roles = ROLES_OF_ONE.match(text)
        if roles is None or role not in roles.group().lower() or OTHER in text:
            return []
        return people_in_prose(text[roles.end() :].strip(", "))

    return persons


def _of_many_roles(attribute: str, role: str, work: str, examples: tuple[Example, ...]) -> Rule:
    """The rule for one of the parts that somebody with several has."""
    return Rule(
        name=f"{attribute}.of_many_roles",
        attribute=attribute,
        finds=f"Several roles of one person, and who it is; one of them is to {work}.",
        needs=tuple(
            beside
            for between in ("-", "/", ", ", " and ", " & ")
            for beside in (f"{role}{between}", f"{between}{role}")
        ),
        pattern=rf"\b(?<value>{ROLE_OF_ONE}{NEXT_ROLE}+,?\s+{NAME}(?:\s+(?:and|&)\s+{NAME})?{OF_OTHER}?)",
        parse=persons_who(role),
        many=True,
        where=IN_PROSE,
        confidence=0.8,
        examples=examples,
        counter_examples=(
            f"In it the {role} and star of the show, Ada Brown’s mother, drowns.",
            f"The {role}, editor and star of {OTHER} is back in Los Angeles.",
        ),
    )


INLINE: Final = r"(?:[Dd]irector|[Dd]irected\s+by|[Dd]ir|[Rr]egie|[Rr]éal|[Dd]irección|[Cc]ast|[Ss]tarring|[Ww]ith|[Mm]it|[Aa]vec|[Cc]on|Com|Met|Med|[Rr]eparto|[Dd]arsteller|[Ss]creenplay|[Ww]riter|[Ww]ritten\s+by|[Pp]roducer|[Mm]usic)"
NO_PERSON: Final = re.compile(
    r"(?i:sub-?title[sd]?|subtítulos|untertitel|sous-titres|\bminutes?\b|\bmins?\b)"
)
NEXT_LABEL: Final = re.compile(
    r"\s*[.;|•·]\s+(?:[^\W\d_][\w /]{2,28}:|(?:With|Starring|Mit|Avec|Con|Met|Cast|(?:With\s+(?:the\s+)?)?[Vv]oices\s+of)\s+(?=[^\W\d_]))"
)


def credited(text: str) -> list[Value]:
    """The persons behind a label, up to the next label on the line.

    >>> [p.text for p in credited("Ada Brown. Cast: Jo Smith")], credited("USA, English subtitles")
    (['Ada Brown'], [])
    >>> [p.text for p in credited("Ada Brown | 92 min | PG")]
    ['Ada Brown']
    """
    named = before_data(NEXT_LABEL.split(text)[0])
    return [
        person
        for person in people(named)
        if not countries(person.text) and not NO_PERSON.search(person.text)
    ]


CREW: Final = r"(?:(?:[Cc]o-)?(?:[Dd]irectors?|[Ww]riters?|[Ss]creenwriters?|[Pp]roducers?|[Cc]omposers?|[Cc]inematographers?|[Aa]uthors?|[Nn]ovelists?|[Ee]ditors?|[Cc]ritics?|[Pp]laywrights?|[Cc]haracters?|[Ff]ilmmakers?)\s+)"
"""Words before a name that is no actor's."""
OTHER_WRITERS: Final = re.compile(
    r"^(?:book|horror|crime|comic|comics|fantasy|staff|science|travel|sports|novel|mystery|song|short-story|romance)\s"
)
FAMILY: Final = rf"(?:{WORD}\s+(?:and|&)\s+)?"
"""The first name before an `and`, where two share a surname."""


def actors_in_prose(text: str) -> list[Value]:
    """The persons of a phrase, unless it says that they direct or write, or what is theirs.

    >>> [p.text for p in actors_in_prose("Ada Brown")], actors_in_prose("director Ada Brown")
    (['Ada Brown'], [])
    """
    return [] if re.match(CREW, text) or re.search(r"[’']s$", text) else people_in_prose(text)


def writers_in_prose(text: str) -> list[Value]:
    """The persons of a phrase, unless they write something else than scripts.

    >>> [p.text for p in writers_in_prose("writer Ada Brown")], writers_in_prose("crime writer Jo Roe")
    (['Ada Brown'], [])
    """
    if OTHER_WRITERS.match(text):
        return []
    return people_in_prose(re.sub(r"^[Ww]riters?\s+", "", text))


YEARS_OF_A_FILMOGRAPHY: Final = 3
"""A line with so many years in brackets lists films: what else stands in brackets are titles."""
NOT_ACTING: Final = re.compile(
    r"\b(?:from|in|of|see|written|directed|scored|shot|produced|composed|edited|designed)\s"
)


def bracketed_actors(text: str) -> list[Value]:
    """The actors in brackets behind their parts, not those of the crew behind their work.

    >>> [p.text for p in bracketed_actors("widow (the great Jo Smith)")]
    ['Jo Smith']
    >>> bracketed_actors("director (Ada Brown)"), bracketed_actors("script (co-written with Jo Smith)")
    ([], [])
    """
    before, _, inside = text.partition("(")
    if NOT_PLAYED.search(before.strip()):
        return []
    inside = re.sub(rf"\s+(?:from|of)\s+{OTHER}", "", inside)
    inside = re.sub(r"^(?:played|voiced|portrayed)\s+by\s+", "", inside.strip(" )!"))
    return [] if NOT_ACTING.search(inside) else people_in_prose(inside)


RULES: Final = (
    _of_many_roles(
        "director",
        "director",
        "direct",
        (
            Example("Writer, director, and star Ada Brown has a good ear.", ("Ada Brown",)),
            Example("In the hands of director-cinematographer Jo Roe it glows.", ("Jo Roe",)),
        ),
    ),
    _of_many_roles(
        "writer",
        "writer",
        "write",
        (
            Example("Here producer, writer and star Ada Brown has a good ear.", ("Ada Brown",)),
            Example("It is all the work of director/writer/star Jo Roe, alas.", ("Jo Roe",)),
        ),
    ),
    _of_many_roles(
        "producer",
        "producer",
        "produce",
        (
            Example("For once, star and producer Ada Brown keeps very quiet.", ("Ada Brown",)),
            Example("It is all the work of writer-director-producer Jo Roe.", ("Jo Roe",)),
        ),
    ),
    _of_many_roles(
        "cast",
        "star",
        "act",
        (
            Example("Writer, director, and star Ada Brown has a good ear.", ("Ada Brown",)),
            Example("All praise to fight choreographer and star Jo Roe, then.", ("Jo Roe",)),
        ),
    ),
    Rule(
        name="credit.labelled",
        attribute="credit",
        finds="A role, a colon, and who has it.",
        pattern=rf"^(?<label>(?i:{ROLE_LABELS})(?:\s*(?:/|&|,|\band\b|\bund\b|\bet\b|\by\b)\s*(?i:{ROLE_LABELS}))*)(?:\(s\))?\s*[:：]\s*(?<value>\S.*)$",
        parse=credited,
        where=pl.col("size") <= 1_500,
        confidence=0.95,
        examples=(
            Example("Dirección: Kleber Mendonça Filho", ("Kleber Mendonça Filho",)),
            Example("Written by: Joel & Ethan Coen", ("Joel Coen", "Ethan Coen")),
        ),
        counter_examples=("Director: TBC", "Direct flights: Paris, Rome"),
    ),
    Rule(
        name="credit.listed",
        attribute="credit",
        finds="A role and names, alone on a line.",
        pattern=rf"^(?<label>(?i:{ROLE_LABELS}))\s+(?<value>(?:{WORD}{AND})*{NAMES}(?:,?\s+Jr\.?)?(?:\s*\([^()]*\))?)\s*\.?$",
        parse=people,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Director Rithy Panh", ("Rithy Panh",)),
            Example(
                "Screenwriters Christophe Bataille, Rithy Panh",
                ("Christophe Bataille", "Rithy Panh"),
            ),
            Example("Music Sreekala, Ada Brown", ("Sreekala", "Ada Brown")),
        ),
        counter_examples=("Director Rithy Panh returns to his subject.", "With care and love"),
    ),
    Rule(
        name="credit.inline",
        attribute="credit",
        finds="A role and who has it, behind something else on the line.",
        needs=(
            ":",
            "dir.",
            "regie",
            "with ",
            "starring ",
            ". avec ",
            ". con ",
            ". com ",
            ". met ",
            ". mit ",
            ". med ",
        ),
        pattern=rf"[.;|/•·,–-]\s+(?:(?<label>{INLINE})\s*[:.]\s*(?<value>{NAMES})|(?<label2>{INLINE})\s+(?<value2>{NAMES})(?:[.;|/•·,–-]|\s+(?:\d|\()|$))",
        parse=people_in_prose,
        many=True,
        where=pl.col("size") <= 300,
        confidence=0.8,
        examples=(
            Example("UK 1972. Dir: Ada Brown. 90min.", ("Ada Brown",)),
            Example(
                "90 min | Regie: Jo Smith | mit Tom Grey, Ann Roe",
                ("Jo Smith", "Tom Grey", "Ann Roe"),
            ),
        ),
        counter_examples=("Introduced, with love, by the director", "A day, with rain"),
    ),
    Rule(
        name="director.bracketed",
        attribute="director",
        finds="A name and a year or a length in brackets behind the title.",
        needs=(FILM,),
        pattern=rf"{FILM},?\s+\((?:dir\.?:?\s+|d:\s+|directed\s+by\s+)?(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})?),?\s+(?:{PLACES}[,/\s]+)?(?:(?:19|20)\d\d\b|\d{{1,3}}\s?(?:min\b|['′’]))[^()]*\)",
        parse=people_in_prose,
        confidence=0.85,
        examples=(
            Example(f"{FILM} (Ada Brown, 1972)", ("Ada Brown",)),
            Example(f"{FILM} (Jo Roe, 12 min) A boy waits.", ("Jo Roe",)),
            Example(f"{FILM} (dir. Jo Smith, France, 1988)", ("Jo Smith",)),
        ),
        counter_examples=(f"{FILM} (Flauta, 1988)", f"{OTHER} (Ada Brown, 1972)"),
    ),
    Rule(
        name="director.in_brackets",
        attribute="director",
        finds="A name alone in brackets behind the title, or before a country.",
        needs=(FILM,),
        pattern=rf"{FILM}[”\"’'»]?,?\s+\((?:[Dd]ir(?:\.|:|ected\s+by)\s*|[Dd]:\s+|[Rr]egie:?\s+|[Bb]y\s+|[Vv]on\s+|[Dd]e\s+)?(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})?)(?:[,;/]\s*{PLACES})?\)",
        parse=directors_in_brackets,
        confidence=0.7,
        examples=(
            Example(f"{FILM} (Ada Brown)", ("Ada Brown",)),
            Example(f"We begin with {FILM} (dir. Jo Smith, France), a song.", ("Jo Smith",)),
        ),
        counter_examples=(
            f"{FILM} (United Kingdom)",
            f"{OTHER} (Ada Brown)",
            f"{FILM} (in cinemas)",
        ),
    ),
    Rule(
        name="director.named",
        attribute="director",
        finds="The word director, or filmmaker, and a name.",
        needs=(
            "direct",
            "maker",
            "réalisat",
            "réalisé",
            "dirigid",
            "regisseur",
            "regie",
            "szene",
            "inszeniert",
            "dirigé",
            "scène par",
            "tourné",
            "réalisation",
            "dirección",
            "regia di",
            "dirett",
            "geregisseerd",
            "helm",
            "documentarian",
            "cineast",
            "cinéast",
            "regista",
        ),
        pattern=rf"\b(?<value>(?:(?:[Ww]ith|[Ii]n|[Ff]or)\s+{OTHER},?\s+)?{OTHER_CREWS}?(?:[Dd]irected,?\s+(?:[\p{{Ll}}-]+,?\s+){{0,6}}?by(?:\s+(?:the\s+)?(?:newcomers?|veterans?|first-timers?|playwright|actor|actress|comedian|(?:writer|actor|playwright)-turned-director|great|late))?|[Dd]irector\s+and\s+(?:co-)?(?:writer|producer|star|screenwriter)|(?:[Dd]irector|[Ww]riter|[Pp]roducer|[Aa]ctor)[/-][Dd]irectors?|(?:[Cc]o-)?[Dd]irectors?(?:[/-]\p{{L}}+)?,?|[Ff]ilm-?makers?|[Hh]elmers?|[Dd]ocumentarians?|[Rr]éalisé\s+par|(?:[Rr]éalisat(?:eur|rice)|[Cc]inéaste|[Cc]ineasta|[Rr]egista|(?:[Ee]l|[Ll]a)\s+directora?)(?:\s+\p{{Ll}}+)?|[Dd]irigid[ao]\s+por|[Rr]egisseur(?:in)?(?:-\p{{L}}+)?|(?:[Rr]egie\s+(?:führt|führte|von|hatte)|[Uu]nter\s+der\s+[Rr]egie\s+von|[Ii]n\s+[Ss]zene\s+gesetzt\s+von|[Ii]nszeniert\s+von)|[Dd]irigée?\s+par|(?:[Mm]is\s+en\s+scène|[Tt]ournée?)\s+par|[Rr]éalisation\s+(?:de|signée)|[Ll]a\s+dirección\s+de|[Dd]irett[oa]\s+da|[Rr]egia\s+di|[Gg]eregisseerd\s+door|[Ww]riter\s+and\s+director|[Ss]creenwriter[/-][Dd]irectors?|[Hh]elmed\s+by|[Dd]irection\s+(?:of|by|from)|[Uu]nder\s+the\s+direction\s+of|[Dd]irection\s+(?:is\s+|being\s+)?credited\s+to)\s+{FAMILY}{NAME}(?:\s+(?:and|&|et|y|und)\s+{NAME})?{OF_OTHER}?)",
        parse=directors_in_prose,
        many=True,
        confidence=0.85,
        examples=(
            Example("I assume this is why director Rithy Panh chose you.", ("Rithy Panh",)),
            Example("the French-educated filmmaker Rithy Panh was 13", ("Rithy Panh",)),
            Example("writer-director Greta Gerwig", ("Greta Gerwig",)),
            Example("It is directed with a light hand by Ada Brown.", ("Ada Brown",)),
            Example("Directed by newcomer Ada Brown, it glows.", ("Ada Brown",)),
            Example("Unter der Regie von Ada Grün wird viel geweint.", ("Ada Grün",)),
            Example("Für Regisseur-Legende Jo Schmidt ist es der letzte.", ("Jo Schmidt",)),
            Example("un drame dirigé par Agathe Brun en hiver", ("Agathe Brun",)),
            Example("una commedia diretta da Anna Bruni", ("Anna Bruni",)),
            Example("Helmer Jo Smith keeps the camera close.", ("Jo Smith",)),
            Example("Not even the lazy direction of Jo Smith sinks it.", ("Jo Smith",)),
        ),
        counter_examples=(
            "The director is at her best here.",
            "its directors and writers",
            "casting director Ada Brown",
            "second unit director Ada Brown",
            f"With {OTHER}, director Ada Brown found a way.",
            f"director Ada Brown’s earlier {OTHER} was better",
        ),
    ),
    Rule(
        name="director.possessive",
        attribute="director",
        finds="A name in the genitive before the film.",
        needs=("’", "'"),
        pattern=rf"(?<value>{OTHER_WORK}?{NAME})(?:[’']s|[’'])\s+(?:[\p{{L}}\d-]+,?\s+){{0,3}}?(?:new|latest|debut|first|second|third|final|feature|directorial|haunting|brilliant|acclaimed|gripping|moving|stunning|beautiful|remarkable|sophomore|(?:19|20)\d\d)\s+(?:[\p{{L}}-]+,?\s+){{0,3}}?{KINDS_OF_FILM}\b|(?<value2>{OTHER_WORK}?{NAME}(?:[’']s|[’'])\s+(?:[\p{{L}}-]+,?\s+){{0,4}}?{MADE}\b(?:\s+(?:novel|book|play|series|stories|career))?(?:,?\s+(?:\p{{Ll}}+\s+)?{OTHER})?)",
        parse=makers_in_prose,
        many=True,
        confidence=0.7,
        examples=(
            Example("It is Claire Denis’s latest film.", ("Claire Denis",)),
            Example("Hasan Hadi's debut feature has charm", ("Hasan Hadi",)),
            Example("Two sisters wait in Ada Brown’s tender black comedy.", ("Ada Brown",)),
            Example("Jo Smith's Swedish vampire film is as cold as snow.", ("Jo Smith",)),
        ),
        counter_examples=(
            "the director’s new film",
            "Ada Brown's first cinema",
            f"It owes much to Tom Grey’s political thriller {OTHER} in the end.",
            "Does Jo Smith’s rough charm turn into comedy?",
            "It is Ada Brown’s horror novel that gave her nightmares.",
        ),
    ),
    Rule(
        name="director.opening",
        attribute="director",
        finds="A name in the genitive before the film, at the head of a paragraph.",
        needs=(
            "film",
            "feature",
            "movie",
            "picture",
            "document",
            "dram",
            "comedy",
            "thriller",
            "debut",
            "adaptation",
            "epic",
            "biopic",
            "musical",
            "western",
            "satire",
            "horror",
            "romance",
            "noir",
            "masterpiece",
            "classic",
            "remake",
            "sequel",
            "prequel",
            "follow-up",
            "effort",
            "work",
            "version",
            "take",
            "retelling",
        ),
        pattern=rf"^(?<value>{NAME})(?:[’']s|[’'])\s+(?:[a-z\d-]+,?\s+){{0,3}}?{KINDS_OF_FILM}\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example("Ada Brown’s acerbic comedy of manners begins in a lift.", ("Ada Brown",)),
            Example("Jo Smith's sequel to the landmark of 1973 is not bad.", ("Jo Smith",)),
        ),
        counter_examples=("It is Ada Brown’s mother who likes comedies of manners.",),
    ),
    Rule(
        name="director.of_this_film",
        attribute="director",
        finds="A name in the genitive before the title itself.",
        needs=(FILM,),
        pattern=rf"(?<value>{OTHER_WORK}?{NAME}(?:[’']s|[’'])\s+(?:(?:[\p{{Ll}}-]+\s+){{0,3}}director[’']s\s+cut\s+of\s+|(?:[\p{{L}}\d-]+\s+){{0,6}}?(?:[\p{{Ll}}\d-]+,\s+)?)){FILM}",
        parse=makers_in_prose,
        many=True,
        confidence=0.85,
        examples=(
            Example(f"It walked away with it: Ada Brown’s {FILM} is one.", ("Ada Brown",)),
            Example(f"In Jo Smith's gentle {FILM}, people drown.", ("Jo Smith",)),
            Example(f"Out today: Jo Roe’s shy Cannes Jury Prize winner, {FILM}.", ("Jo Roe",)),
        ),
        counter_examples=(
            f"It is a remake of Ada Brown’s {FILM}.",
            f"Ada Brown’s {OTHER} is better.",
            f"the director’s {FILM}",
        ),
    ),
    Rule(
        name="director.at_the_helm",
        attribute="director",
        finds="Who stands behind the camera.",
        needs=("behind the camera", "at the helm", "director’s chair", "director's chair"),
        pattern=rf"(?:[Bb]ehind\s+the\s+camera|[Aa]t\s+the\s+helm|[Ii]n\s+the\s+director[’']s\s+chair)(?:\s+(?:here|this\s+time|once\s+more|again))?\s*(?:,|is|stands|sits|was)\s+(?:\p{{Ll}}+\s+){{0,2}}(?<value>{NAME})|(?<value2>{NAME})\s+(?:is\s+)?(?:back\s+|once\s+more\s+|again\s+)?(?:at\s+the\s+helm|in\s+the\s+director[’']s\s+chair)\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("Behind the camera is Ada Brown, whose eye is good.", ("Ada Brown",)),
            Example("At the helm is the veteran Jo Smith, known for her plays.", ("Jo Smith",)),
        ),
        counter_examples=("He stands behind the camera, and Rome is at his feet once more.",),
    ),
    Rule(
        name="director.is_director",
        attribute="director",
        finds="A name, and that he or she is the director.",
        needs=("director of", "director here", "director behind"),
        pattern=rf"(?<value>{NAME})(?:,|\s+is)\s+(?:the\s+)?(?:writer\s+and\s+|writer-)?director\s+(?:of\s+(?:this\b|the\s+(?:film|movie|picture)|{FILM})|here\b|(?:of|behind)\s+[^.;]{{1,60}},\s+(?:returns|is\s+back|comes\s+back|follows))",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("Ada Brown is the director of this gentle film of rain.", ("Ada Brown",)),
            Example(f"Jo Roe, director of {OTHER}, returns with {FILM} at last.", ("Jo Roe",)),
        ),
        counter_examples=("Ada Brown is the director of the museum to which they take it.",),
    ),
    Rule(
        name="director.has_made",
        attribute="director",
        finds="Who has made something with the film, or whose return it marks.",
        needs=(FILM,),
        pattern=rf"(?:[Ww]ith|[Ii]n)\s+{FILM},?\s+(?<value>{NAME})\s+(?:has\s+(?:made|crafted|created|fashioned|built|written|produced|constructed)|makes\s+(?:an?|his|her)|crafts|fashions|constructs|creates|builds|tells|explores|tackles|examines|revisits|weaves)\b|{FILM}\s+(?:marks|is|was|represents|sees)\s+(?<value2>{NAME})[’']s?\s+(?:[\p{{Ll}}-]+\s+){{0,2}}(?:return|comeback|follow-up|directorial|directing|film|picture|movie)\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example(f"With {FILM}, Jo Roe has made her most personal film.", ("Jo Roe",)),
            Example(f"{FILM} marks Ann Roe’s return to the cinema after years.", ("Ann Roe",)),
        ),
        counter_examples=(f"With {FILM}, Ada Brown gives the best performance of her life.",),
    ),
    Rule(
        name="director.by_this_film",
        attribute="director",
        finds="The title, and by whom it is.",
        needs=(FILM,),
        pattern=rf"{FILM},?\s+(?:\((?:19|20)\d\d\),?\s+)?(?:is\s+|was\s+)?(?:an?\s+(?:[\p{{Ll}}-]+,?\s+){{0,3}}?{KINDS_OF_FILM}\s+)?(?:by|from|von|de|di)\s+(?:director\s+)?(?<value>{NAME})",
        parse=people_in_prose,
        confidence=0.8,
        examples=(
            Example(f"Last week came {FILM} by Ada Brown, at last.", ("Ada Brown",)),
            Example(f"{FILM} is a film by Jo Smith.", ("Jo Smith",)),
        ),
        counter_examples=(f"{OTHER} by Ada Brown", f"{FILM} by the sea"),
    ),
    Rule(
        name="director.kind_by",
        attribute="director",
        finds="A kind of film, and by whom it is.",
        needs=(" by ", " from ", " of ", " von ", " de ", " di ", " d'", " d’"),
        pattern=rf"(?<value>(?:{OTHER},?\s+(?:[\p{{Ll}}-]+\s+){{0,3}}?)?\b(?:(?:{MADE}|[Dd]ebut|[Ll]atest)\s+(?:by|from)|[Dd]ebut\s+of|{MADE_ABROAD}(?:\s+\p{{Ll}}+)?\s+(?:von|de|di))\s+(?:(?:the|director|playwright|newcomer|veteran|first-time|film-?maker|actor|actor-turned-director|réalisat(?:eur|rice)|cinéaste|director|directora)\s+)*{NAME}(?:\s+(?:and|&|und|et|y|e)\s+{NAME})?|\b{MADE_ABROAD}(?:\s+\p{{Ll}}+)?\s+d[’']{NAME})",
        parse=makers_behind,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("It is a small, wry comedy by Ada Brown, shot in a week.", ("Ada Brown",)),
            Example("The debut of playwright Jo Smith was the talk of the town.", ("Jo Smith",)),
            Example("Le nouveau film d'Agathe Brun a été tourné en hiver.", ("Agathe Brun",)),
            Example(
                "Comedia argentina de Ana Gris y Juan Roe, rodada en verano.",
                ("Ana Gris", "Juan Roe"),
            ),
        ),
        counter_examples=(
            f"It owes as much to {OTHER}, a film by Ada Brown, as to life.",
            "It is a comedy by any measure, and a drama from time to time.",
        ),
    ),
    Rule(
        name="director.genitive",
        attribute="director",
        finds="A name in the German genitive before the film.",
        needs=("film", "komödie", "drama", "thriller", "debüt"),
        pattern=rf"\b(?<value>{NAME}s)\s+(?:\p{{Ll}}+,?\s+){{0,3}}?{MADE_ABROAD}\b",
        parse=makers_in_genitive,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("Ada Grüns Komödie über einen Vater ist sehr traurig.", ("Ada Grün",)),
            Example("Im Dunkeln spielt Jo Schmidts neuer Film, der kurz ist.", ("Jo Schmidt",)),
        ),
        counter_examples=("Der Held in Ada Grüns Roman ist ein sehr armer Hund.",),
    ),
    Rule(
        name="director.of_a_name",
        attribute="director",
        finds="Another film that a name stands before.",
        needs=("another", "latest", "newest", "this", "new "),
        pattern=rf"\b(?:[Aa]nother|[Tt]he\s+(?:latest|newest|new)|[Ll]atest|[Tt]his)\s+(?<value>{NAME})\s+(?:\p{{Ll}}+\s+)?(?:film|movie|picture|comedy|drama|thriller|documentary|feature)\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.55,
        examples=(
            Example(
                "I was happy to sit through another Ada Brown film on a plane.", ("Ada Brown",)
            ),
            Example("In this Jo Smith comedy a hen gets the better of a judge.", ("Jo Smith",)),
        ),
        counter_examples=("I was happy to see another New York in this quiet film.",),
    ),
    Rule(
        name="director.tells",
        attribute="director",
        finds="A name, and what directors do to a story.",
        needs=(
            "tell",
            "adapt",
            "shoot",
            "stage",
            "screen",
            " cast ",
            "reunite",
            "reteam",
            "erzähl",
            "verfilm",
            "inszenier",
            "filme",
            "signe",
            "debuta",
            "rueda",
            "retrata",
            "narra",
            "réunit",
            "réalise",
            "dirige",
            "lets the",
            "camera",
            "crafts",
            "orchestrates",
            "scena",
        ),
        pattern=rf"(?<value>{FAMILY}{NAME})(?:,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|has|have|again|then|[a-z]+ly)\s+)*(?:tells\s+(?:the|a|an|his|her|this|it)\b|(?:adapts|adapted|shoots|stages|films)\s+(?:the|a|an|this|it|{OTHER}|\p{{Lu}})|brings\s+[^.;()]+\sto\s+the\s+(?:big\s+)?screen|lets\s+the\s+(?:camera|scenes?|wait|silences?|moments?|story|film|images?|landscapes?|actors?|tension)\b|(?:keeps|holds|points|plants|moves)\s+(?:the|his|her|their)\s+camera\b|(?:crafts|orchestrates)\s+(?:the|an?|his|her)\b|mette\s+in\s+scena|cast\s+(?:the\s+)?\p{{Lu}}|(?:reunites|reteams)\s+with|erzählt|verfilmt|inszeniert|réunit|filme\b|adapte\b|signe\b|réalise|met\s+en\s+scène|debuta\s+(?:en\s+la\s+dirección|como\s+director)|adapta\b|retrata|rueda|narra|dirige)",
        parse=actors_in_prose,
        where=IN_PROSE,
        confidence=0.6,
        examples=(
            Example("Ada Brown tells the story of a man who built a boat.", ("Ada Brown",)),
            Example("Jo Smith brings the play of that name to the screen.", ("Jo Smith",)),
            Example("Ann Roe keeps her camera on the hen when the fox is out.", ("Ann Roe",)),
            Example("Anna Grün erzählt von einer Frau, die nach Hause kommt.", ("Anna Grün",)),
            Example(
                "Zoë and Ann Roe have cast Tom Grey as a milkman in it.", ("Zoë Roe", "Ann Roe")
            ),
        ),
        counter_examples=(
            "The old man tells the story of his life to a hen and a fox.",
            "Screenwriter Jo Smith adapts the book with a very light hand.",
        ),
    ),
    Rule(
        name="director.verb",
        attribute="director",
        finds="A name, and that he or she directs.",
        needs=(
            "direct",
            "helm",
        ),
        pattern=rf"(?<value2>{NAME}(?:\s+and\s+{NAME})?)\s*[,(]\s*(?:both\s+of\s+whom|who)\s+(?:(?:also|both|here)\s+)*(?:[\p{{Ll}}-]+,?\s+(?:in\s+)?(?:and\s+)?){{0,3}}?(?:co-)?direct(?:s|ed)?(?:[,.;)]|\s+(?:this|it|here|with|and|the\s+(?:film|movie|picture))\b|$)|(?<value>{OTHER_WORK}?{NAME})(?:,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|both|has|have)\s+)*(?:(?:co-)?(?:wrote|writes|written|produced|produces|edited|shot|scripted)(?:,\s+(?:and\s+)?|\s+and\s+))*(?:directs|directed|helms|helmed|co-directed|co-directs|makes\s+(?:his|her|their)\s+(?:[\p{{L}}-]+\s+){{0,2}}(?:directorial|directing|feature)|directing\b)(?:\s+(?:an?|the|this|it|in|with|from|his|her|here|debut)\b|\s+{FILM}|[,.]|$)",
        parse=doers_in_prose,
        many=True,
        confidence=0.75,
        examples=(
            Example("Ada Brown wrote, directed, and edited the picture.", ("Ada Brown",)),
            Example(f"Tom Grey (Rain, Snow) directed {FILM} last year.", ("Tom Grey",)),
            Example(
                "Writers Jo Roe and Ann Roe, who also directed this one, are wise.",
                ("Jo Roe", "Ann Roe"),
            ),
            Example("Ada Brown directs with a light hand.", ("Ada Brown",)),
            Example("Jo Smith wrote and directed this gem.", ("Jo Smith",)),
        ),
        counter_examples=(
            "She directs the traffic.",
            f"Ada Brown directed {OTHER} last year.",
            "Think Ada Brown directing a nursing drama.",
        ),
    ),
    Rule(
        name="director.skill",
        attribute="director",
        finds="A name in the genitive before the work of a director.",
        needs=(
            "direct",
            "staging",
            "scène",
            "scene",
            "camera",
        ),
        pattern=rf"(?<value>{NAME})(?:[’']s|[’'])\s+(?:[\p{{Ll}}-]+,?\s+){{0,3}}(?:direction|directing|directorial\s+\p{{Ll}}+|staging|mise[\s-]en[\s-]scène|camera)\b",
        parse=people_in_prose,
        many=True,
        confidence=0.7,
        examples=(
            Example("Ada Brown’s assured direction keeps it afloat.", ("Ada Brown",)),
            Example("Jo Smith's directorial debut has charm.", ("Jo Smith",)),
        ),
        counter_examples=("the director’s direction", "Ada Brown’s directions to the station"),
    ),
    Rule(
        name="writer.named",
        attribute="writer",
        finds="A word for the writer of the script, and a name.",
        needs=(
            "writ",
            "credit",
            "script",
            "screenplay",
            "teleplay",
            "penned",
            "adapted",
            "drehbuch",
            "scénario",
            "scenario",
            "manus",
            "roteiro",
            "guion",
            "sceneggiatura",
            "geschrieben",
            "écrit",
            "escrit",
            "scritt",
        ),
        pattern=rf"\b(?:[Ww]ritten(?:,?\s+(?:and\s+)?(?:co-)?(?:directed|produced|edited|shot|narrated))*\s+by|(?:[Cc]o-)?[Ss]creenwriters?[,:]?|[Ss]criptwriters?[,:]?|(?:[Ss]creenplay|[Ss]cript|[Tt]eleplay)(?:\s+is|\s+was)?,?\s+(?:(?:(?:co-)?written|adapted|penned)\s+)?by|(?:[Ss]creenplay|[Ss]cript|[Ss]tory),?\s+(?:(?:is|was)\s+)?credited\s+to|(?:[Ss]tory|[Ss]creenplay|[Ss]cript|[Ww]riting)\s+credits?\s+(?:is\s+|are\s+)?(?:going|goes|go|given|shared|belongs?)\s+(?:to|by|between|among)|(?:[Ss]creen|[Cc]o-)?[Ww]riters,?\s+(?:including|among\s+them)(?:\s+{WORD},)?|(?:[Ss]creenplay|[Ss]cript)\s+comes\s+(?:courtesy\s+of|from|via)|[Tt]he\s+writing,?\s+(?:is\s+)?by|[Ss]cenario\s+van|[Mm]anus(?:kript)?\s+(?:av|af)|[Rr]oteiro\s+(?:de|por)|[Ss]cripted\s+by|[Pp]enned\s+by|[Cc]o-written\s+(?:by|with)|(?:[Ss]creen)?[Ww]riter[/-](?:[Dd]irectors?|[Ss]tar|[Pp]roducers?|[Aa]ctor)|[Dd]irector[/-](?:[Ww]riters?|[Ss]creenwriter)|[Ww]riter\s+and\s+(?:director|star|producer|actor)|[Dd]irector\s+and\s+(?:co-)?(?:screen)?writer|(?:[Cc]o-writers?|[Ww]riting\s+partner),?|[Aa]dapted\s+(?:for\s+the\s+screen\s+|from\s+[^.;:]{{3,60}}?\s+)?by|[Ss]criptwriting\s+duo|[Gg]eschrieben\s+von|[Éé]crite?\s+(?:et\s+réalisée?\s+)?(?:par|avec)|[Ee]scrit[ao]\s+(?:y\s+dirigid[ao]\s+)?(?:por|con|com)|[Ss]critt[oa]\s+(?:e\s+dirett[oa]\s+)?(?:da|con)|[Dd]rehbuch\s+(?:von|stammt\s+von)|[Ss]cénario\s+(?:de|signé)|[Gg]uion\s+de|[Ss]ceneggiatura\s+di)\s+\(?(?:by\s+)?(?:[\p{{L}}-]+\s+){{0,2}}?(?:(?:director|producer|head|newcomer|playwright)\s+)?(?<value>{FAMILY}{NAMES})",
        parse=people_in_prose,
        many=True,
        confidence=0.8,
        examples=(
            Example("narration (co-written with Christophe Bataille)", ("Christophe Bataille",)),
            Example("The script, written by Tony Gilroy, is taut.", ("Tony Gilroy",)),
            Example("The script by Ada Brown builds tension.", ("Ada Brown",)),
            Example("It has four screenwriters, including Ada Brown.", ("Ada Brown",)),
            Example("un film écrit et réalisé par Agathe Brun", ("Agathe Brun",)),
            Example("Una comedia escrita y dirigida por Ana Gris", ("Ana Gris",)),
            Example("with story credit going to Jo Smith and Ann Roe", ("Jo Smith", "Ann Roe")),
        ),
        counter_examples=("The script is well written by any measure.", "a screenwriter of note"),
    ),
    Rule(
        name="writer.possessive",
        attribute="writer",
        finds="A name in the genitive before the script.",
        needs=(
            "script",
            "screenplay",
            "teleplay",
        ),
        pattern=rf"(?<value>{NAME}(?:\s+and\s+{NAME})?)(?:[’']s|[’'])\s+(?:[\p{{L}}-]+,?\s+){{0,3}}?(?:screenplay|script|teleplay)\b",
        parse=people_in_prose,
        many=True,
        confidence=0.8,
        examples=(
            Example("When Simon Grey’s screenplay runs out of puff", ("Simon Grey",)),
            Example("Director Jo Smith's biting script", ("Jo Smith",)),
        ),
        counter_examples=("the director’s script", "Ada Brown’s novel"),
    ),
    Rule(
        name="writer.verb",
        attribute="writer",
        finds="A name, and that he or she wrote the film.",
        needs=("wr", "script", "penned", "pens ", "adapt"),
        pattern=rf"(?<value>{CREW}?{NAME}(?:\s+and\s+{NAME})?)(?:,?\s+who|,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|both|all|here|now|has|have)\s+)?(?:(?:co-)?(?:stars?|starred|direct(?:s|ed)?|produc(?:es|ed?)|edit(?:s|ed))(?:\s+in)?(?:,\s+(?:and\s+)?|\s+and\s+)){{0,3}}(?:also\s+)?(?:(?:co-)?(?:wrote|writes?|scripted|scripts|penned|pens|written)(?:,(?:\s+\p{{Ll}}+,?){{0,2}})?\s+(?:and\s+(?:(?:stars|produces|produced)\s+(?:in\s+)?and\s+)?(?:co-)?direct(?:s|ed)\b|(?:the|this|its)\s+(?:[\p{{Ll}}-]+\s+){{0,2}}(?:script|screenplay|film|movie|adaptation)\b)|(?:co-)?(?:wrote|writes)\s+(?:it|this)\b|adapt(?:s|ed)\s+(?:it\s+)?(?:from\s+)?(?:his|her|their)\s+own\b|(?:scripted|penned)\s+(?:[\p{{Ll}}-]+\s+){{0,3}}{KINDS_OF_FILM}\b)",
        parse=actors_in_prose,
        many=True,
        confidence=0.75,
        examples=(
            Example("Jo Smith wrote and directed this gem.", ("Jo Smith",)),
            Example("Tom Grey (who knows) adapts his own play with care.", ("Tom Grey",)),
            Example("Ada Brown, who co-wrote the script, is silent.", ("Ada Brown",)),
            Example("Tom Roe has written, produced and directed this gem.", ("Tom Roe",)),
            Example("Jo Roe, who produced, stars, and wrote the screenplay, nods.", ("Jo Roe",)),
            Example("It comes from Ann Roe, who adapted from her own play.", ("Ann Roe",)),
        ),
        counter_examples=("Ada Brown wrote the novel.", f"Jo Smith wrote {OTHER} too."),
    ),
    Rule(
        name="writer.which_wrote",
        attribute="writer",
        finds="Somebody’s film, which he or she wrote too.",
        needs=("wrote", "writes", "written", "scripted", "penned", "script"),
        pattern=rf"(?<value>{NAME})(?:[’']s|[’'])\s+[^.;{OTHER}]{{1,80}}?\b(?:which|that)\s+(?:s?he|they)(?:[’']s|\s+has|\s+have)?\s+(?:also\s+)?(?:(?:directed|directs|produced|stars\s+in|edited)(?:,\s+|\s+and\s+))?(?:co-)?(?:wrote|writes?|written|scripted|penned)\b(?:\s+(?:and|with|as)\b|[,).]|$)",
        parse=doers_in_prose,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example(
                "Ada Brown’s debut (which she also wrote and stars in) is loud.", ("Ada Brown",)
            ),
            Example(
                "In Jo Smith's quiet drama, which he directed and wrote, it snows.", ("Jo Smith",)
            ),
        ),
        counter_examples=(
            "Ada Brown’s husband sends a letter that he wrote to the bank last May.",
            f"In Jo Smith's {OTHER}, which he also wrote, it never snows at all.",
        ),
    ),
    Rule(
        name="cast.which_stars",
        attribute="cast",
        finds="Somebody’s film, in which he or she acts too.",
        needs=("star", "plays", "appears", "acts"),
        pattern=rf"(?<value>{NAME})(?:[’']s|[’'])\s+[^.;{OTHER}]{{1,80}}?\b(?:in\s+)?(?:which|whom)\s+(?:s?he|they)\s+(?:also\s+)?(?:[\p{{Ll}}-]+(?:,\s+|\s+and\s+)(?:also\s+)?){{0,2}}(?:co-)?(?:stars?|starred|plays|acts|appears)\b",
        parse=doers_in_prose,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example(
                "Ada Brown’s debut (which she also wrote and stars in) is loud.", ("Ada Brown",)
            ),
            Example(
                "In Jo Smith's quiet drama, in which he also plays a cop, it snows.", ("Jo Smith",)
            ),
        ),
        counter_examples=(
            f"In Jo Smith's {OTHER}, in which he also plays a cop, it never snows.",
            "Ada Brown’s husband is a man to whom she never plays the piano now.",
        ),
    ),
    Rule(
        name="writer.adapts",
        attribute="writer",
        finds="A name, and that he or she adapts a book.",
        needs=("adapt",),
        pattern=rf"(?<value>{OTHER_WORK}?{FAMILY}{NAME})(?:,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|has|have|again|then|[a-z]+ly)\s+)*adapt(?:s|ed)\s+(?:{NAME}(?:[’']s?)|{WORD}[’']s|the|a|an|his|her|this)\s+(?:[\p{{L}}\d-]+,?\s+){{0,4}}?(?:novel|novella|book|bestseller|best-seller|memoir|play|stage\s+play|stories|short\s+story|story|comic|graphic\s+novel|autobiography|biography|musical|manga|screenplay|script)\b",
        parse=doers_in_prose,
        where=IN_PROSE,
        confidence=0.65,
        examples=(
            Example(
                "Ada Brown adapts Jo Smith’s slim, sad novel with a light hand.", ("Ada Brown",)
            ),
            Example("Tom Grey has ably adapted the 1961 bestseller for the screen.", ("Tom Grey",)),
        ),
        counter_examples=(
            "Ada Brown adapts to the life of a novelist in a small town by the sea.",
            "It is a film that adapts the novel with more care than we deserve.",
        ),
    ),
    Rule(
        name="director.made_it",
        attribute="director",
        finds="The film that somebody made, in a relative clause.",
        needs=(" film ", " movie ", " picture "),
        pattern=rf"{FILM},\s+the\s+(?:\p{{Ll}}+\s+)?(?:film|movie|picture)\s+(?:that\s+|which\s+)?(?<value>{NAME})\s+(?:made|shot|directed|filmed)\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example(
                f"This week we talk of {FILM}, the film Ada Brown made at sea.", ("Ada Brown",)
            ),
            Example(
                f"It is {FILM}, the last movie that Luis Vidal shot in Chile.", ("Luis Vidal",)
            ),
        ),
        counter_examples=(
            f"It is {FILM}, the film Tom Grey saw at the age of nine in the rain.",
            f"It is {OTHER}, the film Ada Brown made after this one, in the rain.",
        ),
    ),
    Rule(
        name="writer.who_directs",
        attribute="writer",
        finds="The director, whose script is spoken of next, or who is said to write, too.",
        needs=("script", "screenplay", "wrote", "writes"),
        pattern=rf"\b[Dd]irect(?:or|ed\s+by|ion\s+by)(?:,|\s+is|\s+was)?\s+(?<value>{NAME})(?:[\s,][^.;!?]{{0,160}}[.!?]\s+(?:His|Her|Their)\s+(?:(?:own|\p{{Ll}}+)\s+)?(?:script|screenplay)\b|[^.;!?]{{1,120}}?\b(?:and|but|[,;])\s+(?:s?he|they|who)\s+(?:also\s+)?(?:(?:co-)?(?:wrote|writes)\s+(?:the|this|its)\s+(?:\p{{Ll}}+\s+)?(?:script|screenplay)))",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.65,
        examples=(
            Example(
                "Director Ada Brown, who made Night Bus, films the sea. Her script gives Jo Roe a boat.",
                ("Ada Brown",),
            ),
            Example(
                "The director is Luis Vidal, a former cook, and he co-wrote the script with Jo Roe.",
                ("Luis Vidal",),
            ),
        ),
        counter_examples=(
            "Director Ada Brown films the sea. The script gives Jo Roe a boat.",
            "Jo Roe plays the director Ada Brown, and wrote her letters.",
        ),
    ),
    Rule(
        name="writer.with",
        attribute="writer",
        finds="With whom somebody wrote the film.",
        needs=(
            "wrote",
            "writ",
            "script",
            "escr",
            "crit avec ",
            "crite avec ",
            "scritt",
            "firmat",
            "schrieb",
            "schreef",
        ),
        pattern=rf"\b(?:escreveu|escribió|escribe|(?:co-?)?escrit[ao]|(?:co)?[Éé]crite?|scritt[ao]|schrieb|schreef)\s+(?:er\s+|sie\s+)?(?:junto\s+|samen\s+|gemeinsam\s+|zusammen\s+|insieme\s+)?(?:com|con|a|avec|mit|met)\s+(?:\p{{Ll}}+,?\s+){{0,3}}?(?<value2>{NAME})|\b(?:firmat[ao]|scritt[ao])\s+dall[ao]\s+stess[ao]\s+{WORD}(?:\s+{WORD})?\s+(?:con|e|insieme\s+a)\s+(?<value3>{NAME})|\b(?:(?:co-)?(?:wrote|written|writes|writing)(?:\s+(?:it|this|together|the\s+(?:film|script|screenplay)))?|shares?\s+(?:the\s+)?(?:script|screenplay|writing\s+credit)(?:\s+credit)?)\s+with\s+(?:\p{{Ll}}+,?\s+){{0,3}}?(?<value>{FAMILY}{NAME}(?:\s+and\s+{NAME})?)",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("She directs from a script she wrote with Tom Grey in May.", ("Tom Grey",)),
            Example("He co-wrote it with his wife, Ann Roe, who is in it too.", ("Ann Roe",)),
            Example("El guion, escrito junto a Ana Gris, confía en quien lo mira.", ("Ana Gris",)),
            Example("Écrit avec la romancière Agathe Brun, le film est bref.", ("Agathe Brun",)),
            Example("het scenario, dat zij schreef met Ada van Roe, aarzelt", ("Ada van Roe",)),
        ),
        counter_examples=("He wrote with a pen that had once been his father’s.",),
    ),
    Rule(
        name="writer.bare",
        attribute="writer",
        finds="The word writer, and a name.",
        needs=("writer",),
        pattern=rf"\b(?<value>(?:[a-z-]+\s+)?[Ww]riters?\s+{FAMILY}{NAME}(?:\s+and\s+{NAME})?)",
        parse=writers_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.6,
        examples=(
            Example("It seems as if writer Ada Brown did not trust her story.", ("Ada Brown",)),
            Example(
                "Yet writers Jo Smith and Tom Grey find their way home.", ("Jo Smith", "Tom Grey")
            ),
        ),
        counter_examples=("It is a novel by crime writer Ada Brown, whom we admire.",),
    ),
    Rule(
        name="producer.named",
        attribute="producer",
        finds="A word for the producer, and a name.",
        needs=("produce",),
        pattern=rf"\b(?:(?:[Cc]o-)?[Pp]roduced\s+by|[Dd]irector/[Pp]roducer|[Pp]roducer/[Dd]irector|[Ww]riter/[Pp]roducer)\s+(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})?)|(?:^|[^e/-]\s)[Pp]roducers?\s+(?<value2>{NAME}(?:\s+(?:and|&)\s+{NAME})?)",
        parse=people_in_prose,
        confidence=0.75,
        examples=(
            Example("It was produced by Catherine Dussart.", ("Catherine Dussart",)),
            Example("the old producer Christine Vachon told us", ("Christine Vachon",)),
        ),
        counter_examples=("produced by a committee", "executive producer Kevin Feige"),
    ),
    Rule(
        name="producer.verb",
        attribute="producer",
        finds="A name, and that he or she produced the film.",
        needs=("produce",),
        pattern=rf"(?<value>{NAME}(?:\s+and\s+{NAME})?)\s+(?:(?:also|both|has|have)\s+)*(?:co-)?produce[sd](?:\s+(?:it|this|the\s+(?:film|movie|picture)|{FILM})\b|[,.])",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.65,
        examples=(
            Example("Jo Roe also produced the film, as it happens, and paid.", ("Jo Roe",)),
            Example("Ann White produced, and all the money is on the screen.", ("Ann White",)),
        ),
        counter_examples=(f"It was Ann White who produced {OTHER}, which was better.",),
    ),
    Rule(
        name="narrator.named",
        attribute="credit:narrator",
        finds="Who narrates or gives the narration its voice.",
        needs=(
            "narrat",
            "voice",
            "spoken",
        ),
        pattern=rf"\b(?:[Nn]arrat(?:ed|ion)|[Ss]poken|[Vv]oice-?over|(?:[Nn]arrat\p{{L}}+|[Vv]oice-?over|[Cc]ommentary)\b[^.]{{0,200}}?\b[Vv]oiced)\b[^.()]{{0,60}}?\bby\s+{OF_A_KIND}(?<value>{NAME})",
        parse=people_in_prose,
        confidence=0.85,
        detail={"role": "narrator"},
        examples=(
            Example("narrated by Morgan Freeman", ("Morgan Freeman",)),
            Example(
                "the narration (voiced, with some detachment, by French actor Jean Dupond)",
                ("Jean Dupond",),
            ),
        ),
        counter_examples=(
            "the dog, voiced by Jo Roe, dies",
            "narrated by a dog",
            "She voiced her doubts.",
        ),
    ),
    Rule(
        name="credit.titled",
        attribute="credit",
        finds="A member of the crew behind the word for the work.",
        needs=(
            "cinematographer",
            "photograph",
            "composer",
            "editor",
            "designer",
            "choreographer",
            "music",
            "score",
            "edited",
            "lensed",
            "shot by",
            "shot on",
            "shot in",
            " dp ",
        ),
        pattern=rf"\b(?<label>[Cc]inematographer|[Dd]irector\s+of\s+photography|DP|[Cc]omposer|(?:[Ff]ilm\s+)?[Ee]ditor|[Pp]roduction\s+designer|[Cc]ostume\s+designer|[Ss]ound\s+designer|(?:[Ff]ight\s+|[Ss]tunt\s+|[Aa]ction\s+)?[Cc]horeographer|[Ss]econd[-\s]unit\s+director|[Aa]rt\s+director|[Cc]asting\s+director|[Ss]tunt\s+coordinator|[Mm]usic\s+supervisor|[Vv]isual[-\s]effects\s+supervisor|[Mm]ake-?up\s+artist|[Ee]xecutive\s+producer|[Aa]nimator|[Pp]uppeteer|[Cc]ameraman|[Cc]amerawoman|(?:[Mm]usic|[Ss]core|[Ee]dited)\s+(?:composed\s+)?(?:\p{{Ll}}+ly\s+)?by|(?:[Pp]hotographed|[Ll]ensed|[Ss]hot|[Ss]cored)\s+(?:\p{{Ll}}+ly\s+|(?:on|in)\s+(?:[\p{{Ll}}\d-]+\s+){{1,3}}?)?by)s?(?:\s*(?:/|-|\band\b|&)\s*(?:co-)?(?:star|director|actor|writer|producer)s?)*\s+(?<value>{NAME}(?:\s*\([^()]*\))?(?:\s+and\s+{NAME})?)|\b(?<label2>[Dd]irectors\s+of\s+photography|[Cc]inematographers|[Ee]ditors|[Cc]omposers|[Cc]ostume\s+designers|[Pp]roduction\s+designers)\s+(?<value2>{NAME}(?:\s*\([^()]*\))?(?:\s+and\s+{NAME})?)",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("With cinematographer Dan Grey the film finds its light.", ("Dan Grey",)),
            Example("It is a loud film with music by Ada Brown, as ever.", ("Ada Brown",)),
            Example("The film is edited phenomenally by Jo Smith, who rests.", ("Jo Smith",)),
            Example(
                "Praise the directors of photography Ada Brown (Rain) and Jo Roe.",
                ("Ada Brown", "Jo Roe"),
            ),
        ),
        counter_examples=("The composer of the national anthem is not known.", "the editor"),
    ),
    Rule(
        name="credit.of_work_abroad",
        attribute="credit",
        finds="The work of the crew and whose it is, or who does it, in other languages than English.",
        needs=(
            "fotograf",
            "photographie de",
            "musique d",
            "musiche di",
            "música de",
            "montaggio di",
            "kamera",
            "musik von",
            "montage von",
            "schnitt von",
            "la photographie",
            "opérat",
            "direttore della",
            "direttrice della",
            "director de foto",
            "directora de foto",
            "montaje de",
            "montage d",
            "fotografía de",
            "macchina da presa di",
        ),
        pattern=rf"(?:^|[.,;:–—]\s+|\bund\s+)(?:[Dd]ie|[Dd]er)\s+(?<label3>Kamera|Musik|Montage|Schnitt)\s+von\s+(?<value3>{NAME})|\b(?<label2>Kameramann|Kamerafrau|[Dd]irect(?:eur|rice)\s+de\s+la\s+photographie|[Cc]hef[\s-]opérat(?:eur|rice)|[Dd]irett(?:ore|rice)\s+della\s+fotografia|[Dd]irectora?\s+de\s+fotografía)\s+(?<value2>{NAME})|\b(?:[Ll]a|[Ll]e|[Ll][’']|[Ii]l|[Aa]|[Ee]l)\s*(?<label>fotografia|macchina\s+da\s+presa|fotografía|photographie|musique|musica|musiche|música|montage|montaggio|montaje|montagem)\s+(?:de|di|d[’'])\s*(?<value>{NAME})",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example(
                "La fotografia di Anna Bruni fa il resto, e lo fa molto bene.", ("Anna Bruni",)
            ),
            Example(
                "On retiendra surtout la photographie de Jean Roux, belle et grise.", ("Jean Roux",)
            ),
            Example("Die Kamera von Ada Grün sucht das Licht in der Küche.", ("Ada Grün",)),
            Example(
                "La directrice de la photographie Ann Roux ne se sert que des phares.",
                ("Ann Roux",),
            ),
        ),
        counter_examples=(
            "La fotografia di una città che dorme è la prima del film.",
            "Er trat noch einmal vor die Kamera von Ada Grün, und alle kamen.",
        ),
    ),
    Rule(
        name="credit.of_work",
        attribute="credit",
        finds="A name in the genitive before the work of the crew.",
        needs=(
            "cinematography",
            "lensing",
            "camera",
            "camerawork",
            "score",
            "soundtrack",
            "editing",
            "design",
            "costumes",
            "photography",
        ),
        pattern=rf"(?<value>{NAME})(?:[’']s|[’'])\s+(?:(?:[\p{{L}}\d-]+,?\s+){{0,2}}?(?:[\p{{L}}\d-]{{4,}}|[b-su-z]\p{{L}}{{1,2}}),?\s+)?(?<label>cinematography|camerawork|camera|lensing|score|soundtrack|editing|sound\s+design|production\s+design|costumes|costume\s+design|photography)\b",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("Ada Brown’s grainy 35mm cinematography hugs the face.", ("Ada Brown",)),
            Example("I cannot forget Hans Grey's thundering score tonight.", ("Hans Grey",)),
        ),
        counter_examples=(
            "The film’s cinematography is as good as ever it was.",
            "We speak of Tom Grey's raincoat, the editing and the dog.",
        ),
    ),
    Rule(
        name="credit.whose_work",
        attribute="credit",
        finds="A name, and whose work of the crew it is.",
        needs=("whose",),
        pattern=rf"(?<value>{NAME}),?\s+whose\s+(?:[\p{{L}}\d-]+,?\s+){{0,3}}?(?<label>cinematography|camerawork|camera|lensing|score|soundtrack|editing|sound\s+design|production\s+design|costumes|costume\s+design|photography|music)\b",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example(
                "Credit is due to Ada Brown whose sound design tells the story.", ("Ada Brown",)
            ),
            Example("Enter Jo Smith, whose grainy, grey camerawork is a joy.", ("Jo Smith",)),
        ),
        counter_examples=("Enter a film whose cinematography is as good as ever it was.",),
    ),
    Rule(
        name="credit.provides",
        attribute="credit",
        finds="A name, and that he or she provides the score.",
        needs=(
            "score",
            "music",
            "soundtrack",
        ),
        pattern=rf"(?<value>{NAME})(?:\s*\([^()]*\))?\s+(?:provid\p{{L}}+|compos\p{{L}}+|(?:has\s+)?wr\p{{L}}+|supplies)\s+(?:the|a|an|its)\s+(?:[\p{{Ll}}-]+\s+){{0,3}}(?<label>score|music|soundtrack)\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("with Hans Grey providing the background score for it", ("Hans Grey",)),
            Example("and then Ada Brown composed a lush and sombre score.", ("Ada Brown",)),
        ),
        counter_examples=("and then the band provides the music for the dance.",),
    ),
    Rule(
        name="credit.does",
        attribute="credit",
        finds="A name, and that he or she shot, cut or scored the film.",
        needs=("shot ", "shoots", "scored", "edited", "lensed", "photographed", "cut "),
        pattern=rf"(?<value>{CREW}?{NAME})\s+(?:(?:has|who|also|beautifully|handsomely|\p{{Ll}}+ly)\s+)*(?<label>shot|shoots|photographed|lensed|edited|scored)\s+(?:it|the\s+(?:film|movie|picture|whole\s+thing)|this|all\s+of\s+(?:it|this)|{FILM})\b",
        parse=actors_in_prose,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example("The sea is grey as slate: Dan Grey shot it in winter light.", ("Dan Grey",)),
            Example("Ada Brown, no stranger to noise, Jo Smith edited the film.", ("Jo Smith",)),
        ),
        counter_examples=("A guard in the story shot the film’s hero in the leg.",),
    ),
    Rule(
        name="credit.work_by",
        attribute="credit",
        finds="The work of the crew, and by or from whom it is.",
        needs=(
            "cinematograph",
            "photography",
            "score",
            "soundtrack",
            "music",
            "editing",
            "design",
            "costumes",
            "songs",
        ),
        pattern=rf"\b(?<label>cinematography|camerawork|photography|score|soundtrack|music|editing|production\s+design|sound\s+design|costume\s+design|costumes)\s*(?:,\s+|\s+(?:is|was|are|comes)\s+)?(?:(?:composed|written|done|provided|supplied)\s+)?(?:by|from|of|courtesy\s+of)\s+{OF_A_KIND}(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})*)|\b(?<label2>cinematography|camerawork|photography|score|soundtrack|editing|production\s+design|sound\s+design|costumes)\s*(?:\(|,\s+by\s+)(?<value2>{NAME}(?:\s+(?:and|&)\s+{NAME})*)\)?",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example("The handsome cinematography by Dan Grey makes up for it.", ("Dan Grey",)),
            Example("There is a lush score from the veteran Ada Brown.", ("Ada Brown",)),
            Example("The music is by Jo Smith, and it is a joy to hear.", ("Jo Smith",)),
            Example("The editing (Jo Smith) is as crisp as a cold morning.", ("Jo Smith",)),
        ),
        counter_examples=("The music of the spheres is heard, and then the score ends.",),
    ),
    Rule(
        name="cast.starring",
        attribute="cast",
        finds="Starring, and a list of names.",
        needs=(
            "star",
            "played",
            "portrayed",
            "voiced",
            "performance",
            "turn",
            "cameo",
            "featur",
            "led by",
            "headed",
            "work from",
            "cast ",
        ),
        pattern=rf"\b(?:(?:[Cc]o-)?[Ss]tarring|(?:[Cc]o-)?[Ss]tars|[Ss]tarred|[Pp]layed\s+(?:[\p{{L}}-]+\s+){{0,5}}?by|[Pp]ortrayed\s+(?:\p{{L}}+\s+){{0,2}}by|[Vv]oiced\s+by|[Pp]erformances?\s+(?:by|from|of)|[Tt]urns?\s+(?:by|from)|[Cc]ameos?\s+(?:by|from)|[Ff]eaturing|[Ff]eatures|[Ll]ed\s+by|[Hh]eaded\s+by|[Ww]ork\s+from|[Cc]ast\s+(?:includes|including|features|comprises))\s+{PERSON_LEAD}(?<value>{PEOPLE})",
        parse=people_in_prose,
        many=True,
        confidence=0.8,
        examples=(
            Example(
                "starring Viggo Mortensen and Mahershala Ali.",
                ("Viggo Mortensen", "Mahershala Ali"),
            ),
            Example("the boy is played by newcomer Kodi Smit-McPhee", ("Kodi Smit-McPhee",)),
            Example("It stars Ada Brown as Jo and Tom Grey.", ("Ada Brown", "Tom Grey")),
        ),
        counter_examples=("It stars nobody you know.", "starring role"),
    ),
    Rule(
        name="cast.played_abroad",
        attribute="cast",
        finds="By whom a part is played, in German, French, Spanish and Italian.",
        needs=("spielt", "dargestellt", "verkörpert", "interpr", "incarn", "jou", "encarn"),
        pattern=rf"\b(?:(?:gespielt|dargestellt|verkörpert)\s+(?:wird\s+)?von|(?:interprété|incarné|joué)e?s?\s+par|(?:interpretad|encarnad)[ao]s?\s+por|(?:interpretat|incarnat)[oaie]\s+da)\s+(?:\p{{Ll}}+\s+){{0,2}}?(?<value>{NAMES})|\bvon\s+(?<value2>{NAMES})\s+(?:(?:\p{{Ll}}+)\s+)?(?:gespielt|dargestellt|verkörpert)\p{{Ll}}*\b",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("Der Wirt wird von Anna Grün gespielt und weint sehr viel.", ("Anna Grün",)),
            Example("Le patron, incarné par Jean Brun, pleure sans cesse au bar.", ("Jean Brun",)),
            Example("La viuda, interpretada por Ana Gris, no llora nunca en casa.", ("Ana Gris",)),
        ),
        counter_examples=("Im Saal wird von allen gespielt, und Wien ist weit weg davon.",),
    ),
    Rule(
        name="cast.colleague",
        attribute="cast",
        finds="Actor, star or the like, and a name.",
        needs=(
            "actor",
            "actress",
            "star",
            "leading",
            "newcomer",
            "comedian",
            "veteran",
            "lead",
            "opposite",
            "oscar",
            "academy",
            "bafta",
            "alongside",
            "schauspieler",
            "acteur",
            "actrice",
            "darsteller",
        ),
        pattern=rf"\b(?:[Aa]ctors?|[Aa]ctress(?:es)?|(?:[Cc]o-)?[Ss]tars?|[Ll]eading\s+(?:man|lady)|[Nn]ewcomers?|[Cc]omedians?|[Vv]eterans?|[Ll]eads?|(?:Oscar|Academy\s+Award|BAFTA)[-\s](?:nominees?|winners?|nominated|winning)|[Aa]long\s+with\s+co-stars?|[Oo]pposite|[Aa]longside|[Ss]chauspieler(?:in)?|[Aa]ct(?:eur|rice)|[Dd]arsteller(?:in)?)\s+(?<value>{NAMES}(?:[’']s?\s+{OTHER})?)",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("It rides on lead actor Richard Grey, who is sad.", ("Richard Grey",)),
            Example("He is fearless, and opposite Jo Smith he is icy.", ("Jo Smith",)),
        ),
        counter_examples=("The actor is fearless, the actress no less so.",),
    ),
    Rule(
        name="cast.plays",
        attribute="cast",
        finds="A name, and that he or she plays.",
        needs=(
            " charm",
            " convin",
            " sleepw",
            " radia",
            " capta",
            " return",
            " walk",
            " still",
            " commit",
            " join",
            " match",
            " surprise",
            " strugg",
            " nearly",
            " has ",
            " play",
            " star",
            " co-star",
            " portray",
            " shin",
            " reprise",
            " deliver",
            " turn",
            " steal",
            " carries",
            " anchor",
            " excel",
            " embod",
            " lead",
            " headline",
            " gives ",
            " bring",
            " does ",
            " chews",
            " proves",
            " impresses",
            " cameo",
            " shows up",
            " pops up",
            " looks",
            " seems",
            " is ",
            " makes",
        ),
        pattern=rf"(?<value>{CREW}?{NAME}(?:\s+and\s+{NAME})?)(?:,[^,.;()]{{3,60}},|\s+and\s+company|,\s+who)?\s+(?:(?:also|both|all|then|really|always|again|certainly|who)\s+)?(?:plays?|played|playing|stars?|starred|starring|co-stars?|portrays?|portraying|shines?|reprises?|delivers?|charms|convinces?|sleepwalks|radiates|captains|returns\s+as|walks\s+away|still\s+shines|commits?|joins|matches|surprise[sd]\s+me|struggles|nearly\s+steals|has\s+(?:a|an)\s+(?:[a-z]+\s+){{0,2}}(?:part|role|cameo)|turns\s+in|turn\s+in|steals?|carries|anchors?|excels?|embodies|leads?|is\s+the\s+star|headlines?|gives\s+an?|gives\s+his|gives\s+her|brings?|does\s+(?:his|her)\s+best|chews|proves|impresses|cameos|turns\s+up|shows\s+up|pops\s+up|co-starred|looks|seems|is\s+(?:\p{{Ll}}+\s+){{0,2}}(?:as|in\s+the\s+(?:lead|title)?\s*role|fearless|terrific|superb|excellent|wonderful|brilliant|great|perfect|outstanding|miscast|wasted|impressive|fantastic|hilarious|solid|good|charming|convincing|riveting|magnetic|terrible|wooden)|makes\s+(?:a|an|the|for)\s+(?:[\p{{Ll}}-]+\s+){{0,3}}(?:villain|hero|heroine|lead|foil|impression|appearance|monster))\b",
        parse=actors_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("Steve Coogan plays Tony Wilson, the founder of it.", ("Steve Coogan",)),
            Example("Isabelle Huppert stars as a widow who lost her dog.", ("Isabelle Huppert",)),
            Example("It is by Jo Roe, who also plays the keeper’s daughter.", ("Jo Roe",)),
        ),
        counter_examples=("The orchestra plays on and on, as orchestras do.", "Who stars here?"),
    ),
    Rule(
        name="cast.bracketed",
        attribute="cast",
        finds="The name of the actor in brackets behind the part.",
        needs=("(",),
        pattern=rf"(?<value>[\p{{L}}’'”]+,?\s+\((?:(?:[\p{{Ll}}-]+\s+){{0,3}}){NAME}(?:{AND}{NAME})*(?:\s+(?:from|of)\s+{OTHER})?!?\))",
        parse=bracketed_actors,
        many=True,
        confidence=0.75,
        where=(pl.col("size") >= 60)
        & ~pl.col("line").str.contains(r"^[\p{L} /]{2,30}:")
        & (pl.col("line").str.count_matches(r"\((?:19|20)\d\d\)") < YEARS_OF_A_FILMOGRAPHY),
        examples=(
            Example(
                "Young sisters Celie (Phylicia Pearl Mpasi) and Nettie (Halle Bailey) part.",
                ("Phylicia Pearl Mpasi", "Halle Bailey"),
            ),
            Example(
                "It is the story of a widow (the great Isabelle Huppert) who hides",
                ("Isabelle Huppert",),
            ),
            Example(
                f"The sisters Ann (Jo Roe from {OTHER}) and Mabel part in tears at the pier.",
                ("Jo Roe",),
            ),
        ),
        counter_examples=(
            "the fall of Saigon in the spring (April 1975), and of what came after it",
            "he is late (as ever) for the party, and so he does not meet her there",
            "It was the first prize that its director (Ada Brown) ever took home with her.",
        ),
    ),
)


def with_roles(found: pl.DataFrame) -> pl.DataFrame:
    """Give the credits found under a label their attribute, by the table of role names.

    Where "R:" stands for the director, "D:" stands for the cast, as German programmes have it.
    A label that stands for two roles ("writer/director") gives two claims; a label that the table
    does not know gives `credit:other`.
    """
    label = (
        pl.col("detail")
        .str.json_path_match("$.label")
        .fill_null(pl.col("detail").str.json_path_match("$.label2"))
        .str.to_lowercase()
        .str.replace_all(r"\s+", " ")
        .str.strip_chars(" .")
        .str.replace(r"\bactress", "actor")
    )
    is_credit = pl.col("attribute") == "credit"
    german = found.filter(is_credit, label == "r")["document_id"].unique()
    known = ROLES["label"].to_list()
    labelled = (
        found.filter(is_credit)
        .with_columns(label=label)
        .with_columns(
            label=pl.when((pl.col("label") == "d") & pl.col("document_id").is_in(german.implode()))
            .then(pl.lit("darsteller"))
            .otherwise("label")
        )
        .with_columns(
            label=pl.when(pl.col("label").is_in(known))
            .then(pl.concat_list("label"))
            .otherwise(
                pl.col("label")
                .str.replace_all(r"\s*(?:/|&|,|\band\b|\bund\b|\bet\b|\by\b)\s*", "|")
                .str.split("|")
            )
        )
        .explode("label")
        .with_columns(detail=pl.col("detail").str.replace('"label2"', '"label"', literal=True))
        .join(ROLES, on="label", how="left", maintain_order="left_right")
        .with_columns(
            attribute=pl.when(pl.col("role").is_in(PARTS))
            .then(pl.col("role"))
            .otherwise("credit:" + pl.col("role").fill_null("other"))
        )
        .select(found.columns)
    )
    return pl.concat([found.filter(~is_credit), labelled])
