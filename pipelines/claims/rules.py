"""Declare rules: what a rule is, and the word patterns that rules are built from.

What belongs here is the form of a rule. The rules stand in one module per topic, each with its
examples and counter-examples, which are tests by themselves. Patterns are for Rust's regex engine:
linear time, so no document can make a rule hang; there is no look-around.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl


@dataclass(frozen=True)
class Value:
    """One value read out of a text: as printed, what it means, and what belongs to it."""

    text: str
    normalised: str | None = None
    detail: Mapping[str, str | int | float | bool] = field(default_factory=dict)


Parser = Callable[[str], list[Value]]
"""Reads the values out of a matched text; none where it is not such a value after all."""


def as_is(text: str) -> list[Value]:
    """The text itself, as one value.

    >>> as_is(" New Wave Films. ")
    [Value(text='New Wave Films', normalised='New Wave Films', detail={})]
    """
    kept = text.strip(" \t,;:.·•|")
    return [Value(kept, kept)] if kept else []


@dataclass(frozen=True)
class Example:
    """A line, or a small document of several, and the values that a rule must find in it."""

    text: str
    values: tuple[str, ...]


ANYWHERE: Final = pl.lit(value=True)
SHORT: Final = pl.col("size") <= 240
"""Lines of data rather than of prose."""
SHORT_LINE: Final = pl.when(SHORT).then("line").otherwise(pl.lit(""))
"""The text of such a line, and no text of a longer one, over which a pattern would take its time."""
PROSE: Final = pl.col("size") >= 60
HEADING: Final = pl.col("heading") > 0
BELOW_HEAD: Final = pl.col("line_no") - pl.col("head_line")
"""How far a line stands below the headline, which is the first line but on pages with menus."""
OPENING: Final = BELOW_HEAD < 6
"""The first lines of a text, where headline, byline and date stand."""


@dataclass(frozen=True)
class Rule:
    """One way of saying one kind of fact.

    Attributes:
        name: `<topic>.<way of saying it>`, unique.
        attribute: The claim's attribute, from the contract's list.
        finds: What it finds, in words.
        pattern: Regex over `line`. The group `value` (or `value2`, in an alternative) is what is
            claimed; `subject`, if there is one, names the person it is about; other named groups
            go into `detail`.
        examples: Lines and the values to be found in them.
        counter_examples: Lines that look alike and say something else.
        confidence: How often such a match is right, 0 to 1.
        parse: Reads the value or values out of the matched text.
        where: Which lines are looked at.
        needs: Words of which a line must hold one, in lower case; a quick test before the pattern.
        column: `line`, or `raw` where markup is part of what is said.
        many: Take all matches of a line, not just the first.
        detail: What every claim of this rule says besides.
    """

    name: str
    attribute: str
    finds: str
    pattern: str
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]
    confidence: float = 0.9
    parse: Parser = as_is
    where: pl.Expr = ANYWHERE
    needs: tuple[str, ...] = ()
    many: bool = False
    column: str = "line"
    detail: Mapping[str, str | int | bool] = field(default_factory=dict)


CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀ-ŽȘ-țḀ-ỿΑ-ΩЀ-Я]"
EDGE: Final = r"(?-u:\b)"
r"""Where a word of ASCII letters begins or ends. `\b` asks for letters of all scripts, for which the engine gives up
its quick way on every text that is not ASCII: ten to twenty times as slow over whole columns."""
LETTER: Final = "[A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036fḀ-ỿΑ-ώЀ-ӿ]"
"""Letters of scripts that know capitals; all of Unicode makes patterns slow to compile."""
WORD: Final = rf"(?:(?:{CAPITAL}\.[\s‐-]?)*{CAPITAL}[’']?{LETTER}+(?:[’'‐-]{LETTER}+)*|(?:{CAPITAL}\.)+|(?:Jr|Sr|St)\.)"
"""A capitalised word, or initials."""
PARTICLE: Final = r"(?:de|del|della|di|da|dos|das|do|du|des|van|von|vom|zu|der|den|ten|ter|la|le|lo|el|al|bin|ibn|ben|y|e|af|of|the)"
BARE_INITIAL: Final = r"[B-HJ-NP-XZ]\s+"
"""An initial without its point, as in `Ada B Roe`; letters that are words in some language are none."""
NAME: Final = rf"(?:{WORD}(?:\s+(?:(?:{PARTICLE}\s+|{BARE_INITIAL}|[dlLD][’'])\s*)*{WORD})+)"
"""A person's name in running text: two or more capitalised words, particles between them.

Counted repetitions would make the compiled patterns many times as large.
"""
AND: Final = r"(?:\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&|et|und|y|e|og|och|en)\s+|\s*&\s*|\s*/\s*)"
NAMES: Final = rf"(?:{NAME}(?:{AND}{NAME})*)"
"""A list of names, as `A B, C D and E F`."""


KIND_OF_FILM_BY: Final = r"(?i:films?|drames?|drama|com[ée]di[ea]s?|comedy|commedia|komödie|document(?:aire|ary|al|ario|ário)|dokumentarfilm|thriller|policier|polar|western|biopic|romance|animation|animazione|animación|animação|court[\s-]métrage|long[\s-]métrage|cortometraje|largometraje|cortometraggio|curta-metragem|longa-metragem)(?:\s(?:d[’'])?[\p{L}-]+){0,3}\s(?:(?:de|di|von|by|van)\s|d[’'])"
"""What kind of film it is, maybe whence, and the word that leads over to who made it."""


def by_and_with(makers: str = NAMES, cast: str = NAMES) -> str:
    """The pattern of a line that tells by whom a film is, and with whom.

    >>> lines = pl.Series(["by Ada Brown with Jo Roe, Tom Grey", "Drame belge de Jo Roe avec Al Gris"])
    >>> lines.str.contains(by_and_with()).to_list()
    [True, True]
    """
    return rf"^(?:(?:[Bb]y|[Vv]on|[Dd]i|[Dd]e)\s+|{KIND_OF_FILM_BY}){makers}[,.]?\s+(?:[Ww]ith|[Mm]it|[Cc]on|[Cc]om|[Aa]vec)\s*:?\s+{cast}\.?$"
