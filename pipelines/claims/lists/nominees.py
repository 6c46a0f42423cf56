"""Read lists of nominees: categories as headings, and those who were chosen below each.

What belongs here is which lines are categories, which are nominees, and who of them won. What a
line says of film and persons is the matter of `award_lists`.
"""

import re
from typing import Any, Final

import polars as pl

from pipelines.claims.lists.award_labels import IS_HEAD
from pipelines.claims.text.columns import holds, only_where
from pipelines.claims.text.lines import beside

LONGEST_HEAD: Final = 60
LONGEST_ITEM: Final = 140
MOST_ITEMS: Final = 12
FEWEST_HEADS: Final = 3
MOSTLY: Final = 0.5
FIRST_LINES: Final = 12

OF_AWARDS: Final = r"(?i)\b(?:awards?|prizes?|winners?|nomin\w+|oscars?|baftas?|césars?|goyas?|palmarès|premios?|premi|preise?|ganador\w*|gewinner\w*|lauréats?|shortlist\w*)\b"
"""Words of the headline above such a list."""
CATEGORY: Final = (
    r"(?i)^(?:(?:the|el|la|le)\s+)?(?:best|outstanding|beste[rs]?|meilleure?s?|mejor|miglior\w*|melhor)\b"
    r"|\b(?:director|directing|direction|actor|actress|performance|screenplay|writing|cinematography|editing|score|song|"
    r"documentary|film|feature|picture|short|debut|sound|design|effects|casting|animat\w+|costume|make-?up|hair|music|"
    r"dirección|actriz|guion|película|réalisation|scénario|acteur|actrice|regie|regia|drehbuch)\b"
)
"""What a heading says that is a category of awards."""
MARKED: Final = r"^\s*(?:[-*•+]\s+|\d+[.)]\s+)?(?:\*\*|__).+(?:\*\*|__)\W*$"
PREFIX: Final = re.compile(
    r"^\W*(?:\*\*)?(?P<word>winners?|won|ganador(?:a|es)?|gewinner(?:in)?|lauréate?s?|vincitor[ei]|vencedor(?:a|es)?|"
    r"nominees?|nominated|nominations|nominad[oa]s|nominiert|nommée?s|also\s+nominated|runners?-up|finalists?)\s*[:：]\s*(?:\*\*)?\s*",
    re.IGNORECASE,
)
SUFFIX: Final = re.compile(
    r"\s*(?:[(\[]|\s[-–—]\s)\s*(?:winner|won|ganadora?|gewinner|lauréat|vincitore)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
WON: Final = re.compile(
    r"^(?:winner|won|ganador|gewinner|lauréat|vincitor|vencedor)", re.IGNORECASE
)
SAYS_NOMINATED: Final = re.compile(r"(?i)\b(?:nomin\w+|shortlist\w*|finalists?)\b")
SAYS_WON: Final = re.compile(r"(?i)\b(?:winners?|won|ganador\w*|gewinner\w*|palmarès|lauréats?)\b")
MARKED_TITLES: Final = re.compile(r"[_*]([^_*]+)[_*]|[“\"«‘]\s?([^”\"»’]+?)\s?[”\"»’]")
LEAD: Final = re.compile(r"^\s*(?:[-*•+]\s+|\d+[.)]\s+)?[*★✓✔🏆]?\s*|\s*[*★✓✔🏆]+\s*$")
BOLD: Final = re.compile(r"\*\*|__")

NOMINEES: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "line_no": pl.Int32(),
        "start": pl.Int32(),
        "raw": pl.String(),
        "label": pl.String(),
        "rest": pl.String(),
        "result": pl.String(),
    }
)
"""A row per category and nominee: where it stands, the category, the text, what came of it."""


def nominees(lines: pl.DataFrame) -> pl.DataFrame:
    """The nominees of lists of awards, in the schema `NOMINEES`.

    Args:
        lines: As from `lines_from`.
    """
    first = only_where(pl.col("line_no") < FIRST_LINES, pl.col("line"))
    told = lines.filter(holds(first, OF_AWARDS))
    if told.is_empty():
        return pl.DataFrame(schema=NOMINEES)
    line, raw = pl.col("line"), pl.col("raw")
    is_bold = raw.str.contains(r"^\s*(?:\*\*|__)[^*_]+(?:\*\*|__)\s*[:：]?\s*$")
    is_named = pl.col("is_of_nominees") & ~pl.col("is_bullet") & holds(line, IS_HEAD)
    is_above_items = ~pl.col("is_bullet") & beside(pl.col("is_bullet"), -1)
    is_head = (
        (
            (pl.col("heading") > 1)
            | (is_bold & ~pl.col("is_bullet"))
            | line.str.contains(r"[:：]$")
            | is_named
            | (is_above_items & line.str.contains(CATEGORY))
        )
        & (pl.col("size") <= LONGEST_HEAD)
        & (pl.col("line_no") > 0)
    )
    headlines = told.group_by("document_id").agg(headline=pl.col("line").str.join(" "))
    of_nominees = pl.col("headline").str.contains(SAYS_NOMINATED.pattern)
    marked = (
        lines.join(headlines, on="document_id", how="inner", maintain_order="left")
        .with_columns(
            is_of_nominees=of_nominees & ~pl.col("headline").str.contains(SAYS_WON.pattern)
        )
        .with_columns(is_head=is_head)
        .with_columns(group=pl.col("is_head").cum_sum().over("document_id"))
        .filter(pl.col("group") > 0)
        .with_columns(
            place=pl.int_range(pl.len()).over("document_id", "group"),
            label=line.first().over("document_id", "group").str.strip_chars(" :："),
            is_spaced=pl.col("is_of_nominees")
            & pl.col("after_blank").slice(1, 1).all().over("document_id", "group"),
        )
    )
    is_item = (
        (pl.col("size") <= LONGEST_ITEM)
        & (pl.col("heading") == 0)
        & pl.col("place").is_between(1, MOST_ITEMS)
        & ~line.str.contains(r"\p{Ll}\.$|©")
        # A list goes on without a gap; menus and the feet of pages stand apart.
        & ((pl.col("place") == 1) | ~pl.col("after_blank") | pl.col("is_spaced"))
    )
    items = marked.with_columns(
        is_taken=((pl.col("place") == 0) | is_item)
        .cast(pl.Int8)
        .cum_min()
        .over("document_id", "group")
    ).filter(pl.col("place") > 0, pl.col("is_taken") == 1)
    heads = items.select("document_id", "group", "label").unique(maintain_order=True)
    is_list = (
        heads.group_by("document_id")
        .agg(
            count=pl.len(),
            share=pl.col("label").str.contains(CATEGORY).mean(),
        )
        .filter(pl.col("count") >= FEWEST_HEADS, pl.col("share") >= MOSTLY)
    )
    items = items.join(is_list, on="document_id", how="semi", maintain_order="left").filter(
        pl.col("label").str.contains(CATEGORY)
    )
    headline_of = dict(headlines.iter_rows())
    rows = [
        row
        for (document_id,), part in items.group_by("document_id", maintain_order=True)
        for row in _of_document(part, headline_of[str(document_id)])
    ]
    return pl.DataFrame(rows, schema=NOMINEES, orient="row")


def _of_document(items: pl.DataFrame, headline: str) -> list[tuple[Any, ...]]:
    """The nominees of one list, each with what came of it."""
    read = [
        (row, rest, _is_marked_won(row["raw"]))
        for row in items.iter_rows(named=True)
        for rest in _texts(row["raw"])
    ]
    any_won = any(won for _, _, won in read)
    alone = items.select(~pl.col("group").is_duplicated()).to_series().all()
    otherwise = (
        "nominated"
        if any_won or (SAYS_NOMINATED.search(headline) and not SAYS_WON.search(headline))
        else ("won" if alone else "nominated")
    )
    return [
        (
            row["document_id"],
            row["line_no"],
            row["start"],
            row["raw"],
            row["label"],
            rest,
            "won" if won else otherwise,
        )
        for row, rest, won in read
    ]


def _is_marked_won(raw: str) -> bool:
    prefix = PREFIX.match(raw)
    if prefix:
        return bool(WON.match(prefix["word"]))
    return bool(SUFFIX.search(raw) or re.search(MARKED, raw) or re.search(r"[★✓✔🏆]", raw))


def _texts(raw: str) -> list[str]:
    """The nominees of a line: one, or each of several titles behind a word for nominees.

    >>> _texts("Nominees: *Harbour*, *Rain*"), _texts("- **Ada Roe, _Rain_**")
    (['*Harbour*', '*Rain*'], ['Ada Roe, _Rain_'])
    """
    prefix = PREFIX.match(raw)
    rest = raw[prefix.end() :] if prefix else raw
    titles = [found.group() for found in MARKED_TITLES.finditer(rest)]
    between = MARKED_TITLES.sub("", rest)
    if (
        prefix
        and len(titles) > 1
        and not re.search(r"\w", re.sub(r"\band\b|\by\b|\bund\b|\bet\b", "", between))
    ):
        return titles
    bare = SUFFIX.sub("", BOLD.sub("", rest)).strip()
    kept = bare if prefix else LEAD.sub("", bare)
    return [kept] if kept else []
