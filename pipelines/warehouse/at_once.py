"""Have DuckDB do several things at once.

Half of what a small query takes is planning, which DuckDB does with one processor, whatever it may
use for the rest.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from graphlib import TopologicalSorter
from queue import SimpleQueue
from typing import Any, Final, TypeVar

import duckdb

from pipelines.warehouse import ddl

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_ONCE: Final = 2
"""With more than that, those that are no small queries would share the memory among more."""


def at_once(
    connection: duckdb.DuckDBPyConnection,
    work: Callable[[duckdb.DuckDBPyConnection, Item], Result],
    items: Iterable[Item],
) -> list[Result]:
    """The results of a work on each of some items, in their order.

    Args:
        connection: To the database, and outside a transaction.
        work: What is done, with a connection that nobody else has meanwhile: what it makes there
            has to make place for what another work has left, as temporary tables.
        items: On what, each independent of the others.
    """
    with _connections(connection, work) as do, ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(do, items))


def each_after(
    connection: duckdb.DuckDBPyConnection,
    work: Callable[[duckdb.DuckDBPyConnection, str], object],
    needs: Mapping[str, Collection[str]],
) -> None:
    """Do a work for each of some names, for none before it is done for those that it needs.

    Where it fails for one it is not begun for others.

    Args:
        connection: To the database, and outside a transaction.
        work: What is done, as in `at_once`.
        needs: The names, and what each of them needs.
    """
    order = TopologicalSorter(needs)
    order.prepare()
    running: dict[Future[Any], str] = {}
    with _connections(connection, work) as do, ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            while order.is_active():
                running |= {threads.submit(do, name): name for name in order.get_ready()}
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    future.result()
                    order.done(running.pop(future))
        finally:
            threads.shutdown(cancel_futures=True)


@contextmanager
def _connections(
    connection: duckdb.DuckDBPyConnection,
    work: Callable[[duckdb.DuckDBPyConnection, Item], Result],
) -> Iterator[Callable[[Item], Result]]:
    """The work with one of as many connections as there is done at once."""
    free = SimpleQueue[duckdb.DuckDBPyConnection]()
    with ExitStack() as opened:
        for _ in range(AT_ONCE):
            own = opened.enter_context(connection.cursor())
            own.execute(ddl.SESSION)
            free.put(own)

        def do(item: Item) -> Result:
            own = free.get()
            try:
                return work(own, item)
            finally:
                free.put(own)

        yield do
