"""Find the phrases of a text that may be a title or a name, to be looked up in a catalogue.

What belongs here is what a phrase is: words between capitals that stand together, what stands
between marks as titles do, and the short values of fields. Whether a phrase is a title or a name, and of which film or person, is decided by
who knows titles and names.
"""

from typing import Final

import polars as pl

from pipelines.claims.values.folding import words_of

LONGEST_PHRASE: Final = 9
"""Words of the longest phrase that is looked up."""
LONGEST_VALUE: Final = 120
"""Characters of the longest value of a field that is looked up."""
CAPITALISED: Final = r"(?:[\p{Ll}]{1,2}[’'])?[’']?[\p{Lu}\p{Lt}\p{N}][\p{L}\p{N}\p{M}’'.&-]*"
"""Also with what was cut short before it: d'Or, 'Em."""
SMALL: Final = r"(?:[\p{Ll}’']{1,5}|&)"
"""A small word within a phrase: of, and, the, von, de la."""
GAP: Final = r"[,:!?…*_]{0,3}[ \t\r\n]+[“\"‘(*_]{0,2}"
RUN: Final = rf"{CAPITALISED}(?:{GAP}(?:{SMALL}{GAP}){{0,3}}{CAPITALISED})*"
"""Capitalised words with small ones between: any phrase is a part of such a run."""
IMDB_ID: Final = r"\btt\d{7,9}\b"
MARKED: Final = (
    r"(?:_[^_\n]{2,80}_|\*[^*\n]{2,80}\*|“[^”\n]{2,80}”|\"[^\"\n]{2,80}\"|«[^»\n]{2,80}»)"
)
"""What stands between marks, be it capitalised or not."""
PIECE: Final = r"[^ \t\r\n]+[ \t\r\n]*(?:&[ \t\r\n]+)*"
"""A word with what stands behind it; an ampersand is no word of its own."""
BEGINS: Final = r"^[“\"‘(*_]*(?:[\p{Ll}]{1,2}[’'])?[’']?[\p{Lu}\p{Lt}\p{N}]"
POSSESSIVE: Final = r"[’']s?\W*$"
TRIMMED: Final = " \t\r\n,:;!?…*_“”\"‘’'()."

PHRASES: Final = pl.Schema({"document_id": pl.String(), "key": pl.String(), "phrase": pl.String()})
"""Phrases of documents: their folded words, and the phrase as printed first."""


def phrases_of(documents: pl.DataFrame, fields: pl.DataFrame) -> pl.DataFrame:
    """The phrases of documents and their fields, one row each, in the schema `PHRASES`.

    Args:
        documents: `document_id`, `text`.
        fields: Their rows of `raw.fields`.
    """
    in_fields = (
        fields.lazy()
        .filter(pl.col("value").str.len_chars() <= LONGEST_VALUE)
        .select("document_id", key=words_of(pl.col("value")), phrase="value")
    )
    ids = (
        documents.lazy()
        .select("document_id", key=pl.col("text").str.extract_all(IMDB_ID))
        .explode("key")
        .filter(pl.col("key").is_not_null())
        .with_columns(phrase="key")
    )
    marked = (
        documents.lazy()
        .select("document_id", phrase=pl.col("text").str.extract_all(MARKED))
        .explode("phrase")
        .filter(pl.col("phrase").is_not_null())
        .select("document_id", key=words_of(pl.col("phrase")), phrase="phrase")
    )
    pieces = _pieces(documents)
    in_texts = (_of_length(pieces, count) for count in range(1, LONGEST_PHRASE + 1))
    return (
        pl.concat([in_fields, ids, *in_texts, marked])
        .filter(pl.col("key") != "")
        .unique(["document_id", "key"], keep="first", maintain_order=True)
        .with_columns(pl.col("phrase").str.strip_chars(TRIMMED))
        .collect()
    )


def _pieces(documents: pl.DataFrame) -> pl.DataFrame:
    """The words of the runs with what stands behind them, and folded.

    Returns:
        `document_id`, `run_no`, `piece`, `key`, `end_key` (without a genitive), `is_capital`.
    """
    pieces = (
        documents.lazy()
        .select("document_id", run=pl.col("text").str.extract_all(RUN))
        .explode("run")
        .filter(pl.col("run").is_not_null())
        .with_row_index("run_no")
        .with_columns(piece=pl.col("run").str.extract_all(PIECE))
        .select("document_id", "run_no", "piece")
        .explode("piece")
        .collect()
    )
    folded = (
        pieces.lazy()
        .select("piece")
        .unique()
        .with_columns(
            key=words_of(pl.col("piece")),
            end_key=words_of(pl.col("piece").str.replace(POSSESSIVE, "")),
            is_capital=pl.col("piece").str.contains(BEGINS),
        )
    )
    return pieces.lazy().join(folded, on="piece", how="left", maintain_order="left").collect()


def _of_length(pieces: pl.DataFrame, count: int) -> pl.LazyFrame:
    """The parts of runs that are so many words long, as `document_id`, `key` and `phrase`."""
    last = count - 1
    is_within = pl.col("run_no") == pl.col("run_no").shift(-last)
    is_phrase = pl.col("is_capital") & pl.col("is_capital").shift(-last) & is_within
    words = [pl.col("key").shift(-step) for step in range(last)] + [pl.col("end_key").shift(-last)]
    printed = [pl.col("piece").shift(-step) for step in range(count)]
    return (
        pieces.lazy()
        .select(
            "document_id",
            key=pl.concat_str(words, separator=" "),
            phrase=pl.concat_str(printed),
            is_phrase=is_phrase,
        )
        .filter("is_phrase")
        .drop("is_phrase")
    )
