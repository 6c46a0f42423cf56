"""Rules for what documents say of themselves: critic, date, festival, signatures."""

import re
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import (
    BELOW_HEAD,
    CAPITAL,
    HEADING,
    LETTER,
    NAME,
    OPENING,
    SHORT,
    WORD,
    Example,
    Rule,
    Value,
    as_is,
)
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.lines import below_year, beside
from pipelines.claims.values.dates import day
from pipelines.claims.values.people import is_called_so, people_in_prose

MONTH: Final = (
    rf"(?i:{alternatives(reference_table('month_names', ('name',))['name'].to_list())})\.?"
)
DAY: Final = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?{MONTH},?\s+(?:de\s+)?\d{{4}}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"


DATELINE: Final = (
    rf"^\p{{Lu}}[\p{{L}} ’'-]{{2,30}},\s+(?<value2>{DAY})\s*(?:\.|\s[–—-])[\s–—-]+\p{{Lu}}.*$"
)
"""The place and the day that a report begins with."""
LINES_TO_DAY: Final = 12
SAYS_PUBLISHED: Final = (
    r"^(?i:(?:first\s+)?published|veröffentlicht|publié|publicado|pubblicato|gepubliceerd)\s"
)
"""What stands before the day below a longer head, with its credits."""
MAY_BE_DATELINE: Final = r"^[^,.]{3,32},\s[^.–—]{6,24}(?:\.|\s[–—-])\s"

FESTIVALS: Final = reference_table("festival_names", ("name", "festival", "needs"))
NAMED_ALONE: Final = FESTIVALS.filter(pl.col("needs").is_null())["name"].to_list()
CITIES: Final = FESTIVALS.filter(pl.col("needs") == "year")["name"].to_list()
FESTIVAL: Final = f"(?:{alternatives(NAMED_ALONE)})"
FESTIVAL_WORDS: Final = tuple(sorted({name.lower() for name in NAMED_ALONE}))
YEAR_OF_EDITION: Final = r"(?:(?:19|20)\d\d|[’']\d\d)"
EDITION: Final = (
    rf"(?:(?:{YEAR_OF_EDITION}\s+)?{FESTIVAL}(?:\s+{YEAR_OF_EDITION})?"
    rf"|(?:{alternatives(CITIES)})\s+{YEAR_OF_EDITION})"
)
"""A festival with the year of the edition, if that is told; the city alone needs the year."""
IN_HEADLINE: Final = (
    r"^(?:(?i:review|report|letter|postcard|dispatch|diary|notes|live)s?\s+(?i:from|at)\s+)?"
    rf"(?P<value>{EDITION})(?:\s+[\w#-]+){{0,3}}\s*[:–—|]\s"
    rf"|[\[(](?P<value2>{EDITION})[^\[\]()]{{0,30}}[\])]\W*$"
    rf"|\s(?:[–—|@-]|(?i:at|from))\s(?P<value3>{EDITION})(?:\s+(?i:review))?$"
    rf"|[”\"’»]?\s?[:–—|-]\s(?P<value4>{alternatives(FESTIVALS['name'].to_list())})\s+(?i:(?:film\s+)?review)$"
)
"""A festival before a colon, in brackets behind a title, or at the end of a headline."""
DIARY: Final = r"(?i:diary|dispatch(?:es)?|report|notes|notebook|postcard|letter|journal|tagebuch|film\s+festival)"
"""What is written from a festival."""
OF_DIARY: Final = rf"^(?P<value>{alternatives(CITIES)})\s+{DIARY}\b|^{DIARY}s?\s+(?i:from|:)\s+(?P<value2>{alternatives(CITIES)})(?:\W|$)"
"""A city of a festival, where the headline tells that it is a diary."""


FURNITURE: Final = re.compile(
    rf"(?i:{alternatives(reference_table('page_furniture', ('words',))['words'].to_list())})$"
)
"""Words of menus, which look like names where all begin with a capital."""
AGENCIES: Final = reference_table("news_agencies", ("name", "agency"))
AGENCY: Final = f"(?:{alternatives(AGENCIES['name'].to_list())})"
NEWSPAPER_WORDS: Final = reference_table("newspaper_words", ("word",))["word"].to_list()
NEWSPAPER: Final = (
    rf"(?:The\s+)?(?:{CAPITAL}[\w.’'-]*\s+(?:of\s+)?)*(?:{alternatives(NEWSPAPER_WORDS)})"
    rf"(?:\s+{CAPITAL}[\w-]*){{0,2}}"
)
"""The name of a newspaper or magazine, by a word that such names have."""
PERIODICAL: Final = rf"(?:{NEWSPAPER}|{CAPITAL}[\w&’'-]+(?:\s+{CAPITAL}[\w&’'-]+)*)"
"""The name of any publication, where the words before it tell that it is one."""


def agency(text: str) -> list[Value]:
    """A news agency by its name or short form; `normalised` is its full name.

    >>> agency("AP")[0].normalised
    'The Associated Press'
    """
    names = dict(zip(AGENCIES["name"], AGENCIES["agency"], strict=True))
    found = names.get(" ".join(text.split()))
    return [Value(text, found)] if found else []


def periodical(text: str) -> list[Value]:
    """The name of a publication without what firms are called besides.

    >>> periodical("The Harbour Gazette, Inc.")[0].text, periodical("All Rights Reserved")
    ('The Harbour Gazette', [])
    """
    name = re.sub(
        r"[,\s]+(?i:inc|llc|ltd|limited|gmbh|all rights reserved|reserved)\b.*$", "", text
    ).strip(" .,;–—-")
    is_other = re.search(
        rf"\b(?i:rights|reserved|pictures|films?|studios?)\b|(?i:anmeldelse|recension|review|kritik)$|^{MONTH}$",
        name,
    )
    return as_is(name) if name and not is_other else []


def festival(text: str) -> list[Value]:
    """A festival by its name; `normalised` is its full name, `detail` has the year.

    >>> festival("TIFF 2010")[0].normalised
    'Toronto International Film Festival'
    >>> festival("SHEFFIELD DOC/FEST 2012")[0].normalised
    'Sheffield Doc/Fest'
    """
    known = re.search(rf"{FESTIVAL}|{alternatives(CITIES)}", text, re.IGNORECASE)
    year_of_it = re.search(r"\b(?:19|20)\d\d\b", text)
    if not known:
        return []
    names = dict(zip(FESTIVALS["name"].str.to_lowercase(), FESTIVALS["festival"], strict=True))
    detail = {"year": int(year_of_it.group())} if year_of_it else {}
    return [Value(text.strip(), names.get(" ".join(known.group().lower().split())), detail)]


def festival_name(text: str) -> list[Value]:
    """A festival by its name alone; the year of the edition goes to the detail.

    >>> festival_name("TIFF 2010")[0].text, festival_name("TIFF 2010")[0].detail
    ('TIFF', {'year': 2010})
    """
    return [
        Value(
            re.sub(rf"^{YEAR_OF_EDITION}\s+|\s+{YEAR_OF_EDITION}$", "", value.text),
            value.normalised,
            value.detail,
        )
        for value in festival(text)
    ]


def festival_in_headline(text: str) -> list[Value]:
    """The festival that a headline names beside the title.

    >>> [festival_in_headline(t)[0].text for t in ("TIFF Postcard: Heat", "Heat [Cannes 2012]")]
    ['TIFF', 'Cannes 2012']
    >>> festival_in_headline("Cannes is a town")
    []
    """
    named = re.search(IN_HEADLINE, text)
    return festival(next(filter(None, named.groups()))) if named else []


def whole_festival(text: str) -> list[Value]:
    """The name of a festival; none where it is nothing but the words for one.

    >>> whole_festival("Internationalen Filmfestspiele"), whole_festival("Rain Film Fest")[0].text
    ([], 'Rain Film Fest')
    """
    return (
        [] if re.match(r"International\w*\s+(?:Film\s+Fest|Filmfestspiele)", text) else as_is(text)
    )


def festival_of_late(text: str) -> list[Value]:
    """The festival of a phrase; none where it goes on with the year, as that of something past does.

    >>> festival_of_late("Cannes")[0].text, festival_of_late("Cannes in 2010")
    ('Cannes', [])
    """
    return [] if re.search(r"\sin\s\d{4}$", text) else festival(text)


OF_NEWS: Final = re.compile(
    r"\b(?:winners?|awards?|prizes|lists?|palmar[eè]s|premios|ganador\w*|preise|gewinner\w*|lauréats?|premi|vincitori|announces?|at|from|wins?|won)\b",
    re.IGNORECASE,
)
"""Words of headlines about a festival, which its name has not."""


def own_festival(text: str) -> list[Value]:
    """The festival whose page it is; none where the line is a headline about one.

    >>> own_festival("Harbour Film Festival")[0].text, own_festival("Winners of Harbour Film Festival")
    ('Harbour Film Festival', [])
    """
    return [] if OF_NEWS.search(text) else as_is(text)


OF_CAST: Final = re.compile(
    r"(?:Mit|Avec|Con|Com|Met|Med|With|Starring|In|Regia|Regie|Drame|The|La|Les|Los|Las|El|Il|Der|Die|Das|Het|Een|Un|Une|Una|Uma)\s"
)
"""Words that lead up to persons of a film, or that begin titles."""


CALLING: Final = re.compile(
    r"^(?P<name>\S+\s+\S+(?:\s\S+)*?)\s+(?:(?:Senior|Chief|Staff|Film|Movie|Arts|Culture|Guest|Managing|Contributing)\s+)*"
    r"(?:Contributor|Correspondent|Critic|Editor|Writer|Reviewer|Reporter|Columnist|Redaktion|Redakteur(?:in)?)$"
)
"""What a site calls its writers, behind their names."""


MOST_WORDS_OF_NAME: Final = 3
SHOUTED: Final = re.compile(r"[^\W\d_a-z]{2,}$")


def critic(text: str) -> list[Value]:
    """The name of a critic, without what follows it.

    >>> critic("by Ada Reviewer, Film Editor")[0].text, critic("the editors"), critic("TV Shows")
    ('Ada Reviewer', [], [])
    >>> critic("Ada Brown Staff Writer")[0].text
    'Ada Brown'
    """
    name = re.sub(
        r"^(?i:by|von|par|por|di|door|words|text|review(?:ed)?\s+by)[:\s]+",
        "",
        text.strip(" .,—–-_*"),
    )
    name = re.split(r"\s*[,|/(]\s*|\s+(?:is|for|in|of)\s+", name)[0].strip(" .—–-")
    name = CALLING.sub(r"\g<name>", name)
    if OF_CAST.match(name):
        return []
    named = people_in_prose(name)
    is_menu = FURNITURE.match(name)
    return named if named and named[0].text == name and not is_menu else []


def critic_by_given_name(text: str) -> list[Value]:
    """The name of a critic, which begins with a common given name: others may be titles.

    >>> critic_by_given_name("Ada Brown")[0].text, critic_by_given_name("Long Harbour")
    ('Ada Brown', [])
    """
    return critic(text) if is_called_so(text) else []


def poster(text: str) -> list[Value]:
    """The single name of who posted a text; none where it is what runs a site.

    >>> poster("Ada")[0].text, poster("Admin")
    ('Ada', [])
    """
    return [] if re.match(r"(?i:admin|editor|staff|guest|team|webmaster)", text) else as_is(text)


def signer(text: str) -> list[Value]:
    """A critic's name alone on a line, where any words with capitals may stand.

    >>> signer("Ada Brown")[0].text, signer("Kinjal B. Roe")[0].text
    ('Ada Brown', 'Kinjal B. Roe')
    >>> signer("Honourable Mention"), signer("Call Him By His Name"), signer("Visible IN HALLS")
    ([], [], [])
    """
    words = text.split()
    is_named = is_called_so(text)
    is_odd = len(words) > MOST_WORDS_OF_NAME or any(SHOUTED.match(word) for word in words)
    return critic(text) if is_named or not is_odd else []


def spoken_name(text: str) -> list[Value]:
    """A name in capitals, as it is said; none where a word is one of the language.

    >>> spoken_name("ADA BROWN")[0].normalised, spoken_name("THE END")
    ('Ada Brown', [])
    """
    named = people_in_prose(text.title())
    return (
        [Value(text, named[0].text)]
        if named and " ".join(named[0].text.split()) == text.title()
        else []
    )


PARAGRAPH_OF_NEWS: Final = 160
"""Characters of a paragraph that says who announces what."""
PARAGRAPH: Final = 80
"""Characters of a line of prose."""
BYLINE_BELOW: Final = r"^(?:Posted|Notes|Reviewed|Review)\s+by\s"
"""How a byline begins that may stand below the text as well."""
IS_CREDIT: Final = pl.col("line").str.starts_with("Written by ") & pl.any_horizontal(
    beside(pl.col("line"), offset).str.starts_with(word).fill_null(value=False)
    for offset in (1, -1)
    for word in ("Directed by ", "Starring ", "Produced by ")
)
"""Who wrote the film, beside who directed it."""

IN_BRACKETS_WITH_DAY: Final = r"^\(.*\d.*\)$"
"""The day and hour of a show, or a year, below a title."""

RULES: Final = (
    Rule(
        name="critic.byline",
        attribute="critic",
        finds="By, and a name, on a line of its own near the head.",
        pattern=rf"^(?:(?i:(?:film|cinema|movie|dvd|tv)\s+review|.{{0,30}}(?:19|20)\d\d,?|review(?:ed)?|words|text|notes|posted)\s*)?(?i:(?:written\s+)?by\s|(?:by|von|par|por)[:\s]|(?:publié|posté|veröffentlicht|publicado|published|posted)\s+(?:le|am|el|on)\s+{DAY}\s+(?:par|von|por|by)\s)\s*(?<value>{NAME})(?:\s*[,|/·•–—].{{0,120}}|\s+(?:at\s+\d{{1,2}}:.{{0,60}}|on\s+(?:\p{{L}}{{6,9}},?\s+)?{DAY}.{{0,60}}|{DAY}|(?:(?i:for|in|dans|en)\s+)\p{{Lu}}[\p{{L}} ]{{2,40}}))?$",
        parse=critic,
        where=SHORT & ((BELOW_HEAD < 12) | pl.col("line").str.contains(BYLINE_BELOW)) & ~IS_CREDIT,
        confidence=0.9,
        examples=(
            Example("By Ada Reviewer", ("Ada Reviewer",)),
            Example("By Ada Reviewer 4 March 2011", ("Ada Reviewer",)),
            Example("Review by Jo March", ("Jo March",)),
            Example("Reviewed by Tom Grey Senior Critic", ("Tom Grey",)),
            Example("Publié le 4 mars 2011 par Ann Roux dans Critiques", ("Ann Roux",)),
            Example("Posted by Jo Roe at 11:41 PM Labels: rain, harbours", ("Jo Roe",)),
            Example(
                "Par Ada Brown, publié le 4 mars 2011 à 9h00 • Mis à jour le 6 mars • Lecture 3 min.",
                ("Ada Brown",),
            ),
            Example("CINEMA REVIEW by Jo March", ("Jo March",)),
            Example("8:14 AM PDT 9/11/2017 by Jo March", ("Jo March",)),
            Example("Posted by Jo Roe on Friday, March 4, 2011 in New Films", ("Jo Roe",)),
            Example("Rain\n\n" + "It rains.\n" * 14 + "\nNotes by Ada Brown", ("Ada Brown",)),
        ),
        counter_examples=(
            "By the time you read this",
            "By Jove!",
            "Written by: Tom Grey",
            "Rain\n\n" + "It rains.\n" * 14 + "\nMusic by Ada Brown",
            "Rain\nWritten by Tom Grey\nDirected by Jo Roe",
        ),
    ),
    Rule(
        name="critic.before_day",
        attribute="critic",
        finds="A common given name, a surname, a mark and a day, near the head.",
        needs=("19", "20"),
        pattern=rf"^(?<value>{NAME})\s*(?:[|•·]|\s[–—-])\s*(?:\p{{L}}{{3,9}},?\s+)?{DAY}(?:\s*[|•·].{{0,60}})?$",
        parse=critic_by_given_name,
        where=SHORT & BELOW_HEAD.is_between(1, 6) & ~pl.col("is_bullet"),
        confidence=0.7,
        examples=(
            Example("Rain\n\nAda Brown • 17 May 2019", ("Ada Brown",)),
            Example("Rain\nIt is wet.\nJo Smith – March 4, 2011", ("Jo Smith",)),
        ),
        counter_examples=("Rain\n\nLong Harbour • 17 May 2019", "Ada Brown • 17 May 2019"),
    ),
    Rule(
        name="critic.posted",
        attribute="critic",
        finds="Who posted the text and when, by a single name.",
        needs=("posted by", " par ", " por ", " von "),
        pattern=rf"^[Pp]osted\s+by:?\s+(?<value>{WORD})(?:\s+on\s+(?:\p{{L}}{{6,9}},?\s+)?|,?\s+){DAY}\b|^(?i:publié|posté|publicado|veröffentlicht)\s+(?:le|el|em|am)\s+(?:\p{{L}}{{5,10}},?\s+(?:el\s+|den\s+)?)?{DAY}\s+(?:par|por|von)\s+(?<value2>{WORD})$",
        parse=poster,
        where=SHORT,
        confidence=0.8,
        examples=(
            Example("Posted by Ada on Friday, March 4, 2011 in New Films", ("Ada",)),
            Example("Posted by Jo, 4 March 2011", ("Jo",)),
            Example("Publié le mercredi 4 mars 2011 par Ann", ("Ann",)),
        ),
        counter_examples=("Posted by Admin on March 4, 2011", "Posted by Ada in New Films"),
    ),
    Rule(
        name="critic.byline_in_capitals",
        attribute="critic",
        finds="By, and a name in capitals, on a line of its own near the head.",
        pattern=r"^(?:BY|By|AF|Af|AV|Av|VON|Von|PAR|Par|POR|Por|DOOR|Door|TEKST:?|TEXT:?|Text:)\s+(?<value>\p{Lu}[\p{Lu}.’'-]+(?:\s\p{Lu}[\p{Lu}.’'-]*){1,2}?)(?:\s*[,|/·•–—].{0,60}|\s+\d{1,2}\s+\p{Lu}{3,9},?\s+\d{4}|\s+\p{Lu}{3,9}\s+\d{1,2},?\s+\d{4})?$|^.{20,200},\s+(?:writes|says|finds|reports|argues)\s+(?<value2>\p{Lu}[\p{Lu}.’'-]+(?:\s\p{Lu}[\p{Lu}.’'-]*){1,2})\.?$",
        parse=spoken_name,
        where=SHORT & (BELOW_HEAD < 12),
        confidence=0.8,
        examples=(
            Example("BY ADA BROWN", ("ADA BROWN",)),
            Example("BY JO MARCH 9 AUGUST 2022", ("JO MARCH",)),
            Example("By JO MARCH, Film Critic", ("JO MARCH",)),
            Example("A bus ride turns into a quiet film, writes JO MARCH", ("JO MARCH",)),
        ),
        counter_examples=("BY THE SEA", "By Ada Brown"),
    ),
    Rule(
        name="critic.byline_abroad",
        attribute="critic",
        finds="By, in a language where that may as well lead up to a director, before prose or a date.",
        pattern=rf"^(?i:di|door|av|af|de|(?:une\s+)?critique\s+de|texte(?:\s+de)?|texto(?:\s+de)?|testo\s+di|a\s+cura\s+di|recensie\s+(?:van|door)|recensione\s+di|crítica\s+de)[:\s]+(?<value>{NAME})(?:\s*[|•·,–—-]\s*(?:(?i:op|il|den)\s+)?{DAY}.{{0,40}})?$",
        parse=critic,
        where=SHORT
        & BELOW_HEAD.is_between(1, 8)
        & (
            pl.col("is_date_after")
            | (pl.col("size_after") >= 160)
            | pl.col("line").str.contains(r"(?:19|20)\d\d$")
        ),
        confidence=0.75,
        examples=(
            Example("Rain in Rome\ndi Ada Brown\n4 marzo 2011\nIt rains.", ("Ada Brown",)),
            Example("Regen\n\ndoor Ann Roe – 4 maart 2011\n\n" + "Het regent. " * 16, ("Ann Roe",)),
            Example("Rain in Rome\ndi Jo Smith, 4 marzo 2011", ("Jo Smith",)),
            Example("Regen\n\nDoor Jo Smith\n\n" + "Het regent. " * 16, ("Jo Smith",)),
        ),
        counter_examples=("RAIN\nde Ada Brown\nItalia, 1981", "Rain\n\ndi sera\n\n4 marzo 2011"),
    ),
    Rule(
        name="critic.labelled",
        attribute="critic",
        finds="A word for who wrote the text, and a name, which may be a single one.",
        pattern=rf"^(?:(?i:author|critic|reviewer|film\s+critic|autora?|auteur|autor(?:in)?|kritiker(?:in)?|crítico|texte?|texto|testo|tekst|anmelder|recensent)\s*[:：]\s*(?<value>{NAME}|{WORD})|(?i:kritik|filmkritik|rezension|critique|crítica|recensione|recensie|recension|recenzja|anmeldelse)\s*[:：]\s*(?<value2>{NAME}))$",
        # A review, a colon and a title are the head of the text below it.
        where=SHORT
        & (BELOW_HEAD > 0)
        & (pl.col("size_after") < PARAGRAPH)
        & ((BELOW_HEAD < 12) | (pl.col("size_before") >= 120)),
        confidence=0.85,
        examples=(
            Example("Rain\nAuthor : Sreekala", ("Sreekala",)),
            Example("Rain\nReviewer: Jo March", ("Jo March",)),
            Example("Regen\n\n" + "Es regnet. " * 12 + "\n\nText: Ada Grün", ("Ada Grün",)),
        ),
        counter_examples=(
            "Rain\nAuthor: see below",
            "Rain\nCritic: a word we avoid",
            "Rain\n\nFilmkritik: Hafen\n\n" + "Es regnet. " * 12,
            "Rain\n\nCritique : La Nuit Blanche\n" + "Il pleut. " * 12,
        ),
    ),
    Rule(
        name="critic.name_alone",
        attribute="critic",
        finds="A name alone on the second or third line before prose, or on one of the first before a date.",
        pattern=rf"^(?<value>{NAME})$",
        parse=critic,
        where=SHORT
        & (pl.col("heading") == 0)
        & ~pl.col("is_bullet")
        & (pl.col("size") <= 40)
        # Behind a paragraph it heads the next one.
        & (pl.col("size_before") < 160)
        & (
            (BELOW_HEAD.is_between(1, 2) & (pl.col("size_after") >= 120) & ~below_year())
            | (BELOW_HEAD.is_between(1, 5) & pl.col("is_date_after"))
        ),
        confidence=0.5,
        examples=(
            Example("Heat comes to town\nAda Brown\n2023-12-22\nIt is hot.", ("Ada Brown",)),
            Example("Heat\n★★\nHot\nAda Brown\nThu 4 Mar 2010\nIt is hot.", ("Ada Brown",)),
            Example(
                "A letter from the sea\n\nJo Smith\n\n" + "It was a grey day. " * 9, ("Jo Smith",)
            ),
        ),
        counter_examples=(
            "Long Harbour\n\nClosing Night\n\n+ intro",
            "Heat\nHis Rival\n15",
            "These are short reviews. " * 9 + "\n\nLong Harbour\n\nMay 4, 2018\n\nIt is grey.",
            "Long Harbour\n2011\nAda Brown\n\n" + "It was a grey day. " * 9,
        ),
    ),
    Rule(
        name="critic.capitals_alone",
        attribute="critic",
        finds="A name in capitals alone on one of the first lines, before a date.",
        pattern=r"^(?<value>\p{Lu}[\p{Lu}.’'-]+(?:\s\p{Lu}[\p{Lu}.’'-]*){1,2})$",
        parse=spoken_name,
        where=SHORT
        & BELOW_HEAD.is_between(1, 5)
        & (pl.col("size") <= 40)
        & pl.col("is_date_after"),
        confidence=0.6,
        examples=(
            Example("Heat comes to town\nADA BROWN\n22 MAR 2019\nIt is hot.", ("ADA BROWN",)),
            Example("Heat\nA long day\nJO ANN SMITH\n2019-03-22", ("JO ANN SMITH",)),
        ),
        counter_examples=("Heat\nTHE LONG DAY\n22 MAR 2019", "Heat\nADA BROWN\nIt is hot."),
    ),
    Rule(
        name="critic.reviews",
        attribute="critic",
        finds="A name, and that he or she reviews or looks, in a line near the head.",
        pattern=rf"^(?<value>{NAME})\s+(?:reviews|looks\s+at|takes\s+a\s+look|takes\s+on|on\s+why|watches|finds|sees|visits|has\s+some|explores|picks|considers|braves|is\s+(?:not\s+)?(?:impressed|moved|charmed|bored))\b|^(?:.{{0,80}}\s)?(?:with|reviewed\s+by|words\s+by|text\s+by|review\s+by|written\s+by)\s+(?<value2>{NAME})$|^.{{20,200}},\s+(?:writes|reports|argues)\s+(?<value3>{NAME})\.?$",
        parse=critic,
        where=SHORT & BELOW_HEAD.is_between(1, 3) & ~pl.col("is_bullet"),
        confidence=0.6,
        examples=(
            Example("Feeling grey\n\nAda Brown reviews “Harbour”\n\nText.", ("Ada Brown",)),
            Example("Bite\nCatching up with the industry with Jo Smith", ("Jo Smith",)),
            Example("Bite\nA bus ride turns into a quiet film, writes Ann Roe", ("Ann Roe",)),
        ),
        counter_examples=("Harbour\nwith Ada Brown and Jo Smith", "Ada Brown reviews “Harbour”"),
    ),
    Rule(
        name="critic.headline",
        attribute="critic",
        finds="A name in capitals before the headline.",
        pattern=r"^(?<value>\p{Lu}{2,}(?:\s\p{Lu}{2,}){1,2})\s\p{Lu}\p{Ll}",
        parse=spoken_name,
        where=BELOW_HEAD == 0,
        confidence=0.5,
        examples=(
            Example("ADA BROWN Comedy star is well and truly lost!", ("ADA BROWN",)),
            Example("JO ANN SMITH The heist of the year", ("JO ANN SMITH",)),
        ),
        counter_examples=("THE GREAT ESCAPE is back", "HEAT Comes to town"),
    ),
    Rule(
        name="critic.signature",
        attribute="synopsis_author",
        finds="A name alone on a line behind a long paragraph, maybe with what the person is.",
        pattern=rf"^[—–-]?\s*(?:(?:{LETTER}[{LETTER}&-]+\s+){{0,3}}(?i:programmer|curator|critic|editor|archivist|historian|journalist|volunteer|lecturer|kurator(?:in)?|filmkritiker(?:in)?|programador[ae]?|programmateur|programmatrice),\s+)?(?<value>{NAME})(?:,\s+{LETTER}[{LETTER} &-]{{3,60}})?$",
        parse=signer,
        where=SHORT
        & (
            (pl.col("size_before") >= 200)
            # The last line of a text.
            | ((pl.col("size_before") >= 60) & (pl.col("size_after") == 0) & pl.col("after_blank"))
        )
        # Above the next paragraph a name is its heading: a title, or who made the next film.
        & (
            (
                (pl.col("size_after") < 80)
                # Above a day it is the title of a show, or of a post.
                & ~pl.col("is_date_after")
                & ~beside(pl.col("line"), -1)
                .str.contains(IN_BRACKETS_WITH_DAY)
                .fill_null(value=False)
            )
            | pl.col("line").str.contains(r"^[—–-]|,")
        )
        & (BELOW_HEAD > 2)
        & (pl.col("heading") == 0)
        & ~pl.col("is_bullet"),
        confidence=0.7,
        examples=(
            Example(
                "Heat\n\nA film\n\n" + "It is hot. " * 30 + "\n\nAda Brown, Events Programmer",
                ("Ada Brown",),
            ),
            Example("Heat\n\nA film\n\n" + "It is hot. " * 30 + "\n\n— Jo Smith", ("Jo Smith",)),
            Example("Heat\n\nA film\n\n" + "It is hot. " * 9 + "\n\nJo Smith", ("Jo Smith",)),
            Example(
                "Rain\n\nA film\n\n" + "It rains. " * 30 + "\n\nGuest Curator, Ivo Brandt",
                ("Ivo Brandt",),
            ),
        ),
        counter_examples=(
            "Heat\n\nA film\n\nAda Brown",
            "It is hot. " * 30 + "\n\nJo Smith",
            "Heat\n\nA film\n\n" + "It is hot. " * 30 + "\n\nFull Moon\n(4 May at 19.45)",
        ),
    ),
    Rule(
        name="published_on.line",
        attribute="published_on",
        finds="A date alone on one of the first lines.",
        pattern=rf"^(?:(?i:(?:first\s+)?published|posted|date|updated|review\s+date|veröffentlicht(?:\s+am)?|erschienen(?:\s+am)?|publié\s+le|publicado(?:\s+el|\s+em)?|pubblicato(?:\s+il)?|gepubliceerd(?:\s+op)?|mis\s+en\s+ligne\s+le|online\s+seit|on|am|le|il|op)[:\s]+(?:(?i:on)\s+)?(?:(?i:in\s+)?(?i:issue|no|nr)\.?\s+[\d.,]+\s*[,|–-]?\s+)?|(?i:published|posted)\s[^|•·,:]{{3,20}}\son\s+|(?i:(?:(?:review|words|text|interview)\s+)?(?:by|par|von|por|door|av|af|di))\s+[^|•·,]{{3,40}}(?:\s*[|•·,–—-]\s*|\s+)(?i:(?:(?:posted|published|updated)(?:\s+on)?|on|am|publié\s+le|le|el|veröffentlicht\s+am)\s+)?)?(?:[^|•·]{{2,60}}?(?:\s{{2,}}|\s*[|•·]\s+)){{0,3}}(?:\p{{Lu}}[^,|•·\d]{{2,30}},\s+\p{{L}}{{5,9}}\s+)?(?:\d{{1,2}}[:.]\d{{2}}(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{{2,4}})?,?\s+)?(?:\p{{L}}{{3,9}}(?:-feira)?[.,]?\s+)?(?<value>{DAY})(?:\s*(?:[|•·]|[Aa]t\b|à\b|um\b|a\s+las\b|alle\b|om\b|kl\b|,|\(|T?\d{{1,2}}[:.h]|[–—-]\s+\d{{1,2}}[:.h]\d{{2}}).{{0,80}}|\s+[–—-]\s+\p{{Lu}}.{{30,160}}|\s{{2,}}.{{1,40}}|\s+(?:par|von|por|by|in)\s+\p{{Lu}}.{{3,60}})?$|{DATELINE}",
        parse=day,
        where=(OPENING & (SHORT | pl.col("line").str.contains(MAY_BE_DATELINE)))
        | ((BELOW_HEAD < LINES_TO_DAY) & SHORT & pl.col("line").str.contains(SAYS_PUBLISHED)),
        confidence=0.85,
        examples=(
            Example("2023-12-22", ("2023-12-22",)),
            Example("Posted by Ada on Friday, March 4, 2011 in New Films", ("March 4, 2011",)),
            Example("Published in issue 1,204, 4 March 2011", ("4 March 2011",)),
            Example("Rain\n" * 8 + "Published 4 March 2011", ("4 March 2011",)),
            Example(
                "Huelva, 4 de marzo de 2011. El cine estrena una película muy larga.",
                ("4 de marzo de 2011",),
            ),
            Example("Published: 4 March 2011", ("4 March 2011",)),
            Example("2024-03-04T09:15:00+01:00", ("2024-03-04",)),
            Example("March 4, 2011 (AP)", ("March 4, 2011",)),
            Example("Publié le 4 mars 2011 à 06h30", ("4 mars 2011",)),
            Example("4 marzo 2011", ("4 marzo 2011",)),
            Example("04/03/2011 - 09:15", ("04/03/2011",)),
            Example("Arts   Friday, 4 March 2011", ("4 March 2011",)),
            Example("Published in Arts · 7 min read · March 4, 2011", ("March 4, 2011",)),
            Example("Updated 10:02 AM EDT, March 4, 2011", ("March 4, 2011",)),
            Example("THE HERALD  Friday, March 4, 2011  GUIDE  21", ("March 4, 2011",)),
            Example("CULTURA    La Voz, viernes 4 de marzo de 2011", ("4 de marzo de 2011",)),
            Example("BY ADA BROWN 4 MARCH 2011", ("4 MARCH 2011",)),
            Example("sexta-feira, março 4, 2011", ("março 4, 2011",)),
            Example("Review by Ada Brown | posted March 4, 2011", ("March 4, 2011",)),
            Example("Published 3 weeks ago on March 4, 2011", ("March 4, 2011",)),
            Example(
                "Par Ada Brown, publié le 4 mars 2011 à 9h00 • Lecture 3 min.", ("4 mars 2011",)
            ),
        ),
        counter_examples=(
            "31 February 2020",
            "In 1975, when",
            "In Rome, 4 March 2011 was a day of rain, and of a film that nobody saw.",
        ),
    ),
    Rule(
        name="published_on.dateline",
        attribute="published_on",
        finds="The date that the first paragraph of an announcement begins with, behind its place or alone.",
        pattern=rf"^(?:\p{{Lu}}[\p{{L}}., ]{{2,30}}\s*[,(]\s*)?(?<value>{DAY})\)?\s*(?:[–—]|-{{1,2}})\s+[\p{{Lu}}“\"‘]",
        parse=day,
        where=BELOW_HEAD.is_between(1, 5) & (pl.col("size") >= PARAGRAPH_OF_NEWS),
        confidence=0.8,
        examples=(
            Example(
                "Rain Festival\n\n4 March 2011 — " + "It rains in the harbour. " * 8,
                ("4 March 2011",),
            ),
            Example(
                "Rain Festival\n\nGENEVA, March 4, 2011 – " + "It rains in the harbour. " * 8,
                ("March 4, 2011",),
            ),
        ),
        counter_examples=(
            "Rain\n\n4 March 2011 – Long Harbour",
            "Rain\n\nOn 4 March 2011 it rained. " + "It rains in the harbour. " * 8,
        ),
    ),
    Rule(
        name="publication.of_byline",
        attribute="publication",
        finds="A newspaper behind the name in a byline.",
        pattern=rf"^(?:(?i:words|text|review(?:ed)?|written)\s+)?[Bb]y\s+{NAME}(?:\s*[,|/•–—-]\s*(?:(?:of|for)\s+)?(?<value>{NEWSPAPER})|\s+(?:for|of)\s+(?<value2>{PERIODICAL}))$",
        parse=periodical,
        where=SHORT,
        confidence=0.8,
        examples=(
            Example("By Ada Brown, The Harbour Gazette", ("The Harbour Gazette",)),
            Example("Reviewed by Jo March for Lantern", ("Lantern",)),
        ),
        counter_examples=("By Ada Brown, Staff Writer", "By Ada Brown and Jo March"),
    ),
    Rule(
        name="publication.agency",
        attribute="publication",
        finds="A news agency in a byline, or in brackets behind place or date.",
        pattern=rf"^[Bb]y\s+(?:the\s+)?(?<value>{AGENCY})$|^(?:{CAPITAL}[\p{{L}}., ]{{2,30}}|{DAY})\s*\((?<value2>{AGENCY})\)",
        parse=agency,
        where=OPENING,
        confidence=0.8,
        examples=(
            Example("By The Associated Press", ("The Associated Press",)),
            Example("LONDON (Reuters) - A cinema burned down.", ("Reuters",)),
        ),
        counter_examples=("By Ada Brown", "Harbour (Rex)"),
    ),
    Rule(
        name="publication.copyright",
        attribute="publication",
        finds="Whose copyright it is, and of which year.",
        needs=("©", "copyright", "(c)"),
        pattern=rf"^(?:(?i:copyright|\(c\))|©)[\s©]*(?:(?:19|20)\d{{2}}(?:\s*[-–]\s*(?:19|20)?\d{{2}})?,?\s+)(?:by\s+)?(?<value>{PERIODICAL})(?:[.,|].*)?$",
        parse=periodical,
        where=SHORT,
        confidence=0.35,
        examples=(
            Example("© 2012 The Harbour Gazette. All rights reserved.", ("The Harbour Gazette",)),
            Example("Copyright 2009 Lantern Magazine", ("Lantern Magazine",)),
        ),
        counter_examples=("© 2012 Rex Pictures", "Copyright law of 2012"),
    ),
    Rule(
        name="publication.appeared",
        attribute="publication",
        finds="Where the review appeared.",
        needs=("appeared", "published", "printed"),
        pattern=rf"\b(?i:(?:this|the)\s+(?:review|article|piece|text)|first|originally)\s+(?:(?:was|has|been|first|originally)\s+)*(?:appeared|published|printed)\s+(?:in|on|by|at)\s+(?:the\s+\p{{Ll}}[\p{{Ll}} -]{{3,30}}\s+(?:issue|edition)\s+of\s+)?(?<value>(?:[Tt]he\s+)?{PERIODICAL})(?:[.,;)]|\s+(?:on|in|as)\b|$)",
        parse=periodical,
        where=SHORT,
        confidence=0.75,
        examples=(
            Example("This review first appeared in The Harbour Gazette.", ("The Harbour Gazette",)),
            Example("Originally published in Lantern, as part of a series", ("Lantern",)),
        ),
        counter_examples=("This review was published in May.", "She first appeared in a film."),
    ),
    Rule(
        name="publication.masthead",
        attribute="publication",
        finds="A newspaper alone on the first line, above a date.",
        pattern=rf"^(?<value>{NEWSPAPER})$",
        parse=periodical,
        where=(pl.col("line_no") == 0) & (pl.col("size") <= 40) & pl.col("is_date_after"),
        confidence=0.5,
        examples=(
            Example("The Harbour Gazette\n\nSaturday, 5 March 2011", ("The Harbour Gazette",)),
            Example("Cardiff Evening Echo\n\n4 March 2011\n\nRain", ("Cardiff Evening Echo",)),
        ),
        counter_examples=("The Post\n\nRain", "A letter to The Times\n\n4 March 2011"),
    ),
    Rule(
        name="festival.headline",
        attribute="festival",
        finds="A festival in a headline: before a colon, in brackets, or at its end.",
        pattern=IN_HEADLINE,
        parse=festival_name,
        where=OPENING | HEADING,
        confidence=0.9,
        examples=(
            Example("TIFF 2010: Harbour", ("TIFF",)),
            Example("Cannes Film Festival 2014: the winners", ("Cannes Film Festival",)),
            Example("Venice 2018 Review: Long Harbour", ("Venice",)),
            Example("Long Harbour (Sundance 2020)", ("Sundance",)),
            Example("‘Long Harbour’: Venice Review", ("Venice",)),
            Example("Dispatch from Locarno: Long Harbour", ("Locarno",)),
        ),
        counter_examples=("A festival: the best", "Cannes is a town", "Berlin: the city"),
    ),
    Rule(
        name="festival.alone",
        attribute="festival",
        finds="A festival with its year, alone on one of the first lines.",
        pattern=rf"^(?<value>{EDITION})$",
        parse=festival,
        # The items of a list near the head are those of a menu.
        where=(OPENING | HEADING) & ~pl.col("is_bullet"),
        confidence=0.85,
        examples=(
            Example("2013 Cannes Film Festival", ("2013 Cannes Film Festival",)),
            Example("Berlinale 2018", ("Berlinale 2018",)),
        ),
        counter_examples=("The festival", "Festival passes", "• Berlinale 2018"),
    ),
    Rule(
        name="festival.own_page",
        attribute="festival",
        finds="A film festival whose name is the first line of its page.",
        needs=("fest", "mostra", "muestra", "semana", "rencontres"),
        pattern=r"^(?<value>(?:\p{Lu}[^|:•!?]{0,50}?\b)?(?:(?i:film\s?fest(?:ival|spiele)?|cinema\s+festival|doc/?fest)|(?:Festival|FESTIVAL|Mostra|MOSTRA|Muestra|MUESTRA|Semana|SEMANA|Rencontres|RENCONTRES)\s+(?:(?i:de|du|do|da|del|di|des|of)\s+)+\p{Lu}[^|:•,]{2,40}?)(?:\s\p{Lu}[\p{L}-]+)?)(?:[\s,]+(?:19|20)\d\d)?(?:\s*[|•:]\s.{0,40}|\s[–—-]\s.{0,40})?$",
        parse=own_festival,
        where=(pl.col("line_no") == 0) & (pl.col("size") <= 70) & ~pl.col("is_bullet"),
        confidence=0.45,
        examples=(
            Example("Harbour Film Festival 2019", ("Harbour Film Festival",)),
            Example("Filmfest Hafenstadt", ("Filmfest Hafenstadt",)),
            Example("Nordvik Filmfestival | Program", ("Nordvik Filmfestival",)),
        ),
        counter_examples=(
            "A festival of rain",
            "What we saw at the festival of Harbour",
            "List of winners at the 12th Harbour Film Festival",
            "The 12th Festival de Nordvik winners' list",
        ),
    ),
    Rule(
        name="festival.announces",
        attribute="festival",
        finds="A festival that announces what it shows, in the headline.",
        needs=("fest", "mostra", "muestra", "rencontres"),
        pattern=r"^(?:(?i:the|das|le|la|el|il|o)\s+)?(?:\d{1,3}(?:st|nd|rd|th|\.|º|ª|[eè](?:me)?)?\s+)?(?<value>(?:(?:\p{Lu}[\p{L}’'-]*\s+){1,5}(?i:film\s+festival|filmfest(?:ival)?|film\s+fest|doc/?fest)|(?i:festival|mostra|muestra|rencontres)\s(?:[\p{L}’'-]+\s+){0,5}?\p{Lu}[\p{L}’'-]+))(?:\s+(?:19|20)\d\d)?\s+(?i:(?:has\s+|hat\s+)?(?:announce[sd]?|unveil(?:s|ed)?|reveal(?:s|ed)?|presents?|dévoile|annonce|présente|anuncia|presenta|desvela|annuncia|svela|verkündet|präsentiert|stellt|gibt|zeigt))\b",
        parse=as_is,
        where=BELOW_HEAD.is_between(0, 2) & (pl.col("size") <= 200),
        confidence=0.6,
        examples=(
            Example(
                "17th HARBOUR INTERNATIONAL FILM FESTIVAL ANNOUNCES LINE-UP",
                ("HARBOUR INTERNATIONAL FILM FESTIVAL",),
            ),
            Example(
                "Le Festival du film de Port-Gris dévoile sa sélection",
                ("Festival du film de Port-Gris",),
            ),
        ),
        counter_examples=(
            "Jury of Harbour Film Festival: Ada Brown",
            "A festival announces its end",
        ),
    ),
    Rule(
        name="festival.in_headline",
        attribute="festival",
        finds="A festival anywhere in the headline.",
        pattern=rf"(?:^|[^-\p{{L}}])(?<value>{FESTIVAL}(?:\s+(?:19|20)\d\d)?)(?:[^-\p{{L}}]|$)",
        parse=festival,
        where=(BELOW_HEAD == 0) & SHORT,
        confidence=0.55,
        examples=(
            Example("Winners of the 66th Cannes Film Festival", ("Cannes Film Festival",)),
            Example("Five days at Sundance", ("Sundance",)),
        ),
        counter_examples=("A festival of rain", "The road to Cannesville"),
    ),
    Rule(
        name="festival.at",
        attribute="festival",
        finds="That it was seen at a festival.",
        pattern=rf"\b(?:[Aa]t|[Ff]rom|[Ii]n|[Aa]us|[Ee]n)\s+(?:the\s+|this\s+year[’']s\s+|last\s+year[’']s\s+|el\s+)?(?<value>(?:(?:19|20)\d\d\s+)?{FESTIVAL}(?:\s+(?:in\s+)?(?:19|20)\d\d)?)\b",
        parse=festival_of_late,
        where=pl.col("size") > 40,
        needs=FESTIVAL_WORDS,
        confidence=0.6,
        examples=(
            Example("It was the best movie that I saw at TIFF this year, by far.", ("TIFF",)),
            Example("the French drama that won the first prize at Cannes in May", ("Cannes",)),
        ),
        counter_examples=(
            "He was seen in the festival tent, at the bar, late at night.",
            "Tom Grey, who shared the prize for actors at Cannes in 2010, is funnier here.",
        ),
    ),
    Rule(
        name="festival.of_film",
        attribute="festival",
        finds="A festival before its section or prize, or before the word for a film.",
        needs=FESTIVAL_WORDS,
        pattern=rf"\b(?<value>{FESTIVAL})(?:\s+(?:19|20)\d\d)?\s+(?:(?i:(?:main\s+)?competition|premiere|entry|selection|hit|winner|title|favou?rite|sensation|sidebar|drama|comedy|thriller|documentary|film\s+review)|(?:\p{{Lu}}[\p{{L}}’']+\s+){{1,4}}(?:winner|section|sidebar))\b",
        parse=festival,
        confidence=0.55,
        examples=(
            Example("Her third feature (Cannes Competition) is a surprise.", ("Cannes",)),
            Example("the daring SXSW Grand Jury Prize winner, out today", ("SXSW",)),
        ),
        counter_examples=("Cannes hotels are dear.", "A comedy for Sundance kids"),
    ),
    Rule(
        name="festival.named",
        attribute="festival",
        finds="The name of a film festival.",
        needs=(
            "fest",
            "berlinale",
        ),
        pattern=r"(?<value>(?:\p{Lu}[\p{L}’'-]+\s+){1,4}(?:International\s+)?(?:Film\s+Festival|Filmfestspiele|Film\s+Fest)|Berlinale|Festival\s+de\s+(?:Cannes|Cine\s+de\s+\p{Lu}\p{L}+))",
        parse=lambda text: whole_festival(
            re.sub(
                r"^(?:(?:\S+\s+){0,3}(?:Critics?|Picks?|Reviews?|Best|Opens?|Hits?|Wins?|Presents?|Reports?)|The|At|In|Follow|Premieres?|Première|Estreno|Anteprima)\s+",
                "",
                text.strip(),
            )
        ),
        confidence=0.5,
        examples=(
            Example(
                "Follow the live blog of the BFI London Film Festival.",
                ("BFI London Film Festival",),
            ),
            Example(
                "It was seen at the Toronto International Film Festival.",
                ("Toronto International Film Festival",),
            ),
            Example("Our Critics Pick Harbour Film Festival Gems", ("Harbour Film Festival",)),
        ),
        counter_examples=("a film festival near you", "festival season"),
    ),
)
