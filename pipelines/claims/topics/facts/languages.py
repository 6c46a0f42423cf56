"""Rules for the languages of a film and of its subtitles."""

import re
from typing import Final

import polars as pl

from pipelines.claims.rules import SHORT, Example, Rule, Value
from pipelines.claims.text.labels import fact_labels
from pipelines.claims.topics.facts.phrases import FILM_NOUN
from pipelines.claims.values.places import (
    languages,
)

SPOKEN: Final = r"(?:\p{Lu}\p{Ll}+(?:(?:\s*,\s*|\s+and\s+|\s*/\s*)\p{Lu}\p{Ll}+)*)"

BESIDE: Final = re.compile(r"\([^()]*\)|(?i:\bwith\b.*|\bsubtitle.*|\boriginal\s+version\b)")
BETWEEN: Final = re.compile(r"\s*(?:[,/;|+•–&]|\s(?:and|et|und|y|e)\s)\s*")


def languages_only(text: str) -> list[Value]:
    """The languages of a list; none where a part says nothing of languages.

    >>> [value.text for value in languages_only("French, Khmer (English subtitles)")]
    ['French', 'Khmer']
    >>> languages_only("of love")
    []
    """
    told = BESIDE.sub("", text)
    found = languages(told)
    if not found:
        return []
    parts = BETWEEN.split(told.strip(" .,;"))
    return found if len(found) >= len([part for part in parts if part]) else []


def subtitles(text: str) -> list[Value]:
    """True for the words that tell of subtitles.

    >>> subtitles("with English subtitles")[0].normalised
    'true'
    """
    return [Value(text.strip(), "true")]


RULES: Final = (
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
)
