"""Have DuckDB do several things at once.

Half of what a small query takes is planning, which DuckDB does with one processor, whatever it may
use for the rest.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
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
        work: What is done, with a connection of its own: no other sees its temporary tables.
        items: On what, each independent of the others.
    """
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(_with_its_own(connection, work), items))


def each_after(
    connection: duckdb.DuckDBPyConnection,
    work: Callable[[duckdb.DuckDBPyConnection, str], object],
    needs: Mapping[str, Collection[str]],
) -> None:
    """Do a work for each of some names, for none before it is done for those that it needs.

    Where it fails for one it is not begun for others.

    Args:
        connection: To the database, and outside a transaction.
        work: What is done, with a connection of its own: no other sees its temporary tables.
        needs: The names, and what each of them needs.
    """
    order = TopologicalSorter(needs)
    order.prepare()
    do = _with_its_own(connection, work)
    running: dict[Future[Any], str] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            while order.is_active():
                running |= {threads.submit(do, name): name for name in order.get_ready()}
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    future.result()
                    order.done(running.pop(future))
        finally:
            threads.shutdown(cancel_futures=True)


def _with_its_own(
    connection: duckdb.DuckDBPyConnection,
    work: Callable[[duckdb.DuckDBPyConnection, Item], Result],
) -> Callable[[Item], Result]:
    def do(item: Item) -> Result:
        with connection.cursor() as own:
            own.execute(ddl.SESSION)
            return work(own, item)

    return do
