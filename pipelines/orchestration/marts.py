"""The dbt models as assets: staging views, intermediate models, marts."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Final

import dagster as dg
from dagster_dbt import (
    DagsterDbtTranslator,
    DagsterDbtTranslatorSettings,
    DbtCliResource,
    dbt_assets,
)
from dagster_dbt.compat import DBT_PYTHON_VERSION

from pipelines import fingerprints
from pipelines.contract import RELEASED
from pipelines.orchestration.keys import BUILD_POOL
from pipelines.orchestration.manifest import MANIFEST, manifest_path
from pipelines.orchestration.orphans import noted, pid_note
from pipelines.orchestration.preview import preview
from pipelines.orchestration.resources import WarehouseResource
from pipelines.settings import load_settings
from pipelines.warehouse.at_once import at_once
from pipelines.warehouse.build import Build, BuildFile
from pipelines.warehouse.models import COMPILED, compiled_in, rebuild
from pipelines.warehouse.touched import form_of_inputs, note_built, note_touched

NOT_BUILT: Final = "resource_type:unit_test resource_type:test,path:models"
"""Unit tests prove the models, not the data; `make test` runs them. What the data tests of models
ask is among the expectations, which are judged once all is built."""

BUILD: Final = ("build", "--full-refresh")
COMPILE: Final = ("compile", "--select", "resource_type:model")
"""Where the tables stand, models that are built in parts ask for what is touched."""


class ByTable(DagsterDbtTranslator):
    """Asset keys that are the schema and the table, as all assets have them."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """The key of a model, seed or source."""
        name = dbt_resource_props.get("alias") or dbt_resource_props.get("identifier")
        return dg.AssetKey([dbt_resource_props["schema"], name or dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The layer a model belongs to."""
        return str(dbt_resource_props["schema"])


TRANSLATOR: Final = ByTable(
    settings=DagsterDbtTranslatorSettings(enable_asset_checks=False, enable_code_references=False)
)


class InstalledDbt(DbtCliResource):
    """The dbt that is installed beside this project, and nothing but its command.

    Dagster would ask `dbt --version`, which asks the package index in turn, and would load dbt into
    this process too, to read columns that the contracts of the models tell.
    """

    @cached_property
    def _cli_version(self) -> Any:
        return DBT_PYTHON_VERSION

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:  # noqa: ARG002 - as theirs
        return None


def dbt_resource() -> DbtCliResource:
    """The dbt of this environment, working on the build file of the settings."""
    settings = load_settings()
    return InstalledDbt(
        project_dir=str(settings.dbt_project),
        profiles_dir=str(settings.dbt_project),
        dbt_executable=str(Path(sys.executable).with_name("dbt")),
    )


@dbt_assets(
    name="dbt",
    manifest=manifest_path(load_settings()),
    exclude=NOT_BUILT,
    dagster_dbt_translator=TRANSLATOR,
    pool=BUILD_POOL,
)
def dbt_models(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, warehouse: WarehouseResource
) -> Iterator[Any]:
    """Build every model: by dbt, or by what it compiled where it has built them before.

    Of models that can do so, only the rows of what has changed are built, see `note_touched`.
    """
    build = warehouse.build_file
    with build.exclusive():
        with build.connect() as session:
            fingerprint = fingerprints.together(
                fingerprints.of_models(warehouse.settings),
                form_of_inputs(session),
                # A build file of before tells less of what was compiled.
                *COMPILED.columns,
            )
            if note_touched(session, fingerprint) and session.count(COMPILED):
                changed = rebuild(session)
                note_built(session, fingerprint)
                yield from pictures(context, session, changed)
                return
        yield from _built_by_dbt(context, dbt, build, fingerprint)


def _built_by_dbt(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, build: BuildFile, fingerprint: str
) -> Iterator[Any]:
    """Let dbt build the models from nothing, and keep what it compiles for the runs to come.

    dbt is another process: no session is open meanwhile.
    """
    build.let_go()
    os.environ["REELHOUSE_BUILD_FILE"] = str(build.path)
    target = build.path.parent / "dbt_target"
    target.mkdir(parents=True, exist_ok=True)
    # dbt tells each step in its own log; here the events are enough.
    with (target / "stdout.log").open("w") as log, redirect_stdout(log):
        started = dbt.cli(BUILD, context=context, target_path=target, raise_on_error=False)
        with noted(started.process.pid, pid_note(build)):
            events = list(started.stream())
        error = started.get_error()
        if error is None:
            compiling = dbt.cli(COMPILE, target_path=target)
            with noted(compiling.process.pid, pid_note(build)):
                compiling.wait()
    if error is None:
        with build.connect() as session, session.transaction():
            session.overwrite(COMPILED, compiled_in(target / MANIFEST))
            note_built(session, fingerprint)
    yield from with_pictures(events, context, build)
    if error is not None:
        raise error


def pictures(
    context: dg.AssetExecutionContext, build: Build, changed: frozenset[str]
) -> Iterator[dg.MaterializeResult[None]]:
    """What dbt would tell of the models that are released, and of others that changed.

    Dagster takes its time for each; all the others stand as it has them noted.
    """
    told = changed | {table.name for table in RELEASED}
    # Dagster takes no asset before those that it is made of.
    needed = {
        key: sorted(context.assets_def.asset_deps[key])
        for key in sorted(context.selected_asset_keys)
    }
    keys = [
        key
        for key in TopologicalSorter(needed).static_order()
        if key in needed and ".".join(key.path) in told
    ]
    seen = at_once(build.connection, lambda own, key: picture(Build(own), ".".join(key.path)), keys)
    for key, metadata in zip(keys, seen, strict=True):
        yield dg.MaterializeResult(asset_key=key, metadata=metadata)


def picture(build: Build, name: str) -> dict[str, Any]:
    """The rows of a table: how many, and the first of them."""
    count = build.query(f"select count(*) as rows from {name}")["rows"].item()
    return {"dagster/row_count": count, "preview": preview(build, name)}


def with_pictures(
    events: Iterable[Any], context: dg.AssetExecutionContext, build_file: BuildFile
) -> Iterator[Any]:
    """The events of dbt; those of tables tell the rows and show the first of them."""
    with build_file.connect() as build:
        present = set(
            build.query("select schema_name || '.' || table_name as name from duckdb_tables()")[
                "name"
            ]
        )
        for event in events:
            if isinstance(event, dg.Output):
                name = ".".join(context.asset_key_for_output(event.output_name).path)
                if name in present:
                    yield event.with_metadata({**event.metadata, **picture(build, name)})
                    continue
            yield event
