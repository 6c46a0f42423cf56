"""The command that stays: it runs when something has changed, and not otherwise."""

import signal
import subprocess
import time
from pathlib import Path
from threading import Timer
from typing import Final

import pytest

from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.models import COMPILED
from tests.integration.houses import House, add_a_file, copy_of

pytestmark = pytest.mark.slow

PATIENCE_SECONDS: Final = 300
LOOKS_SECONDS: Final = 5
"""Time for some looks at the folder, each a fifth of a second after the one before."""


def told(process: subprocess.Popen[str], beginning: str) -> str:
    """The next line of the process that begins so."""
    assert process.stdout is not None
    impatient = Timer(PATIENCE_SECONDS, process.kill)
    impatient.start()
    try:
        for line in process.stdout:
            if line.startswith(beginning):
                return line
    finally:
        impatient.cancel()
    raise AssertionError(f"it ended without a line that begins with {beginning!r}")


def test_who_watches_publishes_what_comes_and_ends_when_told(house: House, scratch: Path) -> None:
    watched = copy_of(house, scratch)
    process = watched.start("watch", "--every", "0.2")
    try:
        assert "nothing new" in told(process, "nothing new")
        before = watched.current
        add_a_file(watched)
        published = told(process, "published release")
        assert watched.current != before
        assert watched.current in published
        assert watched.query("select status from marts.documents where uris[1] like '%/ida.md'")
        time.sleep(LOOKS_SECONDS)
        released = watched.current
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert said.splitlines()[1:] == [], "a state of the folder has one run"
    assert watched.current == released


def test_models_that_dbt_has_to_build_are_built_by_who_keeps_the_build_file_open(
    house: House, scratch: Path
) -> None:
    watched = copy_of(house, scratch)
    with BuildFile(watched.warehouse).connect() as build:
        build.overwrite(COMPILED, COMPILED.empty())
    add_a_file(watched)
    process = watched.start("watch", "--every", "0.2")
    try:
        published = told(process, "published release")
        assert watched.current in published
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_SECONDS)
    with BuildFile(watched.warehouse).connect() as build:
        assert build.count(COMPILED)
