"""A build file with a handful of staged documents, built by dbt once for all tests."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import duckdb
import pytest

from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.touched import TOUCHED
from tests.integration.dbt.rows import staged_rows

PROJECT: Final = Path(__file__).resolve().parents[3] / "dbt_project"

Query = Callable[[str], list[dict[str, Any]]]
Dbt = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def build_file(tmp_path_factory: pytest.TempPathFactory) -> BuildFile:
    """A build file as it is when dbt begins."""
    build_file = BuildFile(tmp_path_factory.mktemp("warehouse"))
    rows = staged_rows()
    with build_file.connect() as build:
        build.create([*rows, *TOUCHED])
        for table, table_rows in rows.items():
            build.append(table, table.from_rows(table_rows))
    return build_file


@pytest.fixture(scope="session")
def dbt(build_file: BuildFile) -> Dbt:
    """Run dbt on the build file, as the nightly run does."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                *(str(Path(sys.executable).with_name("dbt")), "--no-use-colors", *arguments),
                *("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
                *("--target-path", str(build_file.path.parent / "dbt_target")),
            ],
            env={
                **os.environ,
                "REELHOUSE_BUILD_FILE": str(build_file.path),
                "DBT_LOG_PATH": str(build_file.path.parent),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def built(build_file: BuildFile, dbt: Dbt) -> BuildFile:
    """The build file with every mart built and tested."""
    done = dbt("build", "--exclude-resource-type", "unit_test")
    assert done.returncode == 0, done.stdout
    return build_file


@pytest.fixture
def query(built: BuildFile) -> Iterator[Query]:
    """Ask the build file; rows are dictionaries."""
    with duckdb.connect(str(built.path), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")

        def ask(sql: str) -> list[dict[str, Any]]:
            return connection.sql(sql).pl().to_dicts()

        yield ask
