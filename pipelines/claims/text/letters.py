"""Read letters: reviews that speak to a member of the crew, with an address and a signature.

What belongs here is the address, the signature, and who works beside the person written to. What a
letter says of the film otherwise is read like any other prose.
"""

import re
from typing import Final

import polars as pl

from pipelines.claims.rules import (
    AND,
    CAPITAL,
    LETTER,
    NAME,
    NAMES,
    PARTICLE,
    SHORT,
    WORD,
    Example,
    Rule,
    Value,
)
from pipelines.claims.tables import PARTS
from pipelines.claims.text.columns import groups_of, texts_that
from pipelines.claims.text.lines import beside
from pipelines.claims.topics.people.roles import with_roles
from pipelines.claims.values.people import is_somebody, people, people_in_prose

NO_PERSON: Final = re.compile(
    r"[’']s?\s+\S|\b(?:associated|involved|behind|responsible)\b", re.IGNORECASE
)
"""Something of a person, or whoever had to do with it."""
ADDRESSES: Final = ("field.addressee", "credit.letter")
"""Rules that find whom a letter is addressed to."""
TOGETHER: Final = re.compile(r"\s*[/+]\s*|\s+(?:or|as well as|together with|plus)\s+")
"""Between two persons who get one letter, besides what stands in lists of persons."""
SIGNATURE: Final = rf"^[—–-]?\s*(?<name>{WORD}(?:\s+{WORD}){{0,2}})\.?$"
FAREWELL: Final = (
    r"^(?:(?i:\p{L}{3,}(?:ly|ment|mente)|cheers|love|regards|best|thanks|respect|peace|yours|ciao|xoxo|gruß|grüße|saludos|abrazos|bises|saluti)"
    rf"|(?i:yours?|best|kind|warm|with|much|many|all|liebe|viele|herzliche|un|bien)\s[^.:;]{{2,60}}"
    rf"|{CAPITAL}[{LETTER}’']*(?:\s+[^\s,.:;A-Z][^\s.:;]*)+)[,!]$"
)
"""A formula, or a short phrase in lower case that plays on one; names below each other are none."""
LAST_LINES: Final = 8
"""A signature stands so near the end; behind it come a verdict, a note or a picture."""
ROLE_WORD: Final = rf"(?:[#“\"‘'&/]?{CAPITAL}[^\s,:;!?()]*|#?\d+|[&/])"
SMALL_WORD: Final = r"(?:of|the|to|for|and|in|on|at|with|a)"
LONGEST_ROLE: Final = 48
IN_PROSE: Final = 40
SHORTEST_LETTER: Final = 120
LONGEST_FAREWELL: Final = 60


def addressed(text: str) -> list[Value]:
    """The persons a letter is addressed to: nobody in "Everyone" or a body part.

    >>> [person.text for person in addressed("Ada Brown & Jo Smith")]
    ['Ada Brown', 'Jo Smith']
    >>> addressed("Everyone"), addressed("Ada Brown's left foot")
    ([], [])
    """
    return [
        person
        for person in people(TOGETHER.sub(", ", text))
        if is_somebody(person.text) and not NO_PERSON.search(person.text)
    ]


RULES: Final = (
    Rule(
        name="credit.letter",
        attribute="credit",
        finds="The member of the crew a letter is addressed to.",
        needs=("dear ",),
        pattern=rf"^(?i:an?\s+(?:open\s+)?letter\s+to|dear)\s+(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?(?<value>{WORD}(?:\s+{PARTICLE}?\s*{WORD})*(?:{AND}{NAME})*)\s*[,(–—-]\s*(?:(?i:the|your)\s+)?(?<label>{ROLE_WORD}(?:\s+(?:{ROLE_WORD}|{SMALL_WORD}))*)\s*[,:)]*$",
        parse=addressed,
        where=SHORT,
        examples=(
            Example("Dear Sarith Mang, Sculptor,", ("Sarith Mang",)),
            Example("Dear Roger Deakins, Director of Photography", ("Roger Deakins",)),
            Example("Dear Ms. Jo Ann Smith (Dialect Coach):", ("Jo Ann Smith",)),
            Example("Dear Ada Brown,\nAssistant to the Director,", ("Ada Brown",)),
            Example("Dear Rex, Dog,", ("Rex",)),
        ),
        counter_examples=(
            "Dear Sir or Madam,",
            "Dear Everyone, Crew,",
            "Dear Ada Brown, Thank you for the film",
        ),
    ),
    Rule(
        name="credit.your_colleague",
        attribute="credit",
        finds="Who works beside the person written to.",
        needs=("your ",),
        pattern=rf"\b[Yy]our\s+(?:(?:\p{{Ll}}+|\d)\s+){{0,2}}?(?<label>(?:co-)?director|(?:co-)?writer|screenwriter|producer|composer|editor|cinematographer)s?,?\s+(?<value>{NAMES})",
        parse=people_in_prose,
        where=pl.col("size") >= IN_PROSE,
        confidence=0.75,
        examples=(
            Example(
                "I wonder what one of your two co-directors, Jo Smith, made of it.", ("Jo Smith",)
            ),
            Example(
                "It helps that your cinematographer Ada Brown can light a face.", ("Ada Brown",)
            ),
        ),
        counter_examples=("It is your director who should read this letter, not you.",),
    ),
    Rule(
        name="cast.your_colleague",
        attribute="cast",
        finds="Who acts beside the person written to, or appears.",
        needs=("your ", "appearance"),
        pattern=rf"\b(?:[Yy]our\s+(?:\p{{Ll}}+\s+){{0,2}}?(?:co-?stars?|leading\s+(?:man|men|lady|ladies)|leads?|fellow\s+(?:cast\s+members?|actors?))|[Aa]ppearances?\s+(?:by|from|of)),?\s+(?:the\s+)?(?<value>{NAMES})",
        parse=people_in_prose,
        where=pl.col("size") >= IN_PROSE,
        confidence=0.75,
        examples=(
            Example("You and your co-star Ada Brown never once share the frame.", ("Ada Brown",)),
            Example(
                "There are fine appearances by Jo Smith, Tom Grey, and others.",
                ("Jo Smith", "Tom Grey"),
            ),
        ),
        counter_examples=("Your co-stars are all at sea, as is the boat they came in.",),
    ),
    Rule(
        name="critic.signed_in_line",
        attribute="critic",
        finds="A farewell and a name in one paragraph, a line break between them.",
        column="raw",
        needs=("<br",),
        pattern=rf"{LETTER}[’!]?,?\s*(?:</\w+>)*<br\s*/?>\s*(?:<\w+>)*[—–-]?\s*(?<value>{WORD}(?:\s+{WORD})*)\s*(?:</\w+>\s*)*$",
        where=(pl.col("size") <= 60) & (pl.col("size_before") >= SHORTEST_LETTER),
        confidence=0.6,
        examples=(
            Example(f"<p>{'It was good. ' * 20}</p>\n<p>Cheers,<br />Ada</p>", ("Ada",)),
            Example(f"{'It was good. ' * 20}\nAll the best,<br>Jo Smith", ("Jo Smith",)),
        ),
        counter_examples=(
            "<p>Heat,<br />Alien</p>",
            f"{'It was good. ' * 20}\n<p>Doors at 7,<br />film at 8</p>",
        ),
    ),
)


def with_crew(found: pl.DataFrame) -> pl.DataFrame:
    """What is found, and those written to as director, producer, writer or actor as crew besides.

    A letter goes to one member of the crew, whatever the role: that is a credit of its own.
    """
    is_addressed = pl.col("rule").is_in(ADDRESSES) & pl.col("attribute").is_in(PARTS)
    of_crew = found.filter(is_addressed).with_columns(
        attribute=pl.concat_str(pl.lit("credit:"), "attribute")
    )
    return pl.concat([found, of_crew])


def credits_of_letters(found: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The credits of the person a letter is addressed to; `position` is the role as printed."""
    del told
    positions = found.filter(pl.col("attribute") == "position").select(
        "document_id", "record", label=pl.col("value").str.replace_all(r'["\\]', "")
    )
    return (
        found.filter(pl.col("attribute") == "addressee")
        .join(positions, on=["document_id", "record"], how="left", maintain_order="left")
        .with_columns(
            attribute=pl.lit("credit"),
            detail=pl.concat_str(pl.lit('{"label": "'), "label", pl.lit('"}')),
            rule=pl.lit("field.addressee"),
        )
        .select(found.columns)
        .pipe(with_roles)
        .pipe(with_crew)
    )


def addresses(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of an address and of the role that stands below it.

    Args:
        lines: As from `lines_from`.

    Returns:
        Rows as from `lines_from`; `raw` keeps the line break.
    """
    line, raw = pl.col("line"), pl.col("raw")
    below = beside(pl.col("line"), -1)
    gap = beside(pl.col("start"), -1) - pl.col("start") - raw.str.len_chars()
    is_address = line.str.contains(r"^(?i:dear)\s.{2,60},$")
    letters = lines.filter(is_address).select("document_id").unique()
    return (
        lines.join(letters, on="document_id", how="semi", maintain_order="left")
        .with_columns(below=below, raw_below=beside(raw, -1), gap=gap)
        .filter(is_address, pl.col("below").str.len_chars() <= LONGEST_ROLE)
        .with_columns(
            line=pl.concat_str("line", pl.lit(" "), "below"),
            raw=pl.concat_str("raw", pl.lit("\n").repeat_by("gap").list.join(""), "raw_below"),
        )
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
        .select(lines.columns)
    )


def signatures(lines: pl.DataFrame) -> pl.DataFrame:
    """Names below a line of farewell at the end of a text.

    Args:
        lines: As from `lines_from`.

    Returns:
        `document_id`, `line_no`, `value`, `span_start`, `span_end`, `quote`.
    """
    line = pl.col("line")
    words = line.str.strip_chars(" _*")
    says_so = (words.str.len_chars() <= LONGEST_FAREWELL) & words.str.contains(FAREWELL)
    is_farewell = line.is_in(texts_that(lines, "line", says_so))
    letters = lines.filter(is_farewell).select("document_id").unique()
    longest = pl.col("size").max().over("document_id")
    name = groups_of(SIGNATURE, "line").struct.field("name")
    signed = (
        lines.join(letters, on="document_id", how="semi", maintain_order="left")
        .filter(
            beside(is_farewell, 1),
            pl.col("line_no") > pl.col("line_no").max().over("document_id") - LAST_LINES,
            pl.col("line_no") > 2,
            longest >= SHORTEST_LETTER,
            pl.col("heading") == 0,
            ~pl.col("is_bullet"),
        )
        .with_columns(value=name)
    )
    at = pl.col("start") + pl.col("raw").str.split(pl.col("value")).list.first().str.len_chars()
    return signed.filter(pl.col("value").is_not_null()).select(
        "document_id",
        "line_no",
        "value",
        span_start=at.cast(pl.Int32),
        span_end=(at + pl.col("value").str.len_chars()).cast(pl.Int32),
        quote="value",
    )
