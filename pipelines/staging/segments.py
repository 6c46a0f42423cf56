"""Cut the text of a document into the parts that speak of its films."""

from typing import Final

import polars as pl

from pipelines.claims.lines import FRONT_MATTER

LONG_LINE: Final = r"(?m)^[^\n]{80,}$"
MARKUP: Final = r"[*_`#]{1,3}|<[^<>]{1,200}>|\{%[^%]*%\}"
EXCERPT_CHARACTERS: Final = 300


def segments_of(films: pl.LazyFrame, claims: pl.LazyFrame, texts: pl.LazyFrame) -> pl.LazyFrame:
    """The text about each film, one row per film of a document.

    The only film of a document has the whole body; of several, each has the text from its title
    to the next one's.

    Args:
        films: `document_id` and `film_no`.
        claims: As declared in `CLAIMS`; the title claims tell where a film begins.
        texts: `document_id` and `text`.

    Returns:
        `document_id`, `film_no`, `segment`, `excerpt` (its first long line, at most 300
        characters), `synopsis` (its longest line), `word_count`.
    """
    begins = (
        claims.filter(pl.col("attribute") == "title")
        .group_by("document_id", "film_no")
        .agg(begin=pl.col("span_start").min())
    )
    placed = (
        films.select("document_id", "film_no")
        .join(begins, on=["document_id", "film_no"], how="left")
        .sort("document_id", "begin", nulls_last=True)
        .with_columns(
            film_count=pl.len().over("document_id"),
            next_begin=pl.col("begin").shift(-1).over("document_id"),
        )
        .join(texts.select("document_id", "text"), on="document_id", how="left")
    )
    part = pl.col("text").str.slice(pl.col("begin"), pl.col("next_begin") - pl.col("begin"))
    segment = (
        pl.when(pl.col("film_count") == 1)
        .then(pl.col("text").str.replace(FRONT_MATTER, ""))
        .when(pl.col("begin").is_not_null())
        .then(part)
    )
    plain = pl.col("segment").str.replace_all(MARKUP, "")
    paragraphs = plain.str.extract_all(LONG_LINE)
    return (
        placed.with_columns(segment=segment)
        .with_columns(
            excerpt=shortened(paragraphs.list.first()),
            synopsis=paragraphs.list.eval(
                pl.element().sort_by(
                    pl.element().str.len_chars(), descending=True, maintain_order=True
                )
            )
            .list.first()
            .str.strip_chars(),
            word_count=pl.col("segment").str.count_matches(r"[\p{L}\p{N}’'-]+").cast(pl.Int32),
        )
        .select("document_id", "film_no", "segment", "excerpt", "synopsis", "word_count")
    )


def shortened(text: pl.Expr) -> pl.Expr:
    """The text cut behind its last whole word before 300 characters, with an ellipsis."""
    kept = text.str.strip_chars()
    cut = kept.str.slice(0, EXCERPT_CHARACTERS - 2).str.replace(r"\s+\S*$", "") + pl.lit(" …")
    return pl.when(kept.str.len_chars() <= EXCERPT_CHARACTERS).then(kept).otherwise(cut)
