"""Tell which documents rules can matter to, by the words that the rules need.

What belongs here is a test that never misses a document and takes a moment. A rule looks at no line
that holds none of its words, and lines are made of texts and fields by steps that leave out, part
and join, but write no words of their own other than `WRITTEN` and the labels of colophons. What
stands between the letters of a word may change on the way, its letters in a row do not.
"""

import re
from collections.abc import Iterable
from typing import Final

import polars as pl

from pipelines.claims.lists.colophons import colophons
from pipelines.claims.structured.fields import with_films_of_lists
from pipelines.claims.structured.texts_in_fields import texts_in_fields
from pipelines.claims.text.lines import cut_lines, lines_from, words_of

WRITTEN: Final = ("certificate", "year", "director")
"""Words that `items_of_data` and `single_labels` write into lines; any document may have such a line."""


def reached(documents: pl.DataFrame, fields: pl.DataFrame, needs: Iterable[str]) -> pl.Series:
    """The ids of the documents that have a line which may hold one of the words.

    Args:
        documents: `document_id` and `text`.
        fields: Their rows of `raw.fields`.
        needs: As of rules.
    """
    sought = sorted({letters_of(word) for word in needs})
    if any(not letters or any(letters in word for word in WRITTEN) for letters in sought):
        return documents["document_id"]
    texts = pl.concat(
        [
            documents.select("document_id", "text"),
            texts_in_fields(with_films_of_lists(fields), documents).select(
                document_id="whole", text="text"
            ),
        ]
    )
    lines = lines_from(texts.lazy()).collect().pipe(cut_lines)
    value = pl.col("value")
    told = (
        texts.select("document_id", told="text"),
        fields.select("document_id", told="value"),
        fields.select("document_id", told=words_of(value.str.replace_all(r"\s*\n\s*", " "))),
        lines.select("document_id", told="line"),
        colophons(lines).select("document_id", told="line"),
    )
    holds = pl.col("told").str.contains_any(sought, ascii_case_insensitive=True)
    return pl.concat([frame.filter(holds)["document_id"] for frame in told]).unique().sort()


def letters_of(word: str) -> str:
    """The longest row of letters in a word, of those that every case-insensitive test knows.

    >>> [letters_of(word) for word in ("running time", "réalisé", "-born", "19")]
    ['running', 'alis', 'born', '']
    """
    return max(re.findall("[a-z]+", word.lower()), key=len, default="")
