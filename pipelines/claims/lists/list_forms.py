"""Find lists that name each film and who made it on one line, all in the same form.

What belongs here is the list that prints no data beside its titles, or prints them behind words
that any title may have, as `Title – Director`, `Title de Director (9 min)`. One such line says
little; that the lines of a document agree says much. Lines with year, place and length are read
one by one in `data_lines`.
"""

from typing import Final, NamedTuple

import polars as pl

from pipelines.claims.lists.data_lines import begins_with_title
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import AND, NAME, NAMES
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import groups_of, holds, nearly
from pipelines.claims.text.lines import beside
from pipelines.claims.text.titles import IS_FURNITURE, MONTH, WEEKDAY
from pipelines.claims.values.people import is_called_so, people_in_prose

TITLE: Final = r"^(?:\d{1,3}[.)]\s+)?(?P<title>[\p{Lu}\d“\"‘„«¿¡][^|]{0,90}?)"
GREEDY_TITLE: Final = TITLE.replace("}?)", "})")
LENGTH: Final = r"(?:\d{1,3}\s?(?:(?i:min(?:s|utes|uten|utos|uti)?|mn|m)\b\.?|['′’]{1,2})|\d\s?h(?:\s?\d{1,2}(?:\s?m(?:in)?\b\.?)?)?)"
BEHIND: Final = rf"(?P<length>\s*[,.|/·•(–—-]*\s*\(?{LENGTH}[)\]]?)?[)\].]?$"
OF_PLACE: Final = r"(?:\s+\(\p{Lu}[\p{L}\s.,/&’'-]{2,60}(?:,\s(?:19|20)\d\d)?\))?"
"""The countries of a film, in brackets behind who made it."""
SAYS_DIRECTOR: Final = r"(?i:directed\s+by|a\s+film\s+by|dir(?:ector)?s?\b\.?:?|regie:?|regia(?:\s+di)?:?|réal(?:isation|isé\s+par|\.)\s?:?|dirección:?|dirigida\s+por|realização:?)"


TELLS: Final = rf"(?:{LENGTH}|\b(?:19|20)\d\d|\b{SAYS_DIRECTOR}\s+{NAMES})"
"""What a title has behind it: length, year, director."""
OPENING: Final = (
    rf"^(?P<head>[\p{{Lu}}\d“\"‘„«¿¡](?:[^()\[\]]|[(\[][^()\[\]]*[)\]]){{2,130}}?"
    rf"(?:[(\[](?:[^()\[\]]*[^()\[\]\w])?{TELLS}[^()\[\]]*[)\]](?:\s+(?:by|von|de|di|par)\s+{NAMES})?|{TELLS}))"
    r"[”\"’»]?(?:(?:\s*[:.,–—-]+\s+|\s+)[\p{Lu}“\"‘„«¿¡]|\s*[:–—-]*\s+(?:[★☆⭐✩]|\d(?:\.\d)?/))"
)
"""A paragraph that begins with a title and its data, and goes on in prose."""
SHORTEST_OPENING: Final = 50


MAKERS: Final = rf"(?:\p{{Lu}}[\p{{L}}’'-]+{AND})?{NAMES}"
"""Persons, of whom the first may share the surname of the second."""


class Form(NamedTuple):
    """A form of line: its pattern, what it is like, and how many lines make a list of it."""

    pattern: str
    example: str
    fewest: int


FORMS: Final = {
    "directed": Form(
        rf"{TITLE}[\s,.|/·•(–—-]*[\s(]{SAYS_DIRECTOR}\s+(?P<who>{MAKERS}){OF_PLACE}{BEHIND}",
        "Paper Moonrise (dir. Yuki Mori)",
        3,
    ),
    "acted": Form(
        rf"{GREEDY_TITLE},?\s+(?:(?:by|von|de|di|par|por|van|av)\s+|d[’'])(?P<who>{NAMES}),?\s+(?:with|avec|mit|con|com|met|med)\s+{NAMES}(?P<length>{LENGTH})?[.…]?$",
        "Paper Moonrise by Yuki Mori with Ken Abe and Aya Ito",
        3,
    ),
    "by": Form(
        rf"{GREEDY_TITLE},?\s+(?:(?:by|von|de|di|par|por|van|door|af|av)\s+|d[’'])(?P<who>{NAMES}){OF_PLACE}{BEHIND}",
        "Paper Moonrise by Yuki Mori",
        3,
    ),
    "dashed": Form(rf"{TITLE}\s+[–—-]\s+(?P<who>{NAMES}){BEHIND}", "Paper Moonrise – Yuki Mori", 4),
    "parted": Form(
        rf"{TITLE}\s+[|/·•]\s+(?P<who>{NAMES}){BEHIND}", "Paper Moonrise | Yuki Mori", 4
    ),
    "bracketed": Form(
        rf"{TITLE}\s+[(\[](?P<who>{MAKERS})[)\]]{BEHIND}", "Paper Moonrise (Yuki Mori)", 4
    ),
    "comma": Form(rf"{TITLE},\s+(?P<who>{NAMES}){BEHIND}", "Paper Moonrise, Yuki Mori", 4),
}
"""How such lists look, from the clearest to the faintest."""
YEAR_BEHIND: Final = r"(?P<year>\s*[,.(–—-]+\s*(?:18|19|20)\d\d[)\]]?)?"
WORK: Final = TITLE.removeprefix(r"^(?:\d{1,3}[.)]\s+)?")
MAKERS_FIRST: Final = {
    "turned": Form(
        rf"^(?P<last>\p{{Lu}}[\p{{L}}’' -]{{1,30}}),\s+(?P<first>\p{{Lu}}[\p{{L}}.’ -]{{1,30}}?)\s*(?::|\.|\s[–—-])\s+{WORK}{YEAR_BEHIND}{BEHIND}",
        "Mori, Yuki: Paper Moonrise",
        3,
    ),
    "possessive": Form(
        rf"^(?P<who>{NAME}(?:{AND}{NAME})?)[’'](?i:s)?\s+{WORK}{YEAR_BEHIND}{BEHIND}",
        "Yuki Mori’s Paper Moonrise",
        3,
    ),
    "colon": Form(
        rf"^(?P<who>{NAMES}):\s+{WORK}{YEAR_BEHIND}{BEHIND}", "Yuki Mori: Paper Moonrise", 4
    ),
    "told": Form(
        rf"^(?P<who>{NAMES})(?:\s+[–—|/·•-]|,)\s+{WORK}{YEAR_BEHIND.removesuffix('?')}{BEHIND}",
        "Yuki Mori – Paper Moonrise (2011)",
        3,
    ),
    "selected": Form(
        rf"^(?P<who>{NAMES})\s+[–—]\s+{WORK}{BEHIND}", "Yuki Mori – Paper Moonrise", 4
    ),
}
"""The same, where who made the film stands before its title."""
OF_SELECTION: Final = r"(?i)\b(?:competition|selection|line-?up|nominees|films|compétition|sélection|longs?-métrages|wettbewerb|auswahl|filme|competición|selección|películas|concorso|selezione|competição|seleção|filmes|tävling|konkurranse|retrospectives?|retrospektiven?|rétrospectives?|retrospectiva|homage|hommage|homenaje|tribute)\b"
"""Heads of lists that tell who made which film; elsewhere a name and a dash lead up to a part or a post."""
OF_PERSONS: Final = r"(?i)\b(?:jury|jurado|júri|giuria|jurés?|team|staff|équipe|equipo|guests?|invités|gäste|speakers?|board)\b"
"""Heads of lists of persons, which a selection of films may have, too."""
IS_POST: Final = r"(?i)\b(?:directors?|film-?makers?|actors?|actress|producers?|programmers?|curators?|critics?|journalists?|editors?|coordinators?|managers?|officers?|press|president|chair\w*|head|assistants?|volunteers?|jury|regisseur\w*|leit\w+|direct(?:eur|rice|ora?)|presidente?|responsable)\b"
"""What somebody does beside a film."""
OF_FILMS: Final = r"(?i)\b(?:films?|filmes|movies?|kino|cin[eé]\w*|película\w*|filmfest\w*)\b"
FIRST_LINES: Final = 8
DATED: Final = r"^[\p{Lu}\d“\"‘„«¿¡][^()]{1,80}\s\((?:18|19|20)\d\d\)$"
FEWEST_PAIRS: Final = 4
LONGEST_OF_PAIR: Final = 60
ALL_FORMS: Final = {**MAKERS_FIRST, **FORMS}
FEWEST_MAKERS: Final = 0.5
"""Speakers of a conversation come again more often than directors do."""
MAY_BE_FORMED: Final = r"^[^|]{3,60}[’'](?i:s)?\s+[\p{Lu}\d“\"‘„«¿¡]|^\p{Lu}[^|]{3,60}:\s+[\p{Lu}\d“\"‘„«¿¡]|\s[–—|/·•-]\s+\p{Lu}|[(\[]\p{Lu}\p{Ll}|,\s+\p{Lu}|(?:\s|\()(?i:by|von|de|di|par|por|van|door|af|av|dir|directed|regie|regia|director)[\s.:]|,\sd[’']\p{Lu}"
"""A quick test before the patterns."""
SLOT_AHEAD: Final = (
    rf"^(?i:{WEEKDAY},?\s+)?\d{{1,2}}(?:er|\.)?\s+(?i:{MONTH})(?:\s\d{{4}})?(?i:,?\s+(?:à|alle|ore|um|at|om|a\s+las)?\s*\d{{1,2}}\s?(?:[:.h]\d{{0,2}}|uhr|[ap]m))?\s*[:–—|-]\s+"
    r"|^[–—]\s+|^\d{1,2}[:.h]\d{2}\s*(?i:[ap]m|uhr|h)?\s*[|·•–-]\s*(?:[^|]{2,24}\s\|\s+)?"
)
"""The day of a show, or its time and maybe its room, ahead of the film."""
REMARK_BEHIND: Final = r"\s+\((?:présen|en\s|in\s|im\s|followed|preceded|suivi|précédé|presentad|presenti|alla\spresenza|con\sla\spresencia)[^()]{3,60}\)$"
"""What happens beside the show, as `(in the presence of the director)`."""
KIND_BEHIND: Final = r",\s+(?i:documentaire|documental|documentary|documentario|dokumentarfilm|court[\s-]métrage|cortometraje)$"
"""What kind of film it is, between the title and who made it."""
LONGEST: Final = 120
FEWEST_OPENINGS: Final = 2
MOST_NAMED: Final = 0.5
"""So many of those who made films have a common given name, and so few of the titles begin with one."""
FEWEST_NAMED: Final = 0.4
MOST_REPEATED: Final = 0.45
"""A page may print its list twice; what comes again more often is no title."""
WIDEST: Final = 8
"""Lines from one film of a list to the next, on average, at most."""
WIDEST_BARE: Final = 3
WIDEST_DIRECTED: Final = 25
"""A line that says who directed what may stand above all data and the synopsis of the film."""
SENTENCE: Final = r"\p{Ll}{2}[.!?]\s+\p{Lu}"
IS_PART: Final = (
    r"^(?i:"
    + alternatives(
        label for label in reference_table("role_names", ("label",))["label"] if label.isascii()
    )
    + r")s?\s*:?$"
)
"""A line that names a part in a film and nothing else: its persons follow."""
AWARD: Final = r"(?i:^(?:best|beste[rs]?|mejor|meilleur|migliore?|melhor)\s|\b(?:award|prize|jury|preis|premio|prix|nominations?)\b)"
CATEGORY: Final = r"(?i:\bbest\s+(?:supporting\s+|original\s+|adapted\s+)?(?:act(?:or|ress)|director|picture|film|screenplay|cinematography|ensemble|editing|score)\b)"
"""A category beside a name tells of an award, and of no film by that name."""

FORMED: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "listed": pl.String(),
        "listed_who": pl.String(),
        "rank": pl.Int32(),
    }
)
"""Lines of such lists: the title, and the persons beside it as printed.

`rank` is below zero where they stand first, which no reader of data would tell from a title."""


def openings(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of prose that may begin with a title and its data: `line` is only that beginning.

    Args:
        lines: As from `lines_from`.
    """
    line = pl.col("line")
    return (
        lines.filter(pl.col("size") >= SHORTEST_OPENING)
        .with_columns(line=line.str.slice(0, 2 * LONGEST))
        .filter(line.str.contains(nearly(OPENING)))
        .with_columns(line=line.str.extract(OPENING, 1))
        .filter(line.is_not_null())
        .filter(pl.len().over("document_id") >= FEWEST_OPENINGS)
        .with_columns(size=line.str.len_chars().cast(pl.Int32))
    )


def formed_titles(lines: pl.DataFrame, selections: pl.DataFrame) -> pl.DataFrame:
    """The lines of lists of titles and directors, in the schema `FORMED`.

    Args:
        lines: As from `lines_from`, with `is_role` and `is_fact`.
        selections: As from `of_selections`.
    """
    line = pl.col("line")
    short = lines.filter(
        pl.col("size").is_between(8, LONGEST), ~pl.any_horizontal("is_role", "is_fact")
    ).filter(line.str.contains(MAY_BE_FORMED), ~line.str.contains(CATEGORY))
    short = short.with_columns(line=line.str.replace(SLOT_AHEAD, "").str.replace(REMARK_BEHIND, ""))
    fewest = min(form.fewest for form in ALL_FORMS.values())
    short = short.filter(pl.len().over("document_id") >= fewest)
    if short.is_empty():
        return pl.DataFrame(schema=FORMED)
    # A line tells it alone, and lists come again on the pages of a site.
    texts = short.select("line").unique(maintain_order=True)
    forms = pl.concat(
        [
            texts.with_columns(parts=groups_of(form.pattern, "line")).select(
                "line",
                listed=pl.col("parts")
                .struct.field("title")
                .str.replace(KIND_BEHIND, "")
                .str.strip_chars(' \t,.;:“”"„«»_*'),
                listed_who=_who(form.pattern),
                has_length=pl.col("parts").struct.field("length").is_not_null(),
                form=pl.lit(name),
                rank=pl.lit(rank),
                fewest=pl.lit(form.fewest),
            )
            for rank, (name, form) in enumerate(ALL_FORMS.items())
        ]
    ).filter(
        pl.col("listed_who").is_not_null(),
        pl.col("listed") != "",
        ~pl.col("listed").str.contains(IS_FURNITURE),
        ~pl.col("listed").str.contains(AWARD),
        ~pl.col("listed").str.contains(SENTENCE),
        ~pl.col("listed").str.contains(IS_PART),
    )
    read = (
        short.select("document_id", "line_no", "line", "size")
        .join(forms, on="line", maintain_order="left")
        .sort("rank", maintain_order=True)
    )
    by_form = ["document_id", "form"]
    read = read.filter(
        (pl.col("form") != "selected")
        | (
            pl.col("document_id").is_in(selections["document_id"].unique().implode())
            & ~pl.col("listed").str.contains(IS_POST)
        )
    ).filter(pl.len().over(by_form) >= pl.col("fewest"))
    if read.is_empty():
        return pl.DataFrame(schema=FORMED)
    told = _told(read["listed_who"])
    titles = pl.DataFrame(
        [
            (text, is_called_so(text))
            for text in read["listed"].unique().sort().to_list()
            if begins_with_title(text)
        ],
        schema={"listed": pl.String(), "is_given": pl.Boolean()},
        orient="row",
    )
    read = read.join(told, on="listed_who", maintain_order="left").join(
        titles, on="listed", maintain_order="left"
    )
    has_parts = lines.filter(pl.col("size") <= LONGEST, line.str.contains(IS_PART))[
        "document_id"
    ].unique()
    is_first = pl.col("form").is_in(list(MAKERS_FIRST))
    is_bare = (
        ~pl.col("form").is_in(["directed", "acted", "by", "turned", "told"])
        & ~pl.col("has_length").all()
    )
    gap = (pl.col("line_no").max() - pl.col("line_no").min()) / (pl.len() - 1)
    chosen = (
        read.group_by(*by_form)
        .agg(
            count=pl.len(),
            fewest=pl.col("fewest").first(),
            rank=pl.col("rank").first(),
            named=pl.col("is_named").mean(),
            called=pl.col("is_given").mean(),
            titles=pl.col("listed").n_unique(),
            makers=pl.col("listed_who").n_unique(),
            gap=gap,
            is_bare=is_bare.first(),
            has_length=pl.col("has_length").mean(),
        )
        .filter(
            pl.col("count") >= pl.col("fewest"),
            pl.col("titles") >= pl.max_horizontal("fewest", MOST_REPEATED * pl.col("count")),
            (pl.col("makers") >= FEWEST_MAKERS * pl.col("count")) | ~is_first,
            pl.col("named") >= FEWEST_NAMED,
            pl.col("called") <= MOST_NAMED,
            pl.col("gap")
            <= pl.when("is_bare")
            .then(WIDEST_BARE)
            .when(pl.col("form") == "directed")
            .then(WIDEST_DIRECTED)
            .otherwise(WIDEST),
            ~pl.col("is_bare") | ~pl.col("document_id").is_in(has_parts.implode()),
        )
        .sort("document_id", "count", "rank", descending=[False, True, False], maintain_order=True)
        .unique("document_id", keep="first", maintain_order=True)
    )
    return (
        read.join(chosen.select(by_form), on=by_form, how="semi", maintain_order="left")
        .unique(["document_id", "line_no"], keep="first", maintain_order=True)
        .sort("document_id", "line_no", maintain_order=True)
        .with_columns(rank=pl.when(is_first).then(-1).otherwise(1).cast(pl.Int32))
        .select(FORMED.names())
    )


def of_selections(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of documents whose first lines tell that they list a selection of films."""
    first = lines.filter(pl.col("line_no") < FIRST_LINES, pl.col("size") <= LONGEST)
    told = first.group_by("document_id").agg(
        pl.col("line").str.contains(words).any().alias(name)
        for name, words in (
            ("films", OF_FILMS),
            ("selection", OF_SELECTION),
            ("persons", OF_PERSONS),
        )
    )
    selections = told.filter("films", "selection", ~pl.col("persons"))
    return lines.join(selections, on="document_id", how="semi", maintain_order="left")


def paired_titles(selections: pl.DataFrame) -> pl.DataFrame:
    """The titles of lists whose paragraphs are a title and a name, in the schema `FORMED`.

    Args:
        selections: As from `of_selections`, with `is_title_like`, `is_role` and `is_fact`.
    """
    may_be = selections.with_columns(pair=pl.col("after_blank").cum_sum().over("document_id"))
    by_pair = ["document_id", "pair"]
    is_bare = (
        (pl.col("size") <= LONGEST_OF_PAIR)
        & pl.col("is_title_like")
        & (pl.col("heading") == 0)
        & ~pl.any_horizontal("is_role", "is_fact", "is_bullet")
        & ~holds(pl.col("line"), IS_POST)
    )
    pairs = (
        may_be.group_by(by_pair, maintain_order=True)
        .agg(pl.col("line", "line_no"), count=pl.len(), is_bare=is_bare.all())
        .filter(pl.col("count") == 2, "is_bare")
        .filter(pl.len().over("document_id") >= FEWEST_PAIRS)
    )
    if pairs.is_empty():
        return pl.DataFrame(schema=FORMED)
    sides = [
        pairs.select(
            "document_id",
            line_no=pl.col("line_no").list.get(title),
            listed=pl.col("line").list.get(title),
            listed_who=pl.col("line").list.get(1 - title),
            rank=pl.lit(1 if title == 0 else -1, pl.Int32),
        )
        for title in (0, 1)
    ]
    told = _told(pl.concat(sides)["listed_who"])
    is_named = pl.col("is_named").fill_null(value=False)
    return (
        pl.concat(sides)
        .join(told, on="listed_who", how="left", maintain_order="left")
        .with_columns(
            named=is_named.mean().over("document_id", "rank"),
            count=pl.col("is_named").count().over("document_id", "rank"),
        )
        .filter(
            pl.col("named") > MOST_NAMED,
            pl.col("named") == pl.col("named").max().over("document_id"),
            pl.col("count") >= FEWEST_PAIRS,
            pl.col("is_named").is_not_null(),
        )
        .unique(["document_id", "line_no"], keep="first", maintain_order=True)
        .select(FORMED.names())
    )


SHORTEST_SYNOPSIS: Final = 80
FEWEST_MADE: Final = 3


def titles_above_makers(selections: pl.DataFrame) -> pl.DataFrame:
    """The titles of programmes that print each above a bare name and a synopsis, in the schema `FORMED`.

    Indexes of reviews print headlines above their critics in the same way; those come again.

    Args:
        selections: As from `of_selections`, with `is_title_like`, `is_role` and `is_fact`.
    """
    is_bare = (
        (pl.col("size") <= LONGEST_OF_PAIR)
        & pl.col("is_title_like")
        & ~pl.any_horizontal("is_role", "is_fact", "is_bullet")
    )
    may_be = selections.with_columns(
        listed_who=beside(pl.col("line"), -1),
        is_above=is_bare & beside(is_bare, -1) & (beside(pl.col("size"), -2) >= SHORTEST_SYNOPSIS),
    ).filter("is_above")
    told = _told(may_be["listed_who"].drop_nulls())
    return (
        may_be.join(told, on="listed_who", how="inner", maintain_order="left")
        .filter(
            pl.len().over("document_id") >= FEWEST_MADE,
            pl.col("listed_who").n_unique().over("document_id")
            == pl.col("line").n_unique().over("document_id"),
            pl.col("is_named").mean().over("document_id") >= MOST_NAMED,
        )
        .select("document_id", "line_no", "listed_who", listed="line", rank=pl.lit(1, pl.Int32))
        .select(FORMED.names())
    )


def dated_titles(selections: pl.DataFrame) -> pl.DataFrame:
    """The lines of selections that hold a title and its year and nothing else, in the schema `FORMED`.

    Who made those films mostly stands above all of them.

    Args:
        selections: As from `of_selections`.
    """
    return (
        selections.filter(
            pl.col("size") <= LONGEST, pl.col("heading") == 0, pl.col("line").str.contains(DATED)
        )
        .filter(pl.len().over("document_id") >= FEWEST_PAIRS)
        .select(
            "document_id",
            "line_no",
            listed="line",
            listed_who=pl.lit(None, pl.String),
            rank=pl.lit(1, pl.Int32),
        )
    )


def _who(pattern: str) -> pl.Expr:
    """The persons of a line; a surname that stands first is put behind, and not in capitals."""
    part = pl.col("parts").struct.field
    if "(?P<last>" not in pattern:
        return part("who")
    last = part("last")
    is_loud = last == last.str.to_uppercase()
    surname = pl.when(is_loud).then(last.str.to_titlecase()).otherwise(last)
    return pl.concat_str(part("first"), pl.lit(" "), surname)


def _told(texts: pl.Series) -> pl.DataFrame:
    """Those of the texts that name persons: `listed_who`, `is_named` (one has a common given name)."""
    rows = [
        (text, any(is_called_so(person.text) for person in persons))
        for text in texts.unique().sort().to_list()
        if (persons := people_in_prose(text))
    ]
    return pl.DataFrame(
        rows, schema={"listed_who": pl.String(), "is_named": pl.Boolean()}, orient="row"
    )
