from typing import Any

import pytest

from pipelines.identity.census import Census
from pipelines.identity.persons import persons_told
from pipelines.identity.turned import turned
from tests.unit.identity.rows import person, persons

MANY = [
    person(f"d{number}", name, film_id=f"f_{number}", role=role, year=1990)
    for number, (name, role) in enumerate(
        [
            ("Agnès Varda", "director"),
            ("Agnes Vardo", "director"),
            ("Rithy Panh", "director"),
            ("Maren Ade", None),
        ]
        * 3
    )
]


def census(*rows: dict[str, Any]) -> Census:
    return persons_told(persons(*MANY, *rows)).census


def turned_keys(*rows: dict[str, Any]) -> set[str]:
    return set(turned(census(), census(*rows))["key"])


def test_where_nothing_is_counted_otherwise_no_name_turns() -> None:
    assert turned_keys() == set()
    assert turned_keys(person("again", "Rithy Panh", film_id="f_2", role="director")) == set()


def test_a_craft_that_more_follow_turns_those_who_follow_it() -> None:
    found = turned_keys(*(person(f"n{each}", "Maren Ade", role="director") for each in range(3)))
    assert {"agnes varda", "agnes vardo", "panh rithy"} <= found


def test_a_name_like_another_turns_that() -> None:
    assert {"ade maren"} <= turned_keys(person("n", "M. Ade", film_id="f_9"))


@pytest.mark.parametrize("films", [2, 30])
def test_whoever_meets_somebody_in_two_films_turns_with_their_rarity(films: int) -> None:
    team = [
        person(f"t{number}", name, film_id=f"f_{number}")
        for number in (0, 4)
        for name in ("Otto Siegel", "Wanda Kerbar")
    ]
    others = [
        person(f"o{number}", name, film_id=f"f_o{number}")
        for number in range(films)
        for name in ("Otto Siegel", "Hana Lanmar")
    ]
    found = set(turned(census(*team), census(*team, *others))["key"])
    assert "agnes varda" in found
