"""What Dagster is given: every asset, check, job, schedule and sensor, before anything runs."""

from pathlib import Path
from typing import Final

import dagster as dg
import pytest

from pipelines.contract import RELEASED
from pipelines.definitions import defs
from pipelines.landing.registry import load_registry
from pipelines.landing.tables import DOCUMENTS, FILES
from pipelines.orchestration.automation import new_files
from pipelines.orchestration.keys import BUILD_POOL, RELEASE
from pipelines.orchestration.resources import WarehouseResource
from pipelines.reading.tables import FIELDS
from pipelines.staging.batches import STAGED

WRITTEN_BY_PUBLISHING: Final = {"quality.results", "quality.releases"}
"""Tables that the checks and the release write themselves."""


def keys() -> set[dg.AssetKey]:
    """The keys of all assets that are made here."""
    return set(defs.resolve_asset_graph().materializable_asset_keys)


def blocking_checks() -> dict[dg.AssetKey, set[str]]:
    """Names of the checks that hold up what comes after, by asset."""
    found: dict[dg.AssetKey, set[str]] = {}
    for check in defs.asset_checks or []:
        assert isinstance(check, dg.AssetsDefinition)
        for spec in check.check_specs:
            if spec.blocking:
                found.setdefault(spec.asset_key, set()).add(spec.name)
    return found


def test_the_definitions_load() -> None:
    dg.Definitions.validate_loadable(defs)


@pytest.mark.parametrize(
    "table", [table.name for table in RELEASED if table.name not in WRITTEN_BY_PUBLISHING]
)
def test_every_table_of_the_contract_is_an_asset(table: str) -> None:
    assert dg.AssetKey(table.split(".")) in keys()


def test_landed_and_staged_tables_are_assets_and_so_is_the_release() -> None:
    assert {
        *(dg.AssetKey([t.schema_name, t.table_name]) for t in (FILES, DOCUMENTS, FIELDS, *STAGED)),
        RELEASE,
    } <= keys()


def test_every_suite_has_checks_that_block() -> None:
    names = {name for checks in blocking_checks().values() for name in checks}
    assert names == {"raw", "staging", "identity", "marts"}


def test_the_release_comes_after_every_mart_and_its_checks() -> None:
    graph = defs.resolve_asset_graph()
    before = graph.get(RELEASE).parent_keys
    marts = {key for key in keys() if key.path[0] == "marts"}
    assert marts <= before
    assert any(key in before for key in blocking_checks())


def test_every_step_that_opens_the_build_file_is_in_its_pool() -> None:
    pools = {
        node.name: node.pool
        for node in defs.resolve_job_def("reelhouse").graph.node_defs
        if isinstance(node, dg.OpDefinition)
    }
    assert set(pools.values()) == {BUILD_POOL}


def test_the_job_makes_everything() -> None:
    job = defs.resolve_job_def("reelhouse")
    assert set(job.asset_layer.selected_asset_keys) == keys()


def test_there_is_a_nightly_run_and_a_look_for_new_files() -> None:
    schedule = defs.resolve_schedule_def("nightly")
    assert schedule.job_name == "reelhouse"
    assert defs.resolve_sensor_def("new_files").job_name == "reelhouse"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one file, which the sensor looks at."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.txt").write_text("Ida (2013)\n")
    sources = tmp_path / "sources.yaml"
    sources.write_text("sources: [{name: a, kind: blog, path: '*'}]\n")

    def registry(_: WarehouseResource) -> object:
        return load_registry(sources, folder, is_default=False)

    monkeypatch.setattr(WarehouseResource, "registry", registry)
    return folder


def look(cursor: str | None) -> dg.SensorResult | dg.SkipReason:
    """What the sensor says when it looks, having seen the state of the cursor before."""
    found = new_files(dg.build_sensor_context(cursor=cursor), warehouse=WarehouseResource())
    assert isinstance(found, dg.SensorResult | dg.SkipReason)
    return found


def asked(found: dg.SensorResult | dg.SkipReason) -> tuple[str, str]:
    """The key of the run asked for and the new cursor."""
    assert isinstance(found, dg.SensorResult)
    assert found.run_requests is not None
    (request,) = found.run_requests
    assert request.run_key is not None
    assert found.cursor is not None
    return request.run_key, found.cursor


@pytest.mark.usefixtures("data")
def test_the_sensor_asks_once_for_a_state_of_the_folder() -> None:
    key, cursor = asked(look(None))
    again = look(cursor)
    assert isinstance(again, dg.SkipReason)
    assert again.skip_message == "1 files, none new or changed since the last look"
    assert asked(look(None)) == (key, cursor)


def test_the_sensor_asks_again_when_a_file_comes_changes_or_goes(data: Path) -> None:
    states = [asked(look(None))]
    (data / "b.txt").write_text("Hunger (2008)\n")
    states.append(asked(look(states[-1][1])))
    (data / "b.txt").write_text("Hunger (2008), and more of it\n")
    states.append(asked(look(states[-1][1])))
    (data / "a.txt").unlink()
    states.append(asked(look(states[-1][1])))
    assert len({key for key, _ in states}) == 4


def test_every_asset_says_how_fresh_it_must_be() -> None:
    graph = defs.resolve_asset_graph()
    silent = {key for key in keys() if graph.get(key).freshness_policy_or_from_metadata is None}
    assert silent == set()


def test_alerts_are_on_from_the_start() -> None:
    for name in ("alert_on_failure", "alert_when_stale", "end_stuck_steps"):
        assert defs.resolve_sensor_def(name).default_status == dg.DefaultSensorStatus.RUNNING
