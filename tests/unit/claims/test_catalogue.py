"""What follows from a catalogue: the film a text is about, its people, its facts."""

import json
from collections.abc import Iterator

import polars as pl
import pytest

from pipelines.claims.extraction import SOURCES, Extraction, extract
from pipelines.claims.text.phrases import phrases_of
from pipelines.reading.documents import read
from pipelines.reading.tables import FIELDS
from pipelines.warehouse.catalogue import Catalogue
from tests.unit.catalogue.tables import open_catalogue

REVIEW = """---
date: 2024-02-03
grade: B
---

_Night Ferry_ begins in fog. A widow (Ilse Brandt) waits on the quay, and Otto Keller sells
her a ticket she does not want. Director Greta Lund lets the ship arrive late, in 1962 a bold
thing to do. At 98 minutes _Night Ferry_ is as long as the crossing.
"""
OTHER = REVIEW.replace("Night Ferry", "Harbour Lights")
LISTED = """THE PROGRAMME

Night Ferry
Dir: Sidney Marsh. Sweden 1994. 105min

A thriller on the Baltic.

The Clockmaker
Dir: Greta Lund. West Germany 1958. 91min

He repairs time.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A small catalogue."""
    with open_catalogue(tmp_path_factory.mktemp("catalogue")) as opened:
        yield opened


def extracted(text: str, catalogue: Catalogue, kind: str = "review") -> Extraction:
    """What a document says, with a catalogue beside it."""
    reading = read(text.encode(), "a.md")
    documents = pl.DataFrame(
        {"document_id": ["d"], "source": ["s"], "uri": ["s/a.md"], "text": [reading.text]}
    )
    fields = pl.DataFrame(
        [("d", *field) for field in reading.fields], schema=FIELDS.polars_schema, orient="row"
    )
    told = {"source": "s", "document_kind": kind, "publication_kind": "blog"}
    sources = pl.DataFrame([told | dict.fromkeys(set(SOURCES) - set(told))], schema=SOURCES)
    own = pl.DataFrame(schema=dict.fromkeys(("source", "key", "attribute"), pl.String()))
    return extract(documents, fields, sources, own, catalogue.known(phrases_of(documents, fields)))


def said(extraction: Extraction, attribute: str) -> list[tuple[str, str]]:
    """Value and meaning of the claims of an attribute, in the order of their film and name."""
    claims = extraction.claims.filter(pl.col("attribute") == attribute)
    return claims.sort("film_no", "value").select("value", "value_normalised").rows()


def test_a_review_is_of_the_film_whose_people_it_names(catalogue: Catalogue) -> None:
    assert said(extracted(REVIEW, catalogue), "imdb_id") == [("Night Ferry", "tt0000011")]


def test_a_film_that_the_catalogue_does_not_have_is_given_to_no_other(
    catalogue: Catalogue,
) -> None:
    text = OTHER + "\nIt has less of a heart than Greta Lund’s _The Clockmaker_.\n"
    told = extracted(text, catalogue)
    assert said(told, "imdb_id") == []
    assert said(told, "title") == [("Harbour Lights", "Harbour Lights")]


def test_a_name_between_marks_is_no_film_that_the_catalogue_lacks(catalogue: Catalogue) -> None:
    text = """---
date: 2024-02-03
grade: B
---

_Otto Keller_. Nobody sells a ticket as _Otto Keller_ does, and _Otto Keller_ knows it.

He walks through Greta Lund’s fog in _Night Ferry_ as through a house of his own.
"""
    assert said(extracted(text, catalogue), "imdb_id") == [("Night Ferry", "tt0000011")]


def test_a_title_alone_does_not_tell_one_film_from_another(catalogue: Catalogue) -> None:
    text = "---\ngrade: C\n---\n\n_Night Ferry_ is dull. I slept through _Night Ferry_ twice.\n"
    told = extracted(text, catalogue)
    assert said(told, "imdb_id") == []
    assert told.matches["is_taken"].to_list() == [False]


def test_names_are_confirmed_where_they_stand(catalogue: Catalogue) -> None:
    told = extracted(REVIEW, catalogue).claims.filter(pl.col("rule") == "credit.catalogue")
    text = read(REVIEW.encode(), "a.md").text
    assert {
        (row["attribute"], text[row["span_start"] : row["span_end"]])
        for row in told.iter_rows(named=True)
    } == {
        ("director", "Greta Lund"),
        ("writer", "Greta Lund"),
        ("cast", "Ilse Brandt"),
        ("cast", "Otto Keller"),
    }


def test_a_confirmed_name_has_the_id_and_the_part(catalogue: Catalogue) -> None:
    claims = extracted(REVIEW, catalogue).claims
    actor = claims.filter(pl.col("attribute") == "cast", pl.col("value") == "Ilse Brandt")
    assert json.loads(actor["detail"][0]) == {"character": "Mona", "imdb_id": "nm0000024"}


def test_a_name_without_a_part_in_a_well_known_film_is_left_out(catalogue: Catalogue) -> None:
    text = REVIEW.replace("the crossing.", "the crossing. Rick Dalby stars in my memory.")
    names = [value for value, _ in said(extracted(text, catalogue), "cast")]
    assert names == ["Ilse Brandt", "Otto Keller"]


def test_facts_that_the_text_states_are_confirmed(catalogue: Catalogue) -> None:
    told = extracted(REVIEW, catalogue)
    assert said(told, "year") == [("1962", "1962")]
    assert [value for _, value in said(told, "runtime_minutes")] == ["98"]


def test_listed_films_are_found_by_title_year_and_director(catalogue: Catalogue) -> None:
    told = extracted(LISTED, catalogue, kind="listing")
    assert set(said(told, "imdb_id")) == {
        ("Night Ferry", "tt0000012"),
        ("The Clockmaker", "tt0000013"),
    }


def test_a_listed_film_of_another_year_and_director_is_not_found(catalogue: Catalogue) -> None:
    text = LISTED.replace("1994", "2011").replace("Sidney Marsh", "Ann Roe")
    told = extracted(text, catalogue, kind="listing")
    assert said(told, "imdb_id") == [("The Clockmaker", "tt0000013")]


def test_a_match_says_what_counted_and_what_came_second(catalogue: Catalogue) -> None:
    match = extracted(REVIEW, catalogue).matches.row(0, named=True)
    assert match["other_imdb_id"] == "tt0000012"
    assert match["score"] > match["other_score"]
    assert json.loads(match["weights"])["director"] == 2.5
