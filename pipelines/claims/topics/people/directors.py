"""Rules for who directed a film."""

import re
from typing import Final

import polars as pl

from pipelines.claims.rules import (
    BELOW_HEAD,
    KIND_OF_FILM_BY,
    NAME,
    NAMES,
    SHORT,
    WORD,
    Example,
    Rule,
    Value,
    by_and_with,
)
from pipelines.claims.text.lines import below_year
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.claims.topics.people.phrases import (
    FAMILY,
    GENRES,
    IN_PROSE,
    KINDS_OF_FILM,
    OF_OTHER,
    OTHER_WORK,
    actors_in_prose,
    doers_in_prose,
    of_many_roles,
)
from pipelines.claims.values.people import people_in_prose
from pipelines.claims.values.places import countries

LONGEST_NAMES: Final = 60
BELOW_TITLE_AND_YEAR: Final = 2
"""So many lines below the headline, with the year between."""
PLACES: Final = rf"{WORD}(?:[\s/–-]+{WORD})*"
"""What countries look like."""
MADE: Final = rf"(?:{GENRES}|[\p{{Ll}}-]*film|movie|feature|debut|latest|newest|remake|sequel|prequel|slasher|chiller|weepie|romp|tearjerker|ghost\s+story|rom-?com|[Ww]estern|caper|whodunn?it|biopic|fantasy|adventure|winner)"
"""What somebody's is a film by itself."""
MADE_ABROAD: Final = r"(?:[Ff]ilms?|[Tt]hriller|[Dd]rama|[Kk]omödie|[Tt]ragikomödie|[Ss]pielfilm|[Dd]okumentarfilm|[\p{L}-]*[Dd]ebüt|[Dd]rame|[Cc]omédie|[Dd]ocumentaire|long[\s-]métrage|película|[Cc]omedia|[Dd]ocumental|[Ll]argometraje|[Ll]ungometraggio|[Ll]onga-metragem|[oó]pera\s+prima|esordio|commedia|dramma)"
MADE_IN_GERMAN: Final = r"(?:Films?|Thriller|Dramas?|[\p{L}-]*[Kk]omödie|Spielfilms?|[\p{L}-]*[Dd]okumentarfilms?|[\p{L}-]*[Dd]ebüt)"
"""German nouns begin with capitals; other languages have a name before a verb or a title there."""
OTHER_CREWS: Final = r"(?:(?:[Ss]econd[-\s][Uu]nit|[Ss]tunt|[Aa]ction|[Ss]tage|[Tt]heat(?:re|er)|[Aa]ssistant|[Cc]asting|[Aa]rt|[Mm]usical|[Mm]usic|[Aa]rtistic|[Ee]xecutive|[Mm]anaging|[Mm]useum|[Gg]allery|[Cc]ompany|[Ss]chool|[Ff]uneral|[Cc]reative|[Ff]ellow|[Ff]estival|[Pp]rogramme|[Pp]rogram|[Oo]riginal|[Nn]ot|[Nn]ever)\s+)"
"""Directors of something else, colleagues, and those who did not."""
OF_ANOTHER_YEAR: Final = r"(?:\b(?:of|to|on|from|del|dal|du|de|von|van|på|aus)\s+(?:(?:the|el|der|dem|het|la|le|its|his|her)\s+)?(?:\p{L}+\s+)?(?:19|20)\d\d\s+(?:\p{Ll}+\s+){0,4}?)"
"""The film of another year that this one is a remake or a sequel of, before who directed it."""


ONE_DIRECTOR: Final = re.compile(r"(?i:director|film-?maker|helmer|regisseur(?:in)?)\s+[^\W\d_]")
"""One of them: whoever is named with him or her is somebody else, as a writer or an actor."""
DEBUT_OF_ACTOR: Final = rf"{NAME}(?:[’']s|[’'])\s+(?:[\p{{L}}-]+\s+){{0,3}}?(?:film|debut|feature|movie|picture)(?:\s+for\s+{WORD})?[.!]\W{{0,4}}\s(?:[Hh]e|[Ss]he)\s+(?:plays|appears|stars|has\s+an?\s+(?:\p{{Ll}}+\s+){{0,3}}(?:part|role|cameo))\b"
"""The first film of somebody who acts in it; nobody is claimed for its director."""


def directors_in_prose(text: str) -> list[Value]:
    """The directors that a phrase names, unless they direct something else.

    >>> [p.text for p in directors_in_prose("directors Ada Brown and Jo Smith")]
    ['Ada Brown', 'Jo Smith']
    >>> directors_in_prose("casting director Ada Brown")
    []
    >>> [p.text for p in directors_in_prose("director Ada Brown and The Long Rain")]
    ['Ada Brown']
    >>> directors_in_prose("of the 1998 thriller directed by Ada Brown")
    []
    >>> [p.text for p in directors_in_prose("Director Ada Brown and Tom Grey")]
    ['Ada Brown']
    """
    if re.match(
        rf"{OTHER_CREWS}|[\w\s]{{2,30}}\b(?:19|20)\d\d\s|(?:[Ww]ith|[Ii]n|[Ff]or)\s+{OTHER}", text
    ) or re.search(rf"[’']s?\s[^{OTHER}]*{OTHER}", text):
        return []
    text = re.sub(rf"(?:\s+[a-z\d-]+)*\s+{OTHER}|\s+(?:and|&)\s+(?:The|An?)\s.*", "", text)
    abroad = r"(?i:.*\b(?:(?:regie|gesetzt|inszeniert)\s+(?:von|führte?|hatte)|dirett[oa]\s+da|regia\s+di|dirección\s+de|réalisation\s+(?:de|signée)|geregisseerd\s+door))"
    role = rf"^(?:.*\b(?:by|par|por|of)|{abroad}|[\w/-]+,?(?:\s+and\s+[\w-]+)?)\s+(?=\w)"
    persons = people_in_prose(re.sub(role, "", text, count=1))
    return persons[:1] if ONE_DIRECTOR.match(text) else persons


def directors_in_brackets(text: str) -> list[Value]:
    """The directors that a bracket names; none where it holds a place or begins like a title.

    >>> [p.text for p in directors_in_brackets("Ada Brown")]
    ['Ada Brown']
    >>> directors_in_brackets("United Kingdom"), directors_in_brackets("La Isla")
    ([], [])
    >>> directors_in_brackets("Apple TV")
    []
    """
    is_other = countries(text) or BEGINS_LIKE_TITLE.match(text) or WHERE_SHOWN.search(text)
    return [] if is_other else people_in_prose(text)


WHERE_SHOWN: Final = re.compile(
    r"\b(?:TV|VOD|Netflix|Prime|Video|Player|iPlayer|Cinemas?|Plus|Max|Disney|Hulu|Channel|Home|Platforms?|Theaters?|Theatres?|Online|DVD|Blu-ray|Digital|Nationwide|Release)\b",
    re.IGNORECASE,
)
"""Where a film can be seen, as brackets behind titles tell as well."""
BEGINS_LIKE_TITLE: Final = re.compile(r"(?:The|An?|El|L[ao]s?|Les?|Der|Die|Das|Eine?|Il|Un[ae]?)\b")
NOT_MAKING: Final = re.compile(
    r"\b(?:performance|turn|role|part|character|casting|cameo|portrayal|acting|work|presence|voice|charm|into|as|for|novel|novella|book|play|stories|memoir|series|song|album|last\s+(?:film|movie)|is|was|of|in|by|and|than|like|with|about|to|that|career)\b"
)


def makers_in_prose(text: str) -> list[Value]:
    """Whose film it is, unless it is another film or an actor's part that is spoken of.

    >>> [p.text for p in makers_in_prose("Ada Brown’s gentle")], makers_in_prose("Jo Roe's role in")
    (['Ada Brown'], [])
    >>> makers_in_prose("This may be Jo Roe’s last film")
    []
    >>> makers_in_prose("sequel to Ada Brown’s film")
    []
    """
    is_other = OTHER in text or re.match(OTHER_WORK, text) or NOT_MAKING.search(text)
    return [] if is_other else people_in_prose(text)


def makers_behind(text: str) -> list[Value]:
    """By whom a film is, unless it is another one.

    >>> [p.text for p in makers_behind("comedy by Ada Brown and Jo Smith")]
    ['Ada Brown', 'Jo Smith']
    """
    if OTHER in text:
        return []
    return people_in_prose(re.sub(r"^.*?\s(?:by|from|of|von|de|di|del?)\s|^.*?\sd[’']", "", text))


def makers_of_kind(text: str) -> list[Value]:
    """Whose kind of film it is; nobody who only wrote it or acts in it.

    >>> makers_of_kind("Ada Brown scripted"), makers_of_kind("Ada Brown crime")[0].text
    ([], 'Ada Brown')
    """
    if re.search(r"\s(?:scripted|penned|written|adapted|inspired|led|fronted)$", text):
        return []
    return people_in_prose(re.sub(r"\s[^\W\d_A-Z]+$", "", text))


def makers_of_feature(text: str) -> list[Value]:
    """Who does something in a feature of his or hers; nobody who acts in it.

    >>> makers_of_feature("Ada Brown looks back in her")[0].text, makers_of_feature("Jo Roe stars in his")
    ('Ada Brown', [])
    """
    acts = re.search(r"\b(?:stars?|plays?|appears?|acts?|shines?|is|was|cast|role|seen)\b", text)
    return [] if acts else people_in_prose(re.sub(r"\s[a-z].*$", "", text))


def outside_quotes(text: str) -> list[Value]:
    """By whom a film is; nobody where the name is the end of a longer title.

    >>> outside_quotes("Ada Brown”"), outside_quotes("Ada Brown")[0].text
    ([], 'Ada Brown')
    """
    return [] if text[-1] in '”"»' else people_in_prose(text)


def makers_in_genitive(text: str) -> list[Value]:
    """Whose film it is, in German, where no apostrophe stands before the s.

    >>> [p.text for p in makers_in_genitive("Ada Grüns")]
    ['Ada Grün']
    """
    return people_in_prose(text.removesuffix("s"))


OWNER_IN_THE_NORTH: Final = re.compile(r"(.+?)s\s+(?!o(?:g|ch)\s)[^\W\d_A-Z]")
"""A name in the genitive, and the work in small letters."""


def makers_in_the_north(text: str) -> list[Value]:
    """Who directed it, in Danish, Norwegian and Swedish; before a work the name ends with an s.

    >>> [p.text for p in makers_in_the_north("Ane Brandts anden spillefilm")]
    ['Ane Brandt']
    >>> [p.text for p in makers_in_the_north("Ane Lars og Jo Brun")]
    ['Ane Lars', 'Jo Brun']
    """
    owner = OWNER_IN_THE_NORTH.match(text)
    return people_in_prose(owner[1] if owner else text)


RULES: Final = (
    of_many_roles(
        "director",
        "director",
        "direct",
        (
            Example("Writer, director, and star Ada Brown has a good ear.", ("Ada Brown",)),
            Example("In the hands of director-cinematographer Jo Roe it glows.", ("Jo Roe",)),
        ),
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
        name="director.behind_year",
        attribute="director",
        finds="A name behind a dash behind the title and its year, before the first sentence.",
        needs=(FILM,),
        pattern=rf"^\W*{FILM}\W{{0,3}}\((?:18|19|20)\d\d\)\s+[–—-]\s+(?<value>{NAMES})(?:[.:;]\s|$)",
        parse=people_in_prose,
        confidence=0.75,
        examples=(
            Example(f"- {FILM} (2011) – Ada Brown. Un camión y un cadáver.", ("Ada Brown",)),
            Example(f"{FILM} (1998) — Luis Vidal", ("Luis Vidal",)),
        ),
        counter_examples=(
            f"{FILM} (2011) – Entertaining. It has a lorry in it.",
            f"{OTHER} (2011) – Ada Brown. Un camión y un cadáver.",
        ),
    ),
    Rule(
        name="director.of_bracket_line",
        attribute="director",
        finds="Whose film it is, at the beginning of a line of data in brackets.",
        needs=("(di ", "(de ", "(von ", "(by ", "(d’", "(d'", "(par ", "(door "),
        pattern=rf"^\((?:(?:di|de|von|by|par|door)\s+|d[’'])(?<value>{NAMES})(?:[,;]\s[^()]*\d[^()]*)?\)$",
        parse=people_in_prose,
        where=SHORT,
        confidence=0.85,
        examples=(
            Example("(di Ada Brown, Norvegia 2011)", ("Ada Brown",)),
            Example("(de Luis Vidal y Ana Roe; Chile, 2012)", ("Luis Vidal", "Ana Roe")),
        ),
        counter_examples=("(de lunes a viernes, 20 h)", "(by Monday 4 May)"),
    ),
    Rule(
        name="director.in_brackets",
        attribute="director",
        finds="A name alone in brackets behind the title, or before a country.",
        needs=(FILM,),
        # A bracket before whose film it is holds its other title.
        pattern=rf"{FILM}\s+\([^()]+\)\s+(?:de|by|von|di|av|af|van)\s+{NAME}|{FILM}[”\"’'»]?,?\s+\((?:[Dd]ir(?:\.|:|ected\s+by)\s*|[Dd]:\s+|[Rr]egie:?\s+|[Bb]y\s+|[Vv]on\s+|[Dd]e\s+)?(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})?)(?:[,;/]\s*{PLACES})?\)",
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
            f"{FILM} (La Luna Roja) de Ada Brown",
        ),
    ),
    Rule(
        name="director.below_year",
        attribute="director",
        finds="A name alone below title and year.",
        pattern=rf"^(?<value>{NAMES})$",
        parse=people_in_prose,
        where=(pl.col("size") <= LONGEST_NAMES)
        & BELOW_HEAD.is_between(BELOW_TITLE_AND_YEAR, BELOW_TITLE_AND_YEAR + 1)
        & below_year(),
        confidence=0.7,
        examples=(
            Example("Long Harbour\n2011\nAda Brown\n\nIt was a grey day.", ("Ada Brown",)),
            Example("Hafen\n(1962)\nJo Roe und Ann Roe\n\nEs regnet.", ("Jo Roe", "Ann Roe")),
        ),
        counter_examples=(
            "Long Harbour\n2011\nIt was a grey day.",
            "Long Harbour\n4 March 2011\nAda Brown",
        ),
    ),
    Rule(
        name="director.by_and_with",
        attribute="director",
        finds="A line that tells by whom a film is, and with whom.",
        needs=("with", "avec", "mit ", "con ", "com "),
        pattern=by_and_with(makers=rf"(?<value>{NAMES})"),
        parse=people_in_prose,
        where=SHORT,
        confidence=0.85,
        examples=(
            Example("by Ada Brown with Jo Roe, Tom Grey", ("Ada Brown",)),
            Example("De Agathe Brun Avec Jo Roe, Luc Gris", ("Agathe Brun",)),
        ),
        counter_examples=("by Ada Brown with love", "Photos by Ada Brown with Jo Roe"),
    ),
    Rule(
        name="director.named_north",
        attribute="director",
        finds="The Scandinavian word for a director, and a name, maybe in the genitive.",
        needs=("instruktør", "regissør", "regissör"),
        pattern=rf"\b(?:[Ii]nstruktør|[Rr]egissør|[Rr]egissör)(?:en)?\s+(?<value>{NAME}(?:\s+(?:och|og)\s+{NAME}|\s+(?:\p{{Ll}}+\s+){{0,3}}\p{{Ll}}*(?:film|debut|dokumentar|drama|komedie?)\p{{Ll}}*\b)?)",
        parse=makers_in_the_north,
        where=IN_PROSE,
        many=True,
        confidence=0.8,
        examples=(
            Example("Bag filmen står den danske instruktør Ane Brun, som er ny.", ("Ane Brun",)),
            Example("Regn er instruktør Ane Brandts anden spillefilm i år.", ("Ane Brandt",)),
            Example(
                "Det är regissörerna inte, men regissör Jo Lind och Ann Roe.",
                ("Jo Lind", "Ann Roe"),
            ),
        ),
        counter_examples=("Instruktøren siger, at Ane Brun er god i filmen i dag.",),
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
        pattern=rf"\b(?<value>(?:(?:[Ww]ith|[Ii]n|[Ff]or)\s+{OTHER},?\s+|{OF_ANOTHER_YEAR})?{OTHER_CREWS}?(?:[Dd]irected,?\s+(?:[\p{{Ll}}-]+,?\s+){{0,6}}?by(?:\s+(?:the\s+)?(?:newcomers?|veterans?|first-timers?|playwright|actor|actress|comedian|(?:writer|actor|playwright)-turned-director|great|late))?|[Dd]irector\s+and\s+(?:co-)?(?:writer|producer|star|screenwriter)|(?:[Dd]irector|[Ww]riter|[Pp]roducer|[Aa]ctor)[/-][Dd]irectors?|(?:[Cc]o-)?[Dd]irectors?(?:[/-]\p{{L}}+)?,?|[Ff]ilm-?makers?|[Hh]elmers?|[Dd]ocumentarians?|[Rr]éalisé\s+par|(?:[Rr]éalisat(?:eur|rice)|[Cc]inéaste|[Cc]ineasta|[Rr]egista|(?:[Ee]l|[Ll]a)\s+directora?)(?:\s+\p{{Ll}}+)?|[Dd]irigid[ao]\s+por|[Rr]egisseur(?:in)?(?:-\p{{L}}+)?|(?:[Rr]egie\s+(?:führt|führte|von|hatte)|[Uu]nter\s+der\s+[Rr]egie\s+von|[Ii]n\s+[Ss]zene\s+gesetzt\s+von|[Ii]nszeniert\s+von)|[Dd]irigée?\s+par|(?:[Mm]is\s+en\s+scène|[Tt]ournée?)\s+par|[Rr]éalisation\s+(?:de|signée)|[Ll]a\s+dirección\s+de|[Dd]irett[oa]\s+da|[Rr]egia\s+di|[Gg]eregisseerd\s+door|[Ww]riter\s+and\s+director|[Ss]creenwriter[/-][Dd]irectors?|[Hh]elmed\s+by|[Dd]irection\s+(?:of|by|from)|[Uu]nder\s+the\s+direction\s+of|[Dd]irection\s+(?:is\s+|being\s+)?credited\s+to)\s+{FAMILY}{NAME}(?:\s+(?:and|&|et|y|und|en|och|og)\s+{NAME})?{OF_OTHER}?)",
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
            "It is a remake of the 1998 thriller directed by Ada Brown, with more snow.",
            "Un rifacimento del thriller omonimo del 1998 diretto da Ada Brown, con più neve.",
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
        pattern=rf"{DEBUT_OF_ACTOR}|(?<value>{OTHER_WORK}?{NAME})(?:[’']s|[’'])\s+(?:[\p{{L}}\d-]+,?\s+){{0,3}}?(?:new|latest|debut|first|second|third|final|feature|directorial|haunting|brilliant|acclaimed|gripping|moving|stunning|beautiful|remarkable|most\s+(?:ambitious|personal|accessible|mature|assured|experimental)|sophomore|(?:19|20)\d\d)\s+(?:[\p{{L}}-]+,?\s+){{0,3}}?{KINDS_OF_FILM}\b|(?<value2>{OTHER_WORK}?{NAME}(?:[’']s|[’'])\s+(?:[\p{{L}}-]+,?\s+){{0,4}}?{MADE}\b(?:\s+(?:novel|book|play|series|stories|career))?(?:,?\s+(?:\p{{Ll}}+\s+)?{OTHER})?)",
        parse=makers_in_prose,
        many=True,
        confidence=0.7,
        examples=(
            Example("It is Claire Denis’s latest film.", ("Claire Denis",)),
            Example("Hasan Hadi's debut feature has charm", ("Hasan Hadi",)),
            Example("Two sisters wait in Ada Brown’s tender black comedy.", ("Ada Brown",)),
            Example("Jo Smith's Swedish vampire film is as cold as snow.", ("Jo Smith",)),
            Example("Jo Smith’s second film. He has made better ones.", ("Jo Smith",)),
        ),
        counter_examples=(
            "the director’s new film",
            "Ada Brown's first cinema",
            f"It owes much to Tom Grey’s political thriller {OTHER} in the end.",
            "Does Jo Smith’s rough charm turn into comedy?",
            "It is Ada Brown’s horror novel that gave her nightmares.",
            "Tom Grey’s second film. He plays a student with a cold.",
            "The sequel to Ada Brown’s landmark film is not just bad.",
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
        pattern=rf"^{DEBUT_OF_ACTOR}|^(?<value>{NAME})(?:[’']s|[’'])\s+(?:[a-z\d-]+,?\s+){{0,3}}?{KINDS_OF_FILM}\b",
        parse=people_in_prose,
        where=IN_PROSE,
        confidence=0.75,
        examples=(
            Example("Ada Brown’s acerbic comedy of manners begins in a lift.", ("Ada Brown",)),
            Example("Jo Smith's sequel to the landmark of 1973 is not bad.", ("Jo Smith",)),
        ),
        counter_examples=(
            "It is Ada Brown’s mother who likes comedies of manners.",
            "Tom Grey’s second film for Harbour. He plays a student with a cold.",
        ),
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
        name="director.genitive_of_title",
        attribute="director",
        finds="A name in the genitive of German or a Scandinavian language before the title itself.",
        needs=(FILM,),
        pattern=rf"(?:^|[\s(])(?<value>{NAME}s)\s+(?:\p{{Ll}}+e[mnrs]?\s+){{0,2}}{FILM}",
        parse=makers_in_genitive,
        confidence=0.6,
        examples=(
            Example(f"Ada Grüns {FILM} nimmt uns mit auf eine Reise.", ("Ada Grün",)),
            Example(f"Det bästa med Jo Lindgrens {FILM} är slutet.", ("Jo Lindgren",)),
        ),
        counter_examples=(f"Ada Grüns {OTHER} ist besser.", f"Jo Grün spielt in {FILM}."),
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
        needs=("director of", "director here", "director behind", "feature"),
        pattern=rf"(?<value>{NAME})(?:,|\s+is)\s+(?:the\s+)?(?:writer\s+and\s+|writer-)?director\s+(?:of\s+(?:this\b|the\s+(?:film|movie|picture)|{FILM})|here\b|(?:of|behind)\s+[^.;]{{1,60}},\s+(?:returns|is\s+back|comes\s+back|follows))|(?<value2>{NAME}\s+(?:(?:\p{{Ll}}+\s+){{1,6}}?(?:in|with|for)|sets|opens|shoots|builds|begins|ends)\s+(?:his|her|their))\s+(?:[\p{{Ll}}-]+\s+){{0,3}}?(?:first|second|third|fourth|fifth|sophomore|debut|latest)\s+feature\b",
        parse=makers_of_feature,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("Ada Brown is the director of this gentle film of rain.", ("Ada Brown",)),
            Example("This is where Jo Roe sets her finely judged second feature.", ("Jo Roe",)),
            Example(f"Jo Roe, director of {OTHER}, returns with {FILM} at last.", ("Jo Roe",)),
            Example(
                "The answers Ann Roe comes up with in her second feature are odd.", ("Ann Roe",)
            ),
        ),
        counter_examples=(
            "Ada Brown is the director of the museum to which they take it.",
            "Tom Grey plays a cop once more in his second feature for the studio.",
        ),
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
        pattern=rf"{FILM},?\s+(?:\((?:19|20)\d\d\),?\s+)?(?:is\s+|was\s+)?(?:an?\s+(?:[\p{{Ll}}-]+,?\s+){{0,3}}?{KINDS_OF_FILM}\s+)?(?:by|from|von|de|di)\s+(?:director\s+)?(?<value>{NAME}[”\"»]?)",
        parse=outside_quotes,
        confidence=0.8,
        examples=(
            Example(f"Last week came {FILM} by Ada Brown, at last.", ("Ada Brown",)),
            Example(f"{FILM} is a film by Jo Smith.", ("Jo Smith",)),
        ),
        counter_examples=(
            f"{OTHER} by Ada Brown",
            f"{FILM} by the sea",
            f"It is after the book “{FILM} de Ada Lima”, by Jo Roe.",
        ),
    ),
    Rule(
        name="director.kind_line",
        attribute="director",
        finds="A line that is nothing but a kind of film, maybe whence it is, and by whom.",
        needs=(" by ", " from ", " of ", " von ", " de ", " di ", " d'", " d’"),
        pattern=rf"^{KIND_OF_FILM_BY}(?<value>{NAMES})$",
        parse=people_in_prose,
        where=pl.col("size") <= 90,
        confidence=0.85,
        examples=(
            Example("Drame britannique de Anna Grün", ("Anna Grün",)),
            Example("Documentaire d’Agathe Brun et Luc Roux", ("Agathe Brun", "Luc Roux")),
        ),
        counter_examples=("Drama de verano", "Film Days of Ada Brown", "Romance in the rain"),
    ),
    Rule(
        name="director.kind_by",
        attribute="director",
        finds="A kind of film, and by whom it is.",
        needs=(" by ", " from ", " of ", " von ", " de ", " di ", " d'", " d’"),
        pattern=rf"(?<value>(?:{OTHER},?\s+(?:[\p{{Ll}}-]+\s+){{0,3}}?)?\b(?:(?:{MADE}|[Dd]ebut|[Ll]atest)\s+(?:by|from)|[Dd]ebut\s+of|(?:[Tt]his|[Ii]t|[Ff]ilm|[Pp]icture)(?:\s+is|[’']s)\s+the\s+work\s+of|(?:[Pp]rimeiro|[Ss]egundo|[Tt]erceiro|[Nn]ovo|[Úú]ltimo)\s+filme\s+de|{MADE_ABROAD}(?:\s+\p{{Ll}}+)?\s+(?:von|de|di))\s+(?:(?:the|director|playwright|newcomer|veteran|first-time|film-?maker|actor|actor-turned-director|réalisat(?:eur|rice)|cinéaste|director|directora)\s+)*{NAME}(?:\s+(?:and|&|und|et|y|e)\s+{NAME})?|\b{MADE_ABROAD}(?:\s+\p{{Ll}}+)?\s+d[’']{NAME})",
        parse=makers_behind,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("It is a small, wry comedy by Ada Brown, shot in a week.", ("Ada Brown",)),
            Example("The debut of playwright Jo Smith was the talk of the town.", ("Jo Smith",)),
            Example("It is the work of Ann Roe, born by the sea, and it shows.", ("Ann Roe",)),
            Example("Es el segundo largometraje de Ana Gris, y el mejor.", ("Ana Gris",)),
            Example("O segundo filme de Ana Lima começa e acaba na água.", ("Ana Lima",)),
            Example("This Western by Jo Roe (Rain) stars Tom Grey as a lost boy.", ("Jo Roe",)),
            Example("Le nouveau film d'Agathe Brun a été tourné en hiver.", ("Agathe Brun",)),
            Example(
                "Comedia argentina de Ana Gris y Juan Roe, rodada en verano.",
                ("Ana Gris", "Juan Roe"),
            ),
        ),
        counter_examples=(
            f"It owes as much to {OTHER}, a film by Ada Brown, as to life.",
            "It is a comedy by any measure, and a drama from time to time.",
            "It is the work of a thief, and of Ada Brown, who pays for it.",
        ),
    ),
    Rule(
        name="director.genitive",
        attribute="director",
        finds="A name in the German genitive before the film.",
        needs=("film", "komödie", "drama", "thriller", "debüt"),
        pattern=rf"\b(?<value>{NAME}s)\s+(?:(?:sehr|so|wie|und|noch|ganz|\p{{Ll}}+e[mnrs]?),?\s+){{0,3}}?{MADE_IN_GERMAN}\b",
        parse=makers_in_genitive,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("Ada Grüns Komödie über einen Vater ist sehr traurig.", ("Ada Grün",)),
            Example("Im Dunkeln spielt Jo Schmidts neuer Film, der kurz ist.", ("Jo Schmidt",)),
        ),
        counter_examples=(
            "Der Held in Ada Grüns Roman ist ein sehr armer Hund.",
            "Ada Burns stars in this thriller as a woman on the run.",
            "Voor Jo Jans je een film maakt, moet je er veel zien, zegt hij.",
        ),
    ),
    Rule(
        name="director.of_a_name",
        attribute="director",
        finds="Another film that a name stands before.",
        needs=("another", "latest", "newest", "this", "new ", "early", "late ", "minor", "vintage"),
        pattern=rf"\b(?:[Aa]nother|[Tt]he\s+(?:latest|newest|new)|[Ll]atest|[Tt]his|[Ee]arly|[Ll]ate|[Mm]inor|[Vv]intage)\s+(?<value>{NAME}(?:\s+\p{{Ll}}+)?)\s+(?:film|movie|picture|comedy|drama|thriller|documentary|feature|effort|outing)\b",
        parse=makers_of_kind,
        where=IN_PROSE,
        confidence=0.55,
        examples=(
            Example(
                "I was happy to sit through another Ada Brown film on a plane.", ("Ada Brown",)
            ),
            Example("In this Jo Smith comedy a hen gets the better of a judge.", ("Jo Smith",)),
            Example("This underseen early Ada Brown effort took me by surprise.", ("Ada Brown",)),
        ),
        counter_examples=(
            "I was happy to see another New York in this quiet film.",
            "Tom Grey is a spy in this Ada Brown scripted thriller of 1949.",
        ),
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
            "trilogy",
            "shot ",
            "pour son ",
            "firma",
            "ricava",
            "livre un",
        ),
        pattern=rf"(?<value>{FAMILY}{NAME})(?:,[^,.;()]+,|\s*\([^()]*\))?\s+(?:(?:also|has|have|again|then|[a-z]+ly)\s+)*(?:tells\s+(?:the|a|an|his|her|this|it)\b|(?:adapts|adapted|shoots|stages|films)\s+(?:the|a|an|this|it|{OTHER}|\p{{Lu}})|brings\s+[^.;()]+\sto\s+the\s+(?:big\s+)?screen|shot\s+(?:it|the\s+(?:film|picture|movie)|this|{FILM})\s+in\s+(?:just\s+|only\s+)?[\p{{Ll}}\d-]+\s+(?:days|weeks)\b|lets\s+the\s+(?:camera|scenes?|wait|silences?|moments?|story|film|images?|landscapes?|actors?|tension)\b|(?:keeps|holds|points|plants|moves)\s+(?:the|his|her|their)\s+camera\b|(?:crafts|orchestrates)\s+(?:the|an?|his|her)\b|mette\s+in\s+scena|cast\s+(?:the\s+)?\p{{Lu}}|(?:reunites|reteams)\s+with|(?:completes|concludes|caps|begins)\s+(?:the|an?|his|her|their)\s+(?:[\p{{L}}-]+\s+){{0,2}}trilogy|pour\s+son\s+(?:[\p{{Ll}}\d]+\s+){{0,2}}(?:film|long)\b|erzählt|verfilmt|inszeniert|réunit|filme\b|adapte\b|signe\b|réalise|livre\s+une?\b|ricava\b|firma\s+(?:con|une?|un[ao]?|il|la|el|su)\b|met\s+en\s+scène|debuta\s+(?:en\s+la\s+dirección|como\s+director)|adapta\b|retrata|rueda|narra|dirige)",
        parse=actors_in_prose,
        where=IN_PROSE,
        confidence=0.6,
        examples=(
            Example("Ada Brown tells the story of a man who built a boat.", ("Ada Brown",)),
            Example("Jo Smith brings the play of that name to the screen.", ("Jo Smith",)),
            Example("Ann Roe keeps her camera on the hen when the fox is out.", ("Ann Roe",)),
            Example("À 40 ans, Zoé Brun pour son 4ème film revient à la mer.", ("Zoé Brun",)),
            Example("Ann Roe completes her trilogy about a town by the sea.", ("Ann Roe",)),
            Example("Luis Vidal, out of money, shot it in thirteen days.", ("Luis Vidal",)),
            Example("Da questo Anna Bruni ricava un dramma che non grida mai.", ("Anna Bruni",)),
            Example("Ana Gris firma su película más triste con una sonrisa.", ("Ana Gris",)),
            Example("Anna Grün erzählt von einer Frau, die nach Hause kommt.", ("Anna Grün",)),
            Example(
                "Zoë and Ann Roe have cast Tom Grey as a milkman in it.", ("Zoë Roe", "Ann Roe")
            ),
        ),
        counter_examples=(
            "The old man tells the story of his life to a hen and a fox.",
            "Screenwriter Jo Smith adapts the book with a very light hand.",
            "La firma de Ana Gris está al pie de la carta que nadie lee.",
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
        # Whom a director has to thank for the camera stands behind it.
        pattern=rf"\b(?:(?:helped|aided|served)\s+(?:\p{{Ll}}+\s+){{0,3}}?by|thanks\s+to)\s+{NAME}(?:[’']s|[’'])\s+(?:\p{{Ll}}+\s+)?camera\b|(?<value>{NAME})(?:[’']s|[’'])\s+(?:[\p{{Ll}}-]+,?\s+){{0,3}}(?:direction|directing|directorial\s+\p{{Ll}}+|staging|mise[\s-]en[\s-]scène|camera)\b",
        parse=people_in_prose,
        many=True,
        confidence=0.7,
        examples=(
            Example("Ada Brown’s assured direction keeps it afloat.", ("Ada Brown",)),
            Example("Jo Smith's directorial debut has charm.", ("Jo Smith",)),
        ),
        counter_examples=(
            "the director’s direction",
            "Ada Brown’s directions to the station",
            "in long takes, helped no end by Ada Brown’s camera",
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
)
