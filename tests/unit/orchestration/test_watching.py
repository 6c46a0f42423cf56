import os
from concurrent.futures import Future
from pathlib import Path
from threading import Timer

import pytest

from pipelines.landing.registry import load_registry
from pipelines.orchestration.noticing import Notices
from pipelines.orchestration.watching import is_told_during, pause_after, state_of


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


def test_what_comes_while_a_look_is_taken_does_not_wait_for_its_end(data: Path) -> None:
    look: Future[None] = Future()
    never = Timer(30, look.set_result, [None])
    with Notices(data) as notices:
        never.start()
        Timer(0.1, (data / "c.txt").write_text, ["Once\n"]).start()
        assert is_told_during(look, notices)
        assert not look.done()
        never.cancel()


def test_a_look_during_which_nothing_comes_is_waited_for(data: Path) -> None:
    look: Future[None] = Future()
    with Notices(data) as notices:
        Timer(0.1, look.set_result, [None]).start()
        assert not is_told_during(look, notices)


def test_looks_that_take_long_are_taken_seldom() -> None:
    assert pause_after(0.01, 10) == 10
    assert pause_after(3, 10) == pytest.approx(60)
