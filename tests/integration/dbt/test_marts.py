"""The models over a handful of staged documents: what stands in the marts, and why."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipelines.warehouse.build import BuildFile
from tests.integration.dbt.conftest import Dbt, Query
from tests.integration.dbt.rows import BOAT, MINA, ORCHARD, SEEN
from tests.unit.test_dbt_contracts import ADDED, CONTRACT

pytestmark = pytest.mark.slow


def only(rows: list[dict[str, Any]]) -> dict[str, Any]:
    assert len(rows) == 1, rows
    return rows[0]


def test_the_rules_of_the_models_hold(built: BuildFile, dbt: Dbt) -> None:
    assert built.path.is_file()
    done = dbt("test", "--select", "test_type:unit")
    assert done.returncode == 0, done.stdout
    assert "ERROR=0" in done.stdout
    assert "PASS=0" not in done.stdout


def test_a_film_is_what_its_documents_agree_on(query: Query) -> None:
    film = only(query(f"from marts.films where film_id = '{BOAT}'"))
    assert film["title"] == "The Glass Boat"
    assert film["original_title"] == "Tuk Kaew"
    assert film["sort_title"] == "Glass Boat, The"
    assert (film["year"], film["runtime_minutes"]) == (2013, 95)
    assert (film["countries"], film["country_codes"]) == (["France", "Cambodia"], ["FR", "KH"])
    assert (film["languages"], film["language_codes"]) == (["Khmer"], ["km"])
    assert film["certificates"] == ["BBFC:15"]
    assert film["genres"] == []
    assert film["imdb_id"] == "tt7654321"
    assert (film["review_count"], film["scored_review_count"]) == (2, 2)
    assert (film["score_mean"], film["score_median"], film["score_stddev"]) == (81.5, 81.5, 2.12)
    assert film["positive_share"] == 1.0
    assert (film["award_wins"], film["award_nominations"]) == (1, 0)
    assert film["screening_count"] == 1
    assert film["document_count"] == 4
    assert (film["first_seen_at"], film["updated_at"]) == (SEEN["gazette"], SEEN["prizes"])


def test_a_film_without_reviews_has_counts_and_empty_lists_but_no_scores(query: Query) -> None:
    film = only(query(f"from marts.films where film_id = '{ORCHARD}'"))
    assert film["review_count"] == film["award_wins"] == film["screening_count"] == 0
    assert film["countries"] == film["distributors"] == []
    assert film["score_mean"] is film["score_adjusted"] is film["positive_share"] is None


def test_what_a_document_out_of_use_said_stands_nowhere_but_in_the_ledger(query: Query) -> None:
    assert query("from marts.claims where document_id in ('copy', 'broken')") == []
    assert query("from marts.reviews where document_id = 'copy'") == []
    assert query("from marts.persons where name = 'Nobody Else'") == []
    ledger = query("select document_id, status, claim_count from marts.documents order by 1")
    assert [(row["document_id"], row["status"], row["claim_count"]) for row in ledger] == [
        ("blog", "parsed", 5),
        ("broken", "rejected", 0),
        ("cinema", "parsed", 9),
        ("copy", "duplicate", 0),
        ("gazette", "parsed", 8),
        ("prizes", "parsed", 3),
    ]


def test_a_document_knows_every_place_it_was_seen_at(query: Query) -> None:
    document = only(query("from marts.documents where document_id = 'gazette'"))
    assert document["uri"] == "samples/gazette.md"
    assert document["uris"] == ["archive/gazette.md", "samples/gazette.md"]
    assert (document["first_seen_at"], document["last_seen_at"]) == (
        SEEN["gazette"],
        SEEN["broken"],
    )


def test_a_mention_counts_only_of_a_film_that_some_other_document_is_about(query: Query) -> None:
    rows = query(
        "select film_id, relation, position from marts.document_films"
        " where document_id = 'blog' order by relation"
    )
    assert [tuple(row.values()) for row in rows] == [(BOAT, "about", 1), (ORCHARD, "mention", 1)]


def test_an_award_that_two_documents_state_is_one_with_the_stronger_result(query: Query) -> None:
    award = only(query("from marts.awards"))
    assert (award["award"], award["year"], award["result"]) == ("Jury Prize", 2014, "won")
    assert (award["person_id"], award["document_count"]) == (MINA, 2)


def test_a_person_gathers_names_roles_and_awards(query: Query) -> None:
    person = only(query("from marts.persons"))
    assert (person["name"], person["sort_name"]) == ("Mina Sok", "Sok, Mina")
    assert person["aliases"] == ["mina sok"]
    assert (person["imdb_id"], person["birth_year"]) == ("nm7654321", 1964)
    assert (person["roles"], person["film_count"], person["award_wins"]) == (["director"], 1, 1)
    credit = only(query("from marts.credits"))
    assert (credit["role"], credit["role_label"], credit["document_count"]) == (
        "director",
        "Dir",
        2,
    )


def test_a_review_has_its_rating_on_one_scale_and_says_where_the_scale_is_from(
    query: Query,
) -> None:
    reviews = query("select * from marts.reviews order by document_id")
    assert [(row["rating_text"], row["score"], row["verdict"]) for row in reviews] == [
        ("B+", 83.0, "positive"),
        ("4/5", 80.0, "positive"),
    ]
    assert [row["rating_scale_basis"] for row in reviews] == [None, "stated"]
    assert [row["published_on"] for row in reviews] == [None, date(2026, 3, 1)]
    assert {row["uri"] for row in reviews} == {
        "https://blog.example/1",
        "https://gazette.example/1",
    }


def test_the_claims_of_a_value_say_whether_it_was_chosen(query: Query) -> None:
    rows = query("select claim_id from marts.claims where not is_chosen order by claim_id")
    assert [row["claim_id"] for row in rows] == [
        "blog/award/Prize of the Jury",
        "blog/year/2014",
        "gazette/runtime_minutes/1 hr 30 min",
    ]


def test_disagreements_are_told_with_their_share(query: Query) -> None:
    rows = query("from quality.conflicts order by attribute")
    assert [(row["attribute"], row["chosen_value"], row["other_values"]) for row in rows] == [
        ("runtime_minutes", "95", ["90"]),
        ("year", "2013", ["2014"]),
    ]
    assert [row["agreement"] for row in rows] == [0.5, 0.6667]


def test_freshness_is_that_of_the_documents(query: Query) -> None:
    rows = {row["table_name"]: row for row in query("from quality.freshness")}
    assert len(rows) == 14
    assert rows["marts.reviews"]["newest_document_at"] == SEEN["blog"]
    assert rows["marts.reviews"]["newest_published_on"] == date(2026, 3, 1)
    assert rows["marts.films"]["row_count"] == 2
    assert rows["marts.id_redirects"]["newest_document_at"] is None


def test_a_redirect_leads_to_the_id_of_today(query: Query) -> None:
    rows = query("from marts.id_redirects order by old_id")
    assert [(row["old_id"], row["new_id"]) for row in rows] == [("film_a", BOAT), ("film_b", BOAT)]


def test_a_screening_keeps_its_local_time(query: Query) -> None:
    screening = query("from marts.screenings")[0]
    assert screening["starts_at"] == datetime(2026, 3, 7, 18, 30, tzinfo=UTC)
    assert screening["starts_at_local"].tzinfo is None
    assert screening["listing_id"] == only(query("from marts.listings"))["listing_id"]


@pytest.mark.parametrize("table", CONTRACT)
def test_a_table_and_its_columns_carry_their_meaning_as_comments(query: Query, table: str) -> None:
    columns = [
        row
        for row in query("from duckdb_columns() order by column_index")
        if row["schema_name"] in {"marts", "quality"} and row["table_name"] == table
    ]
    described = [
        row["comment"]
        for row in query("from duckdb_tables()")
        if row["schema_name"] in {"marts", "quality"} and row["table_name"] == table
    ]
    names = [column["column_name"] for column in columns]
    assert [bool(comment) for comment in described] == [True]
    assert [
        name for name, column in zip(names, columns, strict=True) if not column["comment"]
    ] == []
    assert [name for name in names if name not in ADDED.get(table, [])] == list(CONTRACT[table])
