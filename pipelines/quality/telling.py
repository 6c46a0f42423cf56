"""Say what was found about an expectation in one line, for logs, refusals and the status."""

from collections.abc import Mapping
from typing import Any, Final

_EXAMPLES: Final = 3


def told(result: Mapping[str, Any]) -> str:
    """An unmet expectation in one line: where, what, how often, for example what, in which files.

    >>> told({"severity": "error", "table_name": "marts.reviews", "column_name": "score",
    ...     "expectation": "is between 0 and 100", "unexpected_count": 1, "element_count": 1200,
    ...     "observed_value": None, "sample_unexpected": ["140.0"], "sample_files": ["a.txt"]})
    'error: marts.reviews.score: is between 0 and 100 (1 of 1,200, as 140.0) in a.txt'
    """
    where = ".".join(filter(None, (result["table_name"], result["column_name"])))
    files = _few(result.get("sample_files") or [])
    place = f" in {files}" if files else ""
    return f"{result['severity']}: {where}: {result['expectation']} ({how_much(result)}){place}"


def how_much(result: Mapping[str, Any]) -> str:
    """What was observed, or how many rows broke the rule and for example which.

    >>> how_much({"observed_value": "0.321", "unexpected_count": 1, "element_count": 53})
    '0.321'
    """
    if result["observed_value"] is not None:
        return str(result["observed_value"])
    count = f"{result['unexpected_count'] or 0:,} of {result['element_count'] or 0:,}"
    examples = _few(result["sample_unexpected"] or [])
    return f"{count}, as {examples}" if examples else count


def _few(values: list[str]) -> str:
    """The first few values, and how many more are known."""
    more = len(values) - _EXAMPLES
    shown = ", ".join(values[:_EXAMPLES])
    return f"{shown} and {more} more" if more > 0 else shown
