"""Make files and links last: what must survive a power cut, and what is swapped in one step."""

import os
from pathlib import Path


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
