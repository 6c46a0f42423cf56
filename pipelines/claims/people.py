"""Rules for people and their parts in a film.

What belongs here is how texts name crew and cast. The words for the roles themselves stand in
data/reference/role_names.csv.
"""

from typing import Final

import polars as pl

from pipelines.claims.labels import ROLE_LABELS, ROLES
from pipelines.claims.rules import AND, NAME, NAMES, SHORT, Example, Rule
from pipelines.claims.values.people import people

OWN_ATTRIBUTES: Final = ("director", "producer", "writer", "cast")
"""Roles that are attributes of their own; the others are `credit:<role>`."""

OF_A_KIND: Final = r"(?:(?:\p{Lu}[\p{Ll}-]+\s+)?(?:\p{Ll}[\p{Ll}-]+\s+){0,2})"
"""What may stand between a role and a name: "French mathematician"."""

RULES: Final = (
    Rule(
        name="credit.labelled",
        attribute="credit",
        finds="A role, a colon, and who has it.",
        pattern=rf"^(?<label>(?i:{ROLE_LABELS}))(?:\(s\))?\s*[:：]\s*(?<value>\S.*)$",
        parse=people,
        where=pl.col("size") <= 1_500,
        confidence=0.95,
        examples=(
            Example("Dirección: Kleber Mendonça Filho", ("Kleber Mendonça Filho",)),
            Example("Written by: Joel & Ethan Coen", ("Joel Coen", "Ethan Coen")),
        ),
        counter_examples=("Director: TBC", "Direct flights: Paris, Rome"),
    ),
    Rule(
        name="credit.listed",
        attribute="credit",
        finds="A role and names, alone on a line.",
        pattern=rf"^(?<label>(?i:{ROLE_LABELS}))\s+(?<value>{NAMES}(?:,?\s+Jr\.?)?(?:\s*\([^()]*\))?)\s*\.?$",
        parse=people,
        where=SHORT,
        confidence=0.95,
        examples=(
            Example("Director Rithy Panh", ("Rithy Panh",)),
            Example(
                "Screenwriters Christophe Bataille, Rithy Panh",
                ("Christophe Bataille", "Rithy Panh"),
            ),
        ),
        counter_examples=("Director Rithy Panh returns to his subject.", "With care and love"),
    ),
    Rule(
        name="credit.letter",
        attribute="credit",
        finds="The member of the crew a letter is addressed to.",
        pattern=rf"^Dear\s+(?<value>{NAME})\s*,\s*(?<label>\p{{Lu}}[\p{{L}} /-]{{2,40}}?)\s*,?$",
        parse=people,
        where=SHORT,
        examples=(
            Example("Dear Sarith Mang, Sculptor,", ("Sarith Mang",)),
            Example("Dear Roger Deakins, Director of Photography", ("Roger Deakins",)),
        ),
        counter_examples=("Dear Sir or Madam,", "Dear Everyone, Crew,"),
    ),
    Rule(
        name="director.named",
        attribute="director",
        finds="The word director, or filmmaker, and a name.",
        pattern=rf"\b(?:[Dd]irected\s+by|[Dd]irectors?|[Ff]ilm-?makers?|[Rr]éalisé\s+par|[Dd]irigida\s+por)\s+(?<value>{NAME}(?:\s+(?:and|&|et|y)\s+{NAME})?)",
        parse=people,
        confidence=0.85,
        examples=(
            Example("I assume this is why director Rithy Panh chose you.", ("Rithy Panh",)),
            Example("the French-educated filmmaker Rithy Panh was 13", ("Rithy Panh",)),
        ),
        counter_examples=("The director is at her best here.", "its directors and writers"),
    ),
    Rule(
        name="director.possessive",
        attribute="director",
        finds="A name in the genitive before the film.",
        pattern=rf"(?<value>{NAME})[’']s?\s+(?:new|latest|debut|first|second|third|feature|directorial|haunting|brilliant)\s+(?:[\p{{L}}-]+\s+){{0,3}}(?:film|feature|movie|documentary|drama|comedy|thriller)\b",
        parse=people,
        confidence=0.7,
        examples=(
            Example("It is Claire Denis’s latest film.", ("Claire Denis",)),
            Example("Hasan Hadi's debut feature has charm", ("Hasan Hadi",)),
        ),
        counter_examples=("the director’s new film", "London's first cinema"),
    ),
    Rule(
        name="writer.named",
        attribute="writer",
        finds="A word for the writer of the script, and a name.",
        pattern=rf"\b(?:[Ww]ritten(?:\s+and\s+directed)?\s+by|[Ss]creenwriters?|[Ss]criptwriters?|[Ss]creenplay\s+by|[Ss]cripted\s+by|[Cc]o-written\s+with|[Ww]riter[/-]directors?|[Ww]riter\s+and\s+director)\s+(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})?)",
        parse=people,
        confidence=0.8,
        examples=(
            Example("narration (co-written with Christophe Bataille)", ("Christophe Bataille",)),
            Example("The script, written by Tony Gilroy, is taut.", ("Tony Gilroy",)),
        ),
        counter_examples=("The script is well written by any measure.", "a screenwriter of note"),
    ),
    Rule(
        name="director.writer_director",
        attribute="director",
        finds="A person who wrote and directed.",
        pattern=rf"\b(?:[Ww]ritten\s+and\s+directed\s+by|[Ww]riter[/-]directors?|[Dd]irector[/-]writers?|[Ww]riter\s+and\s+director)\s+(?<value>{NAME})",
        parse=people,
        confidence=0.85,
        examples=(
            Example("writer-director Greta Gerwig", ("Greta Gerwig",)),
            Example("Written and directed by Kelly Reichardt, it", ("Kelly Reichardt",)),
        ),
        counter_examples=("the writer-director of Barbie", "written by Greta Gerwig"),
    ),
    Rule(
        name="producer.named",
        attribute="producer",
        finds="A word for the producer, and a name.",
        pattern=rf"\b(?:[Pp]roduced\s+by|(?:^|[^e]\s)[Pp]roducers?)\s+(?<value>{NAME}(?:\s+(?:and|&)\s+{NAME})?)",
        parse=people,
        confidence=0.75,
        examples=(
            Example("It was produced by Catherine Dussart.", ("Catherine Dussart",)),
            Example("the producer Christine Vachon told us", ("Christine Vachon",)),
        ),
        counter_examples=("produced by a committee", "executive producer Kevin Feige"),
    ),
    Rule(
        name="narrator.named",
        attribute="credit:narrator",
        finds="Who narrates or gives the narration its voice.",
        pattern=rf"\b(?:[Nn]arrat(?:ed|ion)|[Vv]oiced|[Vv]oice-?over)\b[^.()]{{0,60}}?\bby\s+{OF_A_KIND}(?<value>{NAME})",
        parse=people,
        confidence=0.85,
        detail={"role": "narrator"},
        examples=(
            Example("narrated by Morgan Freeman", ("Morgan Freeman",)),
            Example(
                "(voiced, with some detachment, by French actor Jean Dupond)", ("Jean Dupond",)
            ),
        ),
        counter_examples=("narrated by a dog", "She voiced her doubts."),
    ),
    Rule(
        name="cast.starring",
        attribute="cast",
        finds="Starring, and a list of names.",
        pattern=rf"\b(?:[Ss]tarring|[Ss]tars|[Pp]layed\s+by|[Pp]ortrayed\s+by|[Pp]erformances?\s+(?:by|from|of)|[Ff]eaturing)\s+(?:\p{{Ll}}[\p{{Ll}}-]+\s+){{0,2}}(?<value>{NAMES})",
        parse=people,
        many=True,
        confidence=0.8,
        examples=(
            Example(
                "starring Viggo Mortensen and Mahershala Ali.",
                ("Viggo Mortensen", "Mahershala Ali"),
            ),
            Example("the boy is played by newcomer Kodi Smit-McPhee", ("Kodi Smit-McPhee",)),
        ),
        counter_examples=("It stars nobody you know.", "starring role"),
    ),
    Rule(
        name="cast.plays",
        attribute="cast",
        finds="A name, and that he or she plays.",
        pattern=rf"(?<value>{NAME})\s+(?:plays|stars|co-stars|portrays|shines|reprises)\b",
        parse=people,
        many=True,
        confidence=0.75,
        examples=(
            Example("Steve Coogan plays Tony Wilson, the founder.", ("Steve Coogan",)),
            Example("Isabelle Huppert stars as a widow.", ("Isabelle Huppert",)),
        ),
        counter_examples=("The orchestra plays on.", "Who stars here?"),
    ),
    Rule(
        name="cast.bracketed",
        attribute="cast",
        finds="The name of the actor in brackets behind the part.",
        pattern=rf"\(\s*(?:(?:played\s+by|an?\s+[\p{{Ll}}-]+|the\s+[\p{{Ll}}-]+)\s+)?(?<value>{NAME}(?:{AND}{NAME})?)\s*\)",
        parse=people,
        many=True,
        confidence=0.75,
        where=pl.col("size") >= 40,
        examples=(
            Example(
                "Young sisters Celie (Phylicia Pearl Mpasi) and Nettie (Halle Bailey) part.",
                ("Phylicia Pearl Mpasi", "Halle Bailey"),
            ),
            Example("a widow (the great Isabelle Huppert) who hides", ("Isabelle Huppert",)),
        ),
        counter_examples=(
            "the fall of Saigon in the spring (April 1975)",
            "he is late (as ever) for the party",
        ),
    ),
)


def with_roles(found: pl.DataFrame) -> pl.DataFrame:
    """Give the credits found under a label their attribute, by the table of role names.

    A label that stands for two roles ("writer/director") gives two claims; a label that the table
    does not know gives `credit:other`.
    """
    label = (
        pl.col("detail")
        .str.json_path_match("$.label")
        .str.to_lowercase()
        .str.replace_all(r"\s+", " ")
    )
    is_credit = pl.col("attribute") == "credit"
    labelled = (
        found.filter(is_credit)
        .with_columns(label=label.str.strip_chars(" ."))
        .join(ROLES, on="label", how="left", maintain_order="left_right")
        .with_columns(
            attribute=pl.when(pl.col("role").is_in(OWN_ATTRIBUTES))
            .then(pl.col("role"))
            .otherwise("credit:" + pl.col("role").fill_null("other"))
        )
        .select(found.columns)
    )
    return pl.concat([found.filter(~is_credit), labelled])
