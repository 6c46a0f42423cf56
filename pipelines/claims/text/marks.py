"""Put marks in the place of titles in running text, so that rules know whose film is spoken of.

What belongs here is marking. "Her Heat is no Alien" reads `Her FILM is no OTHER`, in which a rule
can tell the film that a document is about from the works it is compared with.
"""

from typing import Final

import polars as pl

from pipelines.claims.text.columns import only_where, with_told
from pipelines.claims.text.lines import unwrapped, words_of

FILM: Final = "\ue000"
"""Stands for the film that the document, or this part of it, is about."""
OTHER: Final = "\ue001"
"""Stands for another work, as titles in italics or quotation marks tell."""
MARKS: Final = f"[{FILM}{OTHER}]"
PROSE_SIZE: Final = 70
BRACKET_BEHIND: Final = r"^\S.{0,60}\s\([^()]+\)$"
"""A short line that ends in a bracket, as `Title (Another Title, 1988)`."""
LED_BY_TITLE: Final = r"^(?:\*\*)?(?:\d{1,3}[.)]\s)?[“\"„«‘'_*]{1,4}\S[^_*“”\"«»]{0,60}[”\"“»’'_*]{1,4},?\s+(?:d[’']|(?:by|de|von|di|dir\.?:?|reż\.|rež\.|régie:?|directed\s+by)\s)\s?\p{Lu}\D*(?:\([^()]*\))?$"
"""A short line that begins with a marked title, and whose it is behind it; not one of data."""
LABELLED: Final = r"^[\p{L}\p{M} ()/'’-]{2,32}[:：]\s"
"""A line of data, in which titles stay as they are."""
IN_ITALICS: Final = (
    r"(?:_|\*|<(?:em|i|cite)>)[\p{Lu}\d][^_*<>\n;]{0,70}?,?(?:_|\*|</(?:em|i|cite)>)"
)
IN_QUOTES: Final = (
    r"“[\p{Lu}\d][^“”\n.;!?]{0,60}[^“”\n.;,!?\s]”|„[\p{Lu}\d][^“”„\n.;!?]{0,60}[^“”„\n.;,!?\s][“”]"
)
QUOTED_FILM: Final = rf"[“„«\"]{FILM}([,.;:!?]?)[”“»\"]"
"""The title between quotation marks, which rules need not look for."""
OPENS: Final = r"(?:_|\*|<(?:em|i|cite)>)"
CLOSES: Final = r"(?:_|\*|</(?:em|i|cite)>)"
BEHIND_TITLE: Final = rf"({FILM}{CLOSES}?,?\s+\((?:(?i:original(?:ly)?(?:\s+title)?|a\.?k\.?a\.?|also\s+known\s+as):?\s+)?){OPENS}([^_*<>\n()]{{2,70}}){CLOSES}"
BEFORE_TITLE: Final = rf"{OPENS}([\p{{Lu}}\d][^_*<>\n()]{{1,70}}){CLOSES}(,?\s+\({OPENS}?{FILM})"
"""Two titles of one film, one of them in brackets: the other one is no other work."""
STRONG: Final = r"\*\*|__"
PART_OF_A_NAME: Final = rf"\p{{Lu}}[\p{{L}}]*\s+{FILM}|{FILM}(?:\p{{L}}|\s+\p{{Lu}})|\p{{L}}{FILM}"
"""Where a title of one word may be somebody's name."""


def mark_titles(lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The lines with marks for titles in the `line` of those that are prose.

    Args:
        lines: As from `lines_from`, with `film_no`.
        films: `document_id`, `film_no`, `value` (the title).
    """
    is_long, line = pl.col("size") >= PROSE_SIZE, pl.col("line")
    texts = with_told(
        lines.select("size", "line", "raw"),
        "line",
        is_labelled=line.str.contains(LABELLED),
        has_bracket=line.str.contains(BRACKET_BEHIND),
    )
    short = only_where(~is_long & ~pl.col("is_labelled"), pl.col("raw"))
    of_title = pl.col("has_bracket") | short.str.contains(LED_BY_TITLE)
    is_prose = texts.select((is_long | of_title) & ~pl.col("is_labelled")).to_series()
    prose = lines.filter(is_prose)
    titles = films.select("document_id", "film_no", title="value").unique(
        ["document_id", "film_no"], keep="first", maintain_order=True
    )
    titled = prose.join(
        titles, on=["document_id", "film_no"], how="left", maintain_order="left"
    ).with_columns(
        has_title=pl.col("raw").str.contains(pl.col("title"), literal=True).fill_null(value=False),
        has_marks=(pl.col("size") >= PROSE_SIZE) & pl.col("raw").str.contains(r"[_*“<]"),
    )
    with_film = titled.filter("has_title").with_columns(
        marked=pl.col("raw")
        .str.split(pl.col("title"))
        .list.join(FILM)
        .str.replace_all(QUOTED_FILM, f"{FILM}$1")
    )
    is_doubtful = ~pl.col("title").str.contains(r"\s") & pl.col("marked").str.contains(
        PART_OF_A_NAME
    )
    with_film = with_film.with_columns(marked=pl.when(is_doubtful).then("raw").otherwise("marked"))
    marked = pl.concat(
        [with_film, titled.filter(~pl.col("has_title")).with_columns(marked="raw")]
    ).with_columns(
        line=pl.when(pl.col("has_marks"))
        .then(
            words_of(
                pl.col("marked")
                .pipe(unwrapped)
                .str.replace_all(STRONG, "")
                .str.replace_all(IN_QUOTES, OTHER)
                .str.replace_all(BEHIND_TITLE, "${1}“${2}”")
                .str.replace_all(BEFORE_TITLE, "“${1}”${2}")
                .str.replace_all(IN_ITALICS, OTHER)
            )
        )
        .when(pl.col("has_title"))
        .then(words_of(pl.col("marked").pipe(unwrapped)))
        .otherwise("line")
    )
    return pl.concat([lines.filter(~is_prose), marked.select(lines.columns)])
