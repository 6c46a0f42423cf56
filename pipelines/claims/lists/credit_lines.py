"""Find the lines that state the data of a film, and the blocks they stand in.

What belongs here is telling such lines from prose: who made a film, where, when, how long it is.
What exactly they state is the matter of the rules; these lines only show where a film is listed.
"""

import re
from collections.abc import Iterator
from typing import Final

import polars as pl
from polars import selectors as cs

from pipelines.claims.lists.cards import card_titles
from pipelines.claims.lists.data_lines import (
    begins_with_title,
    data_lines,
    listed_titles,
    lists_of_films,
)
from pipelines.claims.lists.list_forms import (
    dated_titles,
    formed_titles,
    of_selections,
    openings,
    paired_titles,
    titles_above_makers,
)
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import AND, BELOW_HEAD, EDGE, KIND_OF_FILM_BY, NAME, by_and_with
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import groups_of, holds, only_where, sifted
from pipelines.claims.text.lines import beside, words_of
from pipelines.claims.text.titles import IS_CLOCK, IS_FURNITURE, MONTH, is_show, looks_like_title
from pipelines.claims.topics.facts.certificates import PRINTED_CERTIFICATES
from pipelines.claims.topics.facts.origins import COUNTRIES
from pipelines.claims.topics.facts.phrases import MINUTES
from pipelines.claims.values.places import countries

ROLE_LABELS: Final = reference_table("role_names", ("label",))["label"].unique().sort().to_list()
FACT_LABELS: Final = reference_table("fact_labels", ("label",))["label"].to_list()


ROLE: Final = rf"(?i:{alternatives(ROLE_LABELS)})"
FACT: Final = rf"(?i:{alternatives(FACT_LABELS)})"
PERSON: Final = rf"(?:{NAME}|\p{{Lu}}[\p{{L}}.’'-]+)(?:\s*\([^()]*\))?"
IS_ROLE: Final = rf"^(?:{ROLE}(?:\(s\))?\s*[:：]\s*[^\s\p{{Ll}}][^#]*$|{ROLE}\s+{PERSON}(?:{AND}{PERSON})*\s*(?:\.?$|[;.|]\s*{ROLE}\b))"
HAS_ROLE: Final = rf"[.·|,/]\s*{ROLE}\s*:?\s+\p{{Lu}}|[\p{{L}}\d]\s{ROLE}:\s+\p{{Lu}}"
IS_FACT: Final = rf"^{FACT}(?:\s?/\s?{FACT})?\s*[:：]\s*\S"
IS_BARE_ROLE: Final = rf"^{ROLE}\s*[:：]?$"
IS_BARE_FACT: Final = rf"^{FACT}\s*[:：]?$"
IS_LABELLED: Final = r"^[\p{Lu}\d][\p{L} &/’'-]{2,40}[:：]\s+\S"
"""Any label and its value; not every one is known."""
IS_BY: Final = rf"^(?:(?:by|von|di|par|[Dd]e|door)\s+|[Dd][’']){NAME}$"
KIND_BY: Final = rf"^{KIND_OF_FILM_BY}{NAME}(?:{AND}{NAME})*$"
"""What kind of film it is, whence, and who made it, as `Drame britannique de Ada Brown`."""
IS_BY_WITH: Final = by_and_with()
"""Who made a film and who is in it, as festivals print them below its title."""
HAS_RUNTIME: Final = rf"(?:^|[\s.,(|/•·x×-]){MINUTES}(?:\s*\(|\s*[.,)|/•·]|\s*$|\s+(?i:total|approx))|^\(?\d{{2,3}}\s?['′’]\)?$|\b\d\s?h\s?\d{{1,2}}\s?(?:m(?:in)?\b|$)|(?:^|[–—|·,/-]\s)[0-4]\s?h\s?\d{{2}}\s[–—|·/-]\s"
IS_TOTAL: Final = r"(?i:total\s+running|session|workshop|before|interval|lesezeit|min(?:ute)?s?\.?\s+read|de\s+lecture|de\s+lectura|di\s+lettura|de\s+leitura|leestijd|l[äe]setid)"
ORIGIN: Final = rf"^\(?(?:{NAME},\s+)?({COUNTRIES})[\s,./(|•·]*(?:19|20)\d{{2}}\b"
YEAR_AND_ROLE: Final = rf"\b(?:19|20)\d\d[\s,.|–-]+{ROLE}\s*:"
"""Country, year and who made it, below a title and its length."""
IS_MONTH: Final = rf"^(?i:{MONTH}|season|summer|winter|spring|autumn)\b"
IS_SEPARATED: Final = r"\b(?:19|20)\d{2}\s?[,|/·•.)–-]|[,|/·•(–-]\s?(?:19|20)\d{2}\b"
"""A year as one item of a row."""
IS_YEAR: Final = r"^\(?(?:19|20)\d{2}\)?$"

BY_AND_DATA: Final = rf"^(?:(?i:by|von|de|di|par|por|van|door|av|af|dir\.|regie:?|réal\.|reż\.|rež\.)\s+|[Dd][’']){NAME}\s*\("
"""Who made a film, and its data in brackets: the title stands above."""
LISTED_IN_BRACKETS: Final = (
    r"^(?:\d{1,2}[:.]\d{2}\s*(?:[ap]m|Uhr|h)?\s*[-–:|]?\s*)?(?:\d{1,3}[.)]\s+)?"
    r"([^()]{1,100}?)\s*\((?:[^()]*[,;/·]\s*)?(?:(?i:dir\b|directed\s|regie)[^()]*"
    r"|\d{1,3}\s?(?:(?i:min)\w*|['′’])[^()]*|(?:18|19|20)\d{2}(?:[,;/·][^()]*)?|\d{1,2}(?:[.,]\d{1,2})?\s?/\s?(?:4|5|10))\)"
)
"""A title and its data on one line: such a line lists a film by itself."""
IS_CERTIFIED: Final = r"^(?i:cert|rated|fsk|pg)\b"
TITLE_AND_LENGTH: Final = r"^(?:[\p{Lu}\d][^:|/]{1,80}?\s+[(–-]?|\p{Lu}[^:|/]{1,80}?\s[|•·])\s*\d{2,3}\s?(?:min\w*|m|['′’])\.?\)?$"
"""A title and its length; a member of the crew stands below it."""
IS_DIRECTOR: Final = r"(?i:^dir(?:\.|:|ectors?(?:\(s\))?\s*(?:[:：]|$|\|)|ecci|ig|ected)|^r:|^r[ée][aig]|^by\s|\bdirectors?\s+(?-i:\p{Lu}))"
"""The label of the director; a director of photography is none."""

WITH_ONE: Final = rf"^with\s+{NAME}$"
CERTIFIED_TITLE: Final = r"^[\p{Lu}\d][^()]{1,80}\s\((?:U|PG(?:-13)?|12A?|15A?|18|R)\)$"
"""Title and certificate alone on a line."""
LINES_OF_HEAD: Final = 5
LINES_TO_LABEL: Final = 3
"""So far below a title its director is told, beneath a row of data or two."""

POINTS: Final = {
    "role": 2,
    "data": 2,
    "origin": 1,
    "runtime": 1,
    "fact": 1,
    "bare_role": 1,
    "bare_fact": 1,
    "by": 1,
}
"""What each kind of line tells of a film being listed; a block needs `STRONG` points."""
STRONG: Final = 2
ONCE_A_FILM: Final = ("director", "data", "origin", "runtime")
"""What is stated once per film: where it comes again, another film is listed."""
WIDEST_GAP: Final = 3
"""Lines of other kinds that may stand inside a block."""
LONGEST: Final = 240
LONGEST_WORD: Final = 20
MOST_MENU_WORDS: Final = 3
"""A text with more of them has menus."""
YEAR_AHEAD: Final = r"^(?P<year>(?:18|19|20)\d\d)[\s.:,–|-]+(?P<title>\S.*)$"
FEWEST_DATED: Final = 3
PROSE: Final = 200
SYNOPSIS: Final = 30


def with_looks(lines: pl.DataFrame) -> pl.DataFrame:
    """Add what several steps ask of a line, tested once.

    Args:
        lines: As from `lines_from`.

    Returns:
        The lines with `is_title_like`, `is_role`, `is_fact`, `is_bare_role` (all false for lines
        longer than `LONGEST`), `is_show`, `listed` (the title of a line that lists a film),
        `listed_who` (its persons, where the form of the list alone tells that they made it),
        `listed_year` (its year, where the cards of a page have it in one place) and `listed_by` (what the line was read by: its data, the form of the list, cards).
    """
    line = pl.col("line")
    # What a line looks like its text alone tells, and menus and credits come again and again.
    texts = lines.unique("raw", keep="any").lazy()
    looks = texts.filter(pl.col("size") <= LONGEST).select(
        "raw",
        is_title_like=looks_like_title(),
        is_role=line.str.contains(IS_ROLE),
        is_fact=line.str.contains(IS_FACT),
        is_bare_role=line.str.contains(IS_BARE_ROLE),
    )
    # Without its word boundaries the pattern is many times as fast, and misses nothing.
    may_show = line.str.contains(IS_CLOCK.replace(r"\b", ""))
    shows = texts.with_columns(may_show=may_show).filter("may_show")
    seen = pl.collect_all([looks, shows.select("raw", is_show=is_show(line))])
    for frame in seen:
        lines = lines.join(frame, on="raw", how="left", maintain_order="left")
    looked = lines.with_columns(cs.boolean().fill_null(value=False)).with_columns(
        is_role=pl.col("is_role") & ~is_host()
    )
    return looked.pipe(_with_words_of_menus).pipe(_with_lists)


def is_host() -> pl.Expr:
    """True for lines that tell who writes a column: `with Ada Brown` above a title, not below one."""
    is_with = (BELOW_HEAD < LINES_OF_HEAD) & pl.col("line").str.contains(WITH_ONE)
    return is_with & beside(pl.col("line"), -1).str.contains(CERTIFIED_TITLE).fill_null(value=False)


def _with_words_of_menus(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines, where a word of menus above the credits of a text without menus is a title.

    Films are called `Close` or `Home`, too.
    """
    place = ["document_id", "line_no"]
    below = lines.filter("is_role", ~pl.col("after_blank")).select(
        "document_id", line_no=pl.col("line_no") - 1
    )
    above = lines.filter("after_blank", pl.col("heading") == 0, pl.col("size") <= LONGEST_WORD)
    above = above.join(below, on=place, how="semi", maintain_order="left").select(place)
    words = sifted(
        lines.join(above, on="document_id", how="semi", maintain_order="left"),
        pl.col("size") <= LONGEST_WORD,
        pl.col("line").str.contains(IS_FURNITURE),
    ).filter(pl.len().over("document_id") <= MOST_MENU_WORDS)
    if words.is_empty():
        return lines
    titles = words.join(above, on=place, how="semi", maintain_order="left").select(
        *place, is_word=pl.lit(value=True)
    )
    return lines.join(titles, on=place, how="left", maintain_order="left").select(
        pl.col("is_title_like") | pl.col("is_word").is_not_null()
        if name == "is_title_like"
        else name
        for name in lines.columns
    )


def _with_lists(lines: pl.DataFrame) -> pl.DataFrame:
    """Add `listed`, `listed_who`, `listed_year` and `listed_by`, as several readers find lists of films.

    Of a document the reader is believed that reads most of its lines; what another reads besides
    stands, too, if both read line by line.
    """
    line = ["document_id", "line_no"]
    either = pl.concat([lines, openings(lines)])
    selections = of_selections(lines)
    told = pl.concat(
        [
            listed_titles(either).with_columns(
                listed_who=pl.lit(None, pl.String),
                rank=pl.lit(0, pl.Int32),
                listed_by=pl.lit("data"),
            ),
            pl.concat(
                [
                    formed_titles(either, selections),
                    paired_titles(selections),
                    titles_above_makers(selections),
                    dated_titles(selections),
                ]
            ).with_columns(listed_by=pl.lit("form")),
            card_titles(lines).with_columns(rank=pl.lit(2, pl.Int32), listed_by=pl.lit("card")),
        ],
        how="diagonal",
    ).with_columns(count=pl.len().over("document_id", "listed_by"))
    by_card = pl.col("listed_by") == "card"
    most = pl.col("count").filter(~by_card).max().over("document_id").fill_null(0)
    are_cards = (by_card & (pl.col("count") > most)).any().over("document_id")
    chosen = (
        told.filter(by_card == are_cards)
        .sort(*line, "count", "rank", descending=[False, False, True, False], maintain_order=True)
        .unique(line, keep="first", maintain_order=True)
    )
    chosen = _without_years_ahead(chosen)
    columns = [*line, "listed", "listed_who", "listed_year", "listed_by"]
    return lines.join(chosen.select(columns), on=line, how="left", maintain_order="left")


def _without_years_ahead(listed: pl.DataFrame) -> pl.DataFrame:
    """The titles of lists, without the year that stands ahead of each of a document."""
    parts = groups_of(YEAR_AHEAD, "listed").struct
    year = parts.field("year")
    all_have = year.is_not_null().all().over("document_id") & (
        pl.len().over("document_id") >= FEWEST_DATED
    )
    return listed.with_columns(
        listed=pl.when(all_have).then(parts.field("title")).otherwise("listed"),
        listed_year=pl.when(all_have).then(year).otherwise("listed_year"),
    )


def credit_lines(lines: pl.DataFrame, stacked: pl.DataFrame) -> pl.DataFrame:
    """The lines that state data of a film, with a column per kind.

    Args:
        lines: As from `with_looks`.
        stacked: Items of data among them, as from `stacked_items`.
    """
    key = ["document_id", "line_no"]
    names = stacked.filter("is_name").select(*key, is_name=pl.lit(value=True))
    below = only_where(pl.col("is_timed").fill_null(value=False), beside(pl.col("line"), -1))
    is_above_role = (beside(pl.col("is_role"), -1) | below.str.contains(YEAR_AND_ROLE)).fill_null(
        value=False
    )
    is_title = pl.col("is_timed") & is_above_role & ~pl.col("is_role")
    return (
        lines.join(_stated(lines), on="raw", how="left", maintain_order="left")
        .join(names, on=key, how="left", maintain_order="left")
        .with_columns(pl.col(*POINTS, "is_timed", "is_name").fill_null(value=False))
        .with_columns(is_title=is_title, by=pl.col("by") | (pl.col("is_name") & ~_is_directed()))
        .filter(pl.any_horizontal(*POINTS), ~pl.col("is_title"))
        .join(lists_of_films(lines), on=key, how="anti", maintain_order="left")
        .drop("is_title", "is_timed", "is_name")
    )


def _is_directed() -> pl.Expr:
    """Whether a line below, among the next ones, has the label of the director: a name above is a title."""
    is_director = pl.col("is_role") & pl.col("line").str.contains(IS_DIRECTOR)
    return pl.any_horizontal(
        beside(is_director, -step).fill_null(value=False) for step in range(1, LINES_TO_LABEL + 1)
    )


def _stated(lines: pl.DataFrame) -> pl.DataFrame:
    """What the texts of lines state: `raw`, a column per kind, and `is_timed`.

    A title with its length behind it is timed; above a role it is no line of data.
    """
    line = pl.col("line")
    short = pl.col("size") <= 160
    has_runtime = holds(only_where(short & line.str.contains(r"\d"), line), HAS_RUNTIME, EDGE)
    with_runtime = only_where(has_runtime, line)
    tested = (
        lines.filter(pl.col("size") <= LONGEST)
        .unique("raw", keep="any")
        .lazy()
        .filter(~line.str.contains(LISTED_IN_BRACKETS) | line.str.contains(BY_AND_DATA))
        .select(
            "raw",
            "line",
            is_timed=line.str.contains(TITLE_AND_LENGTH) & ~line.str.contains(IS_CERTIFIED),
            role="is_role",
            fact="is_fact",
            bare_role=pl.col("is_bare_role") & ~pl.col("is_bullet"),
            bare_fact=line.str.contains(IS_BARE_FACT) & ~pl.col("is_bullet"),
            by=line.str.contains(IS_BY)
            | line.str.contains(KIND_BY)
            | line.str.contains(BY_AND_DATA),
            data=line.is_in(data_lines(lines).implode()) | line.str.contains(IS_BY_WITH),
            runtime=has_runtime & ~with_runtime.str.contains(IS_TOTAL),
            place=only_where(short & line.str.contains(r"(?:19|20)\d{2}"), line).str.extract(
                ORIGIN, 1
            ),
            is_year=line.str.contains(IS_YEAR)
            | (
                with_runtime.str.contains(r"\d.*\b(?:19|20)\d{2}\b|\b(?:19|20)\d{2}\b.*\d")
                & with_runtime.str.contains(IS_SEPARATED)
            ),
        )
        .collect()
    )
    timed = tested.filter("is_timed")["line"].unique().sort().to_list()
    titles = pl.Series([text for text in timed if begins_with_title(text)], dtype=pl.String())
    places = tested["place"].drop_nulls().unique().sort()
    known = [text for text in places.to_list() if not re.match(IS_MONTH, text) and countries(text)]
    return (
        tested.with_columns(
            is_timed=pl.col("is_timed") & line.is_in(titles.implode()),
            origin=pl.col("place").is_in(known).fill_null(value=False) | pl.col("is_year"),
        )
        .with_columns(
            role=pl.col("role")
            | line.str.contains(KIND_BY)
            | ((pl.col("origin") | pl.col("runtime")) & line.str.contains(HAS_ROLE))
        )
        .filter(pl.any_horizontal(*POINTS))
        .select("raw", "is_timed", *POINTS)
    )


ITEM: Final = re.compile(
    r"(?:(?<![A-Z])(?<!\b[DdJMS]r)(?<!\b[DdCc]ir)(?<!\bMrs)(?<!\b[Cc]ert)\.|\s(?:[|·•/]|//)|;)\s+"
)
"""What stands between the items of a line of data; the point of an abbreviation does not."""
LONGEST_ITEM: Final = 120
FEWEST_ITEMS: Final = 3
CERTIFICATE_ALONE: Final = rf"^{PRINTED_CERTIFICATES}$"
ENDS_WITH_YEAR: Final = r"^(?:\p{Lu}[^.:;?!\d]{2,60}\s)?((?:19|20)\d{2})$"


def items_of_data(found: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of the items of a line of data, as `Italy 1960. Director A. Rossi. 90min. PG`.

    What could be anything on a line of its own is said in full: a year, a certificate.

    Args:
        found: The lines of data, as from `credit_lines`.
        lines: As from `lines_from`; only for its columns.
    """
    of_data = found.filter(pl.col("runtime") | pl.col("origin"))
    cut = of_data["raw"].unique().sort()
    pieces = [
        (raw, *piece)
        for raw in cut.to_list()
        if len(items := list(_items(raw))) >= FEWEST_ITEMS
        for piece in items
    ]
    schema = {"raw": pl.String(), "piece": pl.String(), "offset": pl.Int32()}
    line = words_of(pl.col("raw"))
    return (
        of_data.join(
            pl.DataFrame(pieces, schema=schema, orient="row"), on="raw", maintain_order="left"
        )
        .with_columns(raw=pl.col("piece"), start=pl.col("start") + pl.col("offset"))
        .with_columns(
            line=pl.when(line.str.contains(CERTIFICATE_ALONE))
            .then(pl.concat_str(pl.lit("Certificate "), line))
            .when(line.str.contains(ENDS_WITH_YEAR))
            .then(pl.concat_str(pl.lit("Year: "), line.str.extract(ENDS_WITH_YEAR, 1)))
            .otherwise(line)
        )
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
        .filter(pl.col("size") <= LONGEST_ITEM)
        .select(pl.col(name).cast(dtype) for name, dtype in lines.schema.items())
    )


def _items(raw: str) -> Iterator[tuple[str, int]]:
    """The items of a line, each with where it begins."""
    begin = 0
    for gap in [*ITEM.finditer(raw), None]:
        item = raw[begin : gap.start() if gap else len(raw)]
        if bare := item.strip().rstrip("."):
            yield bare, begin + len(item) - len(item.lstrip())
        begin = gap.end() if gap else begin


def _before(name: str) -> pl.Expr:
    """A flag of the line before."""
    return beside(pl.col(name), 1).fill_null(value=False)


def credit_blocks(lines: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The blocks of such lines that list a film: `document_id`, `first_line`, `last_line`.

    A block ends at a heading, at prose, or where a title stands between two lines of data.

    Args:
        lines: As from `with_looks`.
        found: The lines of data among them, as from `credit_lines`.
    """
    if found.is_empty():
        return pl.DataFrame(
            schema={"document_id": pl.String(), "first_line": pl.Int32(), "last_line": pl.Int32()}
        )
    kinds = found.select("document_id", "line_no", *POINTS)
    is_director = pl.any_horizontal("role", "by", "bare_role") & (
        pl.col("line").str.contains(IS_DIRECTOR) | pl.col("line").str.contains(KIND_BY)
    )
    # What stands above the first line of data of a document, or below its last, ends no block.
    ends = found.group_by("document_id").agg(
        first=pl.col("line_no").min(), last=pl.col("line_no").max()
    )
    marked = (
        lines.lazy()
        .join(ends.lazy(), on="document_id", how="inner", maintain_order="left")
        .filter(pl.col("line_no").is_between("first", "last"))
        .join(
            kinds.lazy().with_columns(is_credit=pl.lit(value=True)),
            on=["document_id", "line_no"],
            how="left",
            maintain_order="left",
        )
        .sort("document_id", "line_no", maintain_order=True)
        .with_columns(pl.col("is_credit", *POINTS).fill_null(value=False))
        .with_columns(
            is_next=beside(pl.col("is_credit"), -1).fill_null(value=False),
            is_labelled=pl.col("line").str.contains(IS_LABELLED),
            is_above_data=beside(pl.col("data"), -1).fill_null(value=False),
            is_after_label=beside(pl.col("bare_role") | pl.col("bare_fact"), 1).fill_null(
                value=False
            ),
        )
        .with_columns(
            # A title, a synopsis of a line or two, and the data of the next film.
            is_above_synopsis=pl.col("is_title_like")
            & ~pl.col("is_labelled")
            & pl.col("after_blank")
            & (pl.col("size_after") >= SYNOPSIS)
            & (_before("is_credit") | _before("is_labelled"))
            & beside(pl.col("is_credit"), -2).fill_null(value=False)
        )
        .with_columns(
            is_break=~pl.col("is_credit")
            & (
                (pl.col("heading") > 0)
                | pl.col("raw").str.contains(r"^\W{0,6}\+\s")
                | (pl.col("size") >= PROSE)
                | (pl.col("is_above_data") & ~pl.col("is_after_label"))
                | "is_above_synopsis"
                | (
                    pl.col("is_next")
                    & ~pl.col("is_after_label")
                    & ~pl.col("is_bullet")
                    & pl.col("is_title_like")
                    & ~(
                        pl.col("is_labelled")
                        & ~pl.col("after_blank")
                        & (_before("is_credit") | _before("is_labelled"))
                    )
                )
            )
        )
        .with_columns(breaks=pl.col("is_break").cum_sum().over("document_id"))
        .filter("is_credit")
    )
    starts = (
        (pl.col("breaks") != beside(pl.col("breaks"), 1))
        | (pl.col("line_no") - beside(pl.col("line_no"), 1) > WIDEST_GAP + 1)
    ).fill_null(value=True)
    points = pl.sum_horizontal(
        pl.col(kind).any().cast(pl.Int32) * points for kind, points in POINTS.items()
    )
    blocks = (
        marked.with_columns(director=is_director, block=starts.cum_sum().over("document_id"))
        .group_by("document_id", "block")
        .agg(
            *(pl.col(kind).any() for kind in ONCE_A_FILM),
            first_line=pl.col("line_no").min(),
            last_line=pl.col("line_no").max(),
            points=points,
        )
        .filter(pl.col("points") >= STRONG)
        .sort("document_id", "first_line", maintain_order=True)
    )
    comes_again = pl.any_horizontal(
        pl.col(kind) & pl.col(kind).cum_max().shift(1).over("document_id") for kind in ONCE_A_FILM
    )
    is_first = pl.int_range(pl.len()).over("document_id") == 0
    return (
        blocks.filter(is_first | comes_again.fill_null(value=False))
        .select("document_id", "first_line", "last_line")
        .collect()
    )
