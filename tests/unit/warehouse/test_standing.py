# ruff: noqa: S608 - the statements are made of what stands here

from collections.abc import Callable
from pathlib import Path
from typing import Final

import polars as pl
import pytest

from pipelines.storage.blocks import Blocks
from pipelines.storage.kept import read_beside
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.readers import query
from pipelines.warehouse.releases import Release, current_release, rollback
from pipelines.warehouse.standing import standing
from tests.unit.warehouse.builds import TABLES, fill_marts

Publish = Callable[..., Release]

FILMS: Final = "marts.films"
MORE: Final = 125_000
COUNT: Final = 4 + MORE
FIRST: Final = "film_id = 'film-000001'"


@pytest.fixture
def released(tmp_path: Path, publish_again: Publish) -> BuildFile:
    """A build of which a release was made; its films are in two row groups."""
    build_file = BuildFile(tmp_path)
    fill_marts(build_file)
    change(
        build_file,
        f"insert into {FILMS} select 'late-' || i, 'Late', [], 2000, 50.0, null"
        f" from range({MORE}) as r(i)",
    )
    publish_again(build_file)
    return build_file


def change(build_file: BuildFile, *statements: str) -> None:
    with build_file.connect() as build:
        for statement in statements:
            build.connection.execute(statement)


def others(build_file: BuildFile) -> int:
    """How many films are not known to be in the release before as they are."""
    current = current_release(build_file.warehouse)
    assert current is not None
    with read_beside(build_file.path) as file, build_file.connect() as build:
        found = standing(build, Blocks(file), TABLES, before=current.release_id)
        condition = found.others(FILMS) or "true"
        return int(build.query(f"select count(*) from {FILMS} where {condition}").item())


def films(warehouse: Path) -> pl.DataFrame:
    return query(warehouse, f"select * from {FILMS} order by film_id")


def test_what_stands_since_the_release_before_is_not_held_against_it(released: BuildFile) -> None:
    assert others(released) == 0
    change(released, f"update {FILMS} set year = 1800 where {FIRST}")
    assert 0 < others(released) < COUNT


def test_after_a_rollback_every_row_is_held_against_the_release(
    released: BuildFile, publish_again: Publish
) -> None:
    publish_again(released)
    assert others(released) == 0
    rollback(released.warehouse)
    assert others(released) == COUNT


@pytest.mark.parametrize(
    ("statements", "changes"),
    [
        ((), (0, 0, 0)),
        ((f"insert into {FILMS} (film_id, title, genres) values ('new', 'New', [])",), (1, 0, 0)),
        ((f"update {FILMS} set year = 1800 where {FIRST}",), (0, 1, 0)),
        ((f"update {FILMS} set genres = ['noir'] where {FIRST}",), (0, 1, 0)),
        ((f"delete from {FILMS} where {FIRST}",), (0, 0, 1)),
        ((f"update {FILMS} set film_id = 'new' where {FIRST}",), (1, 0, 1)),
        (
            (
                f"delete from {FILMS} where {FIRST}",
                f"insert into {FILMS} (film_id, title, genres) values ('new', 'New', [])",
                f"update {FILMS} set year = 1800 where film_id = 'late-124999'",
            ),
            (1, 1, 1),
        ),
    ],
)
def test_a_release_of_what_changed_has_the_rows_of_the_build(
    released: BuildFile,
    publish_again: Publish,
    statements: tuple[str, ...],
    changes: tuple[int, int, int],
) -> None:
    change(released, *statements)
    found = publish_again(released)
    assert tuple(found.row_changes[FILMS].values()) == changes
    with released.connect() as build:
        assert films(released.warehouse).equals(build.query(f"from {FILMS} order by film_id"))
    assert pl.read_parquet(found.path / f"{FILMS}.parquet").equals(films(released.warehouse))
