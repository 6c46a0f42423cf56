"""Have DuckDB do several things at once.

Half of what a small query takes is planning, which DuckDB does with one processor, whatever it may
use for the rest.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

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

    def with_its_own(item: Item) -> Result:
        with connection.cursor() as own:
            own.execute(ddl.SESSION)
            return work(own, item)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(with_its_own, items))
