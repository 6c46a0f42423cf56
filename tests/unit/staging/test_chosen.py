from pipelines.staging.chosen import surest, surest_of_document
from tests.unit.staging.rows import claim, claims


def test_the_surest_claim_of_a_film_speaks_for_it() -> None:
    told = claims(
        claim("section", "Journeys", confidence=0.6, span_start=1),
        claim("section", "Debates", confidence=0.9, span_start=90),
        claim("section", "Shorts", film_no=1, confidence=0.1),
    )
    assert surest(told, "section").collect().rows() == [("d", 0, "Debates"), ("d", 1, "Shorts")]


def test_of_equals_the_first_in_the_text_speaks() -> None:
    told = claims(
        claim("section", "Later", span_start=20),
        claim("section", "Unplaced"),
        claim("section", "First", span_start=3),
    )
    assert surest(told, "section").collect()["section"].to_list() == ["First"]


def test_what_it_means_goes_before_what_is_printed() -> None:
    told = claims(claim("published_on", "2 May 2018", value_normalised="2018-05-02"))
    found = surest(told, "published_on", name="day").collect()
    assert found.columns == ["document_id", "film_no", "day"]
    assert found["day"].to_list() == ["2018-05-02"]


def test_a_claim_of_the_document_is_not_one_of_its_film() -> None:
    told = claims(claim("critic", "A. Writer", film_no=None))
    assert surest(told, "critic").collect().is_empty()
    assert surest_of_document(told, "critic").collect().rows() == [("d", "A. Writer")]


def test_a_document_is_as_sure_as_its_surest_film() -> None:
    told = claims(
        claim("critic", "B", film_no=1, confidence=0.5),
        claim("critic", "C", film_no=2, confidence=0.8),
    )
    assert surest_of_document(told, "critic").collect().rows() == [("d", "C")]


def test_of_nothing_nothing_is_chosen() -> None:
    assert surest(claims(), "critic").collect().is_empty()


def test_what_is_said_of_the_document_goes_before_what_is_said_of_a_film() -> None:
    told = claims(claim("critic", "Guest", film_no=1), claim("critic", "House", film_no=None))
    assert surest_of_document(told, "critic").collect().rows() == [("d", "House")]
