import random
from typing import Any

import pytest

from pipelines.identity.films import cluster_films
from tests.unit.identity.rows import film, films


def groups(*rows: dict[str, Any]) -> list[set[str]]:
    """Documents by the film they are about, in the order of the first of each."""
    clustered = cluster_films(films(*rows))
    found: dict[str, set[str]] = {}
    for document_id, cluster in clustered.select("document_id", "cluster").iter_rows():
        found.setdefault(cluster, set()).add(document_id)
    return sorted(found.values(), key=min)


def evidence(*rows: dict[str, Any]) -> dict[str, str]:
    """What decided each document's film."""
    return dict(cluster_films(films(*rows)).select("document_id", "evidence").iter_rows())


def test_an_id_decides_alone() -> None:
    one = film("a", "The Missing Picture", 2013, "Rithy Panh", imdb_id="tt2852470")
    other = film("b", "Something Else", 1950, "Nobody", imdb_id="tt2852470")
    assert groups(one, other) == [{"a", "b"}]


def test_two_ids_are_two_films_however_alike() -> None:
    one = film("a", "Emma", 2020, "Autumn de Wilde", imdb_id="tt0000001")
    other = film("b", "Emma", 2020, "Autumn de Wilde", imdb_id="tt0000002")
    assert groups(one, other) == [{"a"}, {"b"}]


@pytest.mark.parametrize(("apart", "count"), [(0, 1), (1, 1), (2, 2)])
def test_years_of_one_title_may_be_one_apart(apart: int, count: int) -> None:
    assert len(groups(film("a", "Ida", 2013), film("b", "Ida", 2013 + apart))) == count


def test_remakes_stay_apart() -> None:
    assert groups(
        film("a", "Solaris", 1972, "Andrei Tarkovsky"),
        film("b", "Solaris", 2002, "Steven Soderbergh"),
        film("c", "Солярис", 1972, "Andrei Tarkovsky", also=("Solaris",)),
        film("d", "Solaris", None, "Steven Soderbergh"),
    ) == [{"a", "c"}, {"b", "d"}]


def test_what_fits_two_films_equally_stays_by_itself() -> None:
    rows = [
        film("a", "Solaris", 1972, "Andrei Tarkovsky"),
        film("b", "Solaris", 2002, "Steven Soderbergh"),
        film("c", "Solaris"),
    ]
    assert groups(*rows) == [{"a"}, {"b"}, {"c"}]
    assert evidence(*rows)["c"] == "alone"


def test_a_title_alone_joins_the_only_film_known_under_it() -> None:
    assert groups(film("a", "Toni Erdmann", 2016, "Maren Ade"), film("b", "Toni Erdmann")) == [
        {"a", "b"}
    ]


def test_other_directors_are_another_film_unless_the_year_is_the_same() -> None:
    assert groups(film("a", "Emma", 1996, "Douglas McGrath"), film("b", "Emma", None, "X Y")) == [
        {"a"},
        {"b"},
    ]


def test_a_misspelt_director_is_the_same_director() -> None:
    assert groups(
        film("a", "The Missing Picture", None, "Rithy Panh"),
        film("b", "The Missing Picture", None, "Rithy Pahn"),
    ) == [{"a", "b"}]


def test_films_meet_under_any_of_their_titles() -> None:
    rows = [
        film("a", "The Missing Picture", 2013),
        film("b", "L'Image manquante", 2013, also=("The Missing Picture",)),
        film("c", "L'image manquante", 2013),
    ]
    assert groups(*rows) == [{"a", "b", "c"}]


def test_a_bridge_merges_what_it_shows_to_be_one() -> None:
    """Two titles of one film, known apart until a document without a year gives both."""
    rows = [
        film("a", "The Missing Picture", 2013, "Rithy Panh"),
        film("b", "L'Image manquante", 2013, "Rithy Panh", imdb_id="tt2852470"),
        film("c", "L'Image manquante", None, "Rithy Panh", also=("The Missing Picture",)),
    ]
    assert groups(*rows[:2]) == [{"a"}, {"b"}]
    assert groups(*rows) == [{"a", "b", "c"}]


def test_a_bridge_does_not_merge_two_ids() -> None:
    rows = [
        film("a", "The Missing Picture", 2013, "Rithy Panh", imdb_id="tt0000001"),
        film("b", "L'Image manquante", 2013, "Rithy Panh", imdb_id="tt0000002"),
        film("c", "L'Image manquante", None, "Rithy Panh", also=("The Missing Picture",)),
    ]
    found = groups(*rows)
    assert not any({"a", "b"} <= group for group in found)


def test_what_was_said_after_a_merge_goes_to_the_merged_film() -> None:
    rows = [
        film("a", "The Missing Picture", 2013, "Rithy Panh"),
        film("b", "L'Image manquante", 2013, "Rithy Panh", imdb_id="tt2852470"),
        film("c", "L'Image manquante", None, "Rithy Panh", also=("The Missing Picture",)),
        film("d", "The Missing Picture"),
        film("e", "Image manquante"),
    ]
    assert groups(*rows) == [{"a", "b", "c", "d", "e"}]


def test_what_decided_is_told() -> None:
    told = evidence(
        film("a", "Ida", 2013, "Paweł Pawlikowski", imdb_id="tt2718492"),
        film("b", "Ida", 2013, "Pawel Pawlikowski"),
        film("c", "Ida", 2014),
        film("d", "Ida", None, "Paweł Pawlikowski"),
        film("e", "Ida"),
        film("f", "Hunger"),
    )
    assert told == {
        "a": "imdb_id",
        "b": "title_year_people",
        "c": "title_year",
        "d": "title_people",
        "e": "title",
        "f": "alone",
    }


def test_films_of_one_document_are_kept_apart_by_their_titles() -> None:
    clustered = cluster_films(
        films(film("a", "Solaris", 1972), film("a", "Stalker", 1979, film_no=1))
    )
    assert clustered["film_no"].to_list() == [0, 1]
    assert clustered["cluster"].n_unique() == 2


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_arrival_decides_nothing(seed: int) -> None:
    rows = [
        film("a", "Solaris", 1972, "Andrei Tarkovsky"),
        film("b", "Solaris", 2002, "Steven Soderbergh"),
        film("c", "Solaris"),
        film("d", "Solyaris", 1972, "Andrej Tarkovskij", also=("Solaris",)),
        film("e", "The Missing Picture", 2013, "Rithy Panh"),
        film("f", "L'Image manquante", 2013, "Rithy Panh", imdb_id="tt2852470"),
        film("g", "L'Image manquante", None, "Rithy Pahn", also=("The Missing Picture",)),
        film("h", "The Beguiled", 1971, "Don Siegel"),
        film("i", "The Beguiled", 2017, "Sofia Coppola"),
        film("j", "The Beguiled", 2017),
    ]
    expected = groups(*rows)
    random.Random(seed).shuffle(rows)  # noqa: S311
    assert groups(*rows) == expected


def test_no_films_make_no_clusters() -> None:
    assert cluster_films(films()).is_empty()
