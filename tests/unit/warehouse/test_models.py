"""Models are built again as dbt would: all rows anew, or those that were touched."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.landing.tables import FILES
from pipelines.warehouse.build import Build, BuildFile
from pipelines.warehouse.models import (
    COMPILED,
    TOUCHED_SUBJECTS,
    ModelError,
    compiled_in,
    rebuild,
)
from pipelines.warehouse.tables import WATERMARKS
from pipelines.warehouse.touched import TOUCHED, note_built

ALL = {
    "position": 1,
    "name": "marts.films",
    "query": "select 'new' as film_id, 'x' as title",
    "reads": [],
    "reads_others": True,
}
PARTS = {
    "position": 2,
    "name": "marts.claims",
    "query": "select claim_id, 'touched' as document_id from marts.claims"
    " where document_id = 'touched' union all select 'turned', 'other' -- by another",
    "replaced": "document_id = 'touched'",
    "unique_key": "claim_id",
    "reads": ["marts.films"],
    "reads_others": True,
}


def node(name: str, *needs: str, **config: Any) -> dict[str, Any]:
    return {
        "resource_type": "model",
        "schema": "marts",
        "alias": name,
        "compiled_code": f"select 1 as {name}",
        "config": {"materialized": "table"} | config,
        "depends_on": {"nodes": [f"model.{each}" for each in needs]},
    }


def built(tmp_path: Path, *models: dict[str, Any]) -> BuildFile:
    """A build file with two marts, and what dbt has compiled."""
    build_file = BuildFile(tmp_path)
    with build_file.connect() as build:
        build.create([COMPILED])
        build.append(COMPILED, COMPILED.from_rows(list(models)))
        for statement in (
            "create schema marts",
            "create table marts.films (film_id varchar not null, title varchar)",
            "comment on table marts.films is 'Films.'",
            "insert into marts.films values ('old', null)",
            "create table marts.claims (document_id varchar, claim_id varchar)",
            """insert into marts.claims values
                ('touched', '1'), ('touched', '2'), ('other', '3'), ('other', 'turned')""",
        ):
            build.connection.execute(statement)
    return build_file


def rows(build: Build, table: str) -> list[tuple[Any, ...]]:
    return build.query(f"from {table} order by all").rows()


def test_all_rows_of_a_model_are_replaced_and_its_comments_stay(tmp_path: Path) -> None:
    with built(tmp_path, ALL).connect() as build:
        rebuild(build)
        assert rows(build, "marts.films") == [("new", "x")]
        comment = build.query("select comment from duckdb_tables() where table_name = 'films'")
        assert comment.item() == "Films."


def test_of_a_model_in_parts_what_was_touched_or_comes_again_is_replaced(tmp_path: Path) -> None:
    with built(tmp_path, ALL, PARTS).connect() as build:
        for _ in range(2):
            rebuild(build)
            assert rows(build, "marts.claims") == [
                ("other", "3"),
                ("other", "turned"),
                ("touched", "1"),
                ("touched", "2"),
            ]


def test_a_model_that_fails_is_named_and_keeps_its_rows(tmp_path: Path) -> None:
    failing = ALL | {"query": "select null as film_id, 'x' as title"}
    with built(tmp_path, failing).connect() as build:
        with pytest.raises(ModelError, match=r"marts\.films"):
            rebuild(build)
        assert rows(build, "marts.films") == [("old", None)]


def test_what_rows_touch_that_differ_is_told_to_the_models_that_come_after(tmp_path: Path) -> None:
    first = ALL | {
        "query": "select 'old' as film_id, null as title union all select 'new', 'x'",
        "touches": ["film_id"],
    }
    after = PARTS | {
        "query": "select subject_id as claim_id, 'touched' as document_id"
        " from building.touched_subjects",
    }
    with built(tmp_path, first, after).connect() as build:
        for _ in range(2):
            rebuild(build)
            assert ("touched", "new") in rows(build, "marts.claims")
            assert build.read(TOUCHED_SUBJECTS).rows() == [("film", "new")]


def test_a_model_of_models_that_stand_is_passed_over(tmp_path: Path) -> None:
    reader = PARTS | {"reads_others": False}
    with built(tmp_path, ALL | {"query": "from marts.films"}, reader).connect() as build:
        assert rebuild(build) == frozenset()
        assert ("touched", "2") in rows(build, "marts.claims")
        build.connection.execute("delete from marts.claims where claim_id = '2'")
        assert rebuild(build) == frozenset()


def test_a_model_of_models_that_changed_is_built_even_after_a_run_that_was_killed(
    tmp_path: Path,
) -> None:
    reader = PARTS | {
        "name": "marts.claims",
        "query": "select film_id as claim_id, 'new' as document_id from marts.films",
        "replaced": None,
        "unique_key": None,
        "reads_others": False,
    }
    with built(tmp_path, ALL, reader | {"query": "select broken"}).connect() as build:
        with pytest.raises(ModelError):
            rebuild(build)
        build.overwrite(COMPILED, COMPILED.from_rows([ALL, reader]))
        # By now the first model has the rows that it is to have.
        assert rebuild(build) == {"marts.films", "marts.claims"}
        assert rows(build, "marts.claims") == [("new", "new")]
        build.create([*TOUCHED, FILES, WATERMARKS])
        note_built(build, "code")
        assert rebuild(build) == frozenset()


def test_what_a_model_reads_is_known_of_models_and_whether_there_is_more(tmp_path: Path) -> None:
    seed = node("s") | {"resource_type": "seed", "config": {"materialized": "seed"}}
    nodes = {
        "model.a": node("a", "b", "s"),
        "model.b": node("b", "c", materialized="view"),
        "model.c": node("c", "raw"),
        "model.d": node("d", "e"),
        "model.e": node("e", "raw", materialized="view"),
        "model.s": seed,
    }
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"nodes": nodes}))
    found = compiled_in(manifest).select("name", "reads", "reads_others").sort("name").rows()
    assert found == [
        ("marts.a", ["marts.c"], False),
        ("marts.c", [], True),
        ("marts.d", [], True),
    ]


def test_models_come_after_those_that_they_read_and_views_are_left_as_they_are(
    tmp_path: Path,
) -> None:
    nodes = {
        "model.a": node("a", "b"),
        "model.b": node("b", "c", materialized="view"),
        "model.c": node("c", materialized="incremental", incremental_predicates=["x", "y\n    z"]),
        "test.c": node("c") | {"resource_type": "test"},
    }
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"nodes": nodes}))
    found = compiled_in(manifest).select("name", "query", "replaced").rows()
    assert found == [
        ("marts.c", "select 1 as c", "x\ny z"),
        ("marts.a", "select 1 as a", None),
    ]
