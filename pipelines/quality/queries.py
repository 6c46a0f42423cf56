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


def columns_by_table(connection: "Connection") -> dict[str, dict[str, str]]:
    """The columns of all tables and views with their types, in order, by name of the table.

    DuckDB looks through all columns of the file for those of one table as well.
    """
    found: dict[str, dict[str, str]] = {}
    for table, column, data_type in rows_of(
        connection,
        "SELECT concat(schema_name, '.', table_name), column_name, data_type FROM duckdb_columns()"
        " WHERE database_name = current_database() ORDER BY schema_name, table_name, column_index",
    ):
        found.setdefault(table, {})[column] = data_type
    return found
