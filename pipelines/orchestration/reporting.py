"""Tell how a run goes, in a line per step: on a terminal with colours, plainly elsewhere."""

import logging
import sys
from typing import Any, Final

import dagster as dg
from rich.console import Console

from pipelines.showing import plainly

ENGINE_TALK: Final = ("Dependencies for step", "Skipping step", "Blocking asset check")
"""How messages begin that Dagster writes by itself; what they say is seen from the steps."""

FAULTS_OF_INPUT: Final = ("CatalogueError", "OverrideError")
"""Errors that a user can mend; their messages say how, and the traceback says nothing more."""


class StepLines(logging.Handler):
    """A log handler that prints a line for each step that ends, and what assets themselves say."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        """Print what a record tells, if it tells something of interest."""
        meta: dict[str, Any] = getattr(record, "dagster_meta", {})
        event = meta.get("dagster_event")
        step = meta.get("step_key") or ""
        if event is None and str(meta.get("orig_message")).startswith(ENGINE_TALK):
            return
        if event is None and (record.levelno >= logging.WARNING or step != "dbt"):
            # dbt says at length how it was called; its results come as events.
            style = "yellow" if record.levelno >= logging.WARNING else "dim"
            self._print(f"  {step}: {meta.get('orig_message', record.getMessage())}", style)
        elif event is None:
            return
        elif event.event_type_value == "STEP_SUCCESS":
            seconds = event.step_success_data.duration_ms / 1_000
            self._print(f"✓ {step} {seconds:.1f} s", "green")
        elif event.event_type_value == "STEP_FAILURE":
            self._print(f"✗ {step}: {told_of_failure(event.step_failure_data)}", "red")

    def _print(self, text: str, style: str) -> None:
        # The engine's own errors come in several lines.
        told = "\n".join(plainly(line) for line in text.split("\n"))
        self._console.print(told, style=style, highlight=False, markup=False, soft_wrap=True)


def told_of_failure(failure: Any) -> str:
    """Why a step failed: our own words where there are some, else the whole error."""
    if failure.user_failure_data is not None:
        return str(failure.user_failure_data.description)
    error = failure.error
    if error is not None and error.cls_name == "DagsterAssetCheckFailedError":
        return "stopped by its checks, named above"
    if error.cause is not None and error.cause.cls_name in FAULTS_OF_INPUT:
        return str(error.cause.message).split(": ", 1)[1].strip()
    return str(failure.error_display_string)


def _step_lines(_: dg.InitLoggerContext) -> logging.Logger:
    """The logger that Dagster sends the events of a run to."""
    logger = logging.Logger("reelhouse", level=logging.DEBUG)
    logger.addHandler(StepLines(Console(file=sys.stderr)))
    return logger


progress_logger: Final = dg.LoggerDefinition(
    _step_lines, description="A line per step on standard error."
)
