"""Ask the build file through SQLAlchemy, which Great Expectations needs: rows, tables, columns."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection


def run(connection: "Connection", statement: str) -> None:
    """Run a statement that gives nothing back."""
    connection.exec_driver_sql(statement).close()


def rows_of(connection: "Connection", query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    # Not sqlalchemy.text, which would take the colons of casts and patterns for parameters.
    return [tuple(row) for row in connection.exec_driver_sql(query).all()]


def first_column(connection: "Connection", query: str) -> list[Any]:
    """The first column of a query."""
    return [row[0] for row in rows_of(connection, query)]


def columns_of(connection: "Connection", table: str) -> dict[str, str]:
    """The columns of a table in order, with their types; none if it is not there."""
    schema_name, table_name = table.split(".")
    return dict(
        rows_of(
            connection,
            "SELECT column_name, data_type FROM duckdb_columns()"
            " WHERE database_name = current_database() AND schema_name ="
            f" '{schema_name}' AND table_name = '{table_name}' ORDER BY column_index",
        )
    )
