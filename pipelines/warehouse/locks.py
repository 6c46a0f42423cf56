"""Let one process at a time write: an advisory lock on a file that names its holder.

The kernel lets go of the lock when its holder dies, however it dies, so a lock file that was left
behind never blocks anybody.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final


class BuildLockedError(RuntimeError):
    """Another process is writing to the warehouse."""


_held: Final[dict[Path, tuple[int, int]]] = {}
_guard: Final = threading.Lock()


@contextmanager
def exclusive(lock: Path) -> Iterator[None]:
    """Hold the lock file for the block; a process that holds it already may enter again.

    Raises:
        BuildLockedError: if another process holds it.
    """
    lock = lock.absolute()
    with _guard:
        descriptor, depth = _held.get(lock, (-1, 0))
        if depth == 0:
            descriptor = _acquire(lock)
        _held[lock] = (descriptor, depth + 1)
    try:
        yield
    finally:
        with _guard:
            descriptor, depth = _held.pop(lock)
            if depth > 1:
                _held[lock] = (descriptor, depth - 1)
            else:
                os.close(descriptor)


def _acquire(lock: Path) -> int:
    """A descriptor that holds the lock, with our pid written into the file for others to read."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 32).decode().strip() or "unknown"
        os.close(descriptor)
        raise BuildLockedError(
            f"{lock}: process {holder} is writing to this warehouse. Wait until it has ended, or "
            f"end it (kill {holder}); then start again."
        ) from None
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor
