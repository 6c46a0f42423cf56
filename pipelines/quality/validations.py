"""Tell what Great Expectations found, in the form in which it reads it for its pages.

It could tell that itself, and takes longer for it than for the judging: it copies all of it several
times, and writes down each expectation anew in each of its steps.
"""

from typing import Any

from great_expectations import ExpectationSuite
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.util import convert_to_json_serializable

Told = dict[str, Any]


def suite_told(suite: ExpectationSuite) -> Told:
    """A suite of ours, of which nothing is told but its expectations."""
    return {
        "name": suite.name,
        "id": None,
        "expectations": [_told(each.configuration) for each in suite.expectations],
        "meta": suite.meta,
        "notes": None,
    }


def validation_told(validation: Any) -> Told:
    """What was found of a table."""
    return {
        "success": validation.success,
        "results": [_result_told(each) for each in validation.results],
        "suite_name": validation.suite_name,
        "suite_parameters": validation.suite_parameters,
        "statistics": validation.statistics,
        "meta": convert_to_json_serializable(validation.meta),
        "id": None,
    }


def _result_told(result: Any) -> Told:
    return {
        "success": result.success,
        "expectation_config": _told(result.expectation_config),
        # Values of the table may be of any type.
        "result": convert_to_json_serializable(result.result),
        "meta": result.meta,
        "exception_info": result.exception_info,
    }


def _told(expectation: ExpectationConfiguration) -> Told:
    return {
        "type": expectation.type,
        "kwargs": expectation.kwargs,
        "meta": expectation.meta,
        "description": expectation.description,
        "severity": expectation.severity.value,
    }
