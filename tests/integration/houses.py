"""A house to test as a whole: a data folder, a warehouse, and the command that works on them."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from pipelines.warehouse.readers import reading

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "data" / "samples"
FIRST_RUN: Final = 1_767_225_600
LATER_RUN: Final = FIRST_RUN + 86_400
COMMAND: Final = (sys.executable, "-c", "from pipelines.cli import main; main()")
"""The command of this checkout, whichever one is installed."""
OWN_TO_A_RELEASE: Final = {"quality.results.parquet", "quality.releases.parquet"}


@dataclass(frozen=True)
class House:
    """A data folder named `samples` and a warehouse beside it."""

    folder: Path
    epoch: int = FIRST_RUN
    registry: Path | None = None

    @property
    def data(self) -> Path:
        """The folder with the raw files."""
        return self.folder / "samples"

    @property
    def warehouse(self) -> Path:
        """The folder of builds and releases."""
        return self.folder / "warehouse"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the command: ours without what is set for another house."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("REELHOUSE_", "DAGSTER_", "DBT_"))
        }
        chosen = {} if self.registry is None else {"REELHOUSE_SOURCES": str(self.registry)}
        return (
            kept
            | chosen
            | {
                "REELHOUSE_DATA": str(self.data),
                "REELHOUSE_WAREHOUSE": str(self.warehouse),
                "SOURCE_DATE_EPOCH": str(self.epoch),
                "COLUMNS": "200",
            }
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The command, started; what it says on standard error comes through the pipe."""
        return subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command, done; whatever its exit code."""
        process = self.start(*arguments)
        said, told = process.communicate(timeout=900)
        return subprocess.CompletedProcess(process.args, process.returncode, said, told)

    def query(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of the current release."""
        with self.reading() as connection:
            return connection.execute(sql, list(parameters)).fetchall()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The current release, opened as an analyst opens it."""
        with reading(self.warehouse) as connection:
            yield connection

    @property
    def current(self) -> str:
        """Name of the release that readers have."""
        return (self.warehouse / "current").resolve().name

    def parquet(self, *, but: set[str] | frozenset[str] = frozenset()) -> dict[str, str]:
        """Hashes of the Parquet files of the current release."""
        return hashes(self.warehouse / "current", "**/*.parquet", but=but)


def hashes(folder: Path, pattern: str, *, but: set[str] | frozenset[str]) -> dict[str, str]:
    """Hashes of the files of a folder, by their path in it."""
    return {
        path.relative_to(folder.resolve()).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.resolve().glob(pattern))
        if path.is_file() and path.name not in but
    }


def copy_of(house: House, folder: Path, *, epoch: int = LATER_RUN) -> House:
    """The same house in another folder, at a later time."""
    shutil.copytree(house.folder, folder, symlinks=True)
    return House(folder, epoch)


def add_a_file(house: House) -> None:
    """One more review, of a film that is known."""
    (house.data / "notebook" / "ida.md").write_text(
        '+++\ntitle = "Ida"\ndate = 2023-05-07\nextra.movie.year = 2013\n'
        'extra.movie.directors = "Paweł Pawlikowski"\nextra.movie.rating = 8\n+++\n\n'
        "Snow, a saxophone, two women in a small car. I would not cut a minute.\n",
        encoding="utf-8",
    )


def sample_files(data: Path) -> list[Path]:
    """Every file of a data folder."""
    return sorted(path for path in data.rglob("*") if path.is_file())
