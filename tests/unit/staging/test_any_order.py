"""The same documents make the same rows, in whatever order Polars hands rows on.

Joins, groups, distinct rows and ties of sorting have no order unless one is asked for, and columns
are added up in any: with several threads it changes rarely, and never when one looks. Here it
changes every time.
"""

import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest
from polars.lazyframe.group_by import LazyGroupBy

from pipelines.landing.registry import load_registry
from pipelines.reading.documents import read
from pipelines.reading.fields import UnreadableError
from tests.corpus.extracting import UNDESCRIBED, staged_files

ROOT: Final = Path(__file__).resolve().parents[3]
FOLDERS: Final = (ROOT / "data" / "samples", ROOT / "tests" / "elsewhere" / "documents")
SOURCES: Final = ROOT / "data" / "sources.yaml"
SEED: Final = 7

JOIN: Final = pl.LazyFrame.join
UNIQUE: Final = pl.LazyFrame.unique
SORT: Final = pl.LazyFrame.sort
GROUP_BY: Final = pl.LazyFrame.group_by
OF_FRAMES: Final = ("join", "unique", "sort", "group_by")
AGG: Final = LazyGroupBy.agg
SUM: Final = pl.sum_horizontal


class Disorder:
    """What Polars does, with rows in any order wherever it promises none."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - order, no secrets

    def shuffled(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The rows in another order."""
        seed = self.chance.randrange(1 << 30)
        return rows.map_batches(lambda frame: frame.sample(fraction=1, shuffle=True, seed=seed))

    def join(self, rows: pl.LazyFrame, *args: Any, **said: Any) -> pl.LazyFrame:
        """A join whose rows have an order only if it says which."""
        joined = JOIN(rows, *args, **said)
        return joined if said.get("maintain_order") else self.shuffled(joined)

    def unique(self, rows: pl.LazyFrame, *args: Any, **said: Any) -> pl.LazyFrame:
        """Distinct rows, any of each, in any order."""
        if said.get("maintain_order"):
            return UNIQUE(rows, *args, **said)
        return self.shuffled(UNIQUE(self.shuffled(rows), *args, **said))

    def sort(self, rows: pl.LazyFrame, *args: Any, **said: Any) -> pl.LazyFrame:
        """Sorted rows; those that are equal in any order."""
        if said.get("maintain_order"):
            return SORT(rows, *args, **said)
        return SORT(self.shuffled(rows), *args, **{**said, "maintain_order": True})

    def group_by(self, rows: pl.LazyFrame, *args: Any, **said: Any) -> LazyGroupBy:
        """Groups that are in any order unless one is asked for."""
        groups = GROUP_BY(rows, *args, **said)
        if not said.get("maintain_order"):
            groups.in_any_order = True  # type: ignore[attr-defined]
        return groups

    def agg(self, groups: LazyGroupBy, *args: Any, **said: Any) -> pl.LazyFrame:
        """One row per group."""
        made = AGG(groups, *args, **said)
        return self.shuffled(made) if getattr(groups, "in_any_order", False) else made

    def sum_horizontal(self, *columns: Any) -> pl.Expr:
        """A sum of columns, which floats do not make the same in every order."""
        told = [one for each in columns for one in ((each,) if is_one(each) else each)]
        return SUM(self.chance.sample(told, len(told)))


def is_one(column: object) -> bool:
    """Whether it is one column, not several."""
    return isinstance(column, str | pl.Expr)


def rows_of(folders: Iterable[Path]) -> Mapping[str, pl.DataFrame]:
    """The staging tables of all files of the folders."""
    registry = load_registry(SOURCES, FOLDERS[0], is_default=True)
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if is_readable(path)]
    return staged_files(
        ((str(path.relative_to(ROOT)), UNDESCRIBED, path) for path in files), registry
    )


def is_readable(path: Path) -> bool:
    """Whether it is a file that a reader takes; some samples are there to be refused."""
    try:
        return path.is_file() and bool(read(path.read_bytes(), path.name))
    except UnreadableError:
        return False


def test_rows_are_the_same_in_whatever_order_polars_hands_them_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wanted = rows_of(FOLDERS)
    disorder = Disorder()
    for of, name in (*((pl.LazyFrame, name) for name in OF_FRAMES), (LazyGroupBy, "agg")):
        does = getattr(disorder, name)
        monkeypatch.setattr(
            of, name, lambda rows, *args, does=does, **said: does(rows, *args, **said)
        )
    monkeypatch.setattr(pl, "sum_horizontal", disorder.sum_horizontal)
    made = rows_of(FOLDERS)
    assert [name for name, rows in wanted.items() if not made[name].equals(rows)] == []
