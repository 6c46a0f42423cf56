import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.landing.tables import DOCUMENTS
from pipelines.staging.credits import CREDITS
from pipelines.tables import Column, SchemaMismatchError, Table
from pipelines.warehouse.build import Build, BuildFile, BuildSchemaError
from pipelines.warehouse.locks import BuildLockedError
from pipelines.warehouse.tables import WATERMARKS

EVERYTHING = Table(
    name="staging.stg_everything",
    grain="one row per critic's thing",
    key=("document_id",),
    columns={
        "document_id": Column(pl.String(), "The critic's document."),
        "small": Column(pl.Int32(), "Small."),
        "large": Column(pl.Int64(), "Large."),
        "share": Column(pl.Float64(), "Share."),
        "is_true": Column(pl.Boolean(), "Truth."),
        "published_on": Column(pl.Date(), "Day."),
        "seen_at": Column(pl.Datetime("us", "UTC"), "Instant."),
        "seen_at_local": Column(pl.Datetime("us"), "On the clock of the place."),
        "titles": Column(pl.List(pl.String()), "Titles."),
    },
)


@pytest.fixture
def build_file(tmp_path: Path) -> BuildFile:
    return BuildFile(tmp_path)


def everything(*document_ids: str) -> pl.DataFrame:
    return EVERYTHING.from_rows(
        [
            {
                "document_id": document_id,
                "small": -3,
                "large": 2**40,
                "share": 0.25,
                "is_true": True,
                "published_on": date(2019, 2, 28),
                "seen_at": datetime(2020, 5, 6, 7, 8, 9, 123456, UTC),
                "seen_at_local": datetime(2020, 5, 6, 9, 8, 9),
                "titles": ["Ordet", "The Word"],
            }
            for document_id in document_ids
        ]
    )


def add_documents(build: Build, revision: int, *document_ids: str) -> None:
    build.upsert(
        DOCUMENTS,
        pl.DataFrame({"document_id": document_ids, "revision": revision}).select(
            pl.col(name)
            if name in ("document_id", "revision")
            else pl.lit(None, column.dtype).alias(name)
            for name, column in DOCUMENTS.columns.items()
        ),
    )


def replace_and_fail(build: Build) -> None:
    with build.transaction():
        build.replace_documents(EVERYTHING, everything("b"), pl.Series(["a"]))
        build.set_watermark("stg_everything", 5)
        build.append(EVERYTHING, pl.DataFrame())


def test_every_type_comes_back_as_it_went_in(build_file: BuildFile) -> None:
    nulls = EVERYTHING.from_rows([{"document_id": "empty"}])
    rows = pl.concat([everything("a", "b"), nulls])
    with build_file.connect() as build:
        build.create([EVERYTHING])
        assert build.append(EVERYTHING, rows.lazy()) == 3
        back = build.read(EVERYTHING)
    assert back.equals(rows)
    assert back.schema == EVERYTHING.polars_schema


def test_an_empty_list_is_not_a_missing_list(build_file: BuildFile) -> None:
    rows = everything("a", "b").with_columns(titles=pl.Series([[], None], dtype=pl.List(pl.String)))
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, rows)
        assert build.read(EVERYTHING)["titles"].to_list() == [[], None]


def test_creating_twice_keeps_rows_and_comments(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("a"))
        build.create([EVERYTHING])
        assert build.read(EVERYTHING).height == 1
        comments = build.query(
            "select column_name, comment from duckdb_columns() where schema_name = 'staging'"
        )
        table_comment = build.query("select comment from duckdb_tables()")["comment"].to_list()
    assert dict(comments.rows())["document_id"] == "The critic's document."
    assert table_comment == ["One row per critic's thing."]


def test_what_is_declared_in_other_words_is_commented_anew(build_file: BuildFile) -> None:
    columns = {**EVERYTHING.columns, "small": Column(pl.Int32(), "Very small.")}
    retold = replace(EVERYTHING, grain="one row per thing", columns=columns)
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.create([retold])
        told = dict(build.query("select column_name, comment from duckdb_columns()").rows())
        assert build.query("select comment from duckdb_tables()").rows() == [
            ("One row per thing.",)
        ]
    assert (told["small"], told["large"]) == ("Very small.", "Large.")


def test_a_column_that_an_older_build_lacks_is_added(build_file: BuildFile) -> None:
    columns = dict(EVERYTHING.columns)
    del columns["share"]
    older = Table(EVERYTHING.name, EVERYTHING.grain, EVERYTHING.key, columns)
    with build_file.connect() as build:
        build.create([older])
        build.append(older, everything("a").drop("share"))
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("b"))
        assert build.read(EVERYTHING)["share"].to_list() == [None, 0.25]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("alter table staging.stg_everything alter small type varchar", "small is VARCHAR"),
        ("alter table staging.stg_everything add column old_name varchar", "old_name"),
    ],
)
def test_a_table_of_another_form_is_refused(
    build_file: BuildFile, statement: str, named: str
) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.connection.execute(statement)
        with pytest.raises(BuildSchemaError, match=named):
            build.create([EVERYTHING])


def test_a_frame_with_other_columns_is_refused(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
        with pytest.raises(SchemaMismatchError, match="share"):
            build.append(EVERYTHING, everything("a").drop("share"))


def test_rows_are_read_by_key_and_condition(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("c", "a", "b"))
        assert build.read(EVERYTHING)["document_id"].to_list() == ["a", "b", "c"]
        some = build.read(
            EVERYTHING, columns=["document_id"], where="document_id > ?", parameters=["a"]
        )
        assert some.to_dict(as_series=False) == {"document_id": ["b", "c"]}
        chosen = build.read(
            EVERYTHING,
            where="document_id <> ? or small > 0",
            parameters=["c"],
            document_ids=pl.Series(["c", "b", "x"]),
        )
        assert chosen["document_id"].to_list() == ["b"]


def test_replacing_documents_leaves_the_rows_of_others(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("a", "b", "c"))
        changed = everything("a").with_columns(small=pl.lit(7, pl.Int32))
        build.replace_documents(EVERYTHING, changed, pl.Series(["a", "b"]))
        assert build.read(EVERYTHING, columns=["document_id", "small"]).rows() == [
            ("a", 7),
            ("c", -3),
        ]


def test_replacing_with_an_empty_frame_removes_the_rows(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("a", "b"))
        build.replace_documents(EVERYTHING, EVERYTHING.empty(), pl.Series(["a"]))
        assert build.read(EVERYTHING)["document_id"].to_list() == ["b"]


def test_a_value_for_many_rows_spares_those_named(build_file: BuildFile) -> None:
    spared = pl.DataFrame({"document_id": ["b"]})
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("a", "b", "c"))
        build.update_all(EVERYTHING, "small", "9", where="document_id < 'c'", but=spared)
        assert build.read(EVERYTHING)["small"].to_list() == [9, -3, -3]
        build.update_all(EVERYTHING, "small", "7", where="true", but=spared.clear())
        assert build.read(EVERYTHING)["small"].to_list() == [7, 7, 7]


def test_a_table_is_brought_up_to_date_by_writing_what_differs(build_file: BuildFile) -> None:
    wanted = pl.concat(
        [
            everything("a", "d"),
            everything("b").with_columns(titles=pl.lit([], pl.List(pl.String()))),
        ]
    )
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("a", "b", "c"))
        build.bring_up_to_date(EVERYTHING, wanted)
        assert build.read(EVERYTHING).equals(wanted.sort("document_id"))
        # Rows that are written stand behind those that were there.
        stored = build.query("select document_id from staging.stg_everything order by rowid")
        assert stored["document_id"][0] == "a"
        build.bring_up_to_date(EVERYTHING, everything("d", "b", "a"))
        stored = build.query("select document_id from staging.stg_everything order by rowid")
        assert stored["document_id"].to_list()[::2] == ["a", "b"]
        build.bring_up_to_date(EVERYTHING, EVERYTHING.empty())
        assert build.count(EVERYTHING) == 0
        build.bring_up_to_date(EVERYTHING, wanted)
        assert build.read(EVERYTHING).equals(wanted.sort("document_id"))


def test_upsert_matches_keys_with_missing_parts(build_file: BuildFile) -> None:
    credit = {"document_id": "a", "film_no": 0, "name": "Ana", "role": "director"}
    with build_file.connect() as build:
        build.create([CREDITS])
        build.append(CREDITS, CREDITS.from_rows([credit, {**credit, "role_label": "Dir."}]))
        build.upsert(CREDITS, CREDITS.from_rows([{**credit, "billing_order": 1}]))
        assert build.read(CREDITS, columns=["role_label", "billing_order"]).rows() == [
            ("Dir.", None),
            (None, 1),
        ]


def test_a_broken_transaction_leaves_rows_and_watermark_as_they_were(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING, WATERMARKS])
        build.append(EVERYTHING, everything("a"))
        build.set_watermark("stg_everything", 4)
        with pytest.raises(SchemaMismatchError):
            replace_and_fail(build)
    with build_file.connect() as build:
        assert build.read(EVERYTHING)["document_id"].to_list() == ["a"]
        assert build.watermark("stg_everything") == 4


def test_a_failed_replacement_outside_a_transaction_deletes_nothing(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
        build.append(EVERYTHING, everything("a"))
        with pytest.raises(SchemaMismatchError):
            build.replace_documents(EVERYTHING, everything("a").drop("share"), pl.Series(["a"]))
        assert build.read(EVERYTHING).height == 1


def test_a_step_sees_only_newer_documents_in_whole_revisions(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([DOCUMENTS, WATERMARKS])
        assert build.next_revision() == 1
        add_documents(build, 1, "a", "b")
        add_documents(build, 2, "c")
        add_documents(build, 3, "d", "e", "f", "g")
        add_documents(build, 4, "h")
        assert build.next_revision() == 5
        portions = list(build.pending("stg_claims", batch=3))
        assert [(p.first_revision, p.last_revision) for p in portions] == [(1, 2), (3, 3), (4, 4)]
        assert portions[0].document_ids.to_list() == ["a", "b", "c"]
        build.set_watermark("stg_claims", 3)
        assert [p.document_ids.to_list() for p in build.pending("stg_claims", 3)] == [["h"]]
        add_documents(build, build.next_revision(), "a")
        assert [p.document_ids.to_list() for p in build.pending("stg_claims", 3)] == [["h", "a"]]
        assert build.watermark("stg_reviews") == 0


def test_another_process_is_told_who_holds_the_build(build_file: BuildFile) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from pipelines.warehouse.build import BuildFile\n"
        "with BuildFile(Path(sys.argv[1])).connect(): pass\n"
    )
    command = [sys.executable, "-c", code, str(build_file.warehouse)]
    with build_file.connect(), build_file.connect():
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert f"process {os.getpid()} is writing" in refused.stderr
    allowed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert allowed.returncode == 0, allowed.stderr


def test_a_foreign_reader_of_the_build_file_gives_a_clear_error(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([WATERMARKS])
    code = (
        "import duckdb, sys\n"
        "connection = duckdb.connect(sys.argv[1])\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(build_file.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        with (
            pytest.raises(BuildLockedError, match="read from a release"),
            build_file.connect(),
        ):
            pass
        reader.communicate("")


def test_the_file_is_free_for_other_processes_after_a_session(build_file: BuildFile) -> None:
    with build_file.connect() as build:
        build.create([WATERMARKS])
        build.set_watermark("stg_claims", 2)
    code = (
        "import duckdb, sys\n"
        "rows = duckdb.connect(sys.argv[1]).execute('from raw.watermarks').fetchall()\n"
        "print(rows)\n"
    )
    reader = subprocess.run(
        [sys.executable, "-c", code, str(build_file.path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert reader.stdout == "[('stg_claims', 2)]\n"


def test_memory_limit_is_passed_on(tmp_path: Path) -> None:
    with BuildFile(tmp_path, memory_limit="256MB").connect() as build:
        limit = build.query("select current_setting('memory_limit') as value")["value"].item()
    assert limit == "244.1 MiB"
    assert isinstance(build.connection, duckdb.DuckDBPyConnection)


def opened_elsewhere(build_file: BuildFile) -> bool:
    """Whether another process can open the file."""
    code = "import duckdb, sys; duckdb.connect(sys.argv[1])"
    command = [sys.executable, "-c", code, str(build_file.path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_file_that_is_kept_open_has_sessions_and_is_nobody_elses_until_let_go(
    build_file: BuildFile,
) -> None:
    with build_file.connect() as build:
        build.create([EVERYTHING])
    with build_file.kept_open():
        with build_file.connect() as build:
            build.append(EVERYTHING, everything("a"))
        assert not opened_elsewhere(build_file)
        build_file.let_go()
        assert opened_elsewhere(build_file)
        with build_file.connect() as build:
            assert build.count(EVERYTHING) == 1
    assert opened_elsewhere(build_file)


def test_a_file_that_another_process_has_open_cannot_be_kept(build_file: BuildFile) -> None:
    with build_file.connect():
        pass
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(build_file.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        locked = pytest.raises(BuildLockedError, match="another process has the build file open")
        with locked, build_file.kept_open():
            pass
        other.communicate(b"")
