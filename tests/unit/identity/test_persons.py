import json
import random
from typing import Any

import polars as pl
import pytest

from pipelines.identity.persons import cluster_persons, persons_told
from tests.unit.identity.rows import person, persons


def clustered(mentions: pl.DataFrame) -> pl.DataFrame:
    """Which of the persons named are the same."""
    return cluster_persons(persons_told(mentions))


def clusters(*rows: dict[str, Any]) -> dict[tuple[str, str], str]:
    """The cluster of each name of each document."""
    found = clustered(persons(*rows)).select("document_id", "name", "cluster")
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


@pytest.mark.parametrize("slip", ["Rithy Pahn", "Rity Panh", "Rithy Pannh", "Rithy Pamh"])
def test_any_slip_of_one_letter_is_found(slip: str) -> None:
    assert people(person("a", "Rithy Panh"), person("b", slip)) == [
        {("a", "Rithy Panh"), ("b", slip)}
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
    told = clustered(
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
    assert clustered(twice).height == 1


@pytest.mark.parametrize("turned", [False, True])
def test_a_name_twice_in_one_film_of_a_document_is_told_by_the_id(turned: bool) -> None:
    twice = persons(person("a", "Rithy Panh"), person("a", "Rithy Panh", "nm0659125"))
    told = clustered(twice.reverse() if turned else twice)
    assert told.select("cluster", "evidence").rows() == [("nm0659125", "imdb_id")]


def test_a_name_without_letters_is_nobody() -> None:
    assert clustered(persons(person("a", "***"))).is_empty()


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
    expected = clustered(persons(*rows))
    random.Random(seed).shuffle(rows)  # noqa: S311
    assert clustered(persons(*rows)).equals(expected)


def test_no_names_are_nobody() -> None:
    assert clustered(persons()).is_empty()
    assert clustered(persons()).schema["cluster"] == pl.String()


def are_one(*rows: dict[str, Any]) -> bool:
    return len(people(*rows)) == 1


def crew(film_id: str, *names: str, document_id: str = "z") -> list[dict[str, Any]]:
    """People of a film."""
    return [person(document_id, name, film_id=film_id) for name in names]


def common(word: str, *, given: bool = False) -> list[dict[str, Any]]:
    """Very many people with the word in their names, so that it tells little."""
    letters = "abcdefghij"
    others = [f"{a}{b}{c}{d}{a}x" for a in letters for b in letters for c in letters for d in "mn"]
    names = [f"{word} {other}" if given else f"{other} {word}" for other in others]
    return [person("census", name, film_id=None) for name in names]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Bob Cartwright", "Robert Cartwright"),
        ("Edmund H. Hansen", "E. H. Hansen"),
        ("Conrad L. Hall", "Conrad Hall"),
        ("Pat McClung", "Patrick McClung"),
        ("Kar-wai Wong", "Karwai Wong"),
    ],
)
def test_spellings_of_one_name_in_one_craft_and_time_are_one_person(name: str, other: str) -> None:
    assert are_one(
        person("a", name, film_id="f_1", role="Cinematography", year=1960),
        person("b", other, film_id="f_2", role="Cinematography", year=1962),
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Harry Stradling Sr.", "Harry Stradling Jr."),
        ("Joel Coen", "Ethan Coen"),
        ("Robert B. Sherman", "Robert M. Sherman"),
        ("Lung-Wei Wang", "Wei Wang"),
    ],
)
def test_names_that_cannot_be_spellings_of_one_stay_apart(name: str, other: str) -> None:
    assert not are_one(
        person("a", name, role="Cinematography", year=1960),
        person("b", other, film_id="f_2", role="Cinematography", year=1960),
    )


def test_namesakes_in_distant_crafts_stay_apart() -> None:
    assert not are_one(
        person("a", "Robert Benton", film_id="f_1", role="Art Direction", year=1966),
        person("b", "Robert Benton", film_id="f_2", role="Writing", year=1984),
    )


def test_crafts_that_go_together_are_one_person() -> None:
    assert are_one(
        person("a", "Robert Benton", film_id="f_1", role="Directing", year=1984),
        person("b", "Robert Benton", film_id="f_2", role="Writing", year=1994),
    )


def test_a_name_after_a_long_silence_is_another_person() -> None:
    first = person("a", "Theodore Soderberg", film_id="f_1", role="Sound", year=1934)
    late = person("b", "Theodore Soderberg", film_id="f_2", role="Sound", year=1972)
    soon = person("b", "Theodore Soderberg", film_id="f_2", role="Sound", year=1942)
    assert not are_one(first, late)
    assert are_one(first, soon)


def test_a_career_may_be_long_if_it_has_no_break() -> None:
    years = range(1967, 2024, 8)
    films = [
        person(f"d{year}", "Jan Kaczmarek", film_id=f"f_{year}", role="Music", year=year)
        for year in years
    ]
    assert are_one(*films)


def test_a_rare_name_alone_is_one_person_and_a_common_one_is_not() -> None:
    rows = [
        person(document_id, name, film_id=f"f_{document_id}")
        for name in ("John Smith", "Rithy Panh")
        for document_id in ("a", "b")
    ]
    found = clusters(*rows, *common("Smith"), *common("John", given=True))
    assert found["a", "Rithy Panh"] == found["b", "Rithy Panh"]
    assert found["a", "John Smith"] != found["b", "John Smith"]


def test_co_workers_join_what_likeness_would_not() -> None:
    alone = [
        person("a", "Rithy Panh", film_id="f_1"),
        person("b", "Rithy Pahn", film_id="f_2"),
    ]
    mates = ("Prum Mesa", "Catherine Dussart", "Marc Marder")
    others = ("Agnès Godard", "Claire Denis", "Stuart Staples")
    same = clusters(*alone, *crew("f_1", *mates), *crew("f_2", *mates, document_id="y"))
    different = clusters(*alone, *crew("f_1", *mates), *crew("f_2", *others, document_id="y"))
    assert same["a", "Rithy Panh"] == same["b", "Rithy Pahn"]
    assert different["a", "Rithy Panh"] != different["b", "Rithy Pahn"]


def test_another_spelling_in_another_document_on_the_film_is_one_person() -> None:
    assert are_one(person("a", "Pat Smith-Jones"), person("b", "Patrick Smith-Jones"))


def test_two_spellings_side_by_side_in_one_document_are_two_people() -> None:
    assert not are_one(
        person("a", "Alan Hale", role="cast", year=1940),
        person("a", "Alan Hale Jr.", role="cast", year=1940),
    )


def test_who_fits_two_people_equally_well_goes_to_neither() -> None:
    found = clusters(
        person("a", "John McCarthy Sr.", film_id="f_1", role="Art Direction", year=1950),
        person("b", "John McCarthy Jr.", film_id="f_2", role="Art Direction", year=1952),
        person("c", "John McCarthy", film_id="f_3", role="Art Direction", year=1951),
    )
    assert len(set(found.values())) == 3


def test_a_mention_without_an_id_takes_the_id_of_its_film() -> None:
    told = clustered(persons(person("a", "Rithy Panh", "nm0659125"), person("b", "Rithy Panh")))
    assert told["cluster"].to_list() == ["nm0659125", "nm0659125"]
    assert told["evidence"].to_list() == ["imdb_id", "film"]


def test_the_link_tells_what_it_weighs_and_who_came_second() -> None:
    told = clustered(
        persons(
            person("a", "Robert Benton", film_id="f_1", role="Directing", year=1984),
            person("b", "Robert Benton", film_id="f_2", role="Writing", year=1994),
            person("c", "Robert Benton", film_id="f_3", role="Art Direction", year=1966),
        )
    )
    first = told.row(0, named=True)
    assert first["evidence"] == "name"
    assert first["score"] > 2.2
    weights = json.loads(first["weights"])
    assert weights["prior"] == -17.0
    assert sum(weights.values()) == pytest.approx(first["score"], abs=0.05)
    assert first["runner_up"] == told.row(2, named=True)["cluster"]
    assert first["runner_up_score"] < first["score"]


GIVEN = ("Robert", "Bob", "R.", "Anna", "Maria", "Rithy")
FAMILY = ("Benton", "Smith", "Panh", "Pahn", "Varda")
ROLES = ("director", "Art Direction", "Sound", None)


def random_people(seed: int) -> list[dict[str, Any]]:
    """Sixty mentions of a few names on a few films, with and without ids."""
    dice = random.Random(seed)  # noqa: S311
    return [
        person(
            f"d{dice.randrange(20)}",
            f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}",
            f"nm000000{dice.randrange(5)}" if dice.random() < 0.15 else None,
            film_id=f"f_{dice.randrange(12)}",
            role=dice.choice(ROLES),
            year=dice.choice([1934, 1950, 1966, 1984, 2002, None]),
        )
        for _ in range(60)
    ]


@pytest.mark.parametrize("seed", range(50))
def test_persons_are_the_same_in_any_order_of_documents(seed: int) -> None:
    rows = random_people(seed)
    expected = clustered(persons(*rows))
    random.Random(-seed).shuffle(rows)  # noqa: S311
    assert clustered(persons(*rows)).equals(expected)


@pytest.mark.parametrize("seed", range(20))
def test_two_ids_are_never_one_person(seed: int) -> None:
    rows = persons(*random_people(seed))
    told = rows.filter(pl.col("imdb_id").is_not_null()).join(
        clustered(rows), on=["document_id", "film_no", "name"]
    )
    only = told.filter(pl.col("imdb_id").n_unique().over("document_id", "name") == 1)
    assert (only["imdb_id"] == only["cluster"]).all()
