"""Decide which films a document is about, and which of its lines speak of which.

What belongs here is the order of the decision: is there a film at all (`likeness`), is it listed
with credits (`credit_lines`), are there sections (`sections`), and else which title weighs most
(`candidates`). Records are read in `film_records`.
"""

from typing import Final

import polars as pl

from pipelines.claims.engine import QUOTE_CHARACTERS
from pipelines.claims.films.alike import lists_films
from pipelines.claims.films.candidates import (
    EVIDENCE,
    FEWEST_PAIRS,
    HEADLINE,
    MOSTLY,
    STRONG_ENOUGH,
    field_candidates,
    line_candidates,
    link_candidates,
    phrase_candidates,
    quoted_candidates,
    spoken_candidates,
    weigh,
)
from pipelines.claims.films.likeness import FILM_RECORDS, about_films
from pipelines.claims.films.sections import (
    IS_BRACKETED,
    IS_RATED,
    SAYS_SEVERAL,
    headed_sections,
)
from pipelines.claims.films.told_films import FEWEST_UNTOLD, told_films
from pipelines.claims.lists.award_lists import awarded_films
from pipelines.claims.lists.makers_above import IS_DIRECTOR, with_makers_above
from pipelines.claims.reference import reference_table
from pipelines.claims.rules import BELOW_HEAD, EDGE, NAME
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import groups_of, holds, only_where, sifted
from pipelines.claims.text.lines import beside
from pipelines.claims.text.offsets import characters_before
from pipelines.claims.text.titles import FESTIVAL_REPORT, apart, folded, read_titles
from pipelines.claims.topics.contexts import HOUSE, SHORT_DAY
from pipelines.claims.topics.publishing import DAY
from pipelines.claims.topics.screenings import CLOCK, ROOM
from pipelines.claims.topics.screenings import WEEKDAY as SHOW_WEEKDAY

__all__ = ["FILMS", "FILM_RECORDS", "films_in_text"]

LAST: Final = 1_000_000_000
"""A line number beyond every document."""
STRONG_ON_A_PAGE: Final = 0.8
"""The least weight where a page is full of menus, of which any line looks like a title."""
MENU_LINE: Final = 40
"""Characters of a line of a menu at most."""
MENU_LINES: Final = 40
"""So many short lines have only pages with menus."""
PARAGRAPHS_OF_ARTICLE: Final = 3
LONG_PARAGRAPH: Final = 250
"""Characters of a line of prose that is no teaser of another text."""
FURTHER_READING: Final = (
    rf"^(?i:{alternatives(reference_table('further_reading', ('words',))['words'])})"
    r"(?:\W*$|:?\s+\p{Lu})"
)
"""The line above what a page offers besides, maybe with the name of the section behind it."""
WEIGHTIEST: Final = 10
"""So many titles of a document are looked for in its text."""
AWARDED_RULE: Final = "title.awarded"
OF_A_FILM: Final = ("imdb_id", "director", "runtime_minutes", "year", "cast")
"""Fields that tell that the title beside them is that of a film."""
SINGLE: Final = ("imdb_id", "director", "rating", "runtime_minutes")
"""Fields that a document about one film has."""
UNSAID_BUT: Final = (
    "field",
    "above_credits",
    "above_foreign",
    "above_loud",
    "page_title",
    "heading",
    "labelled",
    "reviewed",
    "quoted",
)
OF_PAGE_HEADS: Final = ("first_line", "opening", "page_title", "page_title_rest")
"""Evidence of places that hold the title of a programme, and not those of its films."""
WORDY: Final = 7
"""Blanks in a headline that is no title."""
LINKED: Final = ("linked", "own_id", "only_link")
MARKED: Final = (*LINKED, "quoted_again")
"""Evidence that the text itself marks a title as one."""

AHEAD: Final = (
    r"^\(?\d{1,3}\s?(?:['′’]|[Mm]in\w*\.?)\)?$",
    rf"^\d{{1,2}}(?:[:.h]\d{{2}}|\s?(?i:[ap]m))\s?(?i:[ap]\.?\s?m\.?|uhr|uur|hrs?|h)?\.?{ROOM}$",
    rf"^\W*(?:{SHOW_WEEKDAY}[.,]*\s+)?(?:{DAY}|{SHORT_DAY}).{{0,20}}{CLOCK}",
    IS_DIRECTOR,
)
"""What a list may print above the title of each film, alone on a line: its length, its clock, its show, its director."""
HEADING_OF_LIST: Final = 80
"""Characters of a heading that says that films are listed."""
MORE_SHOWN: Final = r"^(?i:weitere\s+(?:kino|film)starts|auch\s+neu\s+im\s+kino|also\s+(?:opening|out|released|playing|new)\s+(?:this|in|today)|other\s+(?:new\s+)?(?:releases|openings)|[ée]galement\s+(?:en|dans\s+les)\s+salles|autres\s+sorties|tambi[ée]n\s+(?:se\s+estrenan?|en\s+cartelera)|otros\s+estrenos|(?:le\s+)?altre\s+uscite|outras\s+estreias|övriga\s+premiärer|andre\s+premierer)"
"""The head of the other films of a column."""
FURTHEST_AHEAD: Final = 4
"""So many lines above a title that stands at most."""

FILMS: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "film_no": pl.Int32(),
        "value": pl.String(),
        "value_normalised": pl.String(),
        "detail": pl.String(),
        "first_line": pl.Int32(),
        "last_line": pl.Int32(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
        "quote": pl.String(),
        "rule": pl.String(),
        "confidence": pl.Float64(),
    }
)
"""The films of documents: title, the lines that speak of it, and where the title stands."""


def films_in_text(
    documents: pl.DataFrame,
    lines: pl.DataFrame,
    *,
    fields: pl.DataFrame,
    field_claims: pl.DataFrame,
    persons: pl.DataFrame,
    blocks: pl.DataFrame,
    links: pl.DataFrame,
    paragraphs: pl.DataFrame,
) -> pl.DataFrame:
    """The films that texts are about, in the schema `FILMS`: none, one, or one per section.

    Args:
        documents: `document_id`, `text`, and what the source tells, or NULL: `document_kind`,
            `publication`.
        lines: As from `with_looks`.
        fields: Their rows of `raw.fields`.
        field_claims: What the fields say; front matter titles and links are candidates.
        persons: `document_id`, `name` of those who have a part in them; no names of films.
        blocks: As from `credit_blocks`.
        links: As from `imdb_links`.
        paragraphs: The lines as from `join_wrapped`.
    """
    told = told_films(lines)
    about = about_films(
        documents, fields, field_claims, blocks=blocks, links=links, lines=lines, told=told
    )
    documents = documents.join(about, on="document_id", how="semi", maintain_order="left")
    lines, blocks, links, field_claims = (
        frame.join(about, on="document_id", how="semi", maintain_order="left")
        for frame in (lines, blocks, links, field_claims)
    )
    kinds = _kinds(documents, lines, field_claims, blocks)
    listed = _listed_films(lines, blocks, kinds)
    rest = documents.join(listed, on="document_id", how="anti", maintain_order="left")
    awarded = _awarded_films(
        lines.join(rest, on="document_id", how="semi", maintain_order="left"), kinds
    )
    rest = rest.join(awarded, on="document_id", how="anti", maintain_order="left")
    headed = _headed_films(
        lines.join(rest, on="document_id", how="semi", maintain_order="left"), links, kinds
    )
    rest = rest.join(headed, on="document_id", how="anti", maintain_order="left")
    brought_in = _brought_in(
        told.join(rest, on="document_id", how="semi", maintain_order="left"), lines, kinds
    )
    singles = rest.join(brought_in, on="document_id", how="anti", maintain_order="left")
    single = _single_films(
        singles,
        lines,
        field_claims,
        links=links,
        blocks=blocks,
        persons=persons,
        paragraphs=paragraphs,
    )
    in_lists = with_makers_above(pl.concat([listed, headed]), lines)
    return pl.concat([in_lists, awarded, brought_in, single])


def _kinds(
    documents: pl.DataFrame, lines: pl.DataFrame, field_claims: pl.DataFrame, blocks: pl.DataFrame
) -> pl.DataFrame:
    """Whether documents tell that they are about one film, or several."""
    once = blocks.filter(pl.len().over("document_id") == 1)["document_id"].unique()
    single = pl.concat(
        [
            field_claims.filter(pl.col("attribute").is_in(SINGLE)).select("document_id"),
            own_imdb_ids(field_claims).select("document_id"),
        ]
    )["document_id"].unique()
    titled = field_claims.filter(pl.col("attribute").is_in(["title", "headline", "page_title"]))
    several = pl.concat(
        [
            sifted(
                titled,
                pl.col("value").str.contains(SAYS_SEVERAL)
                | pl.col("value").str.contains(FESTIVAL_REPORT)
                | lists_films("value"),
            ).select("document_id"),
            lines.filter(BELOW_HEAD.is_between(0, 1) & (pl.col("size") <= HEADLINE))
            .filter(
                holds(pl.col("line"), SAYS_SEVERAL, EDGE)
                | pl.col("line").str.contains(FESTIVAL_REPORT)
            )
            .select("document_id"),
            lines.filter(pl.col("size") <= HEADING_OF_LIST)
            .filter(pl.col("line").str.contains(MORE_SHOWN))
            .select("document_id"),
            lines.filter(BELOW_HEAD.is_between(0, 3) & (pl.col("size") <= HEADING_OF_LIST))
            .filter(lists_films(), ~pl.col("line").str.contains(r"[.;,]$"))
            .select("document_id"),
        ]
    )["document_id"].unique()
    is_roundup = (pl.col("document_kind") == "roundup").fill_null(value=False)
    is_review = (pl.col("document_kind") == "review").fill_null(value=False)
    return documents.select(
        "document_id",
        is_single=(pl.col("document_id").is_in(single.implode()) | is_review) & ~is_roundup,
        has_credits=pl.col("document_id").is_in(once.implode()) & ~is_roundup,
        is_several=pl.col("document_id").is_in(several.implode()) | is_roundup,
    )


def _listed_films(lines: pl.DataFrame, blocks: pl.DataFrame, kinds: pl.DataFrame) -> pl.DataFrame:
    """The films of programmes: at least two blocks of credits, each under a title of its own."""
    lists = lines.filter(pl.col("listed_by") == "data").filter(
        pl.len().over("document_id") >= FEWEST_PAIRS
    )
    has_list = pl.col("document_id").is_in(lists["document_id"].unique().implode())
    several = blocks.join(
        kinds.filter(~pl.col("is_single")), on="document_id", how="semi", maintain_order="left"
    ).filter((pl.len().over("document_id") > 1) | has_list)
    if several.is_empty():
        return pl.DataFrame(schema=FILMS)
    windows = several.with_columns(
        section=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"),
        from_line=pl.col("last_line").shift(1).over("document_id").fill_null(-1) + 1,
        to_line=pl.col("first_line") - 1,
        block_line=pl.col("first_line"),
    ).select("document_id", "section", "from_line", "to_line", "block_line")
    is_above_title = beside(pl.col("line"), -1).str.contains(IS_BRACKETED)
    is_headline = (pl.col("line_no") == 0) & pl.col("before_blank") & is_above_title
    # A page of several films has its own name in the only heading of the first level.
    is_page_name = (pl.col("heading") == 1) & (
        (pl.col("heading") == 1).sum().over("document_id") == 1
    )
    is_house = holds(only_where(pl.col("line_no") == 0, pl.col("line")), HOUSE)
    lines = lines.join(windows, on="document_id", how="semi", maintain_order="left").filter(
        ~is_headline.fill_null(value=False), ~is_page_name, ~is_house
    )
    offered = line_candidates(lines, windows).filter(~pl.col("evidence").is_in(OF_PAGE_HEADS))
    best = (
        weigh(offered)
        .filter(pl.col("weight") >= STRONG_ENOUGH)
        .group_by("document_id", "section", maintain_order=True)
        .first()
        .sort("document_id", "first_line", maintain_order=True)
        .with_columns(
            last_line=(pl.col("first_line").shift(-1).over("document_id") - 1).fill_null(LAST - 1)
        )
        .unique(["document_id", "key"], keep="first", maintain_order=True)
        .filter((pl.len().over("document_id") > 1) | has_list)
        .sort("document_id", "section", maintain_order=True)
    )
    best = _without_company(_with_lists(best, lines)).pipe(_with_makers, lines)
    best = best.join(
        _better_as_cards(best, lines), on="document_id", how="anti", maintain_order="left"
    )
    return _with_segments(_with_data_ahead(best, lines), "title.listed", 0.9)


def _with_lists(best: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The films, with those that the same programmes list on lines of their own, as its shorts."""
    told = lines.filter(pl.col("size") <= HEADLINE).join(
        best, on="document_id", how="semi", maintain_order="left"
    )
    by_data = told.filter(pl.col("listed_by") == "data").filter(
        pl.len().over("document_id") >= FEWEST_PAIRS
    )
    of_form = told.filter(pl.col("listed_by") == "form")
    titles = best.select("document_id", line_no="first_line")
    others = titles.join(of_form, on=["document_id", "line_no"], how="anti")
    by_form = of_form.join(others, on="document_id", how="anti", maintain_order="left")
    listed = pl.concat([by_data, by_form, _rated_alike(best, lines)])
    width = pl.col("raw").str.len_chars().cast(pl.Int32)
    read = (
        listed.join(
            read_titles(listed["listed"]).rename({"candidate": "listed"}),
            on="listed",
            maintain_order="left",
        )
        .with_columns(
            key=folded(pl.col("value")),
            section=pl.col("line_no"),
            first_line="line_no",
            span_start="start",
            span_end=pl.col("start") + width,
        )
        .join(best, on=["document_id", "key"], how="anti", maintain_order="left")
        .unique(["document_id", "key"], keep="first", maintain_order=True)
    )
    both = pl.concat([best, read], how="diagonal").select(best.columns)
    ends = (pl.col("first_line").shift(-1).over("document_id") - 1).fill_null(LAST - 1)
    return both.sort("document_id", "first_line", maintain_order=True).with_columns(last_line=ends)


def _with_makers(best: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The films with who made them, and their other title, where their list prints both beside the title."""
    made = (
        lines.filter(pl.col("listed_by") == "form", pl.col("listed_who").is_not_null())
        .join(best, on="document_id", how="semi", maintain_order="left")
        .select("document_id", "listed", makers="listed_who", first_line="line_no")
    )
    if made.is_empty():
        return best
    both = [(text, *(apart(text) or (text, None))) for text in sorted(set(made["listed"]))]
    schema = dict.fromkeys(("listed", "alone", "also"), pl.String)
    # What the title tells besides, as its year, was read already.
    bare = best.filter(pl.col("detail").is_null()).select("document_id", "first_line")
    made = made.join(bare, on=["document_id", "first_line"], how="semi", maintain_order="left")
    told = best.join(
        made.join(pl.DataFrame(both, schema=schema, orient="row"), on="listed"),
        on=["document_id", "first_line"],
        how="left",
        maintain_order="left",
    )
    detail = (
        pl.when(pl.col("also").is_null())
        .then(pl.struct("makers").struct.json_encode())
        .otherwise(pl.struct("makers", "also").struct.json_encode())
    )
    return told.with_columns(
        *(pl.coalesce("alone", name).alias(name) for name in ("value", "value_normalised")),
        detail=pl.when(pl.col("makers").is_not_null()).then(detail).otherwise("detail"),
    ).select(best.columns)


def _rated_alike(best: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The lines with stars above prose, where all titles found have stars, with the line as `listed`.

    Of a column's films some have their data below the title, and some have none.
    """
    rated = lines.filter(
        pl.col("size") <= HEADLINE, "is_title_like", pl.col("line").str.contains(IS_RATED)
    )
    place = ["document_id", "line_no"]
    titles = best.select("document_id", line_no="first_line")
    others = titles.join(rated, on=place, how="anti")
    return (
        rated.join(titles, on="document_id", how="semi", maintain_order="left")
        .join(others, on="document_id", how="anti", maintain_order="left")
        .filter(pl.col("size_after") >= HEADLINE)
        .with_columns(listed=pl.col("line"))
    )


def _better_as_cards(best: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The documents that are better read as cards: `document_id`.

    Their cards are more than the titles above their credits, or those are names of makers.
    """
    cards = lines.filter(pl.col("listed_by") == "card")
    makers = cards.select("document_id", value="listed_who", is_maker=pl.lit(value=True)).unique()
    counted = (
        best.join(makers, on=["document_id", "value"], how="left", maintain_order="left")
        .group_by("document_id")
        .agg(titles=pl.len(), makers=pl.col("is_maker").sum().fill_null(0))
    )
    of_cards = cards.group_by("document_id").agg(cards=pl.len())
    is_fewer = pl.col("titles") < pl.col("cards")
    are_makers = pl.col("makers") >= MOSTLY * pl.col("titles")
    return (
        counted.join(of_cards, on="document_id", maintain_order="left")
        .filter(is_fewer | are_makers)
        .select("document_id")
    )


BOTH_TITLES: Final = r"^(?P<title>.*?\S)\s+/\s+(?P<other>\S.*)$"
BESIDE_TITLES: Final = {
    "also": (
        BOTH_TITLES,
        r"^(?P<title>[^()]*\S)\s+\((?P<other>[^()\d]+)\)$",
    ),
    "director": (
        rf"^(?P<title>.*?\S),?\s+(?:by|by\s+director|von|de|di|par|por|van|door)\s+(?P<other>{NAME})$",
        rf"^(?P<other>{NAME}(?:\s(?:&|and|und|et|y)\s{NAME})?):\s+(?P<title>\S.*)$",
    ),
}
"""What a list may print behind each title on the same line: its other title, its director."""


def _without_company(best: pl.DataFrame) -> pl.DataFrame:
    """The titles alone, where most of a document have the same company; that goes to the detail."""
    for name, forms in BESIDE_TITLES.items():
        for form in forms:
            parts = groups_of(form, "value").struct
            best = best.with_columns(alone=parts.field("title"), other=parts.field("other"))
            count = pl.col("other").count().over("document_id")
            is_varied = pl.col("other").n_unique().over("document_id") > count / 2
            # Films whose title is the original one have no other.
            is_often = (count >= FEWEST_PAIRS) & (count >= MOSTLY * pl.len().over("document_id"))
            is_usual = is_varied & (is_often | ((count > 1) & (form == BOTH_TITLES)))
            is_told = is_usual & pl.col("other").is_not_null()
            told = pl.struct(pl.col("other").alias(name)).struct.json_encode()
            best = best.with_columns(
                value=pl.when(is_told).then("alone").otherwise("value"),
                value_normalised=pl.when(is_told).then("alone").otherwise("value_normalised"),
                detail=pl.when(is_told).then(told).otherwise("detail"),
            ).drop("alone", "other")
    return best


def _with_data_ahead(best: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Let films begin at the length or time above their title, where all of a document have one there."""
    for form in AHEAD:
        ahead = lines.filter(pl.col("line").str.contains(form)).select(
            "document_id", first_line="line_no", ahead="line_no"
        )
        placed = best.sort("document_id", "first_line", maintain_order=True).join_asof(
            ahead.unique().sort("document_id", "first_line", maintain_order=True),
            on="first_line",
            by="document_id",
            strategy="backward",
            check_sortedness=False,
        )
        distance = pl.col("first_line") - pl.col("ahead")
        is_near = distance.is_between(1, FURTHEST_AHEAD)
        # The films of one show stand below one time; only the first begins there.
        is_shared = (pl.col("ahead") == pl.col("ahead").shift(1).over("document_id")) & (
            form != IS_DIRECTOR
        )
        all_have = (is_near | is_shared).fill_null(value=False).all().over("document_id")
        begins = all_have & ~is_shared.fill_null(value=False)
        best = placed.with_columns(
            first_line=pl.when(begins).then("ahead").otherwise("first_line")
        ).drop("ahead")
    return best


def _awarded_films(lines: pl.DataFrame, kinds: pl.DataFrame) -> pl.DataFrame:
    """The films of lists of awards: those that won one."""
    may_have = kinds.filter(~pl.col("is_single"), ~pl.col("has_credits"))
    rows = awarded_films(lines.join(may_have, on="document_id", how="semi", maintain_order="left"))
    width = pl.col("raw").str.len_chars().cast(pl.Int32)
    placed = rows.unique(["document_id", "key"], keep="first", maintain_order=True).with_columns(
        first_line="line_no",
        last_line=pl.col("last_line").fill_null(LAST - 1),
        span_start="start",
        span_end=pl.col("start") + width,
        detail=pl.lit(None, pl.String),
    )
    return _with_segments(placed, AWARDED_RULE, 0.85, text=pl.col("raw"))


def _headed_films(lines: pl.DataFrame, links: pl.DataFrame, kinds: pl.DataFrame) -> pl.DataFrame:
    """The films of round-ups: sections under titles."""
    found = headed_sections(lines, links, kinds)
    if found.is_empty():
        return pl.DataFrame(schema=FILMS)
    width = pl.col("raw").str.len_chars().cast(pl.Int32)
    ends = pl.col("line_no").shift(-1).over("document_id") - 1
    # A film and its remake are told apart by their years.
    year = pl.coalesce("told", pl.col("told").drop_nulls().first().over("document_id", "key"))
    placed = (
        found.sort("document_id", "line_no", maintain_order=True)
        .with_columns(last_line=pl.min_horizontal("last_line", ends), told=year)
        .unique(["document_id", "key", "told"], keep="first", maintain_order=True)
        .with_columns(first_line="line_no", span_start="start", span_end=pl.col("start") + width)
    )
    placed = _with_data_ahead(_without_company(placed), lines)
    return _with_segments(placed, "title.section", 0.9, text=pl.col("raw"))


def _brought_in(told: pl.DataFrame, lines: pl.DataFrame, kinds: pl.DataFrame) -> pl.DataFrame:
    """The films that prose brings in one after the other; its lines speak of each up to the next."""
    # Among so many films a line of data is that of one of them.
    many = told.filter(pl.len().over("document_id") >= FEWEST_UNTOLD)["document_id"].unique()
    is_one = pl.col("has_credits") & ~pl.col("document_id").is_in(many.implode())
    may_have = kinds.filter(~pl.col("is_single"), ~is_one)
    told = told.join(may_have, on="document_id", how="semi", maintain_order="left").join(
        lines.select("document_id", "line_no", "start", "raw"),
        on=["document_id", "line_no"],
        maintain_order="left",
    )
    begin = pl.col("start") + pl.col("offset").cast(pl.Int32)
    placed = told.with_columns(
        value_normalised="value",
        first_line="line_no",
        span_start=begin,
        span_end=begin + pl.col("value").str.len_chars().cast(pl.Int32),
    )
    return _with_segments(placed, "title.told", 0.75)


def _with_segments(
    found: pl.DataFrame, rule: str, confidence: float, text: pl.Expr | None = None
) -> pl.DataFrame:
    """The films with their numbers and the lines up to the next film."""
    ends = pl.col("first_line").shift(-1).over("document_id") - 1
    known = pl.col("last_line") if "last_line" in found.columns else pl.lit(LAST - 1)
    numbered = found.sort("document_id", "first_line", maintain_order=True).with_columns(
        film_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"),
        last_line=pl.min_horizontal(ends.fill_null(LAST - 1), known),
        rule=pl.lit(rule),
        confidence=pl.lit(confidence),
    )
    if text is not None:
        numbered = _narrowed(numbered, text)
    return _shaped(numbered)


def _single_films(
    documents: pl.DataFrame,
    lines: pl.DataFrame,
    field_claims: pl.DataFrame,
    *,
    links: pl.DataFrame,
    blocks: pl.DataFrame,
    persons: pl.DataFrame,
    paragraphs: pl.DataFrame,
) -> pl.DataFrame:
    """The one film of each document that treats one, by the weight of its candidates."""
    ids = documents.select("document_id")
    lines, field_claims, links, paragraphs = (
        frame.join(ids, on="document_id", how="semi", maintain_order="left")
        for frame in (lines, field_claims, links, paragraphs)
    )
    first_block = blocks.group_by("document_id").agg(block_line=pl.col("first_line").min())
    windows = ids.join(
        first_block, on="document_id", how="left", maintain_order="left"
    ).with_columns(section=pl.lit(0), from_line=pl.lit(0), to_line=pl.lit(LAST))
    own_ids = own_imdb_ids(field_claims)
    titled = field_claims.filter(pl.col("attribute") == "title")
    candidates = pl.concat(
        [
            field_candidates(field_claims),
            line_candidates(lines, windows),
            quoted_candidates(paragraphs),
            phrase_candidates(lines),
            spoken_candidates(
                lines.join(titled, on="document_id", how="anti", maintain_order="left")
            ),
            link_candidates(links, own_ids),
        ]
    )
    weighed = _with_text_evidence(
        weigh(candidates), documents, field_claims=field_claims, persons=persons
    )
    best = (
        weighed.sort(
            "document_id",
            "weight",
            "span_start",
            "key",
            descending=[False, True, False, False],
            nulls_last=True,
            maintain_order=True,
        )
        .group_by("document_id", maintain_order=True)
        .first()
        .join(_pages(lines, blocks), on="document_id", how="left", maintain_order="left")
        .filter(
            pl.col("weight") >= pl.when("is_page").then(STRONG_ON_A_PAGE).otherwise(STRONG_ENOUGH)
        )
    )
    by_slug = _by_slug(
        ids.join(best, on="document_id", how="anti", maintain_order="left"), field_claims, own_ids
    )
    found = best.with_columns(
        film_no=pl.lit(0),
        first_line=pl.lit(0),
        rule="title." + pl.col("evidence"),
        confidence=pl.min_horizontal("weight", 0.95).round(2),
    ).join(_ends(lines, blocks), on="document_id", how="left", maintain_order="left")
    found = found.with_columns(pl.col("last_line").fill_null(LAST))
    return pl.concat([_shaped(found), by_slug])


def _ends(lines: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Where articles go on to other matters: `document_id`, `last_line` of what they are about.

    Teasers of other texts stand under a line such as `More from this paper`; no paragraph follows,
    nor any credits. A page that lists credits and is no article may tell where and when below
    such a line.
    """
    is_prose = pl.col("size") >= LONG_PARAGRAPH
    credited = blocks.group_by("document_id").agg(credits=pl.col("last_line").max())
    paragraphs = (
        lines.filter(is_prose)
        .join(credited, on="document_id", how="left", maintain_order="left")
        .filter(
            pl.col("credits").is_null() | (pl.len().over("document_id") >= PARAGRAPHS_OF_ARTICLE)
        )
        .with_columns(line_no=pl.max_horizontal("line_no", "credits"))
        .group_by("document_id")
    )
    return (
        lines.filter((pl.col("size") <= MENU_LINE) & pl.col("line").str.contains(FURTHER_READING))
        .join(paragraphs.agg(last=pl.col("line_no").max()), on="document_id", maintain_order="left")
        .filter(pl.col("line_no") > pl.col("last"))
        .group_by("document_id")
        .agg(last_line=pl.col("line_no").min() - 1)
    )


def _pages(lines: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Documents that are pages with menus, and no credits: `document_id`, `is_page`."""
    return (
        lines.group_by("document_id")
        .agg(is_page=(pl.col("size") < MENU_LINE).sum() >= MENU_LINES)
        .join(blocks, on="document_id", how="anti", maintain_order="left")
    )


ADDRESS_OF_TITLE: Final = r"imdb\.com/(?:[a-z]{2}/)?title/(tt\d{7,9})"


def own_imdb_ids(field_claims: pl.DataFrame) -> pl.DataFrame:
    """The IMDb ids that the fields name, or the page's own address: `document_id`, `imdb_id`."""
    named = field_claims.filter(pl.col("attribute") == "imdb_id").select(
        "document_id", imdb_id="value_normalised"
    )
    address = pl.col("value").str.extract(ADDRESS_OF_TITLE, 1)
    canonical = (
        field_claims.filter(pl.col("attribute") == "canonical_uri")
        .select("document_id", imdb_id=address)
        .drop_nulls()
    )
    return pl.concat([named, canonical]).unique(maintain_order=True)


FIRST_PART: Final = r"^([^:]{3,60}):\s\S"
SECOND_PART: Final = r"^[^:]{3,60}:\s(\S.{2,60})$"
"""What stands before and behind the colon of a title in two parts."""


def _with_text_evidence(
    weighed: pl.DataFrame,
    documents: pl.DataFrame,
    *,
    field_claims: pl.DataFrame,
    persons: pl.DataFrame,
) -> pl.DataFrame:
    """Add to the weights what the whole text and the other fields tell of each title."""
    slugs = (
        field_claims.filter(pl.col("attribute") == "slug")
        .select("document_id", slug=_of_slug(pl.col("value")))
        .unique("document_id", keep="first", maintain_order=True)
    )
    names = persons.select(
        "document_id", key=folded(pl.col("name")), is_person=pl.lit(value=True)
    ).unique(maintain_order=True)
    of_a_film = field_claims.filter(pl.col("attribute").is_in(OF_A_FILM))["document_id"].unique()
    has = pl.col("all_evidence").list
    no_field = ~has.contains("field").any().over("document_id")
    straight = pl.col("value").str.replace_all("’", "'", literal=True)
    named = pl.col("text").str.count_matches(straight, literal=True).cast(pl.Float64)
    is_marked = pl.any_horizontal(has.contains(name) for name in MARKED)
    is_linked = pl.any_horizontal(has.contains(name) for name in LINKED)
    others_linked = is_linked.any().over("document_id")
    others_marked = is_marked.any().over("document_id")
    pieces = {
        "record": has.contains("field") & pl.col("document_id").is_in(of_a_film.implode()),
        "slug": (pl.col("slug") == pl.col("key")) & no_field,
        "person": pl.col("is_person").is_not_null(),
        "publication": (folded(pl.col("publication")) == pl.col("key")).fill_null(value=False),
        "unnamed": ~is_marked
        & (named <= 1)
        & ~has.contains("above_credits")
        & (
            (has.contains("field") & others_linked)
            | (has.contains("line") & ~has.contains("field") & others_marked)
        ),
    }
    pieces["unsaid"] = (
        (named <= 1)
        & has.contains("line")
        & ~pl.any_horizontal(has.contains(name) for name in UNSAID_BUT)
        & ~pieces["unnamed"]
    )
    in_prose = pl.col("prose").str.contains(straight.str.to_lowercase(), literal=True)
    is_line = ~has.contains("after_show") & pl.any_horizontal(
        has.contains(name) for name in ("line", "heading", "first_line", "reviewed")
    )
    # Prose says a title and its second part apart, or one of them alone.
    parts = [
        pl.col("prose").str.contains(part.str.to_lowercase(), literal=True)
        for part in (straight.str.extract(FIRST_PART, 1), straight.str.extract(SECOND_PART, 1))
    ]
    pieces["said"] = is_line & (in_prose | pl.all_horizontal(parts).fill_null(value=False))
    pieces["unsaid_headline"] = (
        (pl.col("value").str.count_matches(r"\s") >= WORDY)
        & pl.any_horizontal(has.contains(name) for name in ("heading", "first_line", "field"))
        & ~in_prose
        & has.contains("quoted_first").any().over("document_id")
    )
    pieces["unsaid_above"] = (
        has.contains("above_credits")
        & ~in_prose
        & (
            (is_line & in_prose)
            | (has.contains("opens_standfirst") & ~pieces["person"] & (named > 1))
        )
        .any()
        .over("document_id")
    )
    weight = pl.col("weight") + EVIDENCE["named"].weight * pl.min_horizontal(
        (named - 1).clip(0), EVIDENCE["named"].at_most
    )
    for name, test in pieces.items():
        weight += pl.when(test).then(EVIDENCE[name].weight).otherwise(0.0)
    return (
        weighed.lazy()
        .filter(pl.int_range(pl.len()).over("document_id") < WEIGHTIEST)
        .join(
            documents.lazy()
            .with_columns(pl.col("text").str.replace_all("’", "'", literal=True))
            .select("document_id", "text", "publication", prose=prose_of(pl.col("text"))),
            on="document_id",
            how="left",
            maintain_order="left",
        )
        .join(slugs.lazy(), on="document_id", how="left", maintain_order="left")
        .join(names.lazy(), on=["document_id", "key"], how="left", maintain_order="left")
        .with_columns(weight=weight.round(4))
        .drop("text", "prose", "publication", "slug", "is_person")
        .collect()
    )


def prose_of(text: pl.Expr) -> pl.Expr:
    """The lines of prose of a text, those that are too long for a title, in lower case."""
    return text.str.extract_all(r"(?m)^.{100,}$").list.join("\n").str.to_lowercase()


def _of_slug(slug: pl.Expr) -> pl.Expr:
    """The words of a slug, folded, without a year at the end."""
    return folded(slug.str.replace(r"[-_](?:18|19|20)\d{2}$", ""))


def _by_slug(
    documents: pl.DataFrame, field_claims: pl.DataFrame, own_ids: pl.DataFrame
) -> pl.DataFrame:
    """Titles out of slugs, for documents that name the IMDb id of their film and no title."""
    slugs = (
        field_claims.filter(pl.col("attribute") == "slug")
        .join(documents, on="document_id", how="semi", maintain_order="left")
        .join(own_ids, on="document_id", how="semi", maintain_order="left")
        .unique("document_id", keep="first", maintain_order=True)
    )
    words = slugs["value"].str.replace(r"[-_](?:18|19|20)\d{2}$", "").str.replace_all(r"[-_]", " ")
    year = pl.col("value").str.extract(r"[-_]((?:18|19|20)\d{2})$", 1)
    return _shaped(
        slugs.with_columns(
            film_no=pl.lit(0),
            first_line=pl.lit(0),
            last_line=pl.lit(LAST),
            detail=pl.when(year.is_not_null()).then(
                pl.concat_str(pl.lit('{"year": '), year, pl.lit("}"))
            ),
            value_normalised=words.str.to_titlecase(),
            rule=pl.lit("title.slug"),
            confidence=pl.lit(0.4),
        )
    )


def _narrowed(frame: pl.DataFrame, text: pl.Expr) -> pl.DataFrame:
    """Let the span be that of the title within its line, where it stands there as read."""
    at = text.str.find(pl.col("value"), literal=True)
    before = characters_before(text, at)
    length = pl.col("value").str.len_chars().cast(pl.Int32)
    begin = pl.when(at.is_not_null()).then(pl.col("span_start") + before)
    return frame.with_columns(
        span_start=pl.coalesce(begin, "span_start"),
        span_end=pl.coalesce(begin + length, "span_end"),
    )


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(quote=pl.col("value").str.slice(0, QUOTE_CHARACTERS)).select(
        pl.col(name).cast(dtype) for name, dtype in FILMS.items()
    )
