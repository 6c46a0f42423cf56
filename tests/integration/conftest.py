"""Houses that the integration tests share; each is built once, the costly ones side by side."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.integration.houses import SAMPLES, House, add_a_file, copy_of, sample_files


@dataclass(frozen=True)
class Built:
    """A house after a run, and what the run said."""

    house: House
    said: str
    told: str
    code: int


@dataclass(frozen=True)
class Watched(Built):
    """A house after a run that was watched by a reader."""

    counts: list[int] = field(default_factory=list)
    """Documents that a reader saw at each step of the run."""
    count_of_open_reader: int = 0
    """Documents seen after the run by a reader who had opened the release before."""


def _done(house: House, process: subprocess.Popen[str]) -> Built:
    said, told = process.communicate(timeout=900)
    return Built(house, said, told, process.returncode)


@pytest.fixture(scope="session")
def two_new_houses(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """The samples run into two new warehouses; the second has its files made in another order."""
    first = House(tmp_path_factory.mktemp("first"))
    shutil.copytree(SAMPLES, first.data)
    second = House(tmp_path_factory.mktemp("second"))
    for path in reversed(sample_files(SAMPLES)):
        copied = second.data / path.relative_to(SAMPLES)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(path.read_bytes())
    processes = [(house, house.start("run")) for house in (first, second)]
    done = [_done(house, process) for house, process in processes]
    return done[0], done[1]


@pytest.fixture(scope="session")
def built(two_new_houses: tuple[Built, Built]) -> Built:
    """The samples run into a new warehouse. Nothing may change it: copy it."""
    assert two_new_houses[0].code == 0, two_new_houses[0].told
    return two_new_houses[0]


@pytest.fixture(scope="session")
def house(built: Built) -> House:
    """The house with the samples."""
    return built.house


@pytest.fixture(scope="session")
def grown(house: House, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """The house after a run with one more file, during which somebody reads."""
    larger = copy_of(house, tmp_path_factory.mktemp("grown") / "house")
    add_a_file(larger)
    counted = "select count(*) from marts.documents"
    counts: list[int] = []
    with larger.reading() as reader:
        process = larger.start("run")
        assert process.stderr is not None
        told = []
        for line in process.stderr:
            told.append(line)
            if "release__current" not in line:
                counts.append(larger.query(counted)[0][0])
        said, _ = process.communicate(timeout=60)
        row = reader.execute(counted).fetchone()
    return Watched(
        larger, said, "".join(told), process.returncode, counts, row[0] if row is not None else 0
    )


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder that is not there yet, to copy a house to."""
    return tmp_path / "house"
