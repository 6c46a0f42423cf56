"""Which films a document is about: golden documents, and the behaviour around them."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.claims.extraction import SOURCES, Extraction, extract
from pipelines.reading.documents import read
from pipelines.reading.tables import FIELDS

GOLDEN = Path(__file__).parents[3] / "golden" / "films.jsonl"
CASES = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]

OWN_NAMES = pl.DataFrame(
    schema={"source": pl.String(), "key": pl.String(), "attribute": pl.String()}
)


def extracted(*cases: dict[str, Any]) -> Extraction:
    """What is extracted from documents: the text, and what their sources tell of them."""
    documents, fields, sources = [], [], []
    for number, case in enumerate(cases):
        name = f"d{number}"
        result = read(case["text"].encode(), case.get("file", "text.txt"))
        documents.append((name, name, f"test/{name}", result.text))
        fields += [
            (
                name, field.record, field.record_type, field.path, field.key, field.position,
                field.value, field.span_start, field.span_end,
            )
            for field in result.fields
        ]  # fmt: skip
        sources.append(
            {
                "source": name,
                "publication_kind": case.get("publication_kind"),
                "document_kind": case.get("document_kind"),
            }
        )
    return extract(
        pl.DataFrame(documents, schema=["document_id", "source", "uri", "text"], orient="row"),
        pl.DataFrame(fields, schema=FIELDS.polars_schema, orient="row"),
        pl.DataFrame(
            [{column: source.get(column) for column in SOURCES} for source in sources],
            schema=SOURCES,
        ),
        OWN_NAMES,
    )


@pytest.fixture(scope="module")
def golden() -> Extraction:
    """All golden documents, extracted in one batch as they are in a run."""
    return extracted(*CASES)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_a_document_is_about_the_films_that_a_reader_names(golden: Extraction, number: int) -> None:
    films = golden.films.filter(pl.col("document_id") == f"d{number}")

    assert films["title"].to_list() == CASES[number]["films"]


@pytest.mark.parametrize(
    "number", [number for number, case in enumerate(CASES) if "mentions" in case]
)
def test_other_films_that_are_named_are_mentions(golden: Extraction, number: int) -> None:
    mentions = golden.mentions.filter(pl.col("document_id") == f"d{number}")

    assert [list(row) for row in mentions.select("title", "year", "imdb_id").rows()] == CASES[
        number
    ]["mentions"]


def test_the_line_below_a_title_is_its_second_title() -> None:
    number = next(
        i for i, case in enumerate(CASES) if case["name"] == "programme_with_supporting_shorts"
    )

    claims = extracted(CASES[number]).claims.filter(pl.col("rule") == "title.second_line")

    assert claims.select("film_no", "value").rows() == [(1, "El pozo")]


def test_a_linked_title_brings_its_id() -> None:
    link = "[Two Hats](https://www.imdb.com/title/tt0000001/)"
    text = f"{link}\n\nDirector: Ida Moss\nRuntime: 90 minutes\n"

    films = extracted({"text": text}).films

    assert films.select("title", "imdb_id").rows() == [("Two Hats", "tt0000001")]


def test_lines_of_a_programme_belong_to_the_film_above_them() -> None:
    case = next(case for case in CASES if case["name"] == "programme_of_a_repertory_cinema")

    claims = extracted(case).claims.filter(pl.col("attribute") == "director")

    assert sorted(claims.select("film_no", "value").rows()) == [(0, "Yuki Mori"), (1, "Dan Wells")]


def test_the_same_documents_give_the_same_films_again(golden: Extraction) -> None:
    again = extracted(*CASES)

    assert again.films.equals(golden.films)
    assert again.mentions.equals(golden.mentions)
    assert again.claims.equals(golden.claims)


def test_shows_of_a_night_have_the_day_above_them_and_the_next_after_midnight() -> None:
    case = next(case for case in CASES if case["name"] == "timetable_of_a_night")

    claims = extracted(case).claims.filter(pl.col("attribute") == "screening")

    assert claims.sort("film_no").select("film_no", "value_normalised").rows() == [
        (0, "2011-10-29T20:00"),
        (1, "2011-10-29T22:30"),
        (2, "2011-10-30T00:45"),
    ]


def test_what_one_capsule_says_does_not_leak_into_the_next() -> None:
    case = next(case for case in CASES if case["name"] == "capsules_with_credits_at_their_end")

    claims = extracted(case).claims.filter(pl.col("attribute").is_in(["director", "language"]))

    assert claims.sort("film_no", "attribute").select("film_no", "value").rows() == [
        (0, "Jo Smith"),
        (1, "Mette Lund"),
        (1, "Danish"),
        (2, "Al Penny"),
    ]
