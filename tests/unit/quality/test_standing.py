# ruff: noqa: S608 - the statements are made of what stands here

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl
import pytest
from sqlalchemy import create_engine

from pipelines.quality import dialect
from pipelines.quality.counting import stored_in
from pipelines.quality.expectations import (
    Expectation,
    InSet,
    NoneWhere,
    NotNull,
    ShareAtLeast,
    StandsIn,
    Suite,
    Unique,
)
from pipelines.quality.queries import first_column
from pipelines.quality.runner import judge
from pipelines.quality.standing import asked, is_of_rows
from pipelines.quality.suites import marts_suite
from pipelines.quality.tables import JUDGED
from pipelines.storage.blocks import Blocks
from pipelines.storage.kept import read_beside
from pipelines.warehouse.build import BuildFile
from tests.unit.quality.builds import write_sound_build
from tests.unit.quality.test_suites import MARTS_FAULTS, STAGING_FAULTS, Fault, before_marts

KEY: Final = Expectation("marts.rows", "key is unique", Unique(), ("id",))
SHORT: Final = Expectation("marts.rows", "is short", NoneWhere("length(said) > 5"), ("said",))
LOW: Final = Expectation("marts.rows", "is low", NoneWhere("id > 400000"), severity="warning")
FILLED: Final = Expectation("marts.rows", "is filled", NotNull(), ("said",))
MEAN: Final = Expectation("marts.rows", "says", ShareAtLeast(0.5, "said IS NOT NULL"))
RULES: Final = (KEY, SHORT, LOW, FILLED, MEAN)
GROUP: Final = 122_880
COUNT: Final = 3 * GROUP


@pytest.fixture
def build_file(tmp_path: Path) -> BuildFile:
    """A build file with one table of many rows."""
    build_file = BuildFile(tmp_path)
    change(
        build_file,
        "create schema marts",
        "create table marts.rows as"
        f" select i::integer as id, 'word' as said from range({COUNT}) as r(i)",
    )
    return build_file


def change(build_file: BuildFile, *statements: str) -> None:
    with build_file.connect() as build:
        for statement in statements:
            build.connection.execute(statement)


def judged(build_file: BuildFile, suite: Suite, *, is_kept: bool = True) -> pl.DataFrame:
    """The results of judging; what was judged is kept in the file, as a run does."""
    now = datetime(2026, 11, 20, tzinfo=UTC)
    judgement = judge(build_file.path, suite, release_id="000001", now=now)
    with build_file.connect() as build:
        build.create([JUDGED])
        if is_kept:
            build.overwrite(JUDGED, judgement.judged)
    return judgement.results


def broken(build_file: BuildFile, rules: Sequence[Expectation] = RULES) -> dict[str, int]:
    """How often each rule is broken, where one is."""
    results = judged(build_file, Suite("some", tuple(rules)))
    return dict(results.filter(~pl.col("success")).select("expectation", "unexpected_count").rows())


def looked_at(build_file: BuildFile, rule: Expectation = SHORT) -> int:
    """How many rows a rule has to be asked of; of a rule about all rows, all or none."""
    suite = Suite("some", (rule,))
    engine = create_engine(dialect.address(), connect_args=dialect.reading(build_file.path))
    try:
        with (
            read_beside(build_file.path) as file,
            engine.connect() as connection,
            ThreadPoolExecutor(2) as threads,
        ):
            found = asked(rule, stored_in(engine, Blocks(file), suite, threads=threads))
            rows = "false" if found.is_met else found.rows
            query = f"select count(*) from marts.rows where {rows}"
            return int(first_column(connection, query)[0])
    finally:
        engine.dispose()


@pytest.mark.parametrize("rule", [KEY, SHORT, LOW, FILLED, MEAN])
def test_what_was_met_and_stands_as_it_did_is_not_asked_again(
    build_file: BuildFile, rule: Expectation
) -> None:
    assert looked_at(build_file, rule) == COUNT
    for _ in range(2):
        assert broken(build_file) == {}
        assert looked_at(build_file, rule) == 0


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("update marts.rows set said = 'a long word' where id = 17", {"is short": 1}),
        ("update marts.rows set said = null where id = 17", {"is filled": 1}),
        ("insert into marts.rows values (400001, 'a long word')", {"is short": 1, "is low": 1}),
        ("insert into marts.rows from marts.rows where id = 17", {"key is unique": 1}),
        ("insert into marts.rows values (17, 'other')", {"key is unique": 1}),
        ("update marts.rows set id = 300000 where id = 17", {"key is unique": 1}),
        ("delete from marts.rows where id = 17", {}),
    ],
)
def test_rows_that_came_or_changed_are_looked_at_with_their_group_alone(
    build_file: BuildFile, statement: str, found: dict[str, int]
) -> None:
    assert broken(build_file) == {}
    change(build_file, statement)
    told = max(looked_at(build_file), looked_at(build_file, KEY))
    assert 0 < told <= GROUP + 1
    assert broken(build_file) == found


def test_a_column_that_a_rule_does_not_name_is_no_reason_to_ask_again(
    build_file: BuildFile,
) -> None:
    assert broken(build_file) == {}
    change(build_file, "update marts.rows set said = 'other'")
    assert looked_at(build_file, SHORT) == COUNT
    assert looked_at(build_file, LOW) == 0
    assert looked_at(build_file, KEY) == 0


def test_what_is_broken_is_told_until_it_is_mended(build_file: BuildFile) -> None:
    change(build_file, "update marts.rows set said = 'a long word' where id in (17, 4711)")
    for _ in range(3):
        assert broken(build_file) == {"is short": 2}
    assert 0 < looked_at(build_file) <= GROUP
    change(build_file, "update marts.rows set said = 'word' where id = 17")
    assert broken(build_file) == {"is short": 1}
    change(build_file, "update marts.rows set said = 'word' where id = 4711")
    assert broken(build_file) == {}
    assert looked_at(build_file) == 0


def test_a_key_that_stands_twice_is_told_until_it_is_mended(build_file: BuildFile) -> None:
    assert broken(build_file) == {}
    change(build_file, "insert into marts.rows from marts.rows where id = 17")
    for _ in range(2):
        assert broken(build_file) == {"key is unique": 1}
    change(build_file, "delete from marts.rows where id = 17")
    assert broken(build_file) == {}


def test_a_row_that_comes_back_is_looked_at(build_file: BuildFile) -> None:
    broken_row = "update marts.rows set said = 'a long word' where id = 17"
    change(build_file, broken_row, "delete from marts.rows where id = 17")
    assert broken(build_file) == {}
    change(
        build_file,
        "create or replace table marts.rows as"
        f" select i::integer as id, 'word' as said from range({COUNT}) as r(i)",
        broken_row,
    )
    assert broken(build_file) == {"is short": 1}


def test_another_rule_looks_at_every_row(build_file: BuildFile) -> None:
    assert broken(build_file) == {}
    shorter = Expectation("marts.rows", "is short", NoneWhere("length(said) > 3"), ("said",))
    assert looked_at(build_file, shorter) == COUNT
    assert broken(build_file, (KEY, shorter, LOW)) == {"is short": COUNT}
    assert looked_at(build_file, LOW) == 0


def test_where_the_type_of_a_column_changed_every_row_is_looked_at(build_file: BuildFile) -> None:
    assert broken(build_file) == {}
    change(build_file, "alter table marts.rows alter column id type bigint")
    assert looked_at(build_file) == COUNT


def test_a_rule_that_cannot_be_told_is_asked_again(build_file: BuildFile) -> None:
    odd = Expectation("marts.rows", "is told", NoneWhere("said::integer > 3"), ("said",))
    for _ in range(2):
        assert set(broken(build_file, (*RULES, odd))) == {"is told"}
    assert looked_at(build_file, odd) == COUNT


def test_a_rule_about_several_tables_is_asked_where_one_of_them_changed(
    build_file: BuildFile,
) -> None:
    change(build_file, "create table marts.words as select 'word' as word, 1 as uses")
    known = Expectation(
        "marts.rows",
        "is known",
        NoneWhere("said NOT IN (SELECT word FROM marts.words)"),
        ("said",),
    )
    assert broken(build_file, (known,)) == {}
    change(build_file, "update marts.words set uses = 2")
    assert looked_at(build_file, known) == 0
    change(build_file, "update marts.words set word = 'name'")
    assert looked_at(build_file, known) == COUNT
    assert broken(build_file, (known,)) == {"is known": COUNT}


REFERS: Final = Expectation("marts.rows", "is known", StandsIn("marts.words", ("said",)), ("said",))


@pytest.fixture
def words(build_file: BuildFile) -> BuildFile:
    """The build with rows that say some of a thousand words, which another table has."""
    change(
        build_file,
        "create table marts.words as select 'w' || i as said, 1 as uses from range(2000) as r(i)",
        "update marts.rows set said = 'w' || id % 1000",
    )
    assert broken(build_file, (REFERS,)) == {}
    assert looked_at(build_file, REFERS) == 0
    return build_file


def test_a_reference_stands_while_what_it_leads_to_does(words: BuildFile) -> None:
    change(
        words,
        "update marts.words set uses = 2",
        "create table marts.again as from marts.words order by hash(said)",
        "delete from marts.words",
        "insert into marts.words from marts.again",
    )
    assert looked_at(words, REFERS) == 0
    assert broken(words, (REFERS,)) == {}


def test_rows_are_looked_at_of_which_what_they_lead_to_may_have_gone(words: BuildFile) -> None:
    change(words, "delete from marts.words where said in ('w17', 'w1500')")
    assert 0 < looked_at(words, REFERS) < COUNT / 20
    for _ in range(2):
        assert broken(words, (REFERS,)) == {"is known": COUNT // 1000 + 1}
    change(words, "insert into marts.words values ('w17', 1)")
    assert broken(words, (REFERS,)) == {}
    assert looked_at(words, REFERS) == 0


def test_a_reference_of_a_row_that_came_is_looked_at(words: BuildFile) -> None:
    change(words, "insert into marts.rows values (500000, 'unknown'), (500001, 'w1')")
    assert looked_at(words, REFERS) <= GROUP
    assert broken(words, (REFERS,)) == {"is known": 1}


def test_a_reference_to_values_of_another_type_is_asked_of_all_rows(build_file: BuildFile) -> None:
    change(build_file, f"create table marts.other as select i as id from range({COUNT}) as r(i)")
    rule = Expectation("marts.rows", "is there", StandsIn("marts.other", ("id",)), ("id",))
    assert broken(build_file, (rule,)) == {}
    assert looked_at(build_file, rule) == 0
    change(build_file, "delete from marts.other where id = 17")
    assert looked_at(build_file, rule) == COUNT
    assert broken(build_file, (rule,)) == {"is there": 1}


def test_in_a_file_that_is_kept_open_what_was_written_is_seen(build_file: BuildFile) -> None:
    with build_file.kept_open():
        assert broken(build_file) == {}
        assert looked_at(build_file) == 0
        change(build_file, "update marts.rows set said = 'a long word' where id = 17")
        assert 0 < looked_at(build_file) <= GROUP
        assert broken(build_file) == {"is short": 1}


def test_what_was_observed_is_told_again_though_it_is_not_asked(build_file: BuildFile) -> None:
    change(build_file, "update marts.rows set said = null where id < 100")
    least = Expectation("marts.rows", "mostly", ShareAtLeast(0.5, "said IS NOT NULL"))
    among = Expectation("marts.rows", "among", InSet(("word",)), ("said",))
    first = judged(build_file, Suite("some", (least, among)))
    assert looked_at(build_file, least) == 0
    assert judged(build_file, Suite("some", (least, among))).equals(first)
    assert first["observed_value"].to_list() == ["1.0", None]


@pytest.mark.parametrize(
    "condition",
    [
        "id NOT IN (SELECT id FROM marts.films)",
        "NOT EXISTS (\n  select 1 from marts.films)",
        "id NOT IN (FROM marts.films)",
        "count <> (with counted as (select 1) select * from counted)",
    ],
)
def test_a_rule_that_looks_elsewhere_is_no_rule_of_rows(condition: str) -> None:
    assert not is_of_rows(Expectation("marts.rows", "", NoneWhere(condition)))
    assert is_of_rows(SHORT)
    assert not is_of_rows(KEY)


@pytest.mark.parametrize(
    ("suite", "faults"),
    [(before_marts(), STAGING_FAULTS), (marts_suite(), MARTS_FAULTS)],
    ids=["before", "marts"],
)
def test_faults_in_what_was_judged_well_are_told_as_if_nothing_had_been(
    tmp_path: Path, suite: Suite, faults: Sequence[Fault]
) -> None:
    build_file = write_sound_build(tmp_path)
    assert judged(build_file, suite)["success"].all()
    change(build_file, *(fault.statement for fault in faults))
    again = judged(build_file, suite, is_kept=False)
    change(build_file, "delete from quality.judged")
    assert again.equals(judged(build_file, suite))
    assert not again["success"].all()
