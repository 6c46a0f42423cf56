"""What was staged since somebody looked last is found by its documents' revisions."""

from pathlib import Path

import pytest

from pipelines.claims.tables import CLAIMS
from pipelines.landing.tables import DOCUMENTS
from pipelines.staging.batches import STEP
from pipelines.warehouse.build import Build, BuildFile
from pipelines.warehouse.staged_since import note_staged_since, staged_since
from pipelines.warehouse.tables import WATERMARKS

LEDGER = (("old", 1, "parsed"), ("copy", 2, "duplicate"), ("new", 2, "parsed"))


@pytest.fixture
def build_file(tmp_path: Path) -> BuildFile:
    build_file = BuildFile(tmp_path)
    with build_file.connect() as build:
        build.create([DOCUMENTS, CLAIMS, WATERMARKS])
        for name, revision, status in LEDGER:
            row = {"document_id": name, "revision": revision, "status": status}
            build.append(DOCUMENTS, DOCUMENTS.from_rows([row]))
            claim = {"claim_id": f"{name}/1", "document_id": name}
            build.append(CLAIMS, CLAIMS.from_rows([claim, claim]))
    return build_file


def claimed(build: Build, *, in_use: bool = False) -> list[str]:
    rows = staged_since(CLAIMS.name, in_use=in_use)
    found = build.query(f"select document_id from {rows}")  # noqa: S608 - names of ours
    return sorted(found["document_id"])


def test_rows_of_documents_with_a_higher_revision_are_found_each_of_them(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        note_staged_since(build, 1)
        assert claimed(build) == ["copy", "copy", "new", "new"]
        assert claimed(build, in_use=True) == ["new", "new"]
        note_staged_since(build, 2)
        assert claimed(build) == []


def test_up_to_which_revision_all_is_staged_is_told_not_what_has_landed(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        assert note_staged_since(build, 0) == 0
        build.set_watermark(STEP, 1)
        assert note_staged_since(build, 0) == 1
