"""Wait for what a killed run has left behind: its dbt, which goes on by itself and writes.

What belongs here is knowing that process again. A run that is killed outright cannot end its dbt,
and what that writes is built again by the next run; but two cannot have the build file open.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pipelines.warehouse.build import BuildFile

PATIENCE_SECONDS: Final = 600.0
"""After so long the run goes on, and says what is in its way if the build file is still open."""
GLANCE_SECONDS: Final = 0.2
PROCESSES: Final = Path("/proc")


def pid_note(build_file: BuildFile) -> Path:
    """Where the number of the dbt process that works on a build file stands meanwhile."""
    return build_file.path.parent / "dbt.pid"


@contextmanager
def noted(pid: int, note: Path) -> Iterator[None]:
    """Keep a note of a child process for the block; a note that is left over tells of a kill."""
    note.write_text(str(pid))
    yield
    # Only now: where the block is left by an error or an interrupt, the child may still be there.
    note.unlink(missing_ok=True)


def await_orphan(note: Path, *, patience: float = PATIENCE_SECONDS) -> bool:
    """Whether there was an orphan to wait for; it has ended then, or patience has.

    Args:
        note: Where `noted` wrote.
        patience: Seconds to wait at most.
    """
    if not note.is_file():
        return False
    told = note.read_text().strip()
    until = time.monotonic() + patience
    waited = False
    while told.isdigit() and is_dbt(int(told)) and time.monotonic() < until:
        waited = True
        time.sleep(GLANCE_SECONDS)
    note.unlink(missing_ok=True)
    return waited


def is_dbt(pid: int) -> bool:
    """Whether a process runs and is dbt, as far as the system tells: numbers are used again."""
    if PROCESSES.is_dir():
        try:
            # Empty for a process that has ended and that nobody has asked after.
            return b"dbt" in (PROCESSES / str(pid) / "cmdline").read_bytes()
        except OSError:
            return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
