import json
import random
import time
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.identity.film_evidence import EVIDENCE
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (film("a", "Third Man, The", 1949), film("b", "The Third Man", 1949)),
        (film("a", "Rocky II", 1979), film("b", "Rocky 2", 1979)),
        (film("a", "The Godfather Part II", 1974), film("b", "The Godfather, Part Two", 1974)),
        (film("a", "Thelma & Louise", 1991), film("b", "Thelma and Louise", 1991)),
        (
            film("a", "Léon: The Professional", 1994, "Luc Besson"),
            film("b", "Léon", 1994, "Luc Besson"),
        ),
        (
            film("a", "Unrelated Working Title", 2007, "A B", also=("Atonement",)),
            film("b", "Atonement", 2008, "A B"),
        ),
        (film("a", "Stalker", 1979, "Andrei Tarkovsky"), film("b", "Stalker", None, "Tarkovsky")),
    ],
)
def test_one_film_under_other_spellings(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert groups(one, other) == [{"a", "b"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (film("a", "Alien", 1979, "Ridley Scott"), film("b", "Alien 3", 1992, "David Fincher")),
        (film("a", "Alien"), film("b", "Alien 3")),
        (film("a", "Alien"), film("b", "Alien: Covenant")),
        (
            film("a", "Alien", None, "Ridley Scott"),
            film("b", "Alien: Covenant", 2017, "Ridley Scott"),
        ),
        (film("a", "Mission: Impossible"), film("b", "Mission: Impossible – Fallout")),
        (
            film("a", "Kill Bill", 2003, "Quentin Tarantino"),
            film("b", "Kill Bill: Vol. 2", 2004, "Quentin Tarantino"),
        ),
        (film("a", "M", 1931, "Fritz Lang"), film("b", "M")),
        (film("a", "M", 1931, "Fritz Lang"), film("b", "M", 1951, "Joseph Losey")),
        (
            film("a", "Funny Games", 1997, "Michael Haneke"),
            film("b", "Funny Games", 2007, "Michael Haneke"),
        ),
        (
            film("a", "Pinocchio", 2022, "Guillermo del Toro"),
            film("b", "Pinocchio", 2022, "Robert Zemeckis"),
        ),
    ],
)
def test_two_films_of_nearly_one_title(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert groups(one, other) == [{"a"}, {"b"}]


def test_the_people_tell_films_of_one_title_apart() -> None:
    assert groups(
        film("a", "Emma", 1996, "Douglas McGrath", people=("Gwyneth Paltrow",)),
        film("b", "Emma", 2020, "Autumn de Wilde", people=("Anya Taylor-Joy",)),
        film("c", "Emma", people=("Gwyneth Paltrow", "Somebody Else")),
    ) == [{"a", "c"}, {"b"}]


def test_other_directors_do_not_part_what_shares_its_cast_and_year() -> None:
    cast = ("Gwyneth Paltrow", "Toni Collette")
    assert groups(
        film("a", "Emma", 1996, "Douglas McGrath", people=cast),
        film("b", "Emma", 1996, "Gwyneth Paltrow Misread", people=cast),
        film("c", "Emma", 1996, "Douglas McGrath", imdb_id="tt0116191", people=cast),
    ) == [{"a", "b", "c"}]


def test_what_is_undecided_is_listed_with_the_film_that_came_first() -> None:
    found = cluster_films(
        films(
            film("a", "Solaris", 1972, "Andrei Tarkovsky"),
            film("b", "Solaris", 2002, "Steven Soderbergh"),
            film("c", "Solaris"),
            film("d", "Solaris"),
            film("e", "Solaris", 2002),
        )
    )
    by_document = {row["document_id"]: row for row in found.iter_rows(named=True)}
    undecided = [name for name, row in by_document.items() if row["is_undecided"]]
    assert undecided == ["c", "d"]
    assert by_document["c"]["cluster"] != by_document["d"]["cluster"]
    assert by_document["c"]["score"] is None
    assert by_document["c"]["runner_up"] in {by_document[each]["cluster"] for each in "ab"}
    assert by_document["c"]["runner_up_score"] == EVIDENCE["title"].weight
    taken = by_document["e"]
    assert taken["cluster"] == by_document["b"]["cluster"]
    assert taken["score"] == sum(json.loads(taken["weights"]).values())
    assert (taken["runner_up"], taken["runner_up_score"]) == (by_document["a"]["cluster"], -4.0)


def test_two_directors_do_not_share_a_film_of_which_none_is_told() -> None:
    rows = [
        film("a", "Solaris", imdb_id="tt0069293"),
        film("b", "Solaris", 1972, "Andrei Tarkovsky"),
        film("c", "Solaris", 2002, "Steven Soderbergh"),
    ]
    assert groups(*rows[:2]) == [{"a", "b"}]
    assert groups(*rows) == [{"a"}, {"b"}, {"c"}]


def test_years_do_not_join_hand_in_hand() -> None:
    rows = [film(str(year), "Home", year) for year in range(1990, 2020)]
    assert len(groups(*rows)) == len(rows)
    assert groups(*rows[:2]) == [{"1990", "1991"}]


def test_a_printed_id_outranks_one_found_in_a_catalogue() -> None:
    printed = film("a", "Ida", 2013, "Paweł Pawlikowski", imdb_id="tt2718492")
    same = film("b", "Ida", 2013, "Paweł Pawlikowski", imdb_id="tt9999999", basis="catalogue")
    other = film("c", "Ida", 2013, imdb_id="tt9999998", basis="catalogue")
    known = film("d", "Anything", imdb_id="tt2718492", basis="catalogue")
    assert groups(printed, same, other, known) == [{"a", "b", "d"}, {"c"}]
    assert evidence(printed, known)["d"] == "catalogue"


def test_a_title_that_many_films_have_tells_nothing() -> None:
    many = [
        film(f"many-{number:03d}", "Untitled", 1900 + number, f"Director{number} Name{number}")
        for number in range(100)
    ]
    rows = [*many, film("a", "Untitled"), film("b", "Untitled", 1950), film("c", "Untitled", 2099)]
    found = groups(*rows)
    assert {"a"} in found
    assert {"b", "many-050"} in found
    assert {"c"} in found


@pytest.mark.slow
def test_thousands_of_films_of_one_title_stay_apart_in_bounded_time() -> None:
    rows = [
        film(f"{number:05d}", "Home", 1920 + number % 100, f"First{number % 300} Last{number}")
        for number in range(20_000)
    ]
    begin = time.process_time()
    assert len(groups(*rows)) == len(rows)
    assert time.process_time() - begin < 20


described = st.builds(
    film,
    st.just(""),
    st.sampled_from(["Solaris", "Solyaris", "Home", "M", "Home 2", "Home: The Return"]),
    st.sampled_from([None, 1972, 1973, 1974, 2002]),
    imdb_id=st.sampled_from([None, None, None, "tt0000001", "tt0000002"]),
    basis=st.sampled_from(["printed", "catalogue"]),
    also=st.sampled_from([(), (), ("Home",), ("Solaris",)]),
    people=st.sampled_from([(), ("A B",), ("C D", "A B"), ("E F", "G H", "A B")]),
)
directed = st.lists(st.sampled_from(["Greta Lund", "Greta Lundt", "Otto Keller"]), max_size=2)


@given(rows=st.lists(st.tuples(described, directed), max_size=12), seed=st.randoms())
@settings(max_examples=80, deadline=None)
def test_any_films_are_decided_once_and_in_any_order(
    rows: list[tuple[dict[str, Any], list[str]]], seed: random.Random
) -> None:
    told = [
        row | {"document_id": str(number), "directors": directors}
        for number, (row, directors) in enumerate(rows)
    ]
    expected = cluster_films(films(*told))
    assert expected.height == len(told)
    assert expected["cluster"].null_count() == 0
    seed.shuffle(told)
    assert cluster_films(films(*told)).equals(expected)
    printed = films(*told).filter(pl.col("imdb_id_basis") == "printed")
    ids = printed.join(expected, on=["document_id", "film_no"]).select("imdb_id", "cluster")
    assert ids.unique()["cluster"].is_unique().all()
    assert ids.unique()["imdb_id"].is_unique().all()


def test_no_films_make_no_clusters() -> None:
    assert cluster_films(films()).is_empty()
