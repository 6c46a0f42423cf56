"""Houses that the integration tests share; each is built once."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Have no other process of this test run in the block at the same time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def built(common: Path) -> Built:
    """The samples run into a new warehouse. Nothing may change it: copy it.

    Who asks first builds it, for all processes.
    """
    house, note = House(common / "first"), common / "first.json"
    with alone(common / "first.lock"):
        if not note.exists():
            shutil.copytree(SAMPLES, house.data)
            done = house.call("run")
            note.write_text(json.dumps([done.stdout, done.stderr, done.returncode]))
    said, told, code = json.loads(note.read_text())
    assert code == 0, told
    return Built(house, said, told, code)


@pytest.fixture(scope="session")
def built_otherwise(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The samples run into another new warehouse, with files that were made in another order."""
    house = House(tmp_path_factory.mktemp("second"))
    for path in reversed(sample_files(SAMPLES)):
        copied = house.data / path.relative_to(SAMPLES)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(path.read_bytes())
    done = house.call("run")
    return Built(house, done.stdout, done.stderr, done.returncode)


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
