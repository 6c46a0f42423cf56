"""Rules for who acts in a film."""

import re
from typing import Final

import polars as pl

from pipelines.claims.rules import (
    AND,
    NAME,
    NAMES,
    SHORT,
    WORD,
    Example,
    Rule,
    Value,
    by_and_with,
)
from pipelines.claims.text.marks import FILM, OTHER
from pipelines.claims.topics.people.phrases import (
    CREW,
    IN_PROSE,
    actors_in_prose,
    doers_in_prose,
    of_many_roles,
)
from pipelines.claims.values.people import people_in_prose

PERSON_LEAD: Final = r"(?:[\p{Ll}-]+\s+){0,3}?"
"""Lower-case words before a name: "the great"."""
PART: Final = rf"(?:\s+as\s+(?:(?:the|an?|his|her)\s+[a-z’'-]+(?:\s+[a-z’'-]+)?|{WORD}(?:\s+{WORD})*)|\s*\([^()]*\))"
PEOPLE: Final = rf"{NAME}{PART}?(?:{AND}{NAME}{PART}?)*"
"""A list of names, with or without their parts."""
NOT_PLAYED: Final = re.compile(
    r"\b(?:director|writer|author|novelist|composer|photographer|cinematographer|editor|producer|screenwriter|designer|playwright|book|novel|film|movie|song|photo|image|picture|credit|courtesy|review|story|quote|said|says)s?[”’',]*\s*$",
    re.IGNORECASE,
)
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
    of_many_roles(
        "cast",
        "star",
        "act",
        (
            Example("Writer, director, and star Ada Brown has a good ear.", ("Ada Brown",)),
            Example("All praise to fight choreographer and star Jo Roe, then.", ("Jo Roe",)),
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
        name="cast.behind_title",
        attribute="cast",
        finds="Three names or more in brackets behind the title.",
        needs=(FILM,),
        pattern=rf"{FILM}[”\"’»]?,?\s+\((?<value>{NAME},\s+{NAME}(?:,?\s+(?:and|&|et|und|y|e)\s+{NAME}|(?:,\s+(?:and\s+)?{NAME})+))\)",
        parse=people_in_prose,
        confidence=0.65,
        examples=(
            Example(
                f"{FILM} (Ada Brown, Jo Roe, Tom Grey) – It snows.",
                ("Ada Brown", "Jo Roe", "Tom Grey"),
            ),
            Example(
                f"In {FILM} (Ann Roe, Jo Smith and Tom Grey) it snows.",
                ("Ann Roe", "Jo Smith", "Tom Grey"),
            ),
        ),
        counter_examples=(
            f"{FILM} (Joel Roe, Ethan Roe) is cold.",
            f"{OTHER} (Ada Brown, Jo Roe, Tom Grey)",
            f"{FILM} (Ada Brown, Jo Roe, 1998)",
        ),
    ),
    Rule(
        name="cast.by_and_with",
        attribute="cast",
        finds="A line that tells by whom a film is, and with whom.",
        needs=("with", "avec", "mit ", "con ", "com "),
        pattern=by_and_with(cast=rf"(?<value>{NAMES})"),
        parse=people_in_prose,
        where=SHORT,
        confidence=0.85,
        examples=(
            Example("by Ada Brown with Jo Roe, Tom Grey", ("Jo Roe", "Tom Grey")),
            Example("De Agathe Brun Avec Jo Roe, Luc Gris", ("Jo Roe", "Luc Gris")),
        ),
        counter_examples=("by Ada Brown with love", "Photos by Ada Brown with Jo Roe"),
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
        needs=(
            "spielt",
            "dargestellt",
            "verkörpert",
            "interpr",
            "incarn",
            "jou",
            "encarn",
            "complet",
            "aparecen",
            "nebenrollen",
            "fanno notare",
        ),
        pattern=rf"\b(?:(?:gespielt|dargestellt|verkörpert)\s+(?:wird\s+)?von|(?:interprété|incarné|joué)e?s?\s+par|(?:interpretad|encarnad)[ao]s?\s+por|(?:interpretat|incarnat)[oaie]\s+da)\s+(?:\p{{Ll}}+\s+){{0,2}}?(?<value>{NAMES})|\b(?:[Cc]ompletan\s+el\s+(?:reparto|elenco)|[Cc]ompletano\s+il\s+cast|[Cc]omplètent\s+(?:le\s+casting|la\s+distribution)|[Tt]ambién\s+aparecen|[Ss]i\s+fanno\s+notare|[Ii]n\s+Nebenrollen(?:\s+(?:sind|glänzen|spielen))?)\s+(?<value3>{NAMES})|\bvon\s+(?<value2>{NAMES})\s+(?:(?:\p{{Ll}}+)\s+)?(?:gespielt|dargestellt|verkörpert)\p{{Ll}}*\b",
        parse=people_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.8,
        examples=(
            Example("Der Wirt wird von Anna Grün gespielt und weint sehr viel.", ("Anna Grün",)),
            Example("Le patron, incarné par Jean Brun, pleure sans cesse au bar.", ("Jean Brun",)),
            Example("La viuda, interpretada por Ana Gris, no llora nunca en casa.", ("Ana Gris",)),
            Example(
                "También aparecen Ana Gris y Luis Vidal, que casi no hablan.",
                ("Ana Gris", "Luis Vidal"),
            ),
            Example("In Nebenrollen glänzen Ada Grün und ein sehr alter Hund.", ("Ada Grün",)),
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
        pattern=rf"(?<value2>{NAME})(?:[’']s|[’'])\s+(?:[\p{{L}}-]+\s+){{0,3}}?(?:film|debut|feature|movie|picture)(?:\s+for\s+{WORD})?[.!]\W{{0,4}}\s(?:[Hh]e|[Ss]he)\s+(?:plays|appears|stars|has\s+an?\s+(?:\p{{Ll}}+\s+){{0,3}}(?:part|role|cameo))\b|(?<value>{CREW}?{NAME}(?:\s+and\s+{NAME})?)(?:,[^,.;()]{{3,60}},|\s+and\s+company|,\s+who)?\s+(?:(?:also|both|all|then|really|always|again|certainly|who)\s+)?(?:plays?|played|playing|stars?|starred|starring|co-stars?|portrays?|portraying|shines?|reprises?|delivers?|charms|convinces?|sleepwalks|radiates|captains|returns\s+as|walks\s+away|still\s+shines|commits?|joins|matches|surprise[sd]\s+me|struggles|nearly\s+steals|has\s+(?:a|an)\s+(?:[a-z]+\s+){{0,2}}(?:part|role|cameo)|turns\s+in|turn\s+in|steals?|carries|anchors?|excels?|embodies|leads?|is\s+the\s+star|headlines?|gives\s+an?|gives\s+his|gives\s+her|brings?|does\s+(?:his|her)\s+best|chews|proves|impresses|cameos|turns\s+up|shows\s+up|pops\s+up|co-starred|looks|seems|is\s+(?:\p{{Ll}}+\s+){{0,2}}(?:as|in\s+the\s+(?:lead|title)?\s*role|fearless|terrific|superb|excellent|wonderful|brilliant|great|perfect|outstanding|miscast|wasted|impressive|fantastic|hilarious|solid|good|charming|convincing|riveting|magnetic|terrible|wooden)|makes\s+(?:a|an|the|for)\s+(?:[\p{{Ll}}-]+\s+){{0,3}}(?:villain|hero|heroine|lead|foil|impression|appearance|monster))\b",
        parse=actors_in_prose,
        many=True,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("Steve Coogan plays Tony Wilson, the founder of it.", ("Steve Coogan",)),
            Example("Isabelle Huppert stars as a widow who lost her dog.", ("Isabelle Huppert",)),
            Example("It is by Jo Roe, who also plays the keeper’s daughter.", ("Jo Roe",)),
            Example("Tom Grey’s second film. He plays a student with a cold.", ("Tom Grey",)),
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
