import os
import subprocess
import sys
from pathlib import Path

from pipelines.orchestration.orphans import await_orphan, is_dbt, noted

WAITS_FOR_INPUT = (sys.executable, "-c", "print('up', flush=True); input()  # dbt")
"""A process with dbt in its command line that ends when its input does."""


def test_without_a_note_nobody_is_waited_for(tmp_path: Path) -> None:
    assert not await_orphan(tmp_path / "dbt.pid")


def test_a_note_is_gone_after_its_block(tmp_path: Path) -> None:
    note = tmp_path / "dbt.pid"
    with noted(os.getpid(), note):
        assert note.read_text() == str(os.getpid())
    assert not note.exists()


def test_a_process_that_has_ended_is_not_waited_for(tmp_path: Path) -> None:
    note = tmp_path / "dbt.pid"
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    note.write_text(str(done.pid))
    assert not await_orphan(note)
    assert not note.exists()


def test_another_program_under_the_same_number_is_not_waited_for(tmp_path: Path) -> None:
    note = tmp_path / "dbt.pid"
    note.write_text("1")
    assert not is_dbt(1)
    assert not await_orphan(note)


def test_a_note_that_is_no_number_is_forgotten(tmp_path: Path) -> None:
    note = tmp_path / "dbt.pid"
    note.write_text("")
    assert not await_orphan(note)
    assert not note.exists()


def test_an_orphan_is_waited_for_until_patience_ends(tmp_path: Path) -> None:
    note = tmp_path / "dbt.pid"
    with subprocess.Popen(WAITS_FOR_INPUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as orphan:
        assert orphan.stdout is not None
        assert orphan.stdout.readline() == b"up\n"
        note.write_text(str(orphan.pid))
        assert is_dbt(orphan.pid)
        assert await_orphan(note, patience=0.3)
        orphan.communicate(b"\n")
    assert not is_dbt(orphan.pid)
