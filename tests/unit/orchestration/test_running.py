import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.orchestration import running
from pipelines.orchestration.keys import BUILD_POOL
from pipelines.orchestration.running import OURS, bury_dead_runs
from pipelines.quality.runner import JUDGE
from pipelines.settings import Settings
from pipelines.storage.kept import is_kept
from pipelines.warehouse.build import BuildFile


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    """An instance whose pools have room for one, as ours is."""
    one_place = {"concurrency": {"pools": {"default_limit": 1}}}
    with dg.instance_for_test(overrides=one_place) as made:
        yield made


@dg.job
def nothing() -> None:
    """A job to have runs of."""


def started(instance: dg.DagsterInstance, tags: dict[str, str]) -> str:
    """The id of a run that has begun and has a place in the pool, and is heard of no more."""
    run = instance.create_run_for_job(nothing, status=dg.DagsterRunStatus.STARTED, tags=tags)
    assert may_write(instance, run.run_id)
    return run.run_id


def may_write(instance: dg.DagsterInstance, run_id: str) -> bool:
    """Whether a step of a run gets a place in the pool."""
    storage = instance.event_log_storage
    storage.initialize_concurrency_limit_to_default(BUILD_POOL)
    return bool(storage.claim_concurrency_slot(BUILD_POOL, run_id, "step").is_claimed)


def status(instance: dg.DagsterInstance, run_id: str) -> dg.DagsterRunStatus:
    """What became of a run."""
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.status


def test_a_killed_run_gives_its_place_to_the_next(instance: dg.DagsterInstance) -> None:
    dead = started(instance, OURS)
    assert not may_write(instance, "next")
    assert bury_dead_runs(instance) == 1
    assert status(instance, dead) == dg.DagsterRunStatus.FAILURE
    assert may_write(instance, "next")


def test_a_run_of_a_daemon_is_not_called_dead_but_gives_its_place(
    instance: dg.DagsterInstance,
) -> None:
    other = started(instance, {})
    assert bury_dead_runs(instance) == 0
    assert status(instance, other) == dg.DagsterRunStatus.STARTED
    assert may_write(instance, "next")


def test_runs_that_have_ended_stay_as_they_are(instance: dg.DagsterInstance) -> None:
    run = instance.create_run_for_job(nothing, status=dg.DagsterRunStatus.SUCCESS, tags=OURS)
    assert bury_dead_runs(instance) == 0
    assert status(instance, run.run_id) == dg.DagsterRunStatus.SUCCESS


def test_to_land_loads_neither_dbt_nor_great_expectations_nor_the_rules() -> None:
    """They take seconds, and most runs find nothing new."""
    code = "import sys, pipelines.orchestration.running; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "pipelines.orchestration.landing" in loaded
    heavy = {"dagster_dbt", "great_expectations", "pipelines.claims.extraction"}
    assert loaded & heavy == set()


@pytest.mark.parametrize(("release", "count"), [(None, 0), ("000001", 1)])
def test_another_process_is_begun_to_judge_but_not_for_a_first_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, release: str | None, count: int
) -> None:
    monkeypatch.setattr(running, "current_release", lambda _: release)
    began: list[object] = []
    monkeypatch.setattr(JUDGE, "begin", began.append)
    with running._judge_ready(Settings(warehouse=tmp_path)):
        assert len(began) == count


@pytest.mark.parametrize(("release", "is_kept_open"), [(None, False), ("000001", True)])
def test_who_has_loaded_all_keeps_the_build_file_open_for_one_run_but_not_for_a_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, release: str | None, is_kept_open: bool
) -> None:
    build_file = BuildFile(tmp_path)
    with build_file.connect():
        pass
    ran: list[tuple[str, bool]] = []
    monkeypatch.setattr(running, "current_release", lambda _: release)
    monkeypatch.setattr(running, "_whole_job", lambda: nothing)
    monkeypatch.setattr(
        running, "_run", lambda job, *_: ran.append((job.name, is_kept(build_file.path)))
    )
    with dg.instance_for_test() as instance:
        running._run_loaded(Settings(warehouse=tmp_path), instance, {})
    assert ran == [("nothing", is_kept_open)]
    assert not is_kept(build_file.path)
