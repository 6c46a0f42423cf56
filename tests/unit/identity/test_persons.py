import random
from typing import Any

import polars as pl
import pytest

from pipelines.identity.persons import cluster_persons
from tests.unit.identity.rows import person, persons


def clusters(*rows: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The cluster of each name of each document."""
    found = cluster_persons(persons(*rows)).select("document_id", "name", "cluster")
    return {(document_id, name): cluster for document_id, name, cluster in found.iter_rows()}


def people(*rows: dict[str, Any]) -> list[set[tuple[str, str]]]:
    """Names of documents by the person they mean."""
    found: dict[str, set[tuple[str, str]]] = {}
    for place, cluster in clusters(*rows).items():
        found.setdefault(cluster, set()).add(place)
    return sorted(found.values(), key=min)


def test_one_name_in_any_order_and_accent_is_one_person() -> None:
    assert (
        len(
            people(
                person("a", "Agnès Varda"),
                person("b", "Agnes Varda", film_id="f_2"),
                person("c", "VARDA, Agnès", film_id="f_3"),
            )
        )
        == 1
    )


def test_an_id_joins_two_names() -> None:
    one = person("a", "Bong Joon-ho", "nm0094435", film_id="f_1")
    other = person("b", "Director Bong", "nm0094435", film_id="f_2")
    assert people(one, other) == [{("a", "Bong Joon-ho"), ("b", "Director Bong")}]


def test_namesakes_with_different_ids_stay_apart() -> None:
    assert people(
        person("a", "Steve McQueen", "nm0000537", film_id="f_bullitt"),
        person("b", "Steve McQueen", "nm2588606", film_id="f_hunger"),
    ) == [{("a", "Steve McQueen")}, {("b", "Steve McQueen")}]


def test_a_namesake_without_an_id_goes_where_the_film_is_shared() -> None:
    found = clusters(
        person("a", "Steve McQueen", "nm0000537", film_id="f_bullitt"),
        person("b", "Steve McQueen", "nm2588606", film_id="f_hunger"),
        person("c", "Steve McQueen", film_id="f_hunger"),
        person("d", "Steve McQueen", film_id="f_bullitt"),
    )
    assert found["c", "Steve McQueen"] == "nm2588606"
    assert found["d", "Steve McQueen"] == "nm0000537"


def test_a_namesake_who_shares_no_film_goes_to_neither() -> None:
    found = clusters(
        person("a", "Steve McQueen", "nm0000537", film_id="f_bullitt"),
        person("b", "Steve McQueen", "nm2588606", film_id="f_hunger"),
        person("c", "Steve McQueen", film_id="f_other"),
        person("d", "Steve McQueen", film_id=None),
    )
    assert found["c", "Steve McQueen"] not in {"nm0000537", "nm2588606"}
    assert found["d", "Steve McQueen"] not in {"nm0000537", "nm2588606"}


def test_a_slip_of_the_pen_in_one_film_is_one_person() -> None:
    assert people(person("a", "Rithy Panh"), person("b", "Rithy Pahn")) == [
        {("a", "Rithy Panh"), ("b", "Rithy Pahn")}
    ]


def test_a_slip_in_another_film_is_another_person() -> None:
    one, other = person("a", "Rithy Panh"), person("b", "Rithy Pahn", film_id="f_2")
    assert len(people(one, other)) == 2


def test_a_slip_between_two_ids_is_two_persons() -> None:
    one, other = person("a", "Joel Coen", "nm0001054"), person("b", "Joel Cohen", "nm0169482")
    assert len(people(one, other)) == 2


def test_different_people_of_one_film_stay_apart() -> None:
    assert len(people(person("a", "Jean-Pierre Dardenne"), person("a", "Luc Dardenne"))) == 2


def test_what_decided_is_told() -> None:
    told = cluster_persons(
        persons(
            person("a", "Rithy Panh", "nm0659125"),
            person("b", "Rithy Panh"),
            person("c", "Randal Douc"),
        )
    )
    assert dict(told.select("document_id", "evidence").iter_rows()) == {
        "a": "imdb_id",
        "b": "film",
        "c": "name",
    }


def test_a_name_twice_in_one_film_of_a_document_is_one_row() -> None:
    twice = persons(person("a", "Rithy Panh"), person("a", "Rithy Panh", "nm0659125"))
    assert cluster_persons(twice).height == 1


def test_a_name_without_letters_is_nobody() -> None:
    assert cluster_persons(persons(person("a", "***"))).is_empty()


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_arrival_decides_nothing(seed: int) -> None:
    rows = [
        person("a", "Steve McQueen", "nm0000537", film_id="f_1"),
        person("b", "Steve McQueen", "nm2588606", film_id="f_2"),
        person("c", "Steve McQueen", film_id="f_2"),
        person("d", "Rithy Panh", film_id="f_3"),
        person("e", "Rithy Pahn", film_id="f_3"),
        person("f", "Panh Rithy", "nm0659125", film_id="f_4"),
        person("g", "Rity Panh", film_id="f_3"),
    ]
    expected = cluster_persons(persons(*rows))
    random.Random(seed).shuffle(rows)  # noqa: S311
    assert cluster_persons(persons(*rows)).equals(expected)


def test_no_names_are_nobody() -> None:
    assert cluster_persons(persons()).is_empty()
    assert cluster_persons(persons()).schema["cluster"] == pl.String()
