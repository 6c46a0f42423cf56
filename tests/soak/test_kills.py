"""Runs that are killed at any moment, and what readers and the next run make of it.

`REELHOUSE_KILLS` says how often; a kill takes about half a minute on two cores. Moments are
told in seconds of the processor: so they are spread over a run however busy the machine is.
"""

import os
import random
import shutil
import subprocess
import time
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
PARTS: Final = 4
"""So many tests share the kills, which processes may do at the same time."""
PAUSE: Final = 0.02
AT_A_TIME: Final = 10
"""At most so many kills in a row, before a run may end and is compared with an undisturbed one."""
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
        begin = used_by(os.getpid())
        assert self.after.call("run").returncode == 0
        self.seconds = used_by(os.getpid()) - begin


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What nobody killed."""
    return Undisturbed(tmp_path_factory.mktemp("kills"))


def used_by(process: int) -> float:
    """Seconds of the processor that a process and those it started have used, as Linux tells."""
    proc = Path(f"/proc/{process}")
    try:
        behind_name = (proc / "stat").read_text().rpartition(")")[2].split()
        started = [path.read_text().split() for path in proc.glob("task/*/children")]
    except OSError:  # It has ended; its seconds stand with the process that waited for it.
        return 0.0
    ticks = sum(int(each) for each in behind_name[11:15])
    of_started = sum(used_by(int(child)) for children in started for child in children)
    return ticks / os.sysconf("SC_CLK_TCK") + of_started


def kill_after(house: House, seconds: float) -> bool:
    """Kill a run that has used so many seconds of the processor; false if it ended before."""
    process = house.start("run")
    while process.poll() is None and used_by(process.pid) < seconds:
        time.sleep(PAUSE)
    was_running = process.poll() is None
    process.kill()
    process.communicate()
    return was_running


@pytest.mark.parametrize("part", range(PARTS))
def test_a_run_killed_anywhere_harms_nobody(
    undisturbed: Undisturbed, tmp_path: Path, part: int
) -> None:
    whole = {
        house.current: house.parquet(but=OWN_TO_A_RELEASE)
        for house in (undisturbed.before, undisturbed.after)
    }
    chance = random.Random(SEED + part)  # noqa: S311 - moments, no secrets
    killed = ended = 0
    while killed < KILLS // PARTS:
        house = copy_of(undisturbed.before, tmp_path / f"round-{ended}")
        add_a_file(house)
        released: dict[str, dict[str, str]] = {}
        for _ in range(AT_A_TIME):
            seconds = chance.uniform(0.2, undisturbed.seconds)
            if not kill_after(house, seconds):
                break
            killed += 1
            assert house.query("select count(*) from marts.films")[0][0] > 0
            tables = house.parquet(but=OWN_TO_A_RELEASE)
            assert tables == whole.get(house.current), f"half a release after {seconds:.2f} s"
            database = hashes(house.warehouse / "current", "*.duckdb", but=set())
            assert released.setdefault(house.current, database) == database, "a release changed"
        done = house.call("run")
        assert done.returncode == 0, done.stderr
        assert house.current == undisturbed.after.current
        assert house.parquet(but=OWN_TO_A_RELEASE) == whole[house.current]
        shutil.rmtree(house.folder)
        ended += 1
        print(f"{killed} of {KILLS // PARTS} runs killed and survived, {ended} ended", flush=True)  # noqa: T201 - a soak
