"""Be told by the file system that something below a folder has changed."""

import os
from pathlib import Path
from threading import Event
from time import monotonic
from types import TracebackType
from typing import Final, Self

from watchdog.events import DirModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from pipelines.landing.places import is_landed

QUIET_SECONDS: Final = 0.1
"""Who copies many files pauses no longer between two of them."""


class Notices(FileSystemEventHandler):
    """What the file system tells of a folder and all below it that is landed by its name.

    Where it tells nothing, as of a network drive, of a folder that is not there, or where the
    system has no room to watch so many, time passes as if nothing had changed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._happened = Event()
        self._observer = Observer()
        self._observer.schedule(self, str(folder), recursive=True)

    def __enter__(self) -> Self:
        """Begin to listen."""
        try:
            self._observer.start()
        except OSError:
            self._observer.unschedule_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End listening."""
        if self._observer.is_alive():
            self._observer.stop()

    def wait(self, seconds: float) -> bool:
        """Wait until something has changed and it is quiet again, or so many seconds at most.

        Returns:
            Whether something has changed.
        """
        if not self._happened.wait(seconds):
            # What happens from here on is told by the next wait.
            return False
        end = monotonic() + seconds
        while self._happened.is_set() and monotonic() < end:
            self._happened.clear()
            self._happened.wait(QUIET_SECONDS)
        self._happened.clear()
        return True

    def _notice(self, event: FileSystemEvent) -> None:
        # A folder changes by what is in it, which is told as well.
        if not isinstance(event, DirModifiedEvent) and any(
            self._is_landed(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path
        ):
            self._happened.set()

    def _is_landed(self, path: str) -> bool:
        return all(is_landed(name) for name in Path(path).relative_to(self._folder).parts)

    # Not what is opened or closed: looking at files is no change.
    on_created = on_deleted = on_modified = on_moved = _notice
