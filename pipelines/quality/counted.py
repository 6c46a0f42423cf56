"""Expectations of Great Expectations that judge what was counted before.

By themselves they ask the table, each for what it needs: query after query, planned anew for every
expectation, which takes longer than DuckDB does, and of rows that need not be looked at again. What
they make of the counts, and how they tell it, is theirs. Importing this module takes seconds, as
Great Expectations does.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from great_expectations.expectations.core import (
    expect_column_values_to_be_between,
    expect_column_values_to_be_in_set,
    expect_column_values_to_not_be_null,
    expect_table_columns_to_match_set,
    expect_table_row_count_to_be_between,
    unexpected_rows_expectation,
)
from great_expectations.expectations.expectation_configuration import parse_result_format
from great_expectations.validator.validator import ValidationDependencies

from pipelines.quality.counting import Breaking, Counted

# Great Expectations makes its expectations anew for each of its steps, from what is written about
# them: what was counted cannot come with them.
_TABLE: ContextVar[Counted] = ContextVar("table")

# It warns of every class that takes the place of one of its own.
logging.getLogger("great_expectations.expectations.registry").setLevel(logging.ERROR)


@contextmanager
def counted(table: Counted) -> Iterator[None]:
    """In this block expectations judge what was counted in a table."""
    token = _TABLE.set(table)
    try:
        yield
    finally:
        _TABLE.reset(token)


class _Counted:
    """What an expectation has, in front of the class of Great Expectations, to judge counts."""

    def get_validation_dependencies(
        self,
        execution_engine: Any = None,  # noqa: ARG002 - theirs
        runtime_configuration: dict[str, Any] | None = None,
        **_: Any,
    ) -> ValidationDependencies:
        """Nothing that Great Expectations would have to ask the table."""
        form = (runtime_configuration or {})["result_format"]
        return ValidationDependencies(result_format=parse_result_format(form))

    def _validate(
        self,
        metrics: dict[str, Any],  # noqa: ARG002 - none were asked for
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        judged: dict[str, Any] = super()._validate(  # type: ignore[misc]
            self._metrics(_TABLE.get()), runtime_configuration, execution_engine
        )
        return judged

    def _metrics(self, table: Counted) -> dict[str, Any]:
        """What Great Expectations calls what was counted."""
        raise NotImplementedError


def _breaking(expectation: Any, table: Counted) -> Breaking:
    found = table.breaking[expectation.meta["name"]]
    if isinstance(found, Exception):
        raise found
    return found


class _OfColumn(_Counted):
    """An expectation of each value of a column."""

    map_metric: Any

    def _metrics(self, table: Counted) -> dict[str, Any]:
        found = _breaking(self, table)
        return {
            "table.row_count": table.rows,
            "column_values.nonnull.unexpected_count": found.missing,
            f"{self.map_metric}.unexpected_count": found.count,
            f"{self.map_metric}.unexpected_values": list(found.values),
        }


class ExpectColumnValuesToNotBeNull(
    _OfColumn, expect_column_values_to_not_be_null.ExpectColumnValuesToNotBeNull
):
    """No value is missing."""


class ExpectColumnValuesToBeInSet(
    _OfColumn, expect_column_values_to_be_in_set.ExpectColumnValuesToBeInSet
):
    """Values are among some."""


class ExpectColumnValuesToBeBetween(
    _OfColumn, expect_column_values_to_be_between.ExpectColumnValuesToBeBetween
):
    """Values are within bounds."""


class ExpectTableColumnsToMatchSet(
    _Counted, expect_table_columns_to_match_set.ExpectTableColumnsToMatchSet
):
    """The table has some columns."""

    def _metrics(self, table: Counted) -> dict[str, Any]:
        return {"table.columns": list(table.columns)}


class ExpectTableRowCountToBeBetween(
    _Counted, expect_table_row_count_to_be_between.ExpectTableRowCountToBeBetween
):
    """The table has some rows."""

    def _metrics(self, table: Counted) -> dict[str, Any]:
        return {"table.row_count": table.rows}


class ExpectQueryToFindNoRows(_Counted, unexpected_rows_expectation.UnexpectedRowsExpectation):
    """A query finds nothing; the observed value is the number of rows that it finds."""

    def _metrics(self, table: Counted) -> dict[str, Any]:
        count = _breaking(self, table).count
        return {"unexpected_rows_query.table": [], "unexpected_rows_query.row_count": count}
