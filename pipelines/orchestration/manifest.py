"""Keep dbt's manifest: parsed once before anything loads, and again only when a model changed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from pipelines import fingerprints
from pipelines.settings import Settings

STAMP: Final = "manifest.fingerprint"
ENDINGS: Final = (".sql", ".yml", ".csv", ".md")


class ManifestError(RuntimeError):
    """dbt could not parse the project."""


def manifest_path(settings: Settings) -> Path:
    """The manifest of the dbt project as it is now; parses the project if that has changed.

    `dbt parse` opens no database, so this is safe while another process is building.

    Raises:
        ManifestError: if dbt cannot parse the project; the message is dbt's.
    """
    target = settings.dbt_project / "target"
    manifest, stamp = target / "manifest.json", target / STAMP
    wanted = fingerprints.of_files([settings.dbt_project], endings=ENDINGS)
    if manifest.is_file() and stamp.is_file() and stamp.read_text() == wanted:
        return manifest
    dbt = Path(sys.executable).with_name("dbt")
    done = subprocess.run(  # noqa: S603 - our own dbt on our own project
        [str(dbt), "parse", "--quiet", "--project-dir", ".", "--profiles-dir", "."],
        cwd=settings.dbt_project,
        env={**os.environ, "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ManifestError(
            f"{settings.dbt_project}: dbt cannot parse the project\n{done.stdout}{done.stderr}"
        )
    stamp.write_text(wanted)
    return manifest
