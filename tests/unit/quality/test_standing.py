# ruff: noqa: S608 - the statements are made of what stands here

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import polars as pl
import pytest
from sqlalchemy import create_engine

from pipelines.quality import dialect
from pipelines.quality.expectations import Expectation, NoneWhere, Suite, Unique
from pipelines.quality.queries import columns_by_table, first_column
from pipelines.quality.runner import judge
from pipelines.quality.standing import PARTS, is_of_one_part, standing
from pipelines.quality.suites import marts_suite
from pipelines.quality.tables import JUDGED
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.kept import reading_arguments
from tests.unit.quality.builds import write_sound_build
from tests.unit.quality.test_suites import MARTS_FAULTS, STAGING_FAULTS, Fault, before_marts

KEY: Final = Expectation("marts.rows", "key is unique", Unique(), ("id",))
SHORT: Final = Expectation("marts.rows", "is short", NoneWhere("length(said) > 5"), ("said",))
LOW: Final = Expectation("marts.rows", "is low", NoneWhere("id > 100000"), severity="warning")
RULES: Final = (KEY, SHORT, LOW)
COUNT: Final = 20_000


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


def looked_at(build_file: BuildFile, rules: Sequence[Expectation] = RULES) -> int:
    """How many rows have to be looked at."""
    engine = create_engine(dialect.address(), connect_args=reading_arguments(build_file.path))
    try:
        with engine.connect() as connection:
            stored = columns_by_table(connection)
            found = standing(connection, "some", "marts.rows", rules, stored)
            return int(first_column(connection, f"select count(*) from {found.rows}")[0])
    finally:
        engine.dispose()


def test_rows_that_stand_as_they_were_judged_are_not_looked_at(build_file: BuildFile) -> None:
    assert looked_at(build_file) == COUNT
    assert broken(build_file) == {}
    assert looked_at(build_file) == 0
    assert broken(build_file) == {}
    assert looked_at(build_file) == 0


def test_the_order_of_the_rows_does_not_matter(build_file: BuildFile) -> None:
    assert broken(build_file) == {}
    change(build_file, "create or replace table marts.rows as from marts.rows order by hash(id)")
    assert looked_at(build_file) == 0


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("update marts.rows set said = 'a long word' where id = 17", {"is short": 1}),
        ("insert into marts.rows values (100001, 'a long word')", {"is short": 1, "is low": 1}),
        ("insert into marts.rows from marts.rows where id = 17", {"key is unique": 1}),
        ("insert into marts.rows values (17, 'other')", {"key is unique": 1}),
        ("update marts.rows set id = 18 where id = 17", {"key is unique": 1}),
        ("delete from marts.rows where id = 17", {}),
    ],
)
def test_a_row_that_came_or_changed_is_looked_at_with_few_others(
    build_file: BuildFile, statement: str, found: dict[str, int]
) -> None:
    assert broken(build_file) == {}
    change(build_file, statement)
    assert looked_at(build_file) < 10 * COUNT / PARTS
    assert broken(build_file) == found


def test_what_is_broken_is_told_until_it_is_mended(build_file: BuildFile) -> None:
    change(build_file, "update marts.rows set said = 'a long word' where id in (17, 4711)")
    for _ in range(3):
        assert broken(build_file) == {"is short": 2}
    assert 0 < looked_at(build_file) < 10 * COUNT / PARTS
    change(build_file, "update marts.rows set said = 'word' where id = 17")
    assert broken(build_file) == {"is short": 1}
    change(build_file, "update marts.rows set said = 'word' where id = 4711")
    assert broken(build_file) == {}
    assert looked_at(build_file) == 0


def test_a_key_that_stands_twice_is_told_until_it_is_mended(build_file: BuildFile) -> None:
    change(build_file, "insert into marts.rows from marts.rows where id = 17")
    for _ in range(2):
        assert broken(build_file) == {"key is unique": 1}


def test_other_rules_look_at_every_row(build_file: BuildFile) -> None:
    assert broken(build_file) == {}
    shorter = Expectation("marts.rows", "is short", NoneWhere("length(said) > 3"), ("said",))
    assert looked_at(build_file, (KEY, shorter, LOW)) == COUNT
    assert broken(build_file, (KEY, shorter, LOW)) == {"is short": COUNT}
    assert looked_at(build_file, (*RULES, shorter)) == COUNT


def test_where_a_column_changed_every_row_is_looked_at(build_file: BuildFile) -> None:
    assert broken(build_file) == {}
    change(build_file, "alter table marts.rows alter column id type bigint")
    assert looked_at(build_file) == COUNT


def test_a_rule_that_cannot_be_told_is_no_reason_to_pass_over_rows(build_file: BuildFile) -> None:
    odd = Expectation("marts.rows", "is told", NoneWhere("said::integer > 3"), ("said",))
    for _ in range(2):
        assert set(broken(build_file, (*RULES, odd))) == {"is told"}
    assert looked_at(build_file, (*RULES, odd)) == COUNT


@pytest.mark.parametrize(
    "condition",
    [
        "id NOT IN (SELECT id FROM marts.films)",
        "NOT EXISTS (\n  select 1 from marts.films)",
        "id NOT IN (FROM marts.films)",
        "count <> (with counted as (select 1) select * from counted)",
    ],
)
def test_a_rule_that_looks_elsewhere_is_asked_of_all_rows(condition: str) -> None:
    assert not is_of_one_part(Expectation("marts.rows", "", NoneWhere(condition)), ("id",))
    assert is_of_one_part(SHORT, ("id",))
    assert not is_of_one_part(SHORT, ())
    assert not is_of_one_part(KEY, ("said",))


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
