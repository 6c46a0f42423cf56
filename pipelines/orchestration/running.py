"""Run the job in this process, on the instance that the web UI shows."""

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
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
    run_all = _run_loaded if "great_expectations" in sys.modules else _run_in_two
    with opened(settings) as instance:
        bury_dead_runs(instance)
        return _outcome(run_all(settings, instance, told))


def _run_loaded(
    settings: Settings, instance: dg.DagsterInstance, told: Mapping[str, str]
) -> dg.ExecuteInProcessResult:
    """One run of the whole job, where this process has loaded all that it needs.

    Nobody else opens the build file then, which is therefore kept open; not for a first run, which
    takes minutes and needs the memory.
    """
    is_first = current_release(settings.warehouse) is None
    with nullcontext() if is_first else BuildFile(settings.warehouse).kept_open():
        return _run(_whole_job(), instance, told)


def _run_in_two(
    settings: Settings, instance: dg.DagsterInstance, told: Mapping[str, str]
) -> dg.ExecuteInProcessResult:
    """Landing as a run of its own; another one of all the rest, if it finds anything new.

    Most often it does not, and to load the rest takes longer than to land.
    """
    landed = _run(_landing_job(), instance, told)
    if not landed.success or not landed.get_asset_materialization_events():
        return landed
    instance.add_run_tags(landed.run_id, {GOES_ON: "yes"})
    with _judge_ready(settings):
        return _run(_job_after_landing(), instance, told)


@contextmanager
def _judge_ready(settings: Settings) -> Iterator[None]:
    """Have another process load what judges, while this one loads the rest; not in a first run."""
    if current_release(settings.warehouse) is None:
        yield
        return
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


def _whole_job() -> dg.JobDefinition:
    from pipelines.definitions import defs  # noqa: PLC0415 - takes seconds

    return defs.resolve_job_def(JOB.name)


def _job_after_landing() -> dg.JobDefinition:
    """The job but for landing; what it landed is judged first."""
    job = _whole_job()
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
