"""Phrases of texts, as they are looked up in a catalogue."""

import polars as pl
import pytest

from pipelines.claims.text.phrases import phrases_of
from pipelines.reading.tables import FIELDS


def keys_of(text: str) -> set[str]:
    """The keys of a text's phrases."""
    documents = pl.DataFrame({"document_id": ["d"], "text": [text]})
    return set(phrases_of(documents, FIELDS.empty())["key"])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("We saw _The Night of the Hunter_ again.", "the night of the hunter"),
        ("It is Greta Lund’s best.", "greta lund"),
        ("as in Dr. Strangelove, or so", "dr strangelove"),
        ("with Ilse\nBrandt", "ilse brandt"),
        ("see Hello, Dolly! tonight", "hello dolly"),
        ("https://www.imdb.com/title/tt0000011/", "tt0000011"),
        ("in Rosemary’s Baby, Guy lies", "rosemarys baby"),
        ("then Withnail & I began", "withnail i"),
        ("of L'Âge d'Or and others", "lage dor"),
        ("he made Shoot 'Em Up twice", "shoot em up"),
        ("known as _hua yang nian hua_ at home", "hua yang nian hua"),
    ],
)
def test_titles_and_names_in_a_sentence_are_phrases(text: str, key: str) -> None:
    assert key in keys_of(text)


def test_words_without_capitals_are_no_phrases() -> None:
    assert keys_of("we went home and slept") == set()


def test_short_values_of_fields_are_phrases() -> None:
    fields = pl.DataFrame(
        [("d", 0, "front_matter", "title", "title", 0, "night ferry", None, None)],
        schema=FIELDS.polars_schema,
        orient="row",
    )
    documents = pl.DataFrame({"document_id": ["d"], "text": [""]})
    assert phrases_of(documents, fields)["key"].to_list() == ["night ferry"]
