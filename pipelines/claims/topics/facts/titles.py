"""Rules for the other titles of a film."""

import re
from typing import Final

import polars as pl

from pipelines.claims.rules import NAMES, SHORT, Example, Rule, Value
from pipelines.claims.text.labels import LONGEST_TITLES, fact_labels
from pipelines.claims.text.marks import FILM
from pipelines.claims.text.titles import TRADE, title
from pipelines.claims.values.places import (
    countries,
    languages,
)

NO_FIRST_NAME: Final = r"^(?:The|A|An|El|La|Los|Las|Le|Les|L[’']|Der|Die|Das|Ein|Eine|Il|Lo|I|Gli|Un|Una|Une|O|Os|As)\b"


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


def other_title(text: str) -> list[Value]:
    """A title in brackets, unless it is a person, a format, a country or a word of the trade.

    >>> other_title("Flauta")[0].text, other_title("Ada Brown"), other_title("IMAX")
    ('Flauta', [], [])
    >>> other_title("Ada Brown and Jo Roe")
    []
    >>> other_title("“Ada Brown”")[0].text, other_title("BÚ SÀN")[0].text
    ('Ada Brown', 'BÚ SÀN')
    """
    if text.startswith("“"):
        return titles_only(text.strip("“”"))
    is_name = re.fullmatch(NAMES, text.strip()) and not re.search(NO_FIRST_NAME, text)
    is_name_alone = is_name and not text.isupper()
    no_title = re.search(TRADE, text) or countries(text) or languages(text) or is_name_alone
    return [] if no_title else titles_only(text)


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
        name="original_title.labelled",
        attribute="original_title",
        finds="A word for the original title, and it.",
        pattern=rf"^{fact_labels('original_title')}\s*[:：]\s*(?<value>[^\s|][^|]{{0,120}}?)(?:\s+(?:\||//)\s.*)?$",
        parse=titles_only,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Título original: La flauta", ("La flauta",)),
            Example("Título original: La flauta // Género: Drama", ("La flauta",)),
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
)
