"""The file in which a catalogue is kept."""

from pathlib import Path

import pytest

from pipelines.warehouse import catalogue
from tests.unit.catalogue.tables import open_catalogue

TABLES = ("credits", "films", "names", "titles")


def rows_in(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table of the small catalogue, in the order in which they are kept."""
    with open_catalogue(folder) as opened:
        return {name: opened.connection.table(name).fetchall() for name in TABLES}


@pytest.mark.parametrize("films_at_once", [1, 2])
def test_a_catalogue_put_together_in_portions_is_the_same(
    films_at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows_in(tmp_path / "whole")
    monkeypatch.setattr(catalogue, "FILMS_AT_ONCE", films_at_once)
    assert rows_in(tmp_path / "portions") == whole
    assert all(whole.values())
