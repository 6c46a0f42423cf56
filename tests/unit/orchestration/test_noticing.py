from pathlib import Path
from threading import Timer

import pytest

from pipelines.orchestration.noticing import Notices

PATIENCE_SECONDS = 30.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file and a folder."""
    (tmp_path / "a.txt").write_text("Ida (2013)\n")
    (tmp_path / "below").mkdir()
    return tmp_path


@pytest.mark.parametrize("change", ["come", "gone", "otherwise", "renamed", "come below"])
def test_a_change_is_noticed_at_once(folder: Path, change: str) -> None:
    def make() -> None:
        match change:
            case "come":
                (folder / "b.txt").write_text("Ten (2002)\n")
            case "gone":
                (folder / "a.txt").unlink()
            case "otherwise":
                (folder / "a.txt").write_text("Ida (2013), again\n")
            case "renamed":
                (folder / "a.txt").rename(folder / "z.txt")
            case "come below":
                (folder / "below" / "c.txt").write_text("Once\n")

    with Notices(folder) as notices:
        Timer(0.1, make).start()
        assert notices.wait(PATIENCE_SECONDS)
        assert not notices.wait(0.5), "what was told is told once"


def test_a_change_between_two_waits_is_told_by_the_next(folder: Path) -> None:
    with Notices(folder) as notices:
        assert not notices.wait(0.1)
        (folder / "b.txt").write_text("Ten (2002)\n")
        assert notices.wait(PATIENCE_SECONDS)


def test_looking_at_files_is_no_change(folder: Path) -> None:
    with Notices(folder) as notices:
        for path in folder.rglob("*"):
            if path.is_file():
                path.read_text()
        assert not notices.wait(0.5)


def test_of_a_folder_that_is_not_there_nothing_is_told(folder: Path) -> None:
    with Notices(folder / "none") as notices:
        (folder / "none").mkdir()
        assert not notices.wait(0.3)


@pytest.mark.parametrize("name", [".a.txt.swp", "a.txt~", ".git/index", "below/.hidden"])
def test_of_what_is_never_landed_nothing_is_told(folder: Path, name: str) -> None:
    (folder / ".git").mkdir()
    with Notices(folder) as notices:
        (folder / name).write_text("Once\n")
        assert not notices.wait(0.5)


def test_a_name_that_becomes_one_to_land_is_a_change(folder: Path) -> None:
    (folder / ".b.txt.part").write_text("Ten (2002)\n")
    with Notices(folder) as notices:
        (folder / ".b.txt.part").rename(folder / "b.txt")
        assert notices.wait(PATIENCE_SECONDS)
