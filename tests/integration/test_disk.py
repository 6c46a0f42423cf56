"""Disks that are full, at once or midway, and folders that cannot be written to."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.integration.conftest import Built, Watched
from tests.integration.houses import (
    OWN_TO_A_RELEASE,
    House,
    add_a_file,
    copy_of,
)

SIZE: Final = 200_000_000
LEFT: Final = 500_000
"""Bytes that a full disk has left."""

pytestmark = pytest.mark.slow


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("needs leave to mount a small disk: run it as root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_house(built: Built, disk: Path) -> House:
    """A house with one release on the small disk, and a file that is new."""
    moved = copy_of(built.house, disk / "house")
    add_a_file(moved)
    return moved


def fill(disk: Path) -> Path:
    """The file that takes all that the disk has left."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free - LEFT)
    return ballast


def test_a_full_disk_is_told_before_anything_begins(small_house: House, disk: Path) -> None:
    before = small_house.current
    fill(disk)
    done = small_house.call("run")
    assert done.returncode == 2
    assert "MB are free on its disk" in done.stderr
    assert "REELHOUSE_WAREHOUSE" in done.stderr
    assert "Traceback" not in done.stderr
    assert small_house.current == before


@pytest.mark.parametrize("step", ["land", "identify_films"])
def test_a_disk_that_fills_midway_harms_nobody(
    step: str, small_house: House, disk: Path, grown: Watched
) -> None:
    before, films = small_house.current, small_house.query("select count(*) from marts.films")
    process = small_house.start("run")
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(f"✓ {step} "):
            break
    ballast = fill(disk)
    _, told = process.communicate(timeout=240)
    assert process.returncode in {1, 2}
    assert "is full: make room and run again" in told
    assert small_house.current == before
    assert small_house.query("select count(*) from marts.films") == films
    ballast.unlink()
    done = small_house.call("run")
    assert done.returncode == 0, done.stderr
    assert small_house.parquet(but=OWN_TO_A_RELEASE) == grown.house.parquet(but=OWN_TO_A_RELEASE)


def test_a_warehouse_that_cannot_be_written_to_is_told_and_can_be_read(
    small_house: House, disk: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = small_house.call("run")
    assert done.returncode == 2
    assert "cannot be written to" in done.stderr
    assert "Traceback" not in done.stderr
    assert small_house.query("select count(*) from marts.films")[0][0] > 0
    assert small_house.call("status").returncode == 0
