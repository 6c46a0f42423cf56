"""Models that build only what has changed have the rows of those that are built from nothing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import duckdb
import pytest

from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.models import COMPILED, compiled_in, rebuild
from pipelines.warehouse.touched import TOUCHED_DOCUMENTS, note_built, note_touched
from tests.integration.dbt.changing import StagingArea
from tests.integration.dbt.conftest import PROJECT

CODE: Final = "the models as they are"
DOCUMENTS: Final = 120
CHANGES: Final = 5
FROM_NOTHING: Final = ("build", "--full-refresh", "--exclude-resource-type", "unit_test", "test")


@pytest.mark.slow
def test_models_built_in_steps_have_the_rows_of_those_built_from_nothing(tmp_path: Path) -> None:
    assert_same_after_steps(tmp_path, seed=20261121, rounds=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_long_histories_end_in_the_same_rows(tmp_path: Path, seed: int) -> None:
    assert_same_after_steps(tmp_path, seed=seed, rounds=8)


def assert_same_after_steps(folder: Path, *, seed: int, rounds: int) -> None:
    """Build a random history in steps and at once, and compare every row of every table."""
    steps = BuildFile(folder / "steps")
    area = StagingArea(seed, DOCUMENTS)
    area.dispute()
    with steps.connect() as build:
        area.write(build)
        assert not note_touched(build, CODE)
    run_models(steps)
    run_models(steps, command=("compile", "--select", "resource_type:model"))
    with steps.connect() as build:
        build.overwrite(COMPILED, compiled_in(target_of(steps) / "manifest.json"))
        note_built(build, CODE)
    for _ in range(rounds):
        before = area.copy()
        area.change(CHANGES)
        take_step(steps, area)
        # The run ended before all was built: nobody noted that it was. What it had changed was
        # changed back, and more with it.
        area.documents = before
        area.change(CHANGES)
        take_step(steps, area)
        with steps.connect() as build:
            note_built(build, CODE)
    area.praise()
    take_step(steps, area)
    with steps.connect() as build:
        note_built(build, CODE)
    area.settle()
    take_step(steps, area)
    at_once = BuildFile(folder / "at_once")
    at_once.path.parent.mkdir(parents=True)
    shutil.copy(steps.path, at_once.path)
    run_models(at_once)
    assert differing_tables(steps, at_once) == []


def take_step(build_file: BuildFile, area: StagingArea) -> None:
    """Write what has changed, and build what it touches."""
    with build_file.connect() as build:
        area.write(build)
        assert note_touched(build, CODE)
        assert 0 < build.count(TOUCHED_DOCUMENTS) <= 2 * CHANGES
        rebuild(build)


def target_of(build_file: BuildFile) -> Path:
    """Where dbt writes what it compiles."""
    return build_file.warehouse.parent / "dbt_target"


def run_models(
    build_file: BuildFile,
    *,
    command: Sequence[str] = FROM_NOTHING,
) -> None:
    """Let dbt build all models from nothing, without tests: what is random need not be right."""
    done = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("dbt")), *command),
            *("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
            *("--target-path", str(target_of(build_file))),
        ],
        env={
            **os.environ,
            "REELHOUSE_BUILD_FILE": str(build_file.path),
            "DBT_LOG_PATH": str(build_file.warehouse.parent),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def differing_tables(one: BuildFile, other: BuildFile) -> list[str]:
    """Tables of which a row, or the number of times it stands there, is not the same in both."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one.path}' as one (read_only)")
        connection.execute(f"attach '{other.path}' as other (read_only)")
        tables = connection.execute(
            """
            select schema_name || '.' || table_name from duckdb_tables()
            where database_name = 'one' and schema_name in ('marts', 'quality', 'intermediate')
            order by 1
            """
        ).fetchall()
        assert len(tables) > 30
        return [
            table
            for (table,) in tables
            if connection.execute(
                f"""
                (from one.{table} except all from other.{table})
                union all (from other.{table} except all from one.{table})
                """
            ).fetchall()
        ]
