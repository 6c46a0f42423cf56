"""Run the job in this process, on the instance that the web UI shows."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import dagster as dg

from pipelines.settings import Settings

INSTANCE: Final = """\
# Written by reelhouse; edit as you like, it is not written again.
telemetry:
  enabled: false
concurrency:
  pools:
    # The build file has one writer: no pool has room for more than one step.
    default_limit: 1
run_monitoring:
  enabled: true
  start_timeout_seconds: 300
  max_runtime_seconds: 21600
run_retries:
  enabled: true
  max_retries: 0
"""


@dataclass(frozen=True)
class RunOutcome:
    """How a run ended."""

    run_id: str
    success: bool
    did_publish: bool


def prepare_home(settings: Settings) -> Path:
    """The folder of the Dagster instance, beside the releases; made if there is none."""
    home = settings.warehouse / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        (home / "dagster.yaml").write_text(INSTANCE)
    os.environ["DAGSTER_HOME"] = str(home)
    return home


def run_job(settings: Settings) -> RunOutcome:
    """Run everything once, in this process.

    Raises:
        BuildLockedError: if another run is writing to the warehouse.
    """
    prepare_home(settings)
    from pipelines.definitions import defs  # noqa: PLC0415 - reads the manifest, which must be there
    from pipelines.orchestration.release import RELEASE  # noqa: PLC0415

    with dg.DagsterInstance.get() as instance:
        result = defs.resolve_job_def("reelhouse").execute_in_process(
            instance=instance, raise_on_error=False, run_config={"loggers": {"steps": {}}}
        )
        published = any(
            event.asset_key == RELEASE for event in result.get_asset_materialization_events()
        )
    return RunOutcome(result.run_id, result.success, published)
