"""Print how fast the claims stage is, and how long a run takes, stage by stage, beside a floor."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.bench.claims import CORES, rates
from tests.bench.generator import write_documents
from tests.bench.watching import Stage, Watched, watch

ROOT: Final = Path(__file__).resolve().parents[2]
NEWEST_SECONDS: Final = 15
"""What a new file may take until it is in a release of 100,000 documents, on a quiet machine."""
NOTHING_SECONDS: Final = 5
"""What a run with nothing new may take."""

LOADED_SECONDS: Final = 30
"""After so long a run that waits has loaded everything."""


def main() -> int:
    """Measure, print, and give back the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument(
        "--keep", type=Path, help="folder to work in and to keep, or one kept before"
    )
    parser.add_argument("--claims", action="store_true", help="the claims stage alone")
    parser.add_argument("--runs", action="store_true", help="the runs alone")
    told = parser.parse_args()
    if not told.runs:
        claims_stage()
    if told.claims:
        return 0
    with tempfile.TemporaryDirectory(prefix="reelhouse-bench-") as scratch:
        folder = told.keep or Path(scratch)
        data = folder / "documents"
        if not data.exists():
            size = write_documents(data, told.documents, ROOT / "data" / "samples")
            say(f"{told.documents:,} documents, {size / 1e6:,.0f} MB, from a seeded generator")
        return measure(folder, data)


def claims_stage() -> None:
    """Measure the claims stage alone, and print what is aimed at and the floor beside it."""
    say(f"claims stage on {CORES} cores   documents/s        aim   of the aim   of the floor")
    for rate in rates(ROOT / "data" / "samples", ROOT / "data" / "sources.yaml"):
        say(
            f"  {rate.kind:<22} {rate.reached:12,.0f} {rate.aim:10,}"
            f" {rate.reached / rate.aim:12.2f} {rate.reached / rate.floor:14.3f}"
        )


def measure(folder: Path, data: Path) -> int:
    """Measure the floor, a first run, a run with nothing new and one with one new file.

    Where the folder has been kept from before, its first run has been.
    """
    (folder / "floor.duckdb").unlink(missing_ok=True)
    floor = watch(
        [sys.executable, "-m", "tests.bench.floor", str(data), str(folder / "floor.duckdb")],
        os.environ,
    )
    say(f"\n  {'':<32} {'wall':>8}   {'CPU':>8}   {'memory':>8}")
    say(f"floor (read, hash, decode, store)   {_figures(floor)}")
    environment = {
        **os.environ,
        "REELHOUSE_DATA": str(data),
        "REELHOUSE_WAREHOUSE": str(folder / "warehouse"),
    }
    command = [str(Path(sys.executable).with_name("reelhouse")), "run"]
    if not (folder / "warehouse" / "current").exists():
        first = watch(command, environment)
        table("first run", first, floor.seconds)
        if first.exit_code:
            return first.exit_code
    again = watch(command, environment)
    table(f"again, nothing new, aimed at {NOTHING_SECONDS} s", again, floor.seconds)
    add_a_file(data)
    newest = watch(command, environment)
    table(f"one new file, aimed at {NEWEST_SECONDS} s", newest, floor.seconds)
    seconds = until_visible(data, folder / "warehouse", environment)
    say(f"\none new file, `reelhouse watch`     {seconds:8.1f} s from the file to the release")
    return again.exit_code or newest.exit_code


def until_visible(data: Path, warehouse: Path, environment: Mapping[str, str]) -> float:
    """Seconds until a new file is in a release where `reelhouse watch` stays and looks."""
    command = [str(Path(sys.executable).with_name("reelhouse")), "watch", "--every", "1"]
    with subprocess.Popen(
        command,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as kept:
        assert kept.stdout is not None
        # The first line is of the run at the start; the next run loads after it.
        kept.stdout.readline()
        time.sleep(LOADED_SECONDS)
        before = (warehouse / "current").resolve()
        begin = add_a_file(data)
        while (warehouse / "current").resolve() == before and kept.poll() is None:
            time.sleep(0.05)
        seconds = time.perf_counter() - begin
        kept.terminate()
        kept.stdout.read()
    return seconds


def add_a_file(data: Path) -> float:
    """Add a document like another one, with words that nobody has written before.

    Gives back when it came, in seconds of the clock: to find one to be like takes a moment.
    """
    like = min(path for path in data.rglob("*.md") if path.is_file())
    added = like.with_name(f"added-{time.time_ns()}.md")
    text = f"{like.read_text()}\nAdded at {time.time_ns()}.\n"
    came = time.perf_counter()
    added.write_text(text)
    return came


def table(title: str, run: Watched, floor: float) -> None:
    """Print the stages of a run."""
    say(f"\n{title}")
    for stage in run.stages:
        say(f"  {stage.name:<32} {_figures(stage)}")
    rest = run.seconds - sum(stage.seconds for stage in run.stages)
    end = run.cpu_seconds - sum(stage.cpu_seconds for stage in run.stages)
    say(f"  {'start, imports, end':<32} {rest:8.1f} s {end:8.1f} s")
    say(f"  {'whole process':<32} {_figures(run)} {run.seconds / floor:8.1f} times the floor")
    if run.exit_code:
        say(run.output)


def _figures(done: Stage | Watched) -> str:
    """Seconds of the clock, seconds of all processors, and memory."""
    return f"{done.seconds:8.1f} s {done.cpu_seconds:8.1f} s {done.peak_mb:8,.0f} MB"


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)  # noqa: T201 - what it is for


if __name__ == "__main__":
    sys.exit(main())
