"""Look whether files have come, gone or changed, and stay to run whenever they have.

What belongs here needs no Dagster: who stays should be small. Each run has a process of its own,
which is started before it is needed and waits with all loaded: that takes about nine seconds.
"""

import hashlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from types import FrameType
from typing import Any, Final, NoReturn

from pipelines import fingerprints
from pipelines.landing.places import list_files
from pipelines.landing.registry import Registry, RegistryError, registry_of
from pipelines.orchestration.noticing import Notices
from pipelines.quality.runner import load
from pipelines.settings import Settings

LOADED: Final = (
    "pipelines.definitions",
    "pipelines.orchestration.running",
)
"""What a run loads besides that which judges, most of it only where something is new."""


LEAST_PRIORITY: Final = 19
"""Of Linux: what waits for anybody else who has something to do."""
BUSY_SHARE: Final = 0.05
"""How much of its time may be spent on looking, where nothing is told."""
GLANCE_SECONDS: Final = 0.05
"""From one glance at a look that is being taken to the next."""


def state_of(registry: Registry) -> tuple[str, int]:
    """A fingerprint of the names, sizes and times of all files here, and how many they are.

    Addresses are left to runs at set times: a look every minute is more than servers ask for.
    """
    told = hashlib.sha256()
    count = 0
    for found in list_files(registry.at_home):
        told.update(f"{found.source.name}|{found.uri}|{found.size}|{found.modified}\n".encode())
        count += 1
    return told.hexdigest(), count


def watch(settings: Settings, run: Callable[[], object], *, every: float, again: int) -> NoReturn:
    """Run now and whenever files, registry or corrections have changed since the last run.

    Where the program itself has changed, it is started anew: what is loaded is the old one.

    Args:
        settings: Where things are.
        run: A run, in a process of its own; a function of a module.
        every: Seconds from one look to the next, where the file system tells of no change before;
            more where looking takes long.
        again: Exit code of a run that is to be tried again at the next look.
    """
    signal.signal(signal.SIGTERM, _leave)
    program = fingerprints.of_program(settings)
    done, is_told = None, False
    waiting = _Waiting(run)
    try:
        with (
            Notices(settings.data) as notices,
            ThreadPoolExecutor(1, initializer=_give_way) as looks,
        ):
            while fingerprints.of_program(settings) == program:
                begin = monotonic()
                look = looks.submit(_seen, settings)
                if is_told or is_told_during(look, notices):
                    # What comes after the look is told in its turn; so is what it has passed.
                    waiting.go()
                    look = look if is_told else looks.submit(_seen, settings)
                seen = look.result()
                pause = pause_after(monotonic() - begin, every)
                if waiting.is_going or seen != done:
                    waiting.go()
                    done = None if waiting.ended() == again else seen
                    waiting.dismiss()
                    waiting = _Waiting(run)
                is_told = notices.wait(pause)
    finally:
        waiting.dismiss()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - as it was started


class _Waiting:
    """A process that has loaded what a run needs, and runs when it is told to.

    It is not forked from one that has everything: Polars' threads would be missing in it.
    """

    def __init__(self, run: Callable[[], object]) -> None:
        processes = get_context("spawn")
        told, self._tell = processes.Pipe(duplex=False)
        self._process = processes.Process(target=_run_when_told, args=(told, run))
        self._process.start()
        self.is_going = False
        told.close()

    def go(self) -> None:
        """Have it run, unless it does."""
        if not self.is_going:
            self.is_going = True
            self._tell.send(None)

    def ended(self) -> int | None:
        """Wait until it has run; gives back its exit code, of a killed process the signal."""
        self._process.join()
        return self._process.exitcode

    def dismiss(self) -> None:
        """Have it end, unless it runs."""
        self._tell.close()


def _run_when_told(told: Connection, run: Callable[[], object]) -> None:
    """Load, wait, and run; end without a word where nobody is left who could tell."""
    for name in LOADED:
        import_module(name)
    load()
    try:
        told.recv()
    except EOFError:
        return
    run()


def is_told_during(look: Future[Any], notices: Notices) -> bool:
    """Whether something is told before a look has ended, which is not waited for then."""
    while not look.done():
        if notices.wait(GLANCE_SECONDS):
            return True
    return False


def pause_after(look_seconds: float, every: float) -> float:
    """Seconds from the end of a look to the next: `every`, or more where looking takes long."""
    return max(every, look_seconds / BUSY_SHARE)


def _give_way() -> None:
    """Have this thread leave the processors to others: a look is taken while a run begins."""
    if sys.platform == "linux":
        # Elsewhere that would be said of the whole process.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LEAST_PRIORITY)


def _seen(settings: Settings) -> tuple[str, ...]:
    """What a run depends on and others may change at any moment."""
    corrections = fingerprints.of_files([settings.overrides], endings=(".csv",))
    try:
        registry = registry_of(settings)
        return state_of(registry)[0], repr(registry), corrections
    except RegistryError as error:
        # The run says so, once.
        return str(error), corrections


def _leave(_: int, __: FrameType | None) -> NoReturn:
    """End; a run that is going on is waited for."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)
