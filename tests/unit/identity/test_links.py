import random
from typing import Any

import polars as pl
import pytest

from pipelines.claims.tables import MENTIONS
from pipelines.identity.links import NO_FILM, link_films, link_mentions
from pipelines.identity.registry import Registry
from pipelines.identity.tables import FILM_LINKS, MENTION_LINKS, PERSON_LINKS
from tests.unit.identity.rows import NOON, film, films, linked_persons, no_ids, with_changes

NAMED = pl.Schema(
    {
        "document_id": pl.String(),
        "film_no": pl.Int32(),
        "name": pl.String(),
        "imdb_id": pl.String(),
        "role": pl.String(),
        "year": pl.Int32(),
    }
)
TITLES = (
    "Solaris", "Ida", "Parasite", "Hunger", "Bullitt", "The Beguiled", "Toni Erdmann", "Stalker",
    "Cléo de 5 à 7", "Wings of Desire",
)  # fmt: skip
OF_LINK = ("document_id", "film_no", "film_id")
DIRECTORS = ("Agnès Varda", "Rithy Panh", "Steve McQueen", "Maren Ade")


def link(
    *rows: dict[str, Any], registry: Registry | None = None
) -> tuple[dict[tuple[str, int], str], Registry]:
    """The film id of each film of each document, and the registry after."""
    before = registry or no_ids()
    links, changes = link_films(films(*rows), before, now=NOON)
    assert links.schema == FILM_LINKS.polars_schema
    ids = {
        (document_id, film_no): film_id
        for document_id, film_no, film_id in links.select(OF_LINK).iter_rows()
    }
    return ids, with_changes(before, changes)


def synthetic(seed: int) -> list[dict[str, Any]]:
    """A few dozen films of documents, many of them the same film, told more or less fully."""
    dice = random.Random(seed)  # noqa: S311
    rows = []
    for number in range(40):
        title = dice.choice(TITLES)
        year = dice.choice([1972, 2002, 2003, None])
        told = [dice.choice(DIRECTORS)] if dice.random() < 0.7 else []
        known = dice.random() < 0.3 and year is not None
        number_of_film = TITLES.index(title) * 10_000 + (year or 0)
        imdb_id = f"tt{number_of_film:07d}" if known else None
        rows.append(film(f"document-{number:02d}", title, year, *told, imdb_id=imdb_id))
    return rows


@pytest.mark.parametrize("seed", range(50))
def test_two_new_registries_give_the_same_ids_in_any_order(seed: int) -> None:
    rows = synthetic(seed)
    ids, registry = link(*rows)
    random.Random(-seed).shuffle(rows)  # noqa: S311
    again, other = link(*rows)
    assert again == ids
    assert other.members.equals(registry.members)


@pytest.mark.parametrize("seed", range(5))
def test_ids_survive_a_run_on_the_same_in_another_order(seed: int) -> None:
    rows = synthetic(seed)
    ids, registry = link(*rows)
    random.Random(seed).shuffle(rows)  # noqa: S311
    again, after = link(*rows, registry=registry)
    assert again == ids
    assert after.ids.equals(registry.ids)
    assert after.redirects.is_empty()


@pytest.mark.parametrize("seed", range(5))
def test_no_id_is_lost_when_documents_come_one_by_one(seed: int) -> None:
    registry = no_ids()
    rows = synthetic(seed)
    for count in range(1, len(rows) + 1):
        ids, registry = link(*rows[:count], registry=registry)
    led = dict(registry.redirects.select("old_id", "new_id").iter_rows())
    assert all(each in set(ids.values()) or led[each] in set(ids.values()) for each in led)
    assert all(each in led or each in set(ids.values()) for each in registry.ids["id"])


def test_films_of_a_document_may_be_numbered_otherwise() -> None:
    ids, registry = link(film("a", "Solaris"), film("a", "Stalker", film_no=1))
    again, after = link(
        film("a", "Mirror"),
        film("a", "Stalker", film_no=1),
        film("a", "Solaris", film_no=2),
        registry=registry,
    )
    assert again["a", 2] == ids["a", 0]
    assert again["a", 1] == ids["a", 1]
    assert again["a", 0] not in ids.values()
    assert after.redirects.is_empty()


def test_an_id_that_comes_later_changes_nothing() -> None:
    ids, registry = link(film("a", "Ida", 2013))
    again, _ = link(film("a", "Ida", 2013, imdb_id="tt2718492"), registry=registry)
    assert again == ids


def test_the_film_is_known_by_its_imdb_id_when_all_its_documents_have_gone() -> None:
    ids, registry = link(film("a", "Ida", 2013, imdb_id="tt2718492"))
    again, _ = link(film("b", "Ida", 2013, imdb_id="tt2718492"), registry=registry)
    assert again["b", 0] == ids["a", 0]


def test_films_that_turn_out_to_be_one_leave_a_redirect() -> None:
    rows = [
        film("a", "The Missing Picture", 2013, "Rithy Panh"),
        film("b", "L'Image manquante", 2013, "Rithy Panh", imdb_id="tt2852470"),
    ]
    ids, registry = link(*rows)
    bridge = film("c", "L'Image manquante", None, "Rithy Panh", also=("The Missing Picture",))
    again, after = link(*rows, bridge, registry=registry)
    assert again["a", 0] == again["b", 0] == again["c", 0]
    gone = (set(ids.values()) - set(again.values())).pop()
    assert after.redirects.select("old_id", "new_id").rows() == [(gone, again["a", 0])]


def clusters_of(ids: dict[tuple[str, int], str]) -> set[frozenset[tuple[str, int]]]:
    """The films of documents that have one id, whatever that is."""
    found: dict[str, set[tuple[str, int]]] = {}
    for place, film_id in ids.items():
        found.setdefault(film_id, set()).add(place)
    return {frozenset(places) for places in found.values()}


def in_use(film_id: str, registry: Registry) -> str:
    """The id that a film has today which was once released under `film_id`."""
    led: dict[str, str] = dict(registry.redirects.select("old_id", "new_id").iter_rows())
    return led.get(film_id, film_id)


@pytest.mark.parametrize("seed", range(50))
def test_any_order_and_batches_of_the_same_documents_give_the_same_films(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    rows = synthetic(7)
    expected, _ = link(*rows)
    dice.shuffle(rows)
    cuts = sorted(dice.sample(range(1, len(rows)), dice.randrange(1, 6)))
    registry = no_ids()
    ids: dict[tuple[str, int], str] = {}
    for end in [*cuts, len(rows)]:
        ids, registry = link(*rows[:end], registry=registry)
    assert clusters_of(ids) == clusters_of(expected)


@pytest.mark.parametrize("seed", range(20))
def test_what_was_released_is_found_whatever_documents_come_and_go(seed: int) -> None:
    """A released id is in use, or leads to one that is, or what it was given to is away."""
    dice = random.Random(seed)  # noqa: S311
    rows = synthetic(seed)
    registry = no_ids()
    ever: set[str] = set()
    for _ in range(6):
        ids, registry = link(*dice.sample(rows, dice.randrange(10, len(rows))), registry=registry)
        ever |= set(ids.values())
        assert {in_use(film_id, registry) for film_id in ever} <= set(registry.members["id"])
        assert not set(registry.redirects["old_id"]) & set(ids.values())
    whole, registry = link(*rows, registry=registry)
    assert {in_use(film_id, registry) for film_id in ever} <= set(whole.values())


def test_an_id_stays_with_a_document_that_is_edited() -> None:
    ids, registry = link(film("before", "Ida", 2013, "Paweł Pawlikowski"))
    again, after = link(film("after", "Ida", 2013, "Paweł Pawlikowski"), registry=registry)
    assert list(again.values()) == list(ids.values())
    assert after.ids.equals(registry.ids)


def test_an_id_stays_when_newer_rules_read_titles_better() -> None:
    ids, registry = link(
        film("a", "Festival 2013: Ida – a review", 2013),
        film("b", "Solaris", 1972),
        film("b", "Stalker (restored)", 1979, film_no=1),
    )
    again, after = link(
        film("a", "Ida", 2013),
        film("b", "Stalker", 1979),
        film("b", "Solaris", 1972, film_no=1),
        registry=registry,
    )
    assert again == {("a", 0): ids["a", 0], ("b", 0): ids["b", 1], ("b", 1): ids["b", 0]}
    assert after.ids.equals(registry.ids)


def test_a_film_read_better_that_is_another_documents_film_is_led_there() -> None:
    ids, registry = link(film("a", "A Quiet Masterpiece"), film("b", "Ida", 2013), film("c", "Ida"))
    again, after = link(
        film("a", "Ida", 2013), film("b", "Ida", 2013), film("c", "Ida"), registry=registry
    )
    assert set(again.values()) == {ids["b", 0]}
    assert in_use(ids["a", 0], after) == ids["b", 0]


def test_a_link_tells_its_score_and_the_film_that_came_second() -> None:
    links, _ = link_films(
        films(
            film("a", "Solaris", 1972, "Andrei Tarkovsky"),
            film("b", "Solaris", 2002, "Steven Soderbergh"),
            film("c", "Solaris", 2002),
            film("d", "Solaris"),
        ),
        no_ids(),
        now=NOON,
    )
    of = {row["document_id"]: row for row in links.iter_rows(named=True)}
    assert of["c"]["film_id"] == of["b"]["film_id"]
    assert of["c"]["runner_up_id"] == of["a"]["film_id"]
    assert of["c"]["score"] > of["c"]["runner_up_score"]
    assert [name for name, row in of.items() if row["is_undecided"]] == ["d"]


def mentions(*rows: tuple[str, int | None, str | None]) -> pl.DataFrame:
    """Mentions of one document: title, year, IMDb id."""
    return MENTIONS.from_rows(
        [
            {"document_id": "m", "mention_no": no, "title": title, "year": year, "imdb_id": imdb_id}
            for no, (title, year, imdb_id) in enumerate(rows)
        ]
    )


def test_a_mention_is_linked_by_id_or_by_title_and_year() -> None:
    known = films(
        film("a", "Ida", 2013, imdb_id="tt2718492"),
        film("b", "Solaris", 1972),
        film("c", "Solaris", 2002),
    )
    links, _ = link_films(known, no_ids(), now=NOON)
    of = {row["document_id"]: row["film_id"] for row in links.iter_rows(named=True)}
    found = link_mentions(
        mentions(
            ("Whatever", None, "tt2718492"),
            ("Solaris", 2002, None),
            ("Solaris", None, None),
            ("Solaris", 1999, None),
            ("Nobody Knows It", 2002, None),
        ),
        known,
        links,
    )
    assert found.schema == MENTION_LINKS.polars_schema
    assert found.select("mention_no", "film_id").rows() == [(0, of["a"]), (1, of["c"])]


def test_a_mention_that_fits_two_films_is_linked_to_neither() -> None:
    known = films(
        film("a", "Emma", 2020, "A B", imdb_id="tt0000001"),
        film("b", "Emma", 2020, "C D", imdb_id="tt0000002"),
    )
    links, _ = link_films(known, no_ids(), now=NOON)
    assert link_mentions(mentions(("Emma", 2020, None)), known, links).is_empty()


def named(*rows: tuple[str, int | None, str, str | None]) -> pl.DataFrame:
    """Persons as documents name them: document, film, name, IMDb id."""
    return pl.DataFrame([(*row, None, None) for row in rows], schema=NAMED, orient="row")


def test_persons_are_linked_and_those_without_a_film_too() -> None:
    links, _ = link_films(films(film("a", "Ida", 2013)), no_ids(), now=NOON)
    found, registry = linked_persons(
        named(("a", 0, "Paweł Pawlikowski", None), ("a", None, "Pawel Pawlikowski", None)),
        links,
        no_ids(),
        now=NOON,
    )
    assert found.schema == PERSON_LINKS.polars_schema
    assert found["film_no"].to_list() == [NO_FILM, 0]
    assert found["person_id"].n_unique() == 1
    assert set(registry.ids["kind"]) == {"person"}


def test_person_ids_survive_other_documents_and_another_order() -> None:
    links, _ = link_films(films(film("a", "Ida", 2013), film("b", "Hunger")), no_ids(), now=NOON)
    before = named(("a", 0, "Paweł Pawlikowski", None), ("b", 0, "Steve McQueen", "nm2588606"))
    found, registry = linked_persons(before, links, no_ids(), now=NOON)
    after = named(
        ("b", 0, "Steve McQueen", "nm2588606"),
        ("b", 0, "Michael Fassbender", None),
        ("a", 0, "Paweł Pawlikowski", None),
    )
    again, _ = linked_persons(after, links, registry, now=NOON)
    ids = dict(found.select("name", "person_id").iter_rows())
    later = dict(again.select("name", "person_id").iter_rows())
    assert {name: later[name] for name in ids} == ids
    assert later["Michael Fassbender"] not in ids.values()


def test_a_person_whose_id_becomes_known_keeps_theirs() -> None:
    links, _ = link_films(films(film("b", "Hunger")), no_ids(), now=NOON)
    found, registry = linked_persons(
        named(("b", 0, "Steve McQueen", None)), links, no_ids(), now=NOON
    )
    again, _ = linked_persons(
        named(("b", 0, "Steve McQueen", "nm2588606")), links, registry, now=NOON
    )
    assert again["person_id"].to_list() == found["person_id"].to_list()


def randomly_named(seed: int) -> list[tuple[str, int | None, str, str | None]]:
    """Persons on the films of a few dozen documents."""
    dice = random.Random(seed)  # noqa: S311
    names = ("Robert Benton", "Bob Benton", "Rithy Panh", "Rithy Pahn", "Agnès Varda", "R. Benton")
    return sorted(
        {(f"document-{dice.randrange(40):02d}", 0, dice.choice(names), None) for _ in range(60)}
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_person_id_is_kept_or_led_on_when_documents_come(seed: int) -> None:
    rows = randomly_named(seed)
    links, _ = link_films(films(*synthetic(seed)), no_ids(), now=NOON)
    before, registry = linked_persons(named(*rows[:25]), links, no_ids(), now=NOON)
    _, changes = linked_persons(named(*rows), links, registry, now=NOON)
    after = with_changes(registry, changes)
    led_on = dict(after.redirects.select("old_id", "new_id").iter_rows())
    in_use = set(after.members.filter(pl.col("kind") == "person")["id"])
    assert {led_on.get(person_id, person_id) for person_id in before["person_id"]} <= in_use


def test_a_namesake_who_comes_later_does_not_take_the_id() -> None:
    rows = [film("a", "Nadine", 1987), film("b", "The Oscar", 1966), film("c", "Alvarez", 1964)]
    links, _ = link_films(films(*rows), no_ids(), now=NOON)
    writer = ("a", 0, "Robert Benton", None, "writer", 1987)
    designers = [
        ("b", 0, "Robert Benton", None, "Art Direction", 1956),
        ("c", 0, "Robert Benton", None, "Art Direction", 1954),
    ]
    found, registry = linked_persons(
        pl.DataFrame([writer], schema=NAMED, orient="row"), links, no_ids(), now=NOON
    )
    later, _ = linked_persons(
        pl.DataFrame([writer, *designers], schema=NAMED, orient="row"), links, registry, now=NOON
    )
    by_document = dict(later.select("document_id", "person_id").iter_rows())
    assert by_document["a"] == found["person_id"].item()
    assert by_document["b"] == by_document["c"] != by_document["a"]
