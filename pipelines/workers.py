"""Spread work over the processors of this machine: processes, in order, a bounded number at once.

What belongs here is starting and ending processes. What they work on is a function of a module and
its arguments, which go to them and come back by copying.
"""

import atexit
import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Any, Final, Self, TypeVar

Result = TypeVar("Result")

# Each worker is one processor's worth: Polars would start as many threads as there are. Its
# allocator gives memory back within half a second and takes it again for the next query, and keeps
# what one thread frees from the others: a tenth to a fifth of the time of the claims stage.
_ENVIRONMENT: Final = {
    "POLARS_MAX_THREADS": "1",
    "_RJEM_MALLOC_CONF": "narenas:1,dirty_decay_ms:10000,muzzy_decay_ms:-1",
}
_SELDOM: Final = 100_000, 50, 100
"""How many new objects Python lets pass until it looks for cycles among them, see `gc`."""


def seek_cycles_seldom() -> None:
    """Have Python look for cycles among its objects seldom in this process, and not at its end.

    Libraries and ledger are many objects that stay: looking at them again and again took a seventh
    of a run with nothing new, and once more at its end a second or two.
    """
    gc.set_threshold(*_SELDOM)
    atexit.register(gc.freeze)


class Workers:
    """Processes that are started when first needed; this process works where that fails."""

    def __init__(self, count: int | None = None) -> None:
        self._count = count if count is not None else os.cpu_count() or 1
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """The workers themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        self.close()

    def map(
        self, function: Callable[..., Result], works: Iterable[tuple[Any, ...]]
    ) -> Iterator[Result]:
        """The results of the function for each tuple of arguments, in the order of these.

        At most one more than there are processes wait or are worked on at any time, so that the
        memory is bounded by them.
        """
        waiting: deque[tuple[tuple[Any, ...], Future[Result] | None]] = deque()
        for work in works:
            waiting.append((work, self._submitted(function, work)))
            if len(waiting) > self._count:
                yield self._result(function, *waiting.popleft())
        while waiting:
            yield self._result(function, *waiting.popleft())

    def close(self) -> None:
        """End the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _submitted(
        self, function: Callable[..., Result], work: tuple[Any, ...]
    ) -> Future[Result] | None:
        if self._count < 2:
            return None
        try:
            if self._executor is None:
                self._executor = _started(self._count)
            return self._executor.submit(function, *work)
        except (BrokenProcessPool, OSError):
            self._give_up()
            return None

    def _result(
        self,
        function: Callable[..., Result],
        work: tuple[Any, ...],
        future: Future[Result] | None,
    ) -> Result:
        if future is not None:
            try:
                return future.result()
            except (BrokenProcessPool, OSError):
                self._give_up()
        return function(*work)

    def _give_up(self) -> None:
        """Work in this process from now on: it is no program that can be started again."""
        self._count = 1
        self.close()


class Helper:
    """A process that loads ahead of its work what takes long to load.

    Where none was begun, or it was ended from outside, this process works itself.
    """

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None

    def begin(self, load: Callable[[], object]) -> None:
        """Start the process, which loads; nobody waits for it."""
        try:
            executor = ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin)
            executor.submit(load)
        except OSError:
            return
        self._executor = executor

    def call(self, function: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """The result of the function of a module, from the process if there is one."""
        if self._executor is not None:
            try:
                return self._executor.submit(function, *arguments, **named).result()
            except BrokenProcessPool:
                self.end()
        return function(*arguments, **named)

    def end(self) -> None:
        """End the process, if there is one."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _started(count: int) -> ProcessPoolExecutor:
    """A pool whose processes have what they need in their environment."""
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    os.environ.update(_ENVIRONMENT)
    try:
        executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)
        # The processes start with the first work, and take the environment of that moment.
        for future in [executor.submit(os.getpid) for _ in range(count)]:
            future.result()
        return executor
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _begin() -> None:
    """Make this process one for work."""
    seek_cycles_seldom()
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process when its parent has ended, even if that was killed outright."""

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
