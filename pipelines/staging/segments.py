"""Cut the text of a document into the parts that speak of its films."""

from typing import Final

import polars as pl

from pipelines.claims.text.lines import FRONT_MATTER
from pipelines.tables import Column, Table

SEGMENTS: Final = Table(
    name="staging.stg_segments",
    grain="one row per film of a document",
    key=("document_id", "film_no"),
    columns={
        "document_id": Column(pl.String(), "SHA-256 of the document's bytes."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "excerpt": Column(pl.String(), "First long line about the film, at most 300 characters."),
        "synopsis": Column(pl.String(), "Longest line about the film."),
        "word_count": Column(pl.Int32(), "Words about the film."),
    },
)

LONG_LINE: Final = r"(?m)^[^\n]{80,}$"
MARKUP: Final = r"[*_`#]{1,3}|<[^<>]{1,200}>|\{%[^%]*%\}"
EXCERPT_CHARACTERS: Final = 300


def segments_of(films: pl.LazyFrame, claims: pl.LazyFrame, texts: pl.LazyFrame) -> pl.LazyFrame:
    """What the text says of each film in short, as declared in `SEGMENTS`.

    The only film of a document has the whole body; of several, each has the text from its title
    to the next one's.

    Args:
        films: `document_id` and `film_no`.
        claims: As declared in `CLAIMS`; the title claims tell where a film begins.
        texts: `document_id` and `text`.
    """
    begins = (
        claims.filter(pl.col("attribute") == "title")
        .group_by("document_id", "film_no")
        .agg(begin=pl.col("span_start").min())
    )
    placed = (
        films.select("document_id", "film_no")
        .join(begins, on=["document_id", "film_no"], how="left", maintain_order="left")
        .sort("document_id", "begin", nulls_last=True, maintain_order=True)
        .with_columns(
            film_count=pl.len().over("document_id"),
            next_begin=pl.col("begin").shift(-1).over("document_id"),
        )
    )
    texts = texts.select("document_id", "text")
    whole = placed.filter(pl.col("film_count") == 1).join(
        texts, on="document_id", how="left", maintain_order="left"
    )
    part = (
        placed.filter(pl.col("film_count") > 1, pl.col("begin").is_not_null())
        .join(texts, on="document_id", how="left", maintain_order="left")
        .with_columns(
            segment=pl.col("text").str.slice(
                pl.col("begin"), pl.col("next_begin") - pl.col("begin")
            )
        )
    )
    untold = placed.filter(pl.col("film_count") > 1, pl.col("begin").is_null())
    segments = pl.concat(
        [
            whole.with_columns(segment=pl.col("text").str.replace(FRONT_MATTER, "")).drop("text"),
            part.drop("text"),
            untold.with_columns(segment=pl.lit(None, pl.String)),
        ]
    ).sort("document_id", "film_no", maintain_order=True)
    plain = pl.col("segment").str.replace_all(MARKUP, "")
    paragraphs = plain.str.extract_all(LONG_LINE)
    return SEGMENTS.select(
        segments.with_columns(
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
    )


def shortened(text: pl.Expr) -> pl.Expr:
    """The text cut behind its last whole word before 300 characters, with an ellipsis."""
    kept = text.str.strip_chars()
    cut = kept.str.slice(0, EXCERPT_CHARACTERS - 2).str.replace(r"\s+\S*$", "") + pl.lit(" …")
    return pl.when(kept.str.len_chars() <= EXCERPT_CHARACTERS).then(kept).otherwise(cut)
