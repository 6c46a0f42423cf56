"""Make files and links last: what must survive a power cut, and what is swapped in one step.

What belongs here as well is whether there is room on the disk, and leave to write.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

SPARE_BYTES: Final = 64_000_000
"""What a run needs beside the room for a release: notes, logs, what DuckDB puts aside."""
FULL_BELOW_BYTES: Final = 1_000_000
FULL: Final = (os.strerror(errno.ENOSPC), os.strerror(errno.EDQUOT), "disk is full")
"""How the system, DuckDB and SQLite tell that there is no room."""


class DiskError(RuntimeError):
    """The disk has no room for what is to be written, or gives no leave to write."""


def check(folder: Path, needed: int) -> None:
    """Nothing, if so many bytes can be written below a folder, which need not be there yet.

    Raises:
        DiskError: if not; the message says what is missing, and what to do.
    """
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        raise DiskError(
            f"{folder}: cannot be written to; mount it for writing, give this user leave, or set"
            " REELHOUSE_WAREHOUSE to another folder"
        )
    free = shutil.disk_usage(there).free
    if free < needed:
        raise DiskError(
            f"{folder}: {free / 1e6:,.0f} MB are free on its disk, and a run needs"
            f" {needed / 1e6:,.0f} MB; make room, lower REELHOUSE_KEEP_RELEASES, or set"
            " REELHOUSE_WAREHOUSE to a folder on another disk"
        )


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder; 0 if there is none."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def is_full(folder: Path) -> bool:
    """Whether nothing more can be written below a folder."""
    return shutil.disk_usage(folder).free < FULL_BELOW_BYTES


def tell_full(messages: Iterable[str]) -> bool:
    """Whether error messages say that a disk is full.

    >>> tell_full(["IO Error: Could not write file: No space left on device"])
    True
    """
    return any(words in message for message in messages for words in FULL)


def sync(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def seal(folder: Path) -> None:
    """Make every file below a folder read-only, and wait until all of it is on the disk.

    Read-only, because DuckDB opens a file for writing unless told otherwise and would then shut
    out every other reader.
    """
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            path.chmod(0o444)
            sync(path)
        sync(Path(parent))


def link(source: Path, target: Path) -> None:
    """Give a file that nobody changes a second name; a copy where the disk knows no such names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def point(link: Path, target: str) -> None:
    """Make a symbolic link lead to a target, in one step for everybody who follows it."""
    if link.is_symlink() and str(link.readlink()) == target:
        return
    beside = link.with_name(f".{link.name}.new")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(link)
    sync(link.parent)


def write(path: Path, text: str) -> None:
    """Make a small file hold a text, in one step for everybody who reads it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text)
    sync(beside)
    beside.replace(path)
    sync(path.parent)
