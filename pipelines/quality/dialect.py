"""A SQLAlchemy dialect for reading DuckDB, on top of duckdb-engine.

Two things of duckdb-engine 0.17 stand in the way of Great Expectations. A rollback when a
connection is given back throws away a result that was not fetched yet ("list index out of range"),
so the transaction methods do nothing here: only reads pass through. And it leaves reflection to the
Postgres dialect, whose catalogue queries DuckDB cannot answer since SQLAlchemy 2.1.
"""

from pathlib import Path
from typing import Any

from duckdb_engine import ConnectionWrapper, Dialect
from sqlalchemy import Connection, text, types
from sqlalchemy.dialects import registry
from sqlalchemy.engine.interfaces import ReflectedColumn, ReflectedPrimaryKeyConstraint

from pipelines.storage.kept import open_to_read


class ReadingDialect(Dialect):
    """DuckDB without transactions, with columns as DuckDB itself lists them."""

    supports_statement_cache = False

    def connect(self, *_: Any, file: str, **__: Any) -> Any:
        """A connection that draws nothing into outputs, as ours do.

        Not theirs, which tells DuckDB its name: a file that is kept open is opened in one way only.
        """
        connection = ConnectionWrapper(open_to_read(Path(file)))
        connection.execute("SET enable_progress_bar = false")
        return connection

    def do_begin(self, connection: Any) -> None:
        """Begin nothing."""

    def do_commit(self, connection: Any) -> None:
        """Commit nothing."""

    def do_rollback(self, connection: Any) -> None:
        """Roll nothing back, so that pending results survive."""

    def get_columns(
        self,
        connection: Connection,
        table_name: str,
        schema: str | None = None,
        **_: Any,
    ) -> list[ReflectedColumn]:
        """Columns of a table in order; types are left open, since nothing depends on them."""
        rows = connection.execute(
            text(
                "SELECT column_name FROM duckdb_columns() "
                "WHERE database_name = current_database() "
                "AND schema_name = :schema AND table_name = :table ORDER BY column_index"
            ),
            {"schema": schema or "main", "table": table_name},
        )
        return [
            {"name": str(name), "type": types.NullType(), "nullable": True, "default": None}
            for (name,) in rows
        ]

    def get_pk_constraint(
        self,
        connection: Connection,  # noqa: ARG002 - SQLAlchemy names the arguments
        table_name: str,  # noqa: ARG002
        schema: str | None = None,  # noqa: ARG002
        **_: Any,
    ) -> ReflectedPrimaryKeyConstraint:
        """No primary key: our tables declare none."""
        return {"constrained_columns": [], "name": None}


def address() -> str:
    """The SQLAlchemy address this dialect answers to, once this was called.

    The file goes beside it, by `reading`: Great Expectations would replace a `$NAME` in it.
    """
    registry.register("duckdb", __name__, ReadingDialect.__name__)
    return "duckdb:///"


def reading(build_path: Path) -> dict[str, Any]:
    """The arguments for connections that read a file."""
    return {"file": str(build_path)}
