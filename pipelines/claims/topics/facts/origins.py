"""Rules for where and when a film was made."""

import re
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import BELOW_HEAD, EDGE, NAME, SHORT, Example, Rule, Value
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.labels import fact_labels
from pipelines.claims.text.marks import FILM
from pipelines.claims.topics.facts.phrases import DURATION, FILM_NOUN
from pipelines.claims.values.dates import year
from pipelines.claims.values.places import (
    NATIONALITIES,
    PUBLIC_CODES,
    countries,
    country_name,
)

COUNTRY: Final = (
    r"(?:\p{Lu}[\p{L}.'’]*(?:\s+(?:and\s+|of\s+|the\s+)?\p{Lu}[\p{L}.'’]*)*(?:\s*\([^()]+\))?)"
)
COUNTRIES: Final = rf"{COUNTRY}(?:\s*[-–/,+|]\s*{COUNTRY})*"
COLOPHON: Final = r"^[“\"„«]?[\p{Lu}\d][^–—|:“\"„«»,]{0,70}?[”\"“»]?,\s+"
"""The title that a line of data begins with."""
LONGEST_YEAR: Final = 6
"""Characters of a year, maybe in brackets."""
TELLS_MAKER: Final = rf"(?:{EDGE}(?:[Rr]egie|[Dd]irected\s+by|[Dd]irector|[Dd]ir\.|[Rr]éal\w*\.?|R:)|{EDGE}\d{{2,3}}\s?(?:[Mm]in|['′’]))"
WORDS_OF_COLOPHONS: Final = ("regie", "directed", "director", "dir.", "réal", "r:", "min")
MAY_BE_COLOPHON: Final = pl.col("size").is_between(40, 400) & pl.col("line").str.contains(
    TELLS_MAKER
)
"""Lines that hold title, places, year and maker."""
NATIONALITY: Final = "(?:" + alternatives([word.title() for word in NATIONALITIES]) + ")"


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


RULES: Final = (
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
        name="year.below_title",
        attribute="year",
        finds="A year alone below the headline, and a short line below it.",
        pattern=r"^\(?(?<value>(?:19|20)\d\d)\)?$",
        parse=year,
        where=(pl.col("size") <= LONGEST_YEAR)
        & (BELOW_HEAD == 1)
        & pl.col("size_after").is_between(1, 60),
        confidence=0.7,
        examples=(
            Example("Long Harbour\n2011\nAda Brown\n\nIt was a grey day.", ("2011",)),
            Example("Hafen\n(1962)\nJo Roe\n\nEs regnet.", ("1962",)),
        ),
        counter_examples=(
            "Long Harbour\n\n2011\n\n" + "It was a grey day. " * 9,
            "Long Harbour\nIn 2011\nAda Brown",
        ),
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
        name="country.shared",
        attribute="country",
        finds="Between which countries a film is a production.",
        needs=("produ", "koproduktion"),
        pattern=rf"\b(?:[Cc]o-?prod\p{{L}}+|[Kk]oproduktion(?:en)?)\s+(?:entre|between|zwischen|tra|fra|mellem|mellan|tussen)\s+(?:(?:el|la|le|les|l[’']|der|den)\s*)?(?<value>{COUNTRY}(?:(?:,\s+|\s+(?:y|e|et|and|und|og|och|en)\s+)(?:(?:el|la|le|les|der|den)\s+|l[’'])?{COUNTRY})+)",
        parse=countries,
        where=pl.col("size") >= 40,
        confidence=0.85,
        examples=(
            Example(
                "Es una coproducción entre Chile y Argentina que dura poco.", ("Chile", "Argentina")
            ),
            Example("A co-production between Norway and Spain, it is cold.", ("Norway", "Spain")),
        ),
        counter_examples=("Es una coproducción entre Ana Gris y Luis Vidal, que se quieren.",),
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
        name="country.behind_director",
        attribute="country",
        finds="Countries in brackets behind the labelled director, as festivals announce their films.",
        needs=("(",),
        pattern=rf"^(?i:directors?|dirs?\.?|directed\s+by|regie|réal(?:isation|isateur|isatrice|\.)?|direcci[óo]n|dirigida\s+por|regia(?:\s+di)?|realização|director[ae])\s*:?\s+{NAME}(?:(?:,|\s+(?:and|&|und|et|y|e))\s+{NAME})*\s+\((?<value>{COUNTRIES})\)\.?$",
        parse=countries,
        where=SHORT,
        confidence=0.75,
        examples=(
            Example("Director: Ada Brown (Chile, Argentina)", ("Chile", "Argentina")),
            Example("Regie: Jo Roe und Ann Roux (Frankreich/Belgien)", ("Frankreich", "Belgien")),
        ),
        counter_examples=(
            "Director: Ada Brown (Rain, Harbour)",
            "Cast: Ada Brown (France)",
            "Director: Jo Roe, with music from the hills (Spain)",
        ),
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
)
