"""The unit files of `deploy/systemd`, as systemd itself reads them."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from pipelines.settings import PROJECT_ROOT

UNITS: Final = PROJECT_ROOT / "deploy" / "systemd"
INSTALLED: Final = "/opt/reelhouse"
GUIDE: Final = PROJECT_ROOT / "docs" / "guides" / "run-as-a-service.md"


def unit_files() -> list[Path]:
    """The services and timers."""
    return sorted(path for path in UNITS.iterdir() if path.suffix in {".service", ".timer"})


def verified(unit: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """What systemd says of a unit, all units standing in the folder as if we were installed."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed here: the unit files were not verified")
    for path in unit_files():
        text = path.read_text()
        text = text.replace(f"{INSTALLED}/.venv/bin", str(Path(sys.executable).parent))
        (folder / path.name).write_text(text.replace(INSTALLED, str(PROJECT_ROOT)))
    return subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(folder / unit)],
        capture_output=True,
        text=True,
        check=False,
        env={"SYSTEMD_UNIT_PATH": f"{folder}:", "PATH": "/usr/bin:/bin"},
    )


@pytest.mark.parametrize("unit", [path.name for path in unit_files()])
def test_systemd_finds_no_fault_with_a_unit(unit: str, tmp_path: Path) -> None:
    done = verified(unit, tmp_path)
    told = [line for line in done.stderr.splitlines() if "reelhouse" in line]
    assert (done.returncode, told) == (0, []), done.stderr


def test_systemd_would_find_a_fault(tmp_path: Path) -> None:
    """That silence means something."""
    verified("reelhouse-run.timer", tmp_path)
    broken = tmp_path / "reelhouse-broken.service"
    text = (tmp_path / "reelhouse-run.service").read_text()
    broken.write_text(text.replace("Type=oneshot", "Type=oneshort").replace("bin/reelhouse", "no"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(broken)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "oneshort" in done.stderr


@pytest.mark.parametrize("path", unit_files(), ids=lambda path: path.name)
def test_every_unit_is_told_of_in_the_guide(path: Path) -> None:
    assert path.name in GUIDE.read_text(encoding="utf-8")


def test_the_services_open_no_port_to_others() -> None:
    text = (UNITS / "reelhouse-webserver.service").read_text()
    assert "-h 127.0.0.1" in text
