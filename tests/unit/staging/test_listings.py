from typing import Any

import polars as pl
import pytest

from pipelines.staging.listings import LISTINGS, listings_from
from tests.unit.staging.rows import claim, claims, document, documents, films, segments


def listings(*said: dict[str, Any], count: int = 1, **about: Any) -> pl.DataFrame:
    """The listings of a document that says this."""
    found = listings_from(
        claims(*said), documents(document(**about)), films(count), segments(count)
    ).collect()
    assert found.schema == LISTINGS.polars_schema
    return found


@pytest.mark.parametrize(
    ("kind", "publication_kind", "count"),
    [
        ("listing", "festival", 1),
        ("listing", "website", 1),
        ("roundup", "festival", 1),
        ("roundup", "cinema", 1),
        ("roundup", "newspaper", 0),
        ("review", "newspaper", 0),
        ("dataset", "dataset", 0),
        ("other", "website", 0),
    ],
)
def test_the_kind_of_a_document_tells_whether_it_lists(
    kind: str, publication_kind: str, count: int
) -> None:
    assert listings(kind=kind, publication_kind=publication_kind).height == count


def test_a_film_with_a_showing_is_listed_and_the_others_are_not() -> None:
    showing = claim("screening", "Friday", film_no=1)
    assert listings(showing, count=3, kind="other")["film_no"].to_list() == [1]


def test_a_review_that_says_where_the_film_runs_is_no_listing() -> None:
    assert listings(claim("screening", "the Playhouse"), kind="review").is_empty()


def test_a_listing_tells_festival_section_distributor_and_synopsis() -> None:
    told = listings(
        claim("festival", "Northbank Film Festival", film_no=None),
        claim("section", "Debate"),
        claim("distributor", "New Wave Films"),
        claim("synopsis_author", "Imogen Treadwell"),
        kind="listing",
        canonical_uri="https://festival.example/film",
    ).row(0, named=True)
    assert told == {
        "document_id": "d",
        "film_no": 0,
        "festival": "Northbank Film Festival",
        "section": "Debate",
        "distributor": "New Wave Films",
        "synopsis": "The story of film 0.",
        "synopsis_author": "Imogen Treadwell",
        "uri": "https://festival.example/film",
    }


def test_a_synopsis_that_the_document_names_goes_before_the_longest_line() -> None:
    told = listings(claim("synopsis", "In short."), kind="listing")
    assert told["synopsis"].to_list() == ["In short."]


def test_a_festival_told_with_the_film_goes_before_the_documents() -> None:
    told = listings(
        claim("festival", "The One", confidence=0.5),
        claim("festival", "The Other", film_no=None, confidence=0.9),
        kind="listing",
        count=2,
    )
    assert told["festival"].to_list() == ["The One", "The Other"]
