import os
from pathlib import Path

import pytest

from pipelines.landing.registry import load_registry
from pipelines.orchestration.watching import state_of


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with two files."""
    folder = tmp_path / "films"
    folder.mkdir()
    (folder / "a.txt").write_text("Ida (2013)\n")
    (folder / "b.txt").write_text("Ten (2002)\n")
    return folder


def state(data: Path) -> tuple[str, int]:
    """The state of the folder, as one of undescribed files."""
    sources = data.parent / "sources.yaml"
    sources.write_text("sources: []\n")
    return state_of(load_registry(sources, data, is_default=True))


def test_a_folder_that_stands_has_one_state(data: Path) -> None:
    assert state(data) == state(data)
    assert state(data)[1] == 2


@pytest.mark.parametrize("change", ["come", "gone", "longer", "later", "renamed"])
def test_any_change_of_files_is_another_state(data: Path, change: str) -> None:
    before = state(data)
    match change:
        case "come":
            (data / "c.txt").write_text("Once\n")
        case "gone":
            (data / "a.txt").unlink()
        case "longer":
            stat = (data / "a.txt").stat()
            (data / "a.txt").write_text("Ida (2013), again\n")
            os.utime(data / "a.txt", ns=(stat.st_atime_ns, stat.st_mtime_ns))
        case "later":
            os.utime(data / "a.txt", (1, 1))
        case "renamed":
            (data / "a.txt").rename(data / "z.txt")
    assert state(data) != before
