"""Cut document texts into lines that know where they stand.

What belongs here is the line model that all rules share: offsets, headings, bullets, front matter,
markup. What a line says is the matter of the rules.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.text.columns import only_where, with_told

FRONT_MATTER: Final = (
    r"\A\s*(?:---|\+\+\+)[ \t]*\r?\n(?s:.*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\r?\n|\z)"
)
"""A block of metadata at the head of a text; its values come as fields, not as lines."""

MARKUP: Final = r"[*_]{1,3}|<[^<>]{1,200}>|\{%[^%]*%\}|^\s*(?:#{1,6}(?:\s+\d{1,2}[.)])?|[•·*>–-]|\d{1,2}\.)\s+|`"
"""Marks that are not words: emphasis, tags, template tags, heading and list marks."""

DATE_LINE: Final = r"^(?:\p{L}+,?\s+)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.?\s+\p{L}{3,10}\.?,?\s+\d{4}|\p{L}{3,10}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
"""A line that begins with a date."""

LINK: Final = r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
"""A Markdown link or image, of which the text stays."""


ENTITIES: Final = {
    "&rsquo;": "’", "&lsquo;": "‘", "&ldquo;": "“", "&rdquo;": "”", "&ndash;": "–", "&mdash;": "—", "&hellip;": "…",
    "&nbsp;": " ", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#8217;": "’", "&#8220;": "“", "&#8221;": "”", "\u00a0": " ",
    "&eacute;": "é", "&egrave;": "è", "&uuml;": "ü", "&ouml;": "ö", "&auml;": "ä", "&aacute;": "á", "&oacute;": "ó",
    "&iacute;": "í", "&ntilde;": "ñ", "&ccedil;": "ç",
    "\ufe0f": "",
}  # fmt: skip
"""What HTML writes for a character, where it stands in plain text, and what makes a star a picture."""


def words_of(raw: pl.Expr) -> pl.Expr:
    """The words of a line, without markup; of links, their text."""
    return (
        raw.str.replace_all(LINK, "$1")
        .str.replace_all(LINK, "$1")
        .str.replace_many(ENTITIES)
        .str.replace_all(MARKUP, "")
        .str.strip_chars()
    )


LABELS: Final = pl.concat(
    [
        pl.DataFrame({"label": ["title", "titre", "titel", "título", "titolo"]}),
        reference_table("role_names", ("label",)),
        reference_table("attribute_labels", ("label",)),
    ]
)["label"].unique()
LABEL_CELL: Final = r"^\|?\s*([^|:]{3,40}?)(?:\(s\))?[\s:]*\|\s*([^|\s][^|]*?)\s*(?:\|\s*)*$"
"""The two cells of a row, and maybe empty ones behind them."""
LED: Final = r"^([^|:.]{3,40}?)(?:\s?\.{3,}|\s?…|(?:\s\.){3,}|\s{4,})\s*([^\s.].*)$"
"""A label and what points lead to, or a gap, as programme notes set their credits."""


def _labelled(line: pl.Expr) -> pl.Expr:
    """The line, with a colon behind a label that stands in a cell of its own or before points."""
    leads = only_where(line.str.contains_any(["...", "…", " . .", "    "]), line)
    cell, led = (
        text.str.extract(form, 1).str.to_lowercase().is_in(LABELS.implode()).fill_null(value=False)
        for text, form in ((line, LABEL_CELL), (leads, LED))
    )
    return (
        pl.when(cell)
        .then(line.str.replace(LABEL_CELL, "$1: $2"))
        .when(led)
        .then(line.str.replace(LED, "$1: $2"))
        .otherwise(line)
    )


def neighbours() -> dict[str, pl.Expr]:
    """Columns that tell of the lines before and behind, in lines sorted by document."""
    is_date = pl.col("line").str.contains(DATE_LINE)
    return {
        "size_before": beside(pl.col("size"), 1, pl.lit(0)),
        "size_after": beside(pl.col("size"), -1, pl.lit(0)),
        "is_date_after": beside(is_date, -1, pl.lit(value=False)),
    }


def beside(column: pl.Expr, offset: int, nowhere: pl.Expr | None = None) -> pl.Expr:
    """The value so many lines before in the same document, or behind, without the cost of a window.

    Args:
        column: Any column of lines, those of a document next to each other.
        offset: How many lines before; negative for lines behind.
        nowhere: What stands where the document has no such line; NULL if not told.
    """
    document = pl.col("document_id")
    return pl.when(document == document.shift(offset)).then(column.shift(offset)).otherwise(nowhere)


YEAR_ALONE: Final = r"^\(?(?:19|20)\d\d\)?$"


def below_year() -> pl.Expr:
    """True for lines below one that holds a year and nothing else."""
    return beside(pl.col("line"), 1).str.contains(YEAR_ALONE).fill_null(value=False)


def lines_from(documents: pl.LazyFrame) -> pl.LazyFrame:
    """Non-blank lines of the documents' bodies, one row per line.

    Args:
        documents: `document_id` and `text`.

    Returns:
        `document_id`, `line_no` (from 0, blank lines not counted), `start` (offset of the line in
        characters), `raw` (the line as it stands), `line` (its words without markup),
        `heading` (level 1 to 6, 0 for none), `is_bullet`, `after_blank`, `before_blank`, `size`
        (characters of `line`), `size_before` and `size_after` (of the lines beside it),
        `is_date_after`, `head_line` (the line of the document's headline: 0, or below the menu of
        a page). Sorted by document and line.
    """
    front = pl.col("text").str.extract(f"({FRONT_MATTER})", 1).fill_null("")
    return (
        documents.select(
            "document_id",
            number=pl.int_range(pl.len()),
            head=front.str.len_chars(),
            body=pl.col("text").str.slice(front.str.len_chars()).str.split("\n"),
        )
        .explode("body", empty_as_null=False)
        .rename({"body": "raw"})
        .with_columns(width=pl.col("raw").str.len_chars().cast(pl.Int32) + 1)
        .with_columns(
            start=pl.col("head").cast(pl.Int32)
            + pl.col("width").cum_sum().over("number")
            - pl.col("width"),
            raw=pl.col("raw").str.strip_suffix("\r"),
        )
        .with_columns(is_blank=pl.col("raw").str.contains(r"^\s*$"))
        .with_columns(
            after_blank=beside(pl.col("is_blank"), 1, pl.lit(value=True)),
            before_blank=beside(pl.col("is_blank"), -1, pl.lit(value=True)),
        )
        .filter(~pl.col("is_blank"))
        .pipe(
            with_told,
            "raw",
            line=_labelled(words_of(pl.col("raw"))),
            heading=pl.col("raw")
            .str.extract(r"^(#{1,6})\s", 1)
            .str.len_chars()
            .fill_null(0)
            .cast(pl.Int8),
            is_bullet=pl.col("raw").str.contains(r"^\s*[•·*-]\s"),
        )
        .with_columns(line_no=pl.int_range(pl.len(), dtype=pl.Int32).over("number"))
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
        .with_columns(**neighbours(), head_line=_head_line())
        .select(
            "document_id",
            "line_no",
            "start",
            "raw",
            "line",
            "heading",
            "is_bullet",
            "after_blank",
            "before_blank",
            "size",
            "size_before",
            "size_after",
            "is_date_after",
            "head_line",
        )
    )


LONGEST_OF_MENU: Final = 200
"""Characters of a line above the headline of a page; a longer one is of its text."""


def _head_line() -> pl.Expr:
    """The line of the first heading of the first level, where no prose stands above it."""
    line_no = pl.col("line_no")
    heading = line_no.filter(pl.col("heading") == 1).first().over("number")
    prose = line_no.filter(pl.col("size") > LONGEST_OF_MENU).first().over("number")
    return pl.when(heading < prose.fill_null(heading + 1)).then(heading).otherwise(0)


def without_heads(lines: pl.DataFrame, fields: pl.DataFrame) -> pl.DataFrame:
    """The lines of the bodies of documents, where a head without fences is read as fields.

    Args:
        lines: As from `lines_from`.
        fields: As in `raw.fields`.
    """
    heads = (
        fields.filter(pl.col("record_type") == "front_matter")
        .group_by("document_id")
        .agg(head_end=pl.col("span_end").max())
        .drop_nulls()
    )
    told = lines.join(heads, on="document_id", how="left", maintain_order="left")
    is_head = (pl.col("start") < pl.col("head_end")).fill_null(value=False)
    if not told.select(is_head.any()).item():
        return lines
    return numbered_anew(told.filter(~is_head)).select(lines.columns)


def numbered_anew(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines that are left of documents, with their numbers and neighbours as they are now."""
    return lines.with_columns(
        line_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id")
    ).with_columns(**neighbours())


LONGEST: Final = 10_000
"""Characters of a line; a longer one is looked at in pieces, as each match costs its whole line."""


def cut_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines, with those that are too long cut into several, between words where there are some.

    Args:
        lines: As from `lines_from`.
    """
    is_long = pl.col("raw").str.len_chars() > LONGEST
    numbered = lines.with_row_index("row")
    cut = [
        (row, *piece)
        for row, raw in numbered.filter(is_long).select("row", "raw").iter_rows()
        for piece in _pieces(raw)
    ]
    if not cut:
        return lines
    schema = {"row": pl.UInt32(), "offset": pl.Int32(), "piece": pl.String()}
    pieces = (
        numbered.join(
            pl.DataFrame(cut, schema=schema, orient="row"), on="row", maintain_order="left"
        )
        .with_columns(
            start=pl.col("start") + pl.col("offset"),
            raw="piece",
            line=words_of(pl.col("piece")),
            is_bullet=pl.col("is_bullet") & (pl.col("offset") == 0),
            heading=pl.when(pl.col("offset") == 0).then("heading").otherwise(0).cast(pl.Int8),
        )
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
    )
    columns = ["row", *lines.columns]
    return (
        pl.concat([numbered.filter(~is_long), pieces.select(columns)])
        .sort("row", "start", maintain_order=True)
        .with_columns(line_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"))
        .with_columns(**neighbours())
        .select(lines.columns)
    )


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """The pieces of a line, with where each begins.

    >>> [(start, len(piece)) for start, piece in _pieces("Ten " * 3_000 + "by Kiarostami")]
    [(0, 10000), (10000, 2013)]
    """
    start = 0
    while len(line) - start > LONGEST:
        space = line.rfind(" ", start + LONGEST // 2, start + LONGEST)
        end = start + LONGEST if space < 0 else space + 1
        yield start, line[start:end]
        start = end
    yield start, line[start:]


WRAPPED: Final = (55, 130)
"""Widths of lines that a text editor or a mail program has broken."""
MOST_WRAPPED: Final = 75
"""Lines that are joined; a paragraph that goes on is another one."""
DATA_LINE: Final = (
    r"^[\p{L}\p{M} ()/'’-]{1,32}[:：]|[:：]$|\b\d{1,3}\s?(?:m|min|mins|minutes|Minuten|['′’])[).]?$"
    r"|^(?:Cast|Starring|Directors?|Producers?|Writers?|Screenplay|Music|Editors?|Rating|Verdict)\s+\p{Lu}[^.]*$"
    r"|^(?i:avec|com|con|mit|with|met|med)\s+\p{Lu}[\p{L}.’'-]+(?:,?\s+(?:\p{Lu}[\p{L}.’'-]*|de|da|van|von|e|et|y|and|und|&))+$"
)


def join_wrapped(lines: pl.DataFrame, apart: pl.DataFrame | None = None) -> pl.DataFrame:
    """The lines, where those of a hard-wrapped paragraph are one.

    Args:
        lines: As from `lines_from`.
        apart: `document_id`, `line_no` of lines that stand for themselves, as those of lists.

    Returns:
        Rows as from `lines_from`; a paragraph has the number and start of its first line, and its
        `raw` keeps the line breaks.
    """
    goes_on = (
        ~pl.col("before_blank")
        & (pl.col("line_no") > 0)
        & pl.col("size").is_between(*WRAPPED)
        & (pl.col("heading") == 0)
    )
    is_ended = pl.col("raw").str.contains(r"(?:  |\\|<br ?/?>)$")
    is_more = ~pl.col("after_blank") & (pl.col("heading") == 0) & ~pl.col("is_bullet")
    # The pattern looks only at lines that may be wrapped, or stand below one.
    text = pl.when(goes_on | is_more).then("line").otherwise(pl.lit(""))
    is_prose = ~text.str.contains(DATA_LINE)
    marked = lines
    if apart is not None:
        marked = lines.join(
            apart.unique().with_columns(is_apart=pl.lit(value=True)),
            on=["document_id", "line_no"],
            how="left",
            maintain_order="left",
        )
        is_prose &= pl.col("is_apart").is_null()
    marked = marked.with_columns(
        is_joined=beside(goes_on & is_prose & ~is_ended, 1, pl.lit(value=False))
        & (is_more & is_prose)
        & (pl.col("line_no") > 0)
    )
    return _joined(marked, lines.columns)


COLUMN: Final = 62
"""Characters of a line in a narrow column, as newspapers set their texts, at most."""
FEWEST_IN_COLUMN: Final = 12
GOING_ON: Final = 0.3
"""So many lines of a column begin in lower case, in the midst of a sentence; of a list few do."""
FULL: Final = 0.75
"""So much of the width of its column a line fills that goes on below."""


def join_columns(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines, where each paragraph of a text that is set in narrow columns is one.

    Args:
        lines: As from `lines_from`.
    """
    begins_small = pl.col("raw").str.contains(r"^\p{Ll}")
    widths = (
        lines.filter(pl.col("size") > 0)
        .group_by("document_id")
        .agg(width=pl.col("size").quantile(0.9), share=begins_small.mean(), count=pl.len())
        .filter(
            pl.col("count") >= FEWEST_IN_COLUMN,
            pl.col("width") <= COLUMN,
            pl.col("share") >= GOING_ON,
        )
        .select("document_id", "width")
    )
    if widths.is_empty():
        return lines
    is_full = beside(pl.col("size") >= FULL * pl.col("width"), 1).fill_null(value=False)
    is_apart = pl.col("after_blank") | (pl.col("heading") > 0) | pl.col("is_bullet")
    # The pattern looks only at lines of columns that the line above may go on into.
    below_full = is_full & ~is_apart & ~begins_small
    marked = lines.join(widths, on="document_id", how="left", maintain_order="left").with_columns(
        is_joined=(
            pl.col("width").is_not_null()
            & ~is_apart
            & (
                begins_small
                | (is_full & ~only_where(below_full, pl.col("line")).str.contains(DATA_LINE))
            )
        ).fill_null(value=False)
    )
    return (
        _joined(marked, lines.columns)
        .with_columns(line_no=pl.int_range(pl.len(), dtype=pl.Int32).over("document_id"))
        .with_columns(**neighbours())
        .select(lines.columns)
    )


HYPHENATED: Final = r"\p{L}[-‐\u00ad]$"
"""A word that is cut at the end of its line."""
BEHIND_HYPHEN: Final = r"^\p{Ll}"
ALONE_BEHIND_HYPHEN: Final = r"^(und|oder|and|or|et|ou|y|e|o|en|of)\s"
"""A word that stands behind the first of two compounds: `Vor- und Nachteile`."""


def unwrapped(raw: pl.Expr) -> pl.Expr:
    """The text of several lines on one, without the hyphens of words that were cut."""
    is_cut = raw.str.contains(r"[-‐\u00ad]\r?\n")
    cut = only_where(is_cut, raw)
    whole = (
        cut.str.replace_all(rf"([-‐])\r?\n{ALONE_BEHIND_HYPHEN.removeprefix('^')}", "$1 $2 ")
        .str.replace_all(r"(\p{L})[-‐\u00ad]\r?\n(\p{Ll})", "$1$2")
        .str.replace_all(r"(\p{L}[-‐])\r?\n(\p{Lu})", "$1$2")
    )
    return pl.when(is_cut).then(whole).otherwise(raw).str.replace_all(r"\r?\n", " ")


def _joined(marked: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The lines of each paragraph as one, its `line` without the hyphens of words that were cut.

    Args:
        marked: Lines with `is_joined`: it goes on with the line before it.
        columns: What to return.
    """
    if not marked["is_joined"].any():
        return marked.select(columns)
    row = pl.int_range(pl.len())
    begin = pl.when(~pl.col("is_joined")).then(row).forward_fill()
    marked = marked.with_columns(is_joined=(row - begin) % MOST_WRAPPED != 0)
    grouped = marked.with_columns(group=(~pl.col("is_joined")).cum_sum())
    is_several = pl.col("is_joined") | pl.col("is_joined").shift(-1, fill_value=False)
    below = pl.col("line").shift(-1)
    is_cut = (
        pl.col("line").str.contains(HYPHENATED)
        & below.str.contains(r"^\p{L}")
        & ~below.str.contains(ALONE_BEHIND_HYPHEN)
        & (pl.col("group") == pl.col("group").shift(-1))
    )
    several = grouped.filter(is_several).with_columns(
        line=pl.when(is_cut & below.str.contains(BEHIND_HYPHEN))
        .then(pl.col("line").str.head(-1))
        .when(is_cut)
        .then("line")
        .otherwise(pl.concat_str("line", pl.lit(" ")))
    )
    gap = pl.col("start").shift(-1) - pl.col("start") - pl.col("raw").str.len_chars()
    joined = (
        several.with_columns(
            raw=pl.concat_str(
                "raw",
                pl.when(pl.col("group") != pl.col("group").shift(-1))
                .then(pl.lit(""))
                .when(gap == 2)
                .then(pl.lit("\r\n"))
                .otherwise(pl.lit("\n"))
                .fill_null(""),
            )
        )
        .group_by("group", maintain_order=True)
        .agg(
            pl.col(
                "document_id",
                "line_no",
                "start",
                "heading",
                "is_bullet",
                "after_blank",
                "head_line",
            ).first(),
            pl.col("raw").str.join(""),
            pl.col("line").str.join("").str.strip_chars_end(),
            pl.col("before_blank").last(),
        )
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
    )
    rest = grouped.filter(~is_several)
    own = [name for name in columns if name not in neighbours()]
    return (
        pl.concat([rest.select(own), joined.select(own)])
        .sort("document_id", "line_no", maintain_order=True)
        .with_columns(**neighbours())
        .select(columns)
    )
