"""Watch a process: its time, stage by stage, and the memory of it and its children.

Seconds of the clock are those of a machine with nothing else to do; seconds of processors say what
was worked, whatever else runs meanwhile.
"""

import os
import re
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STEP_DONE: Final = re.compile(r"^[✓✗] (?P<step>\S+) (?P<seconds>[\d.]+) s$")
EVERY_SECONDS: Final = 0.05
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Stage:
    """One step of a run: its seconds, and the most memory in use until it was done, in MB.

    The seconds of processors are those since the step before: what Dagster does between two steps
    is counted with the later one.
    """

    name: str
    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Watched:
    """A finished process."""

    exit_code: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    stages: tuple[Stage, ...]
    output: str


def watch(command: Sequence[str], environment: Mapping[str, str]) -> Watched:
    """Run a command to its end, sampling the memory of its whole process tree."""
    begin, worked_before = time.perf_counter(), _worked_by_children()
    process = subprocess.Popen(
        list(command),
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    peaks = _Peaks(process.pid)
    stages, lines = [], []
    worked = 0.0
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        done = STEP_DONE.match(line.strip())
        if done:
            by_now = tree_cpu_seconds(process.pid)
            stages.append(
                Stage(done["step"], float(done["seconds"]), by_now - worked, peaks.take())
            )
            worked = by_now
    exit_code = process.wait()
    return Watched(
        exit_code,
        time.perf_counter() - begin,
        _worked_by_children() - worked_before,
        peaks.close(),
        tuple(stages),
        "".join(lines),
    )


class _Peaks:
    """Samples memory in a thread; `take` gives the peak since it was last asked."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._since = self._overall = 0.0
        self._is_open = True
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def _sample(self) -> None:
        while self._is_open:
            now = tree_memory_mb(self._pid)
            self._since = max(self._since, now)
            self._overall = max(self._overall, now)
            time.sleep(EVERY_SECONDS)

    def take(self) -> float:
        peak, self._since = self._since, 0.0
        return peak

    def close(self) -> float:
        self._is_open = False
        self._thread.join()
        return self._overall


def tree_cpu_seconds(pid: int) -> float:
    """What processors have worked for a process and all its descendants, ended ones included."""
    ticks = 0
    for each in _tree(pid):
        try:
            # After the name, which may hold anything: from the state on.
            told = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, told[11:15]))
    return ticks / TICKS


def _worked_by_children() -> float:
    """What processors have worked for all children of this process that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def tree_memory_mb(pid: int) -> float:
    """Memory of a process and all its descendants that is theirs alone or shared in part, in MB."""
    total = 0.0
    for each in _tree(pid):
        try:
            for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) / 1_024
        except (OSError, ValueError):
            continue
    return total


def _tree(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            children = Path(f"/proc/{each}/task/{each}/children").read_text().split()
        except OSError:
            continue
        found += [int(child) for child in children]
    return found
