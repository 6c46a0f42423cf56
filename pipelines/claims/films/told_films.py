"""Find the films that running prose brings in one after the other, where no line of its own holds a title.

What belongs here is how columns, announcements and festival diaries bring in a film: with its director, in one
breath. A title named without is a mention. What a title in a line of its own looks like is the matter of `sections`.
"""

import re
from typing import Final

import polars as pl

from pipelines.claims.films.sections import SAYS_SEVERAL, WORDS_SAID
from pipelines.claims.films.spoken_titles import FILM, NO_TITLE, OPENS, TITLE
from pipelines.claims.rules import BELOW_HEAD, EDGE, NAME
from pipelines.claims.text.columns import groups_of, holds, nearly, only_where
from pipelines.claims.text.lines import neighbours, words_of
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.text.titles import EDITION, MONTH, WEEKDAY, folded
from pipelines.claims.values.folding import words_of as folded_words
from pipelines.claims.values.people import given_names

HEADLINE: Final = 140
"""Characters of a headline at most."""
STANDFIRST: Final = 100
"""Characters of the line below it."""
SHORTEST_FLAT: Final = 300
"""Characters of a line that holds several capsules."""
BEGINS_CAPSULE: Final = (
    r"(?:^|[.!?…”\"★*)]\s+)(?P<title>[“\"‘]?[^\W_a-zß-ÿ][^a-zß-ÿ()|]{1,60}[”\"’]?\s"
    r"\((?:12A?|15A?|18|PG(?:-13)?|U|R|G|NR|TBC|FSK\s?\d{1,2}|(?:18|19|20)\d\d|\d{2,3}\s?(?:min|['’]))\b)"
)
"""The title of a capsule in the midst of a line."""
PARAGRAPH: Final = 80
"""Characters of a line of prose."""
SENTENCE: Final = (20, r"[.,;:!?]\W{0,2}$")
"""A shorter line of prose, or part of one, ends with a point."""
FEWEST: Final = 2
"""One film brought in is the film of a review."""
FEWEST_OF_EDITION: Final = 3
"""A review from a festival may bring in another film besides its own."""
FEWEST_UNTOLD: Final = 5
"""No review brings in so many films with the director of each; an announcement may lack its headline."""
MAY_BRING_IN: Final = (
    r"[”»\"]\s?(?:\([^()]{2,40}\)\s?)?,?\s(?:del?|by|vo[nm]|di|dal?|du)\s(?:\p{Ll}+\s){0,3}\p{Lu}"
)
"""A marked title and whose film it is, in any text."""
NAMES_AWARD: Final = r"^\W{0,3}(?i:(?:grand\s+|special\s+)?(?:prix|premio|prêmio|award|prize|preis|jury)|mejor|best|beste[rs]?|miglior|melhor|meilleure?)\b"
"""A line that begins with what was won."""
IS_SEASON: Final = r"(?i)\b(?:season|retrospective|dispatch(?:es)?|diary|festival (?:report|notes|round-?up)|screenings|cycle|filmreihe|retrospektive|ciclo|rassegna|rétrospective|tagebuch)\b|\b(?:notes|letters?|postcards?|report)\s+from\b|\bopens\s+with\b|\b(?:announces?|unveils?|reveals?|dévoile|annonce|anuncia|presenta|annuncia|verkündet|zeigt)\b.{0,60}\b(?:line-?up|programm?e?|selection|sélection|selección|selezione|auswahl|compet\w+|compétition|wettbewerb)\b|\bday\s+(?:\d+|one|two|three|four|five|six|seven)\b"
"""Headlines of texts that speak of films one after the other: columns, and what festivals announce."""
TELLS_AWARDS: Final = r"(?i)\b(?:wins?|won|winners?|awards?|awarded|prizes?|prix|palme|golden\s+(?:lion|bear|leopard)|preise?|premios?)\b"
EDITION_ALONE: Final = rf"(?i:^.{{0,20}}\b{EDITION}\b)"
OPEN: Final = "\u27e8"
CLOSE: Final = "\u27e9"
MARKED: Final = (
    r"[“\"„«]\s?([\p{Lu}¿¡\d][^“”\"„«»\n]{0,80}?),?\s?[”\"“»]",
    r"(?:\*\*\*|\*\*_|_\*\*|\*\*|__|\*|_)([\p{Lu}¿¡\d][^_*\n]{0,80}?),?(?:\*\*\*|_\*\*|\*\*_|\*\*|__|\*|_)",
    r"<(?:em|i|cite)>([\p{Lu}¿¡\d][^<>\n]{0,80}?),?</(?:em|i|cite)>",
)
"""Titles between marks."""
CUT: Final = "\u27ea"
AND_NEXT: Final = rf"\s(?:and|&|und|et|y|e|og|och)\s+({NAME}[’']s?\s)"
"""The last film of a list begins with its director: titles hold no such words."""
NAMED: Final = rf"(?:{OPEN}(?P<marked>[^{OPEN}{CLOSE}]+){CLOSE}|(?P<bare>{TITLE}))"
WORDS: Final = r"(?:[\p{Ll}\p{N}’'-]+,?\s+){0,5}?"
"""What stands between, in small letters: `the second feature by`."""
MAKER_ABROAD: Final = r"(?:(?:la|le|el|il|o|a)?\s?(?:réalisatrice|réalisateur|cinéaste|director|directora|regista|cineasta|debutante)\s+)?"
MAKER: Final = r"(?:the\s+|an?\s+)?(?:[\p{L}’'-]+\s+){0,3}?(?:directors?|film-?makers?|debutante?|newcomer|Regisseur(?:in)?|réalisat(?:eur|rice))\s+"
"""`the Norwegian director`."""
OF_WHOM: Final = rf"{NAMED},?\s+(?:de\s+|di\s+|van\s+|d[’']){MAKER_ABROAD}(?P<director>{NAME})"
"""So Romance languages, and Dutch, speak of anything: `Festival Internacional de Cine Europeo`."""
IN_BRACKETS: Final = rf"{OPEN}(?P<marked>[^{OPEN}{CLOSE}]+){CLOSE}\s+\((?P<director>{NAME})\)"
"""Alone in brackets stand second titles, and who said what is quoted, too."""
INTRODUCED: Final = (
    rf"(?P<director>{NAME})[’']s?\s+(?:{WORDS}{FILM}\s+|(?:new|latest|first|debut|second|last)\s+)?{NAMED}",
    rf"{NAMED},?\s+(?:(?:is\s+|was\s+|a\s+{WORDS}{FILM}\s+)?(?:written\s+and\s+)?directed\s+by\s+|by\s+|von\s+|av\s+)(?:{MAKER})?(?P<director>{NAME})",
    OF_WHOM,
    rf"{OPEN}(?P<marked>[^{OPEN}{CLOSE}]+){CLOSE}\s+\([^()]{{2,40}}\),?\s+(?:de|del|by|von|di)\s+(?:(?:\p{{Ll}}+\s+){{0,3}})(?P<director>{NAME})",
    rf"{NAMED},\s+(?:the|an?|his|her)\s+{WORDS}(?:{FILM}\s+)?(?:directed\s+by|by|from)\s+(?:{MAKER})?(?P<director>{NAME})",
    rf"{NAMED},\s+(?P<director>{NAME})[’']s?\s+{WORDS}(?:{FILM}|follow-up|offering|return|tale|story|portrait)\b",
    rf"^\W{{0,2}}(?:(?:In|First|Then|With|Next|Finally)\s+)?{OPEN}(?P<marked>[^{OPEN}{CLOSE}]+){CLOSE}(?P<director>)",
    rf"\b(?:[Dd]irector|[Dd]irecting|[Pp]alme|[Gg]olden|[Gg]rand\s+[Pp]rix|[Jj]ury\s+[Pp]rize|[Cc]am[ée]ra|[Bb]est\s+[Ff]ilm)\b[^.;,]{{0,40}}\s(?:to|was|is)\s+(?P<director>{NAME})\s+for\s+{NAMED}",
    rf"{OPEN}(?P<marked>[^{OPEN}{CLOSE}]+){CLOSE}\s+\((?:(?:[Dd]ir(?:ected\s+by|\.)?:?\s+)(?P<director>{NAME})[,;)]|(?P<first>{NAME})[,;])[^()]*\)?",
    IN_BRACKETS,
    # Without marks it may be a part, and who plays it.
    rf"(?P<bare>{TITLE})\s+\((?:[Dd]ir(?:ected\s+by|\.)?:?\s+(?P<director>{NAME})[,;)])",
)
"""Ways to bring a film in: with its director, or at the beginning of a paragraph."""
NO_INTRODUCTION: Final = r"(?i)(?:\b(?:like|recall\w*|remind\w*|evok\w*|echo\w*|than|unlike|[àa]\s+la|homage\s+to|riff\s+on|remake\s+of|based\s+on|adapt\w*|from|after|since|following|director\s+of|maker\s+of|star\s+of|novel|book|play|album|song|made|directed|wrote)\s+(?:\p{L}+\s+){0,2}|\()$"
"""What stands before a work that a film is compared with, or stems from."""
BEFORE: Final = 40
"""Characters before a title in which such words are looked for."""
IS_VERB: Final = r"^(?i:(?:written|directed|produced|shot|edited|adapted|presented|introduced|reviewed|review|words|text|photo|image|interview|made|based|starring|tickets|screening|followed)(?:\s.*)?)$"
"""A word that no title begins with where a name stands behind `by`."""
OF_DAY: Final = rf"^(?i:{MONTH}|{WEEKDAY})\.?\s+(?:with|sees|brings|to|at|in)\s+"
"""The day before a title: `4 March with The Lemon Year`."""
AND_ANOTHER: Final = r"\s(?:and|&|und|et|y|e|en|og|och)\s"
"""Between the last two of several makers."""
CLAUSE: Final = r"(?s)^.*(?:[.!?;:]\p{Pf}?|,(?:\s+(?:and|then|while|before|und|et|y))?)\s+"
"""Up to where the clause begins that a title stands in."""

TOLD: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "value": pl.String(),
        "key": pl.String(),
        "detail": pl.String(),
        "offset": pl.Int64(),
        "clause": pl.Int64(),
    }
)
"""Films that paragraphs bring in: where in the `raw` of the line the title stands, and its clause begins."""


def told_films(lines: pl.DataFrame) -> pl.DataFrame:
    """The films that the prose of columns and announcements brings in, in the schema `TOLD`.

    Args:
        lines: As from `lines_from`.
    """
    is_head = pl.col("size") <= pl.when(BELOW_HEAD == 0).then(HEADLINE).otherwise(STANDFIRST)
    head = pl.col("line")
    heads = lines.filter(BELOW_HEAD.is_between(0, 1) & is_head).select(
        "document_id",
        is_several=holds(head, SAYS_SEVERAL, EDGE) | holds(head, IS_SEASON),
        is_edition=head.str.contains(EDITION_ALONE) | head.str.contains(TELLS_AWARDS),
    )
    tells = heads.group_by("document_id").agg(
        fewest=pl.when(pl.col("is_several").any())
        .then(FEWEST)
        .when(pl.col("is_edition").any())
        .then(FEWEST_OF_EDITION)
    )
    untold = (
        lines.filter(pl.col("size") >= SENTENCE[0])
        .select("document_id", count=pl.col("line").str.count_matches(MAY_BRING_IN))
        .group_by("document_id")
        .agg(pl.col("count").sum())
        .filter(pl.col("count") >= FEWEST_UNTOLD)
        .select("document_id", fewest=pl.lit(FEWEST_UNTOLD, tells.schema["fewest"]))
    )
    # What tells who won each award is read by its awards.
    of_awards = (
        lines.join(untold, on="document_id", how="semi", maintain_order="left")
        .filter(pl.col("line").str.contains(NAMES_AWARD))
        .filter(pl.len().over("document_id") >= FEWEST)
    )
    untold = untold.join(of_awards, on="document_id", how="anti", maintain_order="left")
    tells = (
        pl.concat([tells.drop_nulls(), untold])
        .sort("document_id", "fewest", maintain_order=True)
        .unique("document_id", keep="first", maintain_order=True)
    )
    shortest, end = SENTENCE
    is_prose = (pl.col("size") >= PARAGRAPH) | pl.col("line").str.contains(f"{end}|{MAY_BRING_IN}")
    prose = (
        lines.filter(pl.col("size") >= min(shortest, PARAGRAPH), pl.col("line_no") > 0)
        .join(tells.drop_nulls(), on="document_id", how="inner", maintain_order="left")
        .filter(is_prose)
    )
    if prose.is_empty():
        return pl.DataFrame(schema=TOLD)
    canon = pl.col("raw").str.replace_all(r"\s", " ")
    for mark in MARKED:
        canon = canon.str.replace_all(mark, f"{OPEN}$1{CLOSE}")
    canon = canon.str.replace_all(AND_NEXT, f"{CUT}$1")
    prose = prose.select("document_id", "line_no", "raw", "fewest", canon=canon)
    found = []
    for pattern in INTRODUCED:
        near = prose.filter(pl.col("canon").str.contains(nearly(pattern)))
        if near.is_empty():  # as the pattern would be compiled all the same
            continue
        parts = groups_of(pattern, "match").struct
        # The groups of a pattern stand for the same title under two names.
        found.append(
            near.with_columns(match=pl.col("canon").str.extract_all(_unnamed(pattern)))
            .explode("match")
            .filter(pl.col("match").is_not_null())
            .with_columns(
                marked=parts.field("marked"),
                bare=(parts.field("bare") if "<bare>" in pattern else pl.lit(None, pl.String))
                .str.replace(OPENS, "")
                .str.replace(OF_DAY, ""),
                director=parts.field("director")
                if "<first>" not in pattern
                else pl.coalesce(parts.field("director"), parts.field("first")),
                may_be_said=pl.lit(pattern == IN_BRACKETS) | (parts.field("director") == ""),
            )
            .filter(_is_person(pattern))
        )
    if not found:
        return pl.DataFrame(schema=TOLD)
    told = pl.concat(found).with_columns(
        value=pl.coalesce("marked", "bare").str.replace(r"[’']s?$", "").str.strip_chars()
    )
    at = pl.col("raw").str.find(pl.col("value"), literal=True)
    before = pl.col("raw").cast(pl.Binary).bin.head(at).cast(pl.String, strict=False)
    told = (
        told.filter(
            pl.col("value").str.contains(r"^[\p{Lu}¿¡\d](?:\S|\s\p{Lu})"),
            ~pl.col("value").str.contains(NO_TITLE),
            ~pl.col("value").str.contains(IS_VERB),
            pl.col("value") != pl.col("director"),
            ~pl.col("may_be_said") | (pl.col("value").str.count_matches(r"\s") < WORDS_SAID),
            at.is_not_null(),
        )
        .with_columns(offset=characters_before(pl.col("raw"), at).cast(pl.Int64), ahead=before)
        .filter(
            ~pl.col("ahead")
            .str.slice(-BEFORE)
            .str.strip_chars_end("“\"„«*_‘'")
            .str.contains(NO_INTRODUCTION)
        )
        .with_columns(
            key=folded(pl.col("value")),
            clause=pl.col("ahead").str.extract(f"({CLAUSE})", 1).str.len_chars().fill_null(0),
            # Several are read as a list of persons.
            detail=pl.when(pl.col("director").str.contains(AND_ANOTHER))
            .then(pl.struct(makers="director").struct.json_encode())
            .when(pl.col("director") != "")
            .then(pl.struct("director").struct.json_encode()),
        )
        .sort(
            "document_id",
            "line_no",
            "offset",
            "value",
            "detail",
            nulls_last=True,
            maintain_order=True,
        )
        .unique(["document_id", "key"], keep="first", maintain_order=True)
        .unique(["document_id", "line_no", "offset"], keep="first", maintain_order=True)
    )
    has_director = pl.col("detail").is_not_null()
    return told.filter(
        pl.len().over("document_id") >= pl.col("fewest"), has_director.any().over("document_id")
    ).select(pl.col(name).cast(dtype) for name, dtype in TOLD.items())


def _is_person(pattern: str) -> pl.Expr:
    """Whether somebody is named, where what a pattern finds may as well be something else."""
    is_known = (
        folded_words(pl.col("director")).str.extract(r"^(\S+)", 1).is_in(sorted(given_names()))
    )
    if pattern == OF_WHOM:
        return pl.col("bare").is_null() | is_known
    return is_known if pattern == IN_BRACKETS else pl.lit(value=True)


def _unnamed(pattern: str) -> str:
    """The pattern without names of groups."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _capsules_in(lines: pl.DataFrame) -> pl.DataFrame:
    """Where the capsules begin of a text that lost the breaks between them: the columns of a cut.

    Each begins with its title in capitals, and certificate, year or length in brackets.
    """
    long = only_where(pl.col("size") >= SHORTEST_FLAT, pl.col("raw"))
    may_hold = long.str.count_matches(BEGINS_CAPSULE) >= FEWEST
    rows = [
        (document, line_no, found.start("title"))
        for document, line_no, raw in lines.filter(may_hold)
        .select("document_id", "line_no", "raw")
        .iter_rows()
        for found in re.finditer(BEGINS_CAPSULE, raw)
        if found.start("title") > 0
    ]
    schema = {"document_id": pl.String(), "line_no": pl.Int32(), "clause": pl.Int64()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def cut_between_films(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines, where paragraphs that bring in several films are cut between them.

    Args:
        lines: As from `lines_from`.
    """
    told = told_films(lines)
    cuts = told.filter(
        pl.int_range(pl.len()).over("document_id", "line_no") > 0, pl.col("clause") > 0
    ).select("document_id", "line_no", "clause")
    cuts = pl.concat([cuts, _capsules_in(lines)])
    if cuts.is_empty():
        return lines
    numbered = lines.with_row_index("row")
    ends = (
        numbered.join(cuts, on=["document_id", "line_no"], how="inner", maintain_order="left")
        .unique(["row", "clause"])
        .group_by("row")
        .agg(pl.col("clause").sort())
    )
    pieces = [
        (row, begin, raw[begin:end])
        for row, raw, clauses in numbered.join(ends, on="row", maintain_order="left")
        .select("row", "raw", "clause")
        .sort("row", maintain_order=True)
        .iter_rows()
        for begin, end in zip([0, *clauses], [*clauses, len(raw)], strict=True)
        if raw[begin:end].strip()
    ]
    schema = {"row": pl.UInt32(), "offset": pl.Int32(), "piece": pl.String()}
    cut = (
        numbered.join(
            pl.DataFrame(pieces, schema=schema, orient="row"), on="row", maintain_order="left"
        )
        .with_columns(
            start=pl.col("start") + pl.col("offset"),
            raw="piece",
            line=words_of(pl.col("piece")),
            is_bullet=pl.col("is_bullet") & (pl.col("offset") == 0),
            after_blank=pl.lit(value=True),
            before_blank=pl.lit(value=True),
        )
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
    )
    columns = ["row", *lines.columns]
    return (
        pl.concat(
            [numbered.join(ends, on="row", how="anti", maintain_order="left"), cut.select(columns)]
        )
        .sort("row", "start", maintain_order=True)
        .with_columns(line_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"))
        .with_columns(**neighbours())
        .select(lines.columns)
    )
