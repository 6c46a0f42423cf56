from datetime import date
from typing import Any

import pytest

from pipelines.staging.reviews import REVIEWS, reviews_from
from tests.unit.staging.rows import claim, claims, document, documents, films, segments


def review(*said: dict[str, Any], **about: Any) -> dict[str, Any]:
    """The only review of a document that says this."""
    found = reviews_from(claims(*said), documents(document(**about)), films(), segments()).collect()
    assert found.schema == REVIEWS.polars_schema
    return found.row(0, named=True)


def rating(value: str, number: str | None, **detail: Any) -> dict[str, Any]:
    """A claim of a rating."""
    return claim("rating", value, value_normalised=number, detail=detail)


def test_a_missing_rating_is_null_and_never_zero() -> None:
    told = review(claim("critic", "A. Writer"), default_rating_scale="4.0")
    names = ("rating_text", "rating_value", "rating_scale", "rating_scale_basis", "rating_notation")
    assert [told[name] for name in names] == [None] * 5


def test_a_rating_of_zero_is_zero() -> None:
    assert review(rating("0/5", "0", scale="5", notation="fraction"))["rating_value"] == 0.0


def test_a_scale_that_the_document_states_goes_before_the_registry() -> None:
    told = review(rating("7/10", "7", scale="10", notation="fraction"), default_rating_scale="5.0")
    assert (told["rating_value"], told["rating_scale"]) == (7.0, 10.0)
    assert told["rating_scale_basis"] == "stated"


def test_a_scale_that_the_document_does_not_state_is_the_registrys() -> None:
    told = review(rating("4.5", "4.5", notation="stars"), default_rating_scale="5.0")
    assert (told["rating_value"], told["rating_scale"]) == (4.5, 5.0)
    assert told["rating_scale_basis"] == "source"


def test_a_scale_that_nobody_tells_is_null() -> None:
    told = review(rating("4.5", "4.5", notation="number"))
    assert told["rating_value"] == 4.5
    assert (told["rating_scale"], told["rating_scale_basis"]) == (None, None)


@pytest.mark.parametrize("scale", [None, "5.0", "letter"])
def test_letters_have_no_numeric_scale(scale: str | None) -> None:
    told = review(rating("B+", None, notation="letter"), default_rating_scale=scale)
    assert (told["rating_text"], told["rating_notation"]) == ("B+", "letter")
    assert told["rating_value"] is None
    assert (told["rating_scale"], told["rating_scale_basis"]) == (None, None)


def test_a_scale_of_letters_is_no_number() -> None:
    told = review(rating("4", "4", notation="number"), default_rating_scale="letter")
    assert (told["rating_scale"], told["rating_scale_basis"]) == (None, None)


def test_of_two_ratings_the_surest_counts() -> None:
    told = review(
        claim("rating", "3", value_normalised="3", confidence=0.5, span_start=1),
        claim("rating", "4", value_normalised="4", confidence=0.9, span_start=50),
    )
    assert told["rating_value"] == 4.0


@pytest.mark.parametrize(
    ("kind", "publication_kind", "count"),
    [
        ("review", "newspaper", 1),
        ("roundup", "newspaper", 1),
        ("roundup", "festival", 0),
        ("roundup", "cinema", 0),
        ("listing", "festival", 0),
        ("dataset", "dataset", 0),
        ("other", "website", 0),
    ],
)
def test_the_kind_of_a_document_tells_whether_it_judges(
    kind: str, publication_kind: str, count: int
) -> None:
    about = documents(document(kind, publication_kind=publication_kind))
    assert reviews_from(claims(), about, films(), segments()).collect().height == count


def test_whatever_is_rated_is_reviewed() -> None:
    told = review(rating("8", "8", notation="number"), kind="dataset")
    assert told["rating_value"] == 8.0


def test_a_row_of_a_table_has_no_headline_and_no_words() -> None:
    told = review(rating("8", "8", notation="number"), kind="dataset")
    assert (told["headline"], told["excerpt"], told["word_count"]) == (None, None, None)


def test_a_roundup_has_a_review_for_each_film() -> None:
    found = reviews_from(
        claims(
            claim("rating", "A", film_no=0, detail={"notation": "letter"}),
            claim("rating", "C", film_no=2, detail={"notation": "letter"}),
            claim("critic", "A. Writer", film_no=None),
            claim("critic", "Guest", film_no=1),
        ),
        documents(document("roundup")),
        films(3),
        segments(3),
    ).collect()
    assert found.select("film_no", "rating_text", "critic").rows() == [
        (0, "A", "A. Writer"),
        (1, None, "Guest"),
        (2, "C", "A. Writer"),
    ]


def test_date_headline_advisory_and_address_come_along() -> None:
    told = review(
        claim("published_on", "21 March 2014", film_no=None, value_normalised="2014-03-21"),
        claim("content_advisory", "archive footage of forced labor"),
        canonical_uri="https://paper.example/review",
    )
    assert told["published_on"] == date(2014, 3, 21)
    assert told["headline"] == "A headline"
    assert told["content_advisory"] == "archive footage of forced labor"
    assert told["uri"] == "https://paper.example/review"
    assert (told["excerpt"], told["word_count"]) == ("About film 0.", 3)


def test_a_date_that_is_none_is_null() -> None:
    said = claim("published_on", "31 June", film_no=None, value_normalised="2014-06-31")
    assert review(said)["published_on"] is None
