"""Know the files of a catalogue: which there are, and whether they changed since they were loaded.

What belongs here is pure bookkeeping; how the files are read is the matter of `imdb`.
"""

import hashlib
from pathlib import Path
from typing import Final

import polars as pl

from pipelines import fingerprints
from pipelines.catalogue import imdb
from pipelines.settings import PROJECT_ROOT, Settings
from pipelines.tables import Column, Table

CATALOGUE_FILES: Final = Table(
    name="raw.catalogue_files",
    grain="one row per file of the reference catalogue",
    key=("table_name",),
    columns={
        "table_name": Column(pl.String(), "Name of its table, as title.basics."),
        "path": Column(pl.String(), "Where the file is."),
        "bytes": Column(pl.Int64(), "Size in bytes."),
        "modified_ns": Column(pl.Int64(), "When it was changed, in nanoseconds since 1970."),
        "sha256": Column(pl.String(), "SHA-256 of its bytes."),
        "line_count": Column(pl.Int64(), "Lines below its header."),
        "bad_line_count": Column(pl.Int64(), "Lines left out, as they are not of its form."),
    },
)
CODE: Final = ("imdb.py", "catalogue.py", "catalogue_roles.csv")
"""Files of code and reference whose change means that the catalogue is to be loaded again."""


def files_now(folder: Path, before: pl.DataFrame) -> pl.DataFrame:
    """The files of a catalogue as they are now, in the form of `CATALOGUE_FILES`.

    A file whose size and time are as before is not read again; only then are its counts of lines
    known.

    Args:
        folder: Where the files are; it may be missing.
        before: Rows of `CATALOGUE_FILES`.

    Raises:
        CatalogueError: if some files are there and one that is needed is not.
    """
    known = {row["path"]: row for row in before.iter_rows(named=True)}
    rows = []
    for name, path in sorted(imdb.tables_in(folder).items()):
        state = path.stat()
        row = known.get(str(path))
        same = (name, state.st_size, state.st_mtime_ns)
        if row is None or (row["table_name"], row["bytes"], row["modified_ns"]) != same:
            row = {
                "table_name": name,
                "path": str(path),
                "bytes": state.st_size,
                "modified_ns": state.st_mtime_ns,
                "sha256": _sha256(path),
                "line_count": None,
                "bad_line_count": None,
            }
        rows.append(row)
    return CATALOGUE_FILES.from_rows(rows)


def fingerprint_of(files: pl.DataFrame, settings: Settings) -> str | None:
    """A fingerprint of what is loaded from the files; None where there are none.

    Args:
        files: Rows of `CATALOGUE_FILES`.
        settings: Tell where the reference tables are.
    """
    if files.is_empty():
        return None
    told = [f"{name} {sha256}" for name, sha256 in files.select("table_name", "sha256").iter_rows()]
    code = fingerprints.of_files([PROJECT_ROOT / "pipelines", settings.reference], endings=CODE)
    return fingerprints.together(code, *told)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
