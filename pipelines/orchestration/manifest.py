"""Keep dbt's manifest: parsed once before anything loads, and again only when a model changed."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pipelines import fingerprints
from pipelines.settings import Settings

MANIFEST: Final = "manifest.json"
STAMP: Final = "manifest.fingerprint"
ENDINGS: Final = (".sql", ".yml", ".csv", ".md")


class ManifestError(RuntimeError):
    """dbt could not parse the project."""


def manifest_path(settings: Settings) -> Path:
    """The manifest of the dbt project as it is now; parses the project if that has changed.

    `dbt parse` opens no database, so this is safe while another process is building. Several may
    parse at the same time: each does so in a folder of its own and puts a whole manifest in place,
    the stamp after it, so that whoever sees the stamp sees its manifest.

    Raises:
        ManifestError: if dbt cannot parse the project; the message is dbt's.
    """
    target = settings.dbt_project / "target"
    manifest, stamp = target / MANIFEST, target / STAMP
    wanted = fingerprints.of_files([settings.dbt_project], endings=ENDINGS)
    if manifest.is_file() and stamp.is_file() and stamp.read_text() == wanted:
        return manifest
    target.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=target, prefix="parse-") as folder:
        _parse(settings.dbt_project, Path(folder))
        (Path(folder) / STAMP).write_text(wanted)
        for made in (manifest, stamp):
            (Path(folder) / made.name).replace(made)
    return manifest


def _parse(project: Path, target: Path) -> None:
    """Let dbt parse a project and write what it finds into a folder."""
    dbt = Path(sys.executable).with_name("dbt")
    command = [str(dbt), "parse", "--quiet", "--project-dir", ".", "--profiles-dir", "."]
    done = subprocess.run(  # noqa: S603 - our own dbt on our own project
        [*command, "--target-path", str(target)],
        cwd=project,
        env={**os.environ, "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ManifestError(f"{project}: dbt cannot parse the project\n{done.stdout}{done.stderr}")
