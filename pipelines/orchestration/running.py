"""Run the job in this process, on the instance that the web UI shows."""

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import dagster as dg

from pipelines.orchestration.automation import GOES_ON, JOB
from pipelines.orchestration.instance import opened
from pipelines.orchestration.keys import RELEASE
from pipelines.orchestration.landing import land
from pipelines.orchestration.orphans import await_orphan, pid_note
from pipelines.orchestration.reporting import progress_logger
from pipelines.orchestration.resources import WarehouseResource
from pipelines.quality.runner import JUDGE, load
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.releases import current_release

OURS: Final = {"reelhouse/started_by": "command"}
"""Tag of the runs that this module starts, which live and die with its process."""
UNFINISHED: Final = (
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
)


@dataclass(frozen=True)
class RunOutcome:
    """How a run ended."""

    run_id: str
    success: bool
    did_publish: bool
    failures: tuple[str, ...] = ()
    """What the steps that failed said, with all that caused it."""


def bury_dead_runs(instance: dg.DagsterInstance) -> int:
    """How many runs were found dead; what they held in the pool is free again.

    Dagster keeps a killed run's place in the pool until a daemon looks after it, and there may be
    none: without this the next run would wait for it without end. To be called by the holder of
    the build file's lock: then nobody else is writing, whatever the pool says.
    """
    dead = instance.get_runs(filters=dg.RunsFilter(statuses=UNFINISHED, tags=OURS))
    for run in dead:
        instance.report_run_failed(run, "the process of this run was ended before the run was")
    storage = instance.event_log_storage
    for run_id in sorted(storage.get_concurrency_run_ids()):
        storage.free_concurrency_slots_for_run(run_id)
    return len(dead)


def run_job(settings: Settings, *, by: str = "", because: str = "") -> RunOutcome:
    """Run everything once, in this process, which holds the build file's lock.

    Landing is a run of its own: most often it finds nothing new, and to load the rest takes longer
    than to land.

    Args:
        settings: Where things are.
        by: Who overrides broken rules.
        because: Why; where this is given, the run publishes whatever rules are broken.

    Raises:
        BuildLockedError: if another run is writing to the warehouse.
    """
    # Where nothing is new, Dagster warns of each check that therefore gave no result.
    logging.getLogger("dagster._core.execution.plan.active").setLevel(logging.ERROR)
    await_orphan(pid_note(BuildFile(settings.warehouse)))
    told = {"at": settings.now().isoformat(), "by": by, "because": because}
    with opened(settings) as instance:
        bury_dead_runs(instance)
        landed = _run(_landing_job(), instance, told)
        if not landed.success or not landed.get_asset_materialization_events():
            return _outcome(landed)
        instance.add_run_tags(landed.run_id, {GOES_ON: "yes"})
        with _judge_ready(settings):
            return _outcome(_run(_job_after_landing(), instance, told))


@contextmanager
def _judge_ready(settings: Settings) -> Iterator[None]:
    """Have another process load what judges, while this one loads the rest.

    Where this one has loaded it, nobody else opens the build file, which is therefore kept open.
    Neither is for a first run, which takes minutes and needs the memory.
    """
    if current_release(settings.warehouse) is None:
        yield
    elif "great_expectations" in sys.modules:
        with BuildFile(settings.warehouse).kept_open():
            yield
    else:
        JUDGE.begin(load)
        try:
            yield
        finally:
            JUDGE.end()


def _landing_job() -> dg.JobDefinition:
    """The job as far as landing."""
    return dg.Definitions(
        assets=[land],
        jobs=[JOB],
        resources={"warehouse": WarehouseResource()},
        loggers={"steps": progress_logger},
    ).resolve_job_def(JOB.name)


def _job_after_landing() -> dg.JobDefinition:
    """The job but for landing; what it landed is judged first."""
    from pipelines.definitions import defs  # noqa: PLC0415 - takes seconds

    job = defs.resolve_job_def(JOB.name)
    return job.get_subset(
        asset_selection=job.asset_layer.selected_asset_keys - land.keys,
        asset_check_selection=job.asset_layer.asset_graph.asset_check_keys,
    )


def _run(
    job: dg.JobDefinition, instance: dg.DagsterInstance, told: Mapping[str, str]
) -> dg.ExecuteInProcessResult:
    """A run of a job; what is told goes to the warehouse."""
    return job.execute_in_process(
        instance=instance,
        raise_on_error=False,
        run_config={
            "loggers": {"steps": {}},
            "resources": {"warehouse": {"config": dict(told)}},
        },
        tags=OURS,
    )


def _outcome(result: dg.ExecuteInProcessResult) -> RunOutcome:
    materialised = result.get_asset_materialization_events()
    published = any(event.asset_key == RELEASE for event in materialised)
    failures = tuple(
        str(event.event_specific_data) for event in result.all_events if event.is_failure
    )
    return RunOutcome(result.run_id, result.success, published, failures)
