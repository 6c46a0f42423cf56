"""Publish a build and die by SIGKILL at a named step. Run as a script by the tests of releases."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.releases import publish
from tests.unit.warehouse.builds import TABLES


def main(warehouse: Path, fatal: str) -> None:
    """Publish from the build file of a warehouse."""

    def die(step: str) -> None:
        if step == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    publish(
        BuildFile(warehouse),
        warehouse,
        now=datetime(2026, 11, 21, tzinfo=UTC),
        code_version="0.2.0",
        contract_version="1.0.0",
        fingerprint="def",
        keep=1,
        tables=TABLES,
        on_step=die,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
