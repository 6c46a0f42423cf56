"""dbt's manifest is whole for everybody who reads it, however many parse at the same time."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import orjson
import pytest

from pipelines.orchestration.manifest import MANIFEST, ManifestError, manifest_path
from pipelines.settings import Settings, load_settings

AT_THE_SAME_TIME: Final = 3
READ: Final = """
import orjson
from pipelines.orchestration.manifest import manifest_path
from pipelines.settings import load_settings
print(len(orjson.loads(manifest_path(load_settings()).read_bytes())["nodes"]))
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Those of a copy of the dbt project that was never parsed."""
    copy = tmp_path / "dbt_project"
    shutil.copytree(
        load_settings().dbt_project, copy, ignore=shutil.ignore_patterns("target", "logs")
    )
    monkeypatch.setenv("REELHOUSE_DBT_PROJECT", str(copy))
    return load_settings()


def test_processes_that_parse_at_the_same_time_all_read_a_whole_manifest(
    settings: Settings,
) -> None:
    readers = [
        subprocess.Popen([sys.executable, "-c", READ], stdout=subprocess.PIPE, text=True)
        for _ in range(AT_THE_SAME_TIME)
    ]
    told = [reader.communicate(timeout=120)[0] for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * AT_THE_SAME_TIME
    assert len(set(told)) == 1
    assert int(told[0]) > 0
    left = {path.name for path in (settings.dbt_project / "target").iterdir()}
    assert not {name for name in left if name.startswith("parse-")}


def test_a_project_as_it_was_is_not_parsed_again(settings: Settings) -> None:
    made = manifest_path(settings).stat().st_mtime_ns
    assert manifest_path(settings).stat().st_mtime_ns == made


def test_a_project_dbt_cannot_parse_keeps_the_manifest_it_had(settings: Settings) -> None:
    before = manifest_path(settings).read_bytes()
    (settings.dbt_project / "models" / "broken.sql").write_text(
        "select * from {{ ref('nothing') }}"
    )
    with pytest.raises(ManifestError, match="nothing"):
        manifest_path(settings)
    kept = (settings.dbt_project / "target" / MANIFEST).read_bytes()
    assert orjson.loads(kept) == orjson.loads(before)
