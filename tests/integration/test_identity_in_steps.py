"""Films and persons identified where a change reaches come out as if all were looked at anew."""

import random
from pathlib import Path
from typing import Any, Final

import pytest

from pipelines.claims.tables import CLAIMS, FILMS, MENTIONS
from pipelines.identity.reach import FILM_KEYS, KEPT, NAMES, PEOPLE, READ
from pipelines.identity.tables import (
    FILM_LINKS,
    IDS,
    MEMBERS,
    MENTION_LINKS,
    PERSON_LINKS,
    REDIRECTS,
)
from pipelines.landing.tables import DOCUMENTS
from pipelines.orchestration.identity import identify_films, identify_persons
from pipelines.settings import Settings, load_settings
from pipelines.staging.awards import AWARDS
from pipelines.staging.batches import STEP
from pipelines.staging.credits import CREDITS
from pipelines.warehouse import films_reached, persons_reached
from pipelines.warehouse.build import Build, BuildFile
from pipelines.warehouse.identified import forget
from pipelines.warehouse.tables import WATERMARKS
from tests.unit.identity.rows import NOON, film

WORDS: Final = (
    *("amber", "bridge", "canyon", "dawn", "echo", "falcon", "garden", "harbour", "island"),
    *("lantern", "meadow", "north", "orchard", "paper", "quiet", "river", "salt", "tower"),
)
GIVEN: Final = (
    *("Robert", "Bob", "R.", "Agnès", "Rithy", "Maren", "Wanda", "Otto", "Ottó", "Zora", "Ivan"),
    *("Hana", "Karin", "Jonas"),
)
LAST: Final = (
    *("Benton", "Bentan", "Varda", "Panh", "Pahn", "Ade", "Siegel", "Kerbar", "Kerbal", "Gorhol"),
    *("Lanmar", "Norpel", "Rossal", "Torvin", "Wesbar", "Denfal", "Holker", "Marnor", "Pelros"),
)
ROLES: Final = ("director", "actor", "producer", "composer", None)
WRITTEN: Final = (
    *(FILM_LINKS, MENTION_LINKS, PERSON_LINKS, IDS, MEMBERS, REDIRECTS),
    *(FILM_KEYS, NAMES, PEOPLE, READ),
)
DOCUMENTS_AT_FIRST: Final = 120

Row = dict[str, Any]
Told = dict[str, list[Row]]
"""The rows of a document by table."""


def names(dice: random.Random, count: int) -> list[str]:
    return sorted({f"{dice.choice(GIVEN)} {dice.choice(LAST)}" for _ in range(count)})


def document(dice: random.Random, name: str, revision: int) -> Told:
    """What a document tells of one film or a few, which others tell of too."""
    films, parts, claims, mentions, awards = [], [], [], [], []
    for film_no in range(dice.choice((1, 1, 1, 2, 3))):
        title = " ".join(dice.sample(WORDS, 2)) + dice.choice(("", "", ": The Return"))
        year = dice.choice((None, 1960, 1961, 1990, 2020))
        people = names(dice, dice.randrange(5))
        imdb_id = f"tt{dice.randrange(40):07d}" if dice.random() < 0.1 else None
        also = (" ".join(dice.sample(WORDS, 2)),) if dice.random() < 0.05 else ()
        films.append(
            film(
                name,
                title,
                year,
                *people[:1],
                film_no=film_no,
                imdb_id=imdb_id,
                also=also,
                people=tuple(people[1:]),
                basis=dice.choice(("printed", "catalogue")),
            )
        )
        parts += [
            {
                "document_id": name,
                "film_no": film_no,
                "name": each,
                "role": dice.choice(ROLES),
                "imdb_id": f"nm{dice.randrange(30):07d}" if dice.random() < 0.02 else None,
            }
            for each in people
        ]
    if dice.random() < 0.2:
        claims.append({"document_id": name, "attribute": "birth_year", "subject_name": "Otto Ade"})
    if dice.random() < 0.2:
        awards.append({"document_id": name, "film_no": 0, "recipient": "Bob Benton", "year": 1975})
    if dice.random() < 0.4:
        title = " ".join(dice.sample(WORDS, 2))
        mentions.append({"document_id": name, "mention_no": 0, "title": title, "year": 1990})
    ledger = [{"document_id": name, "revision": revision, "status": "parsed", "text": "…"}]
    tables = (DOCUMENTS, FILMS, CREDITS, CLAIMS, MENTIONS, AWARDS)
    rows = (ledger, films, parts, claims, mentions, awards)
    return dict(zip((table.name for table in tables), rows, strict=True))


def change(dice: random.Random, told: dict[str, Told], new: str, revision: int) -> None:
    """Have a document come, go, or tell something else."""
    name = dice.choice(sorted(told))
    match dice.randrange(3):
        case 0:
            del told[name]
        case 1:
            told[name] = document(dice, name, revision)
        case _:
            told[new] = document(dice, new, revision)


def write(build: Build, documents: dict[str, Told], revision: int) -> None:
    """Have the staging tables tell what some documents do, and no more, up to a revision."""
    build.set_watermark(STEP, revision)
    for table in (DOCUMENTS, FILMS, CREDITS, CLAIMS, MENTIONS, AWARDS):
        rows = [row for told in documents.values() for row in told[table.name]]
        build.overwrite(table, table.from_rows(rows))


def identify(build: Build, settings: Settings) -> None:
    identify_films(build, settings, now=NOON)
    identify_persons(build, settings, now=NOON)


def differing_tables(one: Build, other: Build) -> list[str]:
    return [table.name for table in WRITTEN if not one.read(table).equals(other.read(table))]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("REELHOUSE_OVERRIDES", str(tmp_path / "no overrides"))
    return load_settings()


def assert_same_after_steps(folder: Path, settings: Settings, *, seed: int, steps: int) -> None:
    """Take a random history in steps and at once in each step, and compare what stands there."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    told = {
        name: document(dice, name, 1)
        for name in (f"document{number}" for number in range(DOCUMENTS_AT_FIRST))
    }
    in_steps, anew = BuildFile(folder / "in_steps"), BuildFile(folder / "anew")
    with in_steps.connect() as build, anew.connect() as other:
        for each in (build, other):
            each.create([DOCUMENTS, FILMS, CREDITS, CLAIMS, MENTIONS, AWARDS, WATERMARKS])
        for step in range(1, steps + 1):
            for each in (build, other):
                write(each, told, step)
                each.create(KEPT)
            for kind in ("film", "person"):
                forget(other, kind)
            for each in (build, other):
                identify(each, settings)
            assert differing_tables(build, other) == [], f"seed {seed}, step {step}"
            for number in range(dice.randrange(4)):
                change(dice, told, f"later{step}-{number}", step + 1)


@pytest.mark.parametrize("seed", range(3))
def test_what_changes_reach_comes_out_as_if_all_were_looked_at(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for module in (films_reached, persons_reached):
        monkeypatch.setattr(module, "MOST_REACHED", 1.0)
    assert_same_after_steps(tmp_path, settings, seed=seed, steps=4)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 130))
def test_long_histories_come_out_the_same(tmp_path: Path, settings: Settings, seed: int) -> None:
    assert_same_after_steps(tmp_path, settings, seed=seed, steps=20)
