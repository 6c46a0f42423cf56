"""Rules for certificates and content advisories."""

import re
from typing import Final

import polars as pl

from pipelines.claims.rules import SHORT, Example, Rule, Value, as_is
from pipelines.claims.text.labels import fact_labels

LONGEST_HEAD: Final = 100
"""Characters of a title and its certificate."""
OFFENCE: Final = r"(?:(?:[\p{Ll}-]+\s+){0,2}(?:violence|gore|blood|nudity|sex(?:uality|\s+scenes?|ual\s+content)?|language|swearing|profanity|drugs?(?:\s+use)?|smoking|drinking|horror|threat|peril|suicide|torture|cruelty))"
OFFENCES: Final = rf"{OFFENCE}(?:(?:,\s+(?:and\s+)?|\s+and\s+){OFFENCE})*"
"""What films are not for children for."""
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
AND_MORE: Final = re.compile(
    rf"^({PRINTED_CERTIFICATES}|G)(?:\s*[,;|·•/]\s*.*|[,\s]+(?i:for|contains|on\s+appeal)\s.*|\s+\([^()]*\)?|[.;]\s.*|\s+(?i:cert(?:ificate)?))$"
)
"""A certificate, and what it was given for, or the running time behind it."""


OPENS_CAPSULE: Final = r"^\((?:U|PG|12A?|15A?|18|R)\)\s*\d{2,3}\s?min"
"""Certificate and length at the head of the capsule below a title."""
RATED: Final = re.compile(r"^(?i:rated)\s+(?=[A-Z0-9])")


def certificate(text: str) -> list[Value]:
    """A certificate as `system:label`; `other` where the label does not tell its system.

    An age limit of 0 is none.

    >>> [certificate(t)[0].normalised for t in ("Unrated", "PG-13", "15", "FSK: 6")]
    ['MPA:Unrated', 'MPA:PG-13', 'BBFC:15', 'FSK:6']
    >>> certificate("12A, 98 min")[0].text, certificate("8.9/10 by 214 visitors")
    ('12A', [])
    >>> certificate("Rating:"), certificate("Rated PG for mild peril")[0].text
    ([], 'PG')
    >>> [certificate(t)[0].normalised for t in ("PG-13 for thematic elements", "R (language)")]
    ['MPA:PG-13', 'MPA:R']
    """
    label = AND_MORE.sub(r"\1", RATED.sub("", text.strip(" \t.,;:()")))
    if re.match(r"\d+(?:[.,]\d+)?\s*/\s*\d|\d+[.,]\d", label) or text.rstrip().endswith(":"):
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
    printed = AND_MORE.sub(r"\1", RATED.sub("", text.strip(" \t.,;:()")))
    return [Value(printed, f"{system or 'other'}:{label}")]


def advisory(text: str) -> list[Value]:
    """What a text warns of, without its full stop; `normalised` goes without "Contains".

    >>> advisory("Contains disturbing images.")
    [Value(text='Contains disturbing images', normalised='disturbing images', detail={})]
    """
    return [
        Value(value.text, re.sub(r"^(?i:contains)[:\s]+", "", value.text)) for value in as_is(text)
    ]


RULES: Final = (
    Rule(
        name="certificate.behind_title",
        attribute="certificate",
        finds="A dash and an American certificate behind a title, maybe with a second one in brackets.",
        needs=("pg", "nc-17", " r", " g"),
        pattern=r"^\p{Lu}.{1,80}\s[–—-]\s(?<value>PG(?:-13)?|NC-17|R|G)(?:\s\([^()]*\))?$",
        parse=certificate,
        where=pl.col("size") <= LONGEST_HEAD,
        confidence=0.85,
        examples=(
            Example("The Long Rain — PG-13 (A-III)", ("PG-13",)),
            Example("Long Harbour - R", ("R",)),
        ),
        counter_examples=("Long Harbour — NR (A-II)", "Plan R", "Vitamins A - G in the diet"),
    ),
    Rule(
        name="certificate.labelled",
        attribute="certificate",
        finds="The word certificate, and one.",
        pattern=rf"^(?<value2>(?i:fsk)\s*[:：]\s*ab\s+\d{{1,2}}\b.{{0,40}})$|^{fact_labels('certificate')}\s*(?:[:：]\s*|\s)(?<value>[^\s:：].{{0,60}}?)(?:\s+[–—|•·]\s.*)?$|^Rating:\s+(?<value3>G|PG|PG-13|R|NC-17|NR|Unrated|Not\s+[Rr]ated|TV-\w+|M|MA\s?15\+|R1[3568])(?:\s+\((?:for\s+)?\p{{Ll}}[^()]*\)|(?:\s+[–-]|,|:)\s+\p{{L}}[^:]{{3,80}})?$",
        parse=certificate,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Certificate 15", ("15",)),
            Example("cert 12A – 98 minutes – in Danish", ("12A",)),
            Example("FSK: ab 12", ("FSK: ab 12",)),
            Example("Rating: NR", ("NR",)),
            Example("Rating: M - Offensive language", ("M",)),
            Example("Rating: R (for language and some rain)", ("R",)),
            Example(
                "Calificación: No recomendada para menores de 16 años",
                ("No recomendada para menores de 16 años",),
            ),
        ),
        counter_examples=(
            "Certificates are handed out.",
            "A certificate 15 film",
            "Rating: B+",
            "Rating: Middling",
        ),
    ),
    Rule(
        name="certificate.sentence",
        attribute="certificate",
        finds="A certificate as a sentence of its own.",
        pattern=r"(?:^|[.”\"]\s+|,\s+)(?<value>Unrated|Not\s+[Rr]ated|PG-13|NC-17)(?:\s*[.,]|\s+for\b|$)|^(?:Rated|RATED)\s+(?<value2>PG-13|PG|R|G|NC-17)\b|^[“\"][^“”\"]{1,80}[”\"]:\s+(?<value3>PG-13|PG|R|G|NC-17|NR)[:.,;]",
        parse=certificate,
        where=pl.col("size") <= 400,
        confidence=0.9,
        examples=(
            Example("Unrated. At the Ritz. Contains smoking.", ("Unrated",)),
            Example("PG-13 for some violence. 112 minutes.", ("PG-13",)),
            Example("“Rain”: R: 98 minutes. Odeon 8", ("R",)),
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
        where=(pl.col("size") <= 120) | pl.col("line").str.contains(OPENS_CAPSULE),
        confidence=0.7,
        examples=(
            Example("The Long Night (In cinemas, 12A)", ("12A",)),
            Example("Harbour (15)", ("15",)),
            Example("(12A, 98 mins)", ("12A",)),
            Example("15 cert, 98 min", ("15",)),
            Example("(15) 84min (2 Stars) " + "A pilot sells her boat. " * 5, ("15",)),
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
        needs=("cert", "rating", "rated", "menores de", "moins de", "minori di"),
        pattern=r"\b[Cc]ert(?:ificate)?\.?:?\s+(?<value3>15|18|12A?|PG|U)\b(?:[,.;|)]|$)|\b(?<value>PG-13|PG|NC-17|12A|15|18|12|U|R)[\s-](?:certificate|rating|rated)\b|\b[Rr]ated\s+(?<value2>PG-13|PG|R|NC-17|12A|15|18|U)\b|\b(?<value4>[Nn](?:o|ão)\s+(?:recomendad[ao]|apt[ao])\s+(?:para\s+|a\s+)?(?:los\s+)?menores\s+de\s+\d{1,2}(?:\s+a[ñn]os)?|[Ii]nterdit\s+aux\s+moins\s+de\s+\d{1,2}\s+ans|[Vv]ietato\s+ai\s+minori\s+di\s+\d{1,2}(?:\s+anni)?)",
        parse=certificate,
        confidence=0.75,
        where=pl.col("size") > 40,
        examples=(
            Example("although the 12A certificate suggests there will be less blood", ("12A",)),
            Example("It is rated PG-13, and for once one can tell the reason why.", ("PG-13",)),
            Example("In cinemas from 4 March. Cert 15, 99 mins. See it in the dark.", ("15",)),
            Example(
                "Dura 95 minutos y es no recomendada para menores de 12 años.",
                ("no recomendada para menores de 12 años",),
            ),
        ),
        counter_examples=("a certificate of 15 pages was handed to us at the door",),
    ),
)
