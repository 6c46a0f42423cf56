"""An expectation of Great Expectations about rows that a query finds: they are only counted.

Its own expectation about a query runs it twice, once for the count and once for the rows, which it
then throws away. Importing this module takes seconds, as Great Expectations does.
"""

from typing import Any, ClassVar

from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)


class ExpectQueryToFindNoRows(UnexpectedRowsExpectation):
    """The query finds nothing; the observed value is the number of rows that it finds."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002 - theirs
        execution_engine: Any = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        count = metrics["unexpected_rows_query.row_count"]
        return {"success": count == 0, "result": {"observed_value": count}}
