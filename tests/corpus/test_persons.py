"""Persons of an award file without its ids, against the ids of the full file.

The corpus stands beside the checkout and is no part of it; without it these tests are skipped.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.integration.houses import ROOT, House

SHARED: Final = ROOT.parent / "shared"
FULL: Final = SHARED / "corpus" / "documents" / "oscars" / "oscars.csv"
SCORER: Final = SHARED / "score" / "people.py"
IDS: Final = ("FilmId", "NomineeIds")
FLOORS: Final = {"precision": 0.999, "recall": 0.98, "namesakes": 0.66, "aliases": 0.6}
MISTAKEN: Final = "United Artists|Thomas T. Moulton\tco0026841|nm0481264"
RIGHT: Final = "United Artists|Thomas T. Moulton\tco0026841|nm0609771"
"""The full file gives one nomination of this man, of 1936, the id of Oscar Lagerstrom.

Eleven pairs that are right would count as wrong by it, and nobody could reach more than 0.9986.
"""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (FULL.is_file() and SCORER.is_file()),
        reason="needs the test corpus: folders shared/corpus and shared/score beside the checkout",
    ),
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """What the scoring tool says of a release that was made without the ids."""
    house = House(
        tmp_path_factory.mktemp("persons"), registry=ROOT / "tests" / "corpus" / "sources.yaml"
    )
    copy = house.data / "oscars" / "oscars.csv"
    copy.parent.mkdir(parents=True)
    _write_without_ids(copy)
    done = house.call("run")
    assert done.returncode == 0, done.stderr
    truth = house.data / "truth.csv"
    truth.write_text(FULL.read_text("utf-8").replace(MISTAKEN, RIGHT), "utf-8")
    told = subprocess.run(
        [sys.executable, SCORER, house.warehouse / "current.duckdb", truth],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (apart, namesakes), (joined, aliases) = re.findall(r"(\d+) of (\d+)", told)
    shares = dict(re.findall(r"(precision|recall) ([\d.]+)", told))
    return {
        "precision": float(shares["precision"]),
        "recall": float(shares["recall"]),
        "namesakes": int(apart) / int(namesakes),
        "aliases": int(joined) / int(aliases),
    }


def _write_without_ids(path: Path) -> None:
    rows = [line.split("\t") for line in FULL.read_text("utf-8").splitlines()]
    kept = [place for place, name in enumerate(rows[0]) if name not in IDS]
    lines = ["\t".join(row[place] for place in kept if place < len(row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_persons_without_ids_are_those_of_the_ids(
    figures: dict[str, float], figure: str, floor: float
) -> None:
    assert figures[figure] >= floor
