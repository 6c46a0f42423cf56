"""Rules for those whom a text calls by the surname, or by no name at all, as it has named them before.

What belongs here is what such a sentence says, and who is meant. Full names are the matter of
`people`.
"""

from typing import Final

import polars as pl

from pipelines.claims.rules import NAME, WORD, Example, Rule
from pipelines.claims.topics.people.phrases import IN_PROSE

SURNAME: Final = rf"{WORD}"
SHE: Final = r"(?:[Ss]he|[Hh]e|[Tt]hey)"
CALLED: Final = "writer.called"
BESIDE: Final = "writer.beside"

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        name=CALLED,
        attribute="writer",
        finds="A surname, and that its bearer wrote the script.",
        needs=(
            "script",
            "screenplay",
            "wrote",
            "writ",
            "sceneggiatura",
            "drehbuch",
            "guion",
            "adapts",
        ),
        pattern=rf"(?:^|[.,;:!?–—(]\s+|\b(?:[Aa]nd|[Bb]ut|[Ii]n|[Ff]rom|[Bb]y|[Ww]ith|[Oo]f|[Tt]o|[Tt]hat|[Ww]here)\s+)(?:(?<value>{SURNAME})[’']s\s+(?:own\s+)?(?:[\p{{Ll}}-]+,?\s+){{0,2}}?(?:script|screenplay)\b|(?<value2>{SURNAME}),\s+who\s+(?:also\s+)?(?:co-)?(?:wrote|writes|penned)\s+(?:the|this|its|it)\b|(?<value3>{SURNAME})\s+(?:also\s+|himself\s+|herself\s+)?(?:co-)?(?:wrote|writes)\s+(?:the\s+(?:script|screenplay|film)|it\s+with|this\s+with)\b)|\b(?:[Ss]cript|[Ss]creenplay|[Ww]ritten|[Cc]o-written)\s+by\s+(?<value4>{SURNAME})\s+(?:and|with)\s+{NAME}|(?<value6>{SURNAME})(?:,\s[^.;]{{3,60}},)?\s+adapts\s+(?:his|her|their)\s+own\b|\b[Ss]ceneggiatura,?\s+(?:\p{{Ll}}+\s+)?(?:firmata|scritta)\s+(?:da|dall[ao]\s+stess[ao])\s+(?<value5>{SURNAME})\s+(?:con|e)\s",
        many=True,
        where=IN_PROSE,
        confidence=0.7,
        examples=(
            Example("It snows, and Brown’s own screenplay knows all there is to know.", ("Brown",)),
            Example("The script by Roe and Mary Grey has a hen in it, and a fox too.", ("Roe",)),
            Example("Vidal, who also wrote the script, has been to sea and back.", ("Vidal",)),
            Example("Roe, whose debut we liked, adapts her own stage play here.", ("Roe",)),
        ),
        counter_examples=(
            "The script by Ada Brown and Mary Grey has a hen in it, and a fox too.",
            "Roe, who also wrote to his mother, has been to sea and back again.",
        ),
    ),
    Rule(
        name=BESIDE,
        attribute="writer",
        finds="That somebody wrote the script with another, who is named.",
        needs=(
            "writer",
            "wrote",
            "written",
            "schrieb",
            "scritt",
            "escr",
            "écrit",
            "drehbuch hat",
            "firma",
            "coécrit",
        ),
        pattern=rf"\b(?:(?:{SHE}|{WORD})\s+(?:and|with)\s+(?:(?:his|her|their)\s+)?|[Ww]ith\s+(?:his|her|their)\s+)(?<value>co-(?:screen)?writers?),?\s+(?:\p{{Ll}}+\s+)?{NAME}|\b(?:script|screenplay|film)\s+(?:that\s+)?(?<value2>{SHE})\s+(?:co-)?wrote\s+with\s+(?:\p{{Ll}}+,?\s+){{0,3}}?{NAME}|\b[Dd]rehbuch,?\s+(?:das\s+)?(?:(?:schrieb|hat|hatte)\s+)?(?<value3>er|sie)\s+(?:gemeinsam|zusammen)\s+mit\s+{NAME}|\b(?:[Rr]oteiro|[Gg]ui[oó]n),\s+que\s+(?<value5>o\s+diretor|a\s+diretora|el\s+director|la\s+directora|ele|ela)\s+(?:escreveu|escribió|escribe)\s+(?:junto\s+)?(?:com|con|a)\s+{NAME}|[(,]\s*(?<value7>{SHE})\s+co-wrote\s+with\s+(?:\p{{Ll}}+,?\s+){{0,4}}?{NAME}|\b(?<value8>(?:[Ll]a\s+réalisatrice|[Ll]e\s+réalisateur|[Ee]lle|[Ii]l))\s+a\s+coécrit\s+(?:le\s+(?:scénario|film)\s+)?avec\s+{NAME}|\b(?<value6>firma)\s+(?:también\s+)?el\s+gui[oó]n\s+(?:junto\s+)?(?:a|con)\s+{NAME}|\b(?:[Gg]ui[oó]n|[Ss]cénario|[Ss]ceneggiatura),?\s+(?<value4>(?:co-?)?(?:escrito|écrit|scritta))\s+(?:junto\s+)?(?:a|con|avec)\s+{NAME}",
        many=True,
        where=IN_PROSE,
        confidence=0.65,
        examples=(
            Example(
                "She and co-writer Tom Grey give the hen a reason to be there.", ("co-writer",)
            ),
            Example("It comes from a script she wrote with Jo Roe over a winter.", ("she",)),
            Example("Das Drehbuch schrieb er zusammen mit Anna Grün im Winter.", ("er",)),
            Example("Das Drehbuch hat sie gemeinsam mit Anna Grün verfasst.", ("sie",)),
            Example("The talk (she co-wrote with her old friend, Jo Roe) is dry.", ("she",)),
            Example("Elle a coécrit le scénario avec Jean Brun pendant l'hiver.", ("Elle",)),
            Example("Vidal, que firma el guion con Ana Gris, confía en todos.", ("firma",)),
        ),
        counter_examples=(
            "She and a co-writer of hers give the hen a reason to be there.",
            "It comes from a letter she wrote with Jo Roe over a long winter.",
            "It was her producer and co-writer, Jo Roe, who was paid for the hen.",
        ),
    ),
)


def with_full_names(found: pl.DataFrame) -> pl.DataFrame:
    """The findings, where those who are called by no full name have theirs.

    A surname is that of a director of the film; somebody without a name is the one who directs it.
    Others are left out, as nobody can tell who is meant.
    """
    is_called = pl.col("rule").is_in([CALLED, BESIDE])
    called = found.filter(is_called)
    if called.is_empty():
        return found
    of_film = ["document_id", "film_no"]
    directors = (
        found.filter(pl.col("attribute") == "director")
        .select(*of_film, full="value", surname=pl.col("value").str.extract(r"(\S+)$", 1))
        .unique(maintain_order=True)
    )
    alone = directors.filter(pl.len().over(of_film) == 1)
    named = pl.concat(
        [
            called.filter(pl.col("rule") == CALLED).join(
                directors,
                left_on=[*of_film, "value"],
                right_on=[*of_film, "surname"],
                maintain_order="left",
            ),
            called.filter(pl.col("rule") == BESIDE).join(
                alone.drop("surname"), on=of_film, maintain_order="left"
            ),
        ],
        how="vertical_relaxed",
    ).with_columns(value="full", value_normalised="full")
    return pl.concat([found.filter(~is_called), named.select(found.columns)])
