"""Readers at any moment, while release after release is published."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.releases import publish
from tests.unit.warehouse.builds import TABLES, fill_marts
from tests.unit.warehouse.conftest import NOON

pytestmark = pytest.mark.soak

READERS: Final = 20
RELEASES: Final = 100
READER: Final = """
import os
import sys
from pathlib import Path
from pipelines.warehouse.readers import query
os.nice(10)  # Else twenty that never rest would leave nothing to publish with.
warehouse, stop = Path(sys.argv[1]), Path(sys.argv[2])
reads = 0
while not stop.exists():
    scores = query(warehouse, "select score_adjusted as score from marts.films")["score"]
    assert len(scores) == 4 and scores.max() - scores.min() == 2, f"a mixture: {scores.to_list()}"
    reads += 1
print(reads)
"""
"""Reads in a loop, and fails where a release is not whole: its four films score two apart."""


def published(build_file: BuildFile, number: int) -> None:
    """One more release, whose films have a score of their own."""
    fill_marts(build_file, score=float(number % 90))
    publish(
        build_file,
        build_file.warehouse,
        now=NOON.replace(minute=number % 60, hour=number // 60),
        code_version="0.1.0",
        contract_version="1.0.0",
        fingerprint=str(number),
        keep=5,
        tables=TABLES,
    )


def test_readers_see_no_error_over_many_releases(tmp_path: Path) -> None:
    build_file, stop = BuildFile(tmp_path), tmp_path / "stop"
    published(build_file, 0)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(tmp_path), str(stop)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(READERS)
    ]
    try:
        for number in range(1, RELEASES + 1):
            published(build_file, number)
    finally:
        stop.touch()
        told = [reader.communicate(timeout=120) for reader in readers]
    errors = [error for _, error in told if error]
    assert errors == []
    reads = sum(int(count) for count, _ in told)
    print(f"{READERS} readers, {reads} reads, {RELEASES} releases, no error", flush=True)  # noqa: T201 - a soak
    assert reads > RELEASES
