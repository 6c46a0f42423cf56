"""Open releases for reading. Readers never see the build file, and never block anybody."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.warehouse import ddl
from pipelines.warehouse.releases import FILE_NAME, find_release


def open_release(warehouse_dir: Path, release_id: str | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a release, to the current one if none is named.

    The real path is opened, not `current`: within one process DuckDB gives back its open instance
    for a path it knows, which would be the old release after a swap (duckdb#15912).

    Raises:
        ReleaseNotFoundError: if there is no such release.
    """
    path = find_release(warehouse_dir, release_id) / FILE_NAME
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute(ddl.SESSION)
    return connection


@contextmanager
def reading(
    warehouse_dir: Path, release_id: str | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection as from `open_release`, closed at the end of the block."""
    connection = open_release(warehouse_dir, release_id)
    try:
        yield connection
    finally:
        connection.close()


def query(
    warehouse_dir: Path,
    sql: str,
    parameters: Sequence[Any] = (),
    *,
    release_id: str | None = None,
) -> pl.DataFrame:
    """Rows of one query on a release, with `?` standing for the parameters."""
    with reading(warehouse_dir, release_id) as connection:
        return connection.execute(sql, list(parameters)).pl()


def describe(warehouse_dir: Path, *, release_id: str | None = None) -> pl.DataFrame:
    """Every column of a release, with its type and what it means. One row per column."""
    return query(
        warehouse_dir,
        """
        SELECT
            schema_name || '.' || table_name AS table_name,
            column_name,
            data_type,
            NOT is_nullable AS is_required,
            comment AS description
        FROM duckdb_columns()
        WHERE database_name = current_database() AND schema_name IN ('marts', 'quality')
        ORDER BY schema_name, table_name, column_index
        """,
        release_id=release_id,
    )
