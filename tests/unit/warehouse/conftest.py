from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.contract import ReleasedTable
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.releases import Override, Release, publish
from tests.unit.warehouse.builds import TABLES, fill_marts

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def build_file(tmp_path: Path) -> BuildFile:
    build_file = BuildFile(tmp_path)
    fill_marts(build_file)
    return build_file


@pytest.fixture
def refill() -> Callable[..., None]:
    return fill_marts


@pytest.fixture
def publish_again() -> Callable[..., Release]:
    """Publish the build; every call is an hour after the one before."""
    calls = iter(range(1000))

    def call(
        build_file: BuildFile,
        *,
        keep: int = 5,
        fingerprint: str = "abc",
        override: Override | None = None,
        tables: Sequence[ReleasedTable] = TABLES,
    ) -> Release:
        return publish(
            build_file,
            build_file.warehouse,
            now=NOON + timedelta(hours=next(calls)),
            code_version="0.1.0",
            contract_version="1.0.0",
            fingerprint=fingerprint,
            keep=keep,
            override=override,
            tables=tables,
        )

    return call
