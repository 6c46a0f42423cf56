"""An expectation of Great Expectations about rows that a query finds: they were counted before.

Its own expectation about a query runs it twice, once for the count and once for the rows, which it
then throws away; and it knows nothing of rows that need not be looked at again. Importing this
module takes seconds, as Great Expectations does.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.validator.validator import ValidationDependencies

# Great Expectations makes its expectations anew for each of its steps, from what is written about
# them: what was counted cannot come with them.
_COUNTS: ContextVar[Mapping[str, int | Exception]] = ContextVar("counts")


@contextmanager
def counted(counts: Mapping[str, int | Exception]) -> Iterator[None]:
    """In this block expectations find these counts, by the name in their `meta`."""
    token = _COUNTS.set(counts)
    try:
        yield
    finally:
        _COUNTS.reset(token)


class ExpectQueryToFindNoRows(UnexpectedRowsExpectation):
    """The query finds nothing; the observed value is the number of rows that it finds."""

    def get_validation_dependencies(
        self,
        execution_engine: Any = None,  # noqa: ARG002 - theirs
        runtime_configuration: dict[str, Any] | None = None,
    ) -> ValidationDependencies:
        """Nothing that Great Expectations would have to ask the table."""
        return ValidationDependencies(
            metric_configurations={}, result_format=(runtime_configuration or {})["result_format"]
        )

    def _validate(
        self,
        metrics: dict[str, Any],  # noqa: ARG002 - theirs
        runtime_configuration: dict[str, Any] | None = None,  # noqa: ARG002
        execution_engine: Any = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        count = _COUNTS.get()[(self.meta or {})["name"]]
        if isinstance(count, Exception):
            raise count
        return {"success": count == 0, "result": {"observed_value": count}}
