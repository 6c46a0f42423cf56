"""Corrections by hand and the reference catalogue, through whole runs of one house."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pytest

from pipelines.identity.overrides import FILES
from tests.integration.houses import House
from tests.unit.catalogue.tables import ROWS, write_tables

pytestmark = pytest.mark.slow

REGISTRY: Final = """\
sources:
  - {name: notebook, kind: blog, publication: Notebook, path: notebook/*, rating_scale: 10}
catalogue: ../imdb
"""
FERRY: Final = "tt0000011"
CLOCKS: Final = "tt0000013"
NORWEGIAN: Final = "samples/notebook/norwegian.md"
REVIEWS: Final = {
    "fog.md": "+++\ndate = 2024-02-03\nextra.movie.rating = 8\n+++\n\n_Night Ferry_ begins in "
    "fog. A widow (Ilse Brandt) waits on the quay, and Otto Keller sells her a ticket. Director "
    "Greta Lund lets the ship arrive late. _Night Ferry_ is a bold film.\n",
    "clocks.md": "+++\ndate = 2024-02-05\nextra.movie.rating = 7\n+++\n\n_The Clockmaker_ is the "
    "quiet one. Otto Keller repairs time, and director Greta Lund lets him. _The Clockmaker_ is "
    "over before it strikes.\n",
    "norwegian.md": '+++\ntitle = "Nattfergen"\ndate = 2024-02-07\nextra.movie.year = 1962\n'
    "extra.movie.rating = 6\n+++\n\nThe ship is late, and so was I.\n",
}


class CorrectedHouse(House):
    """A house with a folder of corrections beside it."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the command, with the folder of the corrections."""
        return super().environment | {"REELHOUSE_OVERRIDES": str(self.folder / "overrides")}

    def correct(self, file: str, *lines: str) -> None:
        """Write one file of corrections."""
        path = self.folder / "overrides" / f"{file}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([",".join(FILES[file]), *lines, ""]), encoding="utf-8")


@dataclass(frozen=True)
class Step:
    """What a run said, and what the release after it holds."""

    done: subprocess.CompletedProcess[str]
    films: Mapping[str, tuple[str, str | None]]
    """The film of each document, and its IMDb id."""
    redirects: Mapping[str, str]
    overrides: list[tuple[Any, ...]]
    explained: str


def step(house: CorrectedHouse) -> Step:
    """Run, and look."""
    done = house.call("run")
    found = house.query(
        "select documents.uri, films.film_id, films.imdb_id from marts.document_films as about"
        " join marts.documents as documents using (document_id)"
        " join marts.films as films using (film_id) where about.relation = 'about'"
    )
    return Step(
        done,
        {uri: (film_id, imdb_id) for uri, film_id, imdb_id in found},
        dict(house.query("select old_id, new_id from marts.id_redirects where kind = 'film'")),
        house.query("select file, line, effect_count from quality.overrides order by all"),
        house.call("explain", "Nattfergen").stdout,
    )


def about(film: str) -> str:
    """A correction that says what the Norwegian review is about."""
    return f"{NORWEGIAN},,{film},its Norwegian title,2026-11-20"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> CorrectedHouse:
    """Three reviews, a catalogue with two of the films, and no corrections yet."""
    folder = tmp_path_factory.mktemp("corrected")
    house = CorrectedHouse(folder, registry=folder / "sources.yaml")
    (folder / "sources.yaml").write_text(REGISTRY, encoding="utf-8")
    for name, text in REVIEWS.items():
        path = house.data / "notebook" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_tables(folder / "imdb")
    return house


@pytest.fixture(scope="module")
def steps(house: CorrectedHouse) -> dict[str, Step]:
    """The house run without corrections, again, with one, with another, and with less to go by."""
    taken = {"found": step(house)}
    taken["unchanged"] = step(house)
    house.correct("document_films", about(FERRY))
    taken["corrected"] = step(house)
    house.correct("document_films", about(CLOCKS))
    found = taken["found"].films
    house.correct(
        "different_films",
        f"{found['samples/notebook/fog.md'][0]},{found['samples/notebook/clocks.md'][0]},"
        "two films,2026-11-20",
    )
    taken["changed"] = step(house)
    write_tables(
        house.folder / "imdb",
        {table: [row for row in rows if row[0] != FERRY] for table, rows in ROWS.items()},
    )
    taken["less"] = step(house)
    assert {name: each.done.returncode for name, each in taken.items()} == dict.fromkeys(taken, 0)
    return taken


def film_of(step: Step, name: str) -> tuple[str, str | None]:
    """The film of a review, and its IMDb id."""
    return step.films[f"samples/notebook/{name}.md"]


def test_films_have_the_ids_of_the_catalogue_that_the_registry_names(
    steps: dict[str, Step],
) -> None:
    found = steps["found"]
    assert {name: film_of(found, name)[1] for name in ("fog", "clocks", "norwegian")} == {
        "fog": FERRY,
        "clocks": CLOCKS,
        "norwegian": None,
    }


def test_a_run_without_a_new_correction_or_catalogue_does_nothing(steps: dict[str, Step]) -> None:
    assert "nothing new" in steps["unchanged"].done.stdout


def test_a_corrected_document_moves_to_the_film_and_its_old_id_leads_there(
    steps: dict[str, Step],
) -> None:
    before, after = steps["found"], steps["corrected"]
    assert film_of(after, "norwegian") == film_of(after, "fog") == film_of(before, "fog")
    assert after.redirects == {film_of(before, "norwegian")[0]: film_of(before, "fog")[0]}


def test_a_correction_that_is_changed_moves_the_document_on(steps: dict[str, Step]) -> None:
    before, after = steps["corrected"], steps["changed"]
    assert film_of(after, "norwegian") == film_of(before, "clocks")
    assert film_of(after, "fog") == film_of(before, "fog")


def test_a_correction_that_does_nothing_is_told(steps: dict[str, Step]) -> None:
    changed = steps["changed"]
    assert changed.overrides == [("different_films", 2, 0), ("document_films", 2, 1)]
    assert "overrides/different_films.csv line 2 changes nothing any more" in changed.done.stderr


def test_a_changed_catalogue_has_every_text_done_anew(
    house: CorrectedHouse, steps: dict[str, Step]
) -> None:
    less = steps["less"]
    assert "stored texts to do anew: 3" in less.done.stderr
    assert film_of(less, "clocks")[1] == CLOCKS
    looked_for = house.query(
        "select matched_id from quality.matches join marts.documents using (document_id)"
        " where matches.kind = 'catalogue' and uri like '%fog.md'"
    )
    assert looked_for
    assert (FERRY,) not in looked_for


def test_an_explanation_tells_what_a_person_corrected(steps: dict[str, Step]) -> None:
    assert "nothing was joined to it" in steps["found"].explained
    told = steps["corrected"].explained
    assert "corrected by hand" in told
    assert f"document_films.csv line 2: document {NORWEGIAN}, film {FERRY}" in told


def test_every_link_says_what_counted_and_what_came_second(
    house: CorrectedHouse, steps: dict[str, Step]
) -> None:
    assert steps
    found = house.query(
        "select matched_id, decision, score, weights, runner_up_id from quality.matches"
        " join marts.documents using (document_id)"
        " where matches.kind = 'catalogue' and uri like '%clocks.md'"
    )
    ((matched_id, decision, score, weights, runner_up_id),) = found
    assert (matched_id, decision, runner_up_id) == (CLOCKS, "taken", None)
    assert sum(json.loads(weights).values()) == pytest.approx(score, abs=0.02)
    by_hand = house.query(
        "select decision, matched_id, score from quality.matches"
        " where kind = 'film' and evidence = 'override'"
    )
    assert by_hand == [("taken", film_of(steps["less"], "clocks")[0], None)]


def test_a_correction_that_cannot_be_followed_is_told_and_readers_keep_what_they_have(
    house: CorrectedHouse, steps: dict[str, Step]
) -> None:
    release = house.current
    house.correct("document_films", about("f_nobody"))
    done = house.call("run")
    assert done.returncode == 1
    assert "document_films.csv line 2: film f_nobody is no id that was ever given" in done.stderr
    house.correct("document_films", f"{NORWEGIAN},,{FERRY},its Norwegian title,soon")
    done = house.call("run")
    assert done.returncode == 2
    assert "decided_on is 'soon'" in done.stderr
    assert house.current == release
    assert steps
