"""dbt's manifest is whole for everybody who reads it, however many parse at the same time."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import orjson
import pytest

from pipelines.orchestration.manifest import MANIFEST, ManifestError, manifest_path
from pipelines.settings import Settings

AT_THE_SAME_TIME: Final = 3
READ: Final = """
import sys
import orjson
from pipelines.orchestration.manifest import manifest_path
from pipelines.settings import Settings
print(len(orjson.loads(manifest_path(Settings(dbt_project=sys.argv[1])).read_bytes())["nodes"]))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a copy of the dbt project that was never parsed."""
    copy = tmp_path / "dbt_project"
    project = Settings().dbt_project
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("target", "logs"))
    return Settings(dbt_project=copy)


def test_processes_that_parse_at_the_same_time_all_read_a_whole_manifest(
    settings: Settings,
) -> None:
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READ, str(settings.dbt_project)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(AT_THE_SAME_TIME)
    ]
    told = [reader.communicate(timeout=120)[0] for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * AT_THE_SAME_TIME
    assert len(set(told)) == 1
    assert int(told[0]) > 0
    left = {path.name for path in (settings.dbt_project / "target").iterdir()}
    assert not {name for name in left if name.startswith("parse-")}


def test_who_has_a_manifest_open_reads_it_to_its_end_while_another_is_made(
    settings: Settings,
) -> None:
    with manifest_path(settings).open("rb") as opened:
        before = opened.read(100)
        (settings.dbt_project / "models" / "more.sql").write_text("select 1 as one")
        after = manifest_path(settings).read_bytes()
        assert "model.reelhouse.more" not in orjson.loads(before + opened.read())["nodes"]
    assert "model.reelhouse.more" in orjson.loads(after)["nodes"]


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
