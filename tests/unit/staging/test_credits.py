from pipelines.staging.credits import CREDITS, credits_from
from tests.unit.staging.rows import claim, claims


def test_credits_fit_their_table() -> None:
    found = credits_from(claims(claim("director", "Rithy Panh"))).collect()
    assert found.schema == CREDITS.polars_schema
    assert credits_from(claims()).collect().schema == CREDITS.polars_schema


def test_a_role_is_its_attribute_and_the_label_as_printed() -> None:
    found = credits_from(
        claims(
            claim("director", "Rithy Panh"),
            claim("credit:other", "Sarith Mang", detail={"label": "Sculptor"}),
            claim("credit:narrator", "Randal Douc"),
            claim("cast", "Tilda", detail={"character": "Eve", "imdb_id": "nm0842770"}),
        )
    ).collect()
    assert found.select(
        "name", "role", "role_label", "character_name", "imdb_id"
    ).sort("name").rows() == [
        ("Randal Douc", "narrator", None, None, None),
        ("Rithy Panh", "director", None, None, None),
        ("Sarith Mang", "other", "Sculptor", None, None),
        ("Tilda", "cast", None, "Eve", "nm0842770"),
    ]  # fmt: skip


def test_a_person_twice_in_one_role_is_one_credit_by_the_surest_claim() -> None:
    found = credits_from(
        claims(
            claim("director", "Rithy Panh", confidence=0.5, claim_id="weak"),
            claim("director", "Rithy Panh", confidence=0.9, claim_id="sure"),
            claim("writer", "Rithy Panh", claim_id="other"),
        )
    ).collect()
    assert found["claim_id"].to_list() == ["sure", "other"]


def test_billing_order_is_kept_where_there_is_a_list() -> None:
    found = credits_from(
        claims(
            claim("cast", "Second", position=2),
            claim("cast", "First", position=1),
            claim("director", "Alone", position=1),
        )
    ).collect()
    orders = dict(found.select("name", "billing_order").iter_rows())
    assert orders == {"First": 1, "Second": 2, "Alone": None}


def test_only_credits_with_a_film_are_taken() -> None:
    found = credits_from(
        claims(
            claim("critic", "A. Writer"),
            claim("distributor", "New Wave Films"),
            claim("director", "Somebody", film_no=None),
        )
    ).collect()
    assert found.is_empty()
