"""How texts name people: patterns, and what is read in the phrases that they find."""

import re
from collections.abc import Callable
from typing import Final

import polars as pl

from pipelines.claims.rules import (
    NAME,
    WORD,
    Example,
    Rule,
    Value,
)
from pipelines.claims.text.marks import OTHER
from pipelines.claims.values.people import people_in_prose

IN_PROSE: Final = pl.col("size") >= 40
GENRES: Final = r"(?:(?:feature|directorial|directing)\s+debut|documentary|drama|dramedy|comedy|thriller|epic|biopic|musical|western|melodrama|satire|romance|noir)"
KINDS_OF_FILM: Final = rf"(?:{GENRES}|film|feature|movie|picture|adaptation|horror|masterpiece|classic|remake|sequel|prequel|follow-up|effort|work|version|take|retelling)"
OF_OTHER: Final = rf"(?:(?:[’']s?)?\s+(?:[a-z\d-]+\s+){{0,2}}{OTHER})"
OTHER_WORK: Final = r"(?:(?:(?:[Ss]equel|[Pp]requel|[Hh]omage|[Tt]ribute|[Nn]od|[Aa]nswer|[Rr]esponse|[Ss]uccessor|[Dd]ebt|[Ll]etter)\s+to|[Tt]o|(?:[Rr]emake|[Ff]ans?|[Vv]ersion|[Rr]etread|[Rr]ip-?off|[Cc]over|[Pp]arody|[Ss]hades|[Ss]hadow|[Ss]tar)\s+of|[Tt]hink|[Ii]magine|[Ll]ike|[Uu]nlike|[Tt]han|[Rr]ecalls?|[Ee]choes)\s+)"
"""Words before a name whose film is another one."""


def doers_in_prose(text: str) -> list[Value]:
    """The persons of a phrase, unless they only come to mind.

    >>> [p.text for p in doers_in_prose("Ada Brown and Jo Roe")], doers_in_prose("think Ada Brown")
    (['Ada Brown', 'Jo Roe'], [])
    """
    return [] if OTHER in text or re.match(OTHER_WORK, text) else people_in_prose(text)


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


def of_many_roles(attribute: str, role: str, work: str, examples: tuple[Example, ...]) -> Rule:
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


CREW: Final = r"(?:(?:[Cc]o-)?(?:[Dd]irectors?|[Ww]riters?|[Ss]creenwriters?|[Pp]roducers?|[Cc]omposers?|[Cc]inematographers?|[Aa]uthors?|[Nn]ovelists?|[Ee]ditors?|[Cc]ritics?|[Pp]laywrights?|[Cc]haracters?|[Ff]ilmmakers?)\s+)"
"""Words before a name that is no actor's."""
FAMILY: Final = rf"(?:{WORD}\s+(?:and|&)\s+)?"
"""The first name before an `and`, where two share a surname."""


def actors_in_prose(text: str) -> list[Value]:
    """The persons of a phrase, unless it says that they direct or write, or what is theirs.

    >>> [p.text for p in actors_in_prose("Ada Brown")], actors_in_prose("director Ada Brown")
    (['Ada Brown'], [])
    """
    return [] if re.match(CREW, text) or re.search(r"[’']s$", text) else people_in_prose(text)
