"""Which documents the models have to look at again: never one too few, whatever was interrupted."""

from pathlib import Path
from typing import Any

import pytest

from pipelines.claims import tables as claims
from pipelines.landing.tables import DOCUMENTS, FILES
from pipelines.settings import PROJECT_ROOT
from pipelines.staging.batches import STEP
from pipelines.warehouse.build import Build, BuildFile
from pipelines.warehouse.models import TOUCHED_SUBJECTS
from pipelines.warehouse.touched import (
    TOUCHED_DOCUMENTS,
    UNREAD,
    form_of_inputs,
    note_built,
    note_touched,
)

CODE = "the models as they are"
NAMES = [f"document{number}" for number in range(20)]


def ledger(name: str, **more: Any) -> dict[str, Any]:
    told = {"document_id": name, "revision": 1, "status": "parsed", "text": "…"}
    return told | more


def place(name: str, uri: str) -> dict[str, Any]:
    return {"source": "shelf", "uri": uri, "document_id": name}


@pytest.fixture
def build_file(tmp_path: Path) -> BuildFile:
    """A build file whose models were built of twenty documents."""
    build_file = BuildFile(tmp_path)
    with build_file.connect() as build:
        build.create([DOCUMENTS, FILES, claims.CLAIMS])
        build.append(DOCUMENTS, DOCUMENTS.from_rows([ledger(name) for name in NAMES]))
        build.append(FILES, FILES.from_rows([place(name, f"{name}.txt") for name in NAMES]))
        for table, column in (
            ("staging.stg_film_links", "film_id"),
            ("staging.stg_person_links", "person_id"),
            ("intermediate.int_films__documented", "film_id"),
            ("intermediate.int_persons__documented", "person_id"),
            ("marts.films", "film_id"),
        ):
            build.connection.execute(f"create schema if not exists {table.split('.')[0]}")
            build.connection.execute(f"create table {table} (document_id text, {column} text)")
        assert not note_touched(build, CODE)
        note_built(build, CODE)
    return build_file


def touched(build: Build) -> list[str]:
    return build.read(TOUCHED_DOCUMENTS)["document_id"].to_list()


def claim(name: str, value: str) -> dict[str, Any]:
    return {"claim_id": f"{name}/{value}", "document_id": name, "value": value}


def test_where_nothing_changed_nothing_is_touched(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        assert note_touched(build, CODE)
        assert touched(build) == []


def test_a_document_is_touched_that_came_changed_or_went(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.append(DOCUMENTS, DOCUMENTS.from_rows([ledger("new")]))
        build.append(claims.CLAIMS, claims.CLAIMS.from_rows([claim("document1", "2013")]))
        build.connection.execute("delete from raw.documents where document_id = 'document2'")
        assert note_touched(build, CODE)
        assert touched(build) == ["document1", "document2", "new"]


def test_films_and_persons_are_touched_that_a_document_spoke_of_or_speaks_of(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        for statement in (
            "insert into intermediate.int_films__documented values ('document1', 'before')",
            "insert into intermediate.int_films__documented values ('document2', 'other')",
            "insert into staging.stg_film_links values ('document1', 'both'), ('document1', null)",
            "insert into intermediate.int_persons__documented values ('document1', 'somebody')",
        ):
            build.connection.execute(statement)
        assert note_touched(build, CODE)
        assert build.read(TOUCHED_SUBJECTS).rows() == [
            ("film", "before"),
            ("film", "both"),
            ("found", "document1"),
            ("person", "somebody"),
        ]


def test_a_document_that_was_read_again_with_the_same_result_is_not_touched(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        build.connection.execute("update raw.documents set revision = 2, version = 'newer'")
        assert note_touched(build, CODE)
        assert touched(build) == []


def test_what_is_staged_is_held_against_what_was_where_a_document_has_a_new_revision(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        build.set_watermark(STEP, 1)
        assert note_touched(build, CODE)
        note_built(build, CODE)
        said = [claim(name, "2013") for name in NAMES[:2]]
        build.append(claims.CLAIMS, claims.CLAIMS.from_rows(said))
        build.connection.execute(
            "update raw.documents set revision = 2 where document_id in (?, ?)", NAMES[1:3]
        )
        assert note_touched(build, CODE)
        # The first has none, and the last says what it said.
        assert touched(build) == [NAMES[1]]


def test_what_a_build_did_not_finish_is_still_to_be_done_when_it_is_as_before(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        build.append(claims.CLAIMS, claims.CLAIMS.from_rows([claim("document1", "2013")]))
        assert note_touched(build, CODE)
        build.connection.execute("delete from staging.stg_claims")
        assert note_touched(build, CODE)
        assert touched(build) == ["document1"]
        note_built(build, CODE)
        assert note_touched(build, CODE)
        assert touched(build) == []


def test_a_document_found_elsewhere_or_no_longer_is_told_to_models_of_places_alone(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        moved = [place(NAMES[3], "elsewhere.txt"), place(NAMES[4], "twice.txt")]
        gone = "delete from raw.files where document_id in (?, ?)"
        build.connection.execute(gone, [NAMES[3], NAMES[5]])
        build.append(FILES, FILES.from_rows(moved))
        build.connection.execute("update raw.files set stamp = 'another'")
        for _ in range(2):
            assert note_touched(build, CODE)
            assert touched(build) == []
            assert build.read(TOUCHED_SUBJECTS).rows() == [("found", name) for name in NAMES[3:6]]
        note_built(build, CODE)
        assert note_touched(build, CODE)
        assert build.count(TOUCHED_SUBJECTS) == 0


def test_other_models_are_built_from_nothing_until_they_are_built(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        assert not note_touched(build, "other models")
        assert not note_touched(build, CODE), "some of the other models may have been built"
        note_built(build, CODE)
        assert note_touched(build, CODE)


def test_where_much_changed_all_is_built_from_nothing(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.connection.execute("update raw.documents set status = 'duplicate'")
        assert not note_touched(build, CODE)


def test_no_model_reads_what_the_stamps_leave_out() -> None:
    model = (PROJECT_ROOT / "dbt_project/models/staging/stg_ledger.sql").read_text()
    assert not set(UNREAD) & set(model.replace(",", " ").split())


def test_another_column_of_what_models_read_is_another_form(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        before = form_of_inputs(build)
        build.connection.execute("alter table marts.films add column year integer")
        assert form_of_inputs(build) == before
        build.connection.execute("alter table raw.documents add column colour text")
        assert form_of_inputs(build) != before
