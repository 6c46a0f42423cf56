from typing import Any

import pytest

from pipelines.staging.awards import AWARDS, awards_from
from tests.unit.staging.rows import claim, claims


def award(value: str, **said: Any) -> dict[str, Any]:
    """The only award of a document that claims this."""
    found = awards_from(claims(claim("award", value, **said))).collect()
    assert found.schema == AWARDS.polars_schema
    return found.row(0, named=True)


def test_an_award_without_a_result_is_mentioned() -> None:
    assert award("Palme d'Or")["result"] == "mentioned"


@pytest.mark.parametrize("result", ["won", "nominated", "shortlisted"])
def test_a_stated_result_stays(result: str) -> None:
    assert award("Oscar", detail={"result": result})["result"] == result


def test_everything_told_has_its_column() -> None:
    told = award(
        "Actress in a Supporting Role",
        subject_name="Lupita Nyong'o",
        detail={
            "organisation": "Academy Awards",
            "award": "Academy Award",
            "category": "Actress in a Supporting Role",
            "year": "2013",
            "result": "won",
            "recipient_id": "nm2143282",
            "detail": "Patsey",
        },
    )
    del told["claim_id"]
    assert told == {
        "document_id": "d",
        "film_no": 0,
        "organisation": "Academy Awards",
        "award": "Academy Award",
        "category": "Actress in a Supporting Role",
        "year": 2013,
        "result": "won",
        "recipient": "Lupita Nyong'o",
        "recipient_imdb_id": "nm2143282",
        "detail": "Patsey",
    }


def test_an_award_has_a_name_however_little_is_told() -> None:
    told = award("un certain regard", value_normalised="Un Certain Regard Prize")
    assert told["award"] == "Un Certain Regard Prize"
    assert award("Some Prize")["award"] == "Some Prize"


def test_a_year_that_is_none_is_null() -> None:
    assert award("Oscar", detail={"year": "1928/29"})["year"] is None


def test_an_award_to_no_film_is_not_staged() -> None:
    assert awards_from(claims(claim("award", "Oscar", film_no=None))).collect().is_empty()


def test_two_awards_of_one_film_are_two_rows() -> None:
    assert awards_from(claims(claim("award", "A"), claim("award", "B"))).collect().height == 2
