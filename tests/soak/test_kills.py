"""Runs that are killed at any moment, and what readers and the next run make of it.

`REELHOUSE_KILLS` says how often; a kill takes about half a minute on two cores.
"""

import os
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.integration.houses import (
    FIRST_RUN,
    OWN_TO_A_RELEASE,
    SAMPLES,
    House,
    add_a_file,
    copy_of,
    hashes,
)

pytestmark = pytest.mark.soak

KILLS: Final = int(os.environ.get("REELHOUSE_KILLS", "200"))
AT_A_TIME: Final = 10
"""So many kills in a row, before a run may end and is compared with one that nobody disturbed."""
SEED: Final = 20_261_121


class Undisturbed:
    """A house with one release, and the same house a file and a run later."""

    def __init__(self, folder: Path) -> None:
        self.before = House(folder / "before", FIRST_RUN)
        self.before.folder.mkdir(parents=True)
        subprocess.run(["cp", "-r", str(SAMPLES), str(self.before.data)], check=True)
        assert self.before.call("run").returncode == 0
        self.after = copy_of(self.before, folder / "after")
        add_a_file(self.after)
        begin = time.monotonic()
        assert self.after.call("run").returncode == 0
        self.seconds = time.monotonic() - begin


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What nobody killed."""
    return Undisturbed(tmp_path_factory.mktemp("kills"))


def moments(seconds: float) -> Iterator[tuple[int, list[float]]]:
    """The seconds after which runs are killed, spread over all of a run, round by round."""
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    rounds = -(-KILLS // AT_A_TIME)
    for number in range(rounds):
        count = min(AT_A_TIME, KILLS - number * AT_A_TIME)
        yield number, [chance.uniform(0.2, seconds) for _ in range(count)]


def kill_after(house: House, seconds: float) -> bool:
    """Kill a run after so many seconds; false if it had ended by then."""
    process = house.start("run")
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def test_a_run_killed_anywhere_harms_nobody(undisturbed: Undisturbed, tmp_path: Path) -> None:
    whole = {
        house.current: house.parquet(but=OWN_TO_A_RELEASE)
        for house in (undisturbed.before, undisturbed.after)
    }
    killed = 0
    for number, pauses in moments(undisturbed.seconds):
        house = copy_of(undisturbed.before, tmp_path / f"round-{number}")
        add_a_file(house)
        released: dict[str, dict[str, str]] = {}
        for seconds in pauses:
            killed += kill_after(house, seconds)
            assert house.query("select count(*) from marts.films")[0][0] > 0
            tables = house.parquet(but=OWN_TO_A_RELEASE)
            assert tables == whole.get(house.current), f"half a release after {seconds:.2f} s"
            database = hashes(house.warehouse / "current", "*.duckdb", but=set())
            assert released.setdefault(house.current, database) == database, "a release changed"
        done = house.call("run")
        assert done.returncode == 0, done.stderr
        assert house.current == undisturbed.after.current
        assert house.parquet(but=OWN_TO_A_RELEASE) == whole[house.current]
        print(f"{killed} of {KILLS} runs killed and survived", flush=True)  # noqa: T201 - a soak
    assert killed > KILLS // 2
