from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.contract import MARTS
from pipelines.quality.expectations import Suite
from pipelines.quality.runner import judge
from pipelines.quality.suites import (
    IDENTITY_TABLES,
    RAW_TABLES,
    identity_suite,
    marts_suite,
    raw_suite,
    staging_suite,
)
from pipelines.staging.batches import STAGED
from pipelines.warehouse.build import BuildFile
from tests.unit.quality.builds import DOCUMENT, write_sound_build


@dataclass(frozen=True)
class Fault:
    """A statement that breaks one thing, and the expectation that must notice it."""

    statement: str
    table: str
    column: str
    says: str
    severity: str = "error"


STAGING_FAULTS = (
    Fault(
        "update staging.stg_claims set confidence = 1.5 where claim_id = 'c1'",
        "staging.stg_claims",
        "confidence",
        "is between 0 and 1",
    ),
    Fault(
        "update staging.stg_claims set span_end = 0 where claim_id = 'c1'",
        "staging.stg_claims",
        "claim_id",
        "spans have a start and an end, in this order",
    ),
    Fault(
        "update staging.stg_claims set detail = '[1]' where claim_id = 'c2'",
        "staging.stg_claims",
        "claim_id",
        "details are JSON objects",
    ),
    Fault(
        "update staging.stg_credits set role = 'gaffer' where film_no = 0",
        "staging.stg_credits",
        "role",
        "is one of the words agreed on",
    ),
    Fault(
        "insert into staging.stg_credits select * from staging.stg_credits where film_no = -1",
        "staging.stg_credits",
        "document_id, film_no, name, role, role_label",
        "key is unique",
    ),
    Fault(
        "insert into staging.stg_claims select * from staging.stg_claims where claim_id = 'c2'",
        "staging.stg_claims",
        "claim_id",
        "key is unique",
    ),
    Fault(
        "update staging.stg_films set imdb_id = '0048452'",
        "staging.stg_films",
        "imdb_id",
        r"matches tt\d{7,}",
    ),
    Fault(
        "update staging.stg_listings set film_no = 3",
        "staging.stg_listings",
        "document_id, film_no",
        "is of a film its document names",
    ),
    Fault(
        "update raw.documents set status_reason = null",
        "raw.documents",
        "document_id",
        "what was not parsed has a reason",
    ),
    Fault(
        "delete from registry.ids where id = 'film-2'",
        "staging.stg_mention_links",
        "film_id",
        "ids are in the registry",
    ),
    Fault(
        "update staging.stg_mentions set title = null",
        "staging.stg_mentions",
        "title",
        "is never missing",
    ),
    Fault(
        "update staging.stg_screenings set timezone = null",
        "staging.stg_screenings",
        "document_id",
        "an instant comes with the clock it was read from",
    ),
    Fault(
        "alter table staging.stg_awards drop column detail",
        "staging.stg_awards",
        "",
        "has its declared columns",
    ),
    Fault(
        "update staging.stg_documents set publication = ' '",
        "staging.stg_documents",
        "",
        "missing text is NULL, never empty or N/A",
        "warning",
    ),
    Fault(
        "insert into quality.overrides (file, line, effect_count) values ('persons', 2, 0)",
        "quality.overrides",
        "file, line",
        "corrections still do something",
        severity="warning",
    ),
    Fault(
        "update staging.stg_reviews set published_on = null",
        "staging.stg_reviews",
        "",
        "share of reviews with a date is at least 0.5",
        "warning",
    ),
)

MARTS_FAULTS = (
    Fault(
        "insert into marts.films by name select * replace (null as genres) from marts.films",
        "marts.films",
        "film_id",
        "key is unique",
    ),
    Fault("select 1", "marts.films", "genres", "is never missing"),
    Fault(
        "update marts.films set screening_count = 99",
        "marts.films",
        "screening_count",
        "counts showings, each once however many documents announce it",
    ),
    Fault(
        "update marts.films set score_mean = 100.5",
        "marts.films",
        "score_mean",
        "is between 0 and 100",
    ),
    Fault(
        "update marts.films set runtime_minutes = 1260",
        "marts.films",
        "runtime_minutes",
        "is between 1 and 1000",
        "warning",
    ),
    Fault("update marts.films set year = 1755", "marts.films", "year", "is between 1870 and 2100"),
    Fault(
        "update marts.films set country_codes = ['DK', 'Denmark']",
        "marts.films",
        "country_codes",
        "members match [A-Z]{2}",
    ),
    Fault(
        "update marts.films set review_count = 7",
        "marts.films",
        "review_count",
        "counts the rows of marts.reviews",
    ),
    Fault(
        "update marts.films set distributors = ['']",
        "marts.films",
        "distributors",
        "lists have no missing or empty members",
    ),
    Fault(
        "update marts.reviews set critic_id = 'critic-9'",
        "marts.reviews",
        "critic_id",
        "stands in marts.critics",
    ),
    Fault(
        "update marts.reviews set verdict = 'meh'",
        "marts.reviews",
        "verdict",
        "is one of the words agreed on",
    ),
    Fault(
        "update marts.reviews set rating_value = 6",
        "marts.reviews",
        "review_id",
        "a scored rating is not above its scale",
    ),
    Fault(
        "update marts.persons set name = 'N/A'",
        "marts.persons",
        "",
        "missing text is NULL, never empty or N/A",
    ),
    Fault(
        "update marts.claims set span_end = 99 where claim_id = 'c1'",
        "marts.claims",
        "claim_id",
        "spans end within the text",
    ),
    Fault(
        "update marts.claims set detail = null where claim_id = 'c2'",
        "marts.claims",
        "claim_id",
        "a claim without a span names its path",
        "warning",
    ),
    Fault(
        "update marts.documents set language_code = 'Danish'",
        "marts.documents",
        "language_code",
        "matches [a-z]{2,3}",
    ),
    Fault(
        "update marts.id_redirects set old_id = 'film-1'",
        "marts.id_redirects",
        "old_id",
        "no film has an id that was merged away",
    ),
    Fault(
        "delete from marts.document_films",
        "marts.documents",
        "",
        "share of parsed documents with a film is at least 0.5",
        "warning",
    ),
    Fault(
        "update marts.documents set last_seen_at = last_seen_at + interval 8 days",
        "marts.documents",
        "",
        "newest document was new within 7 days of the last look",
        "warning",
    ),
    Fault("drop table quality.freshness", "quality.freshness", "table_name", "key is unique"),
)


def judged(build_file: BuildFile, suite: Suite) -> pl.DataFrame:
    return judge(
        build_file.path, suite, release_id="000001", now=datetime(2026, 11, 20, tzinfo=UTC)
    ).results


def before_marts() -> Suite:
    suites = (raw_suite(), staging_suite(), identity_suite())
    return Suite("before", tuple(item for suite in suites for item in suite.expectations))


def judged_with(warehouse: Path, faults: tuple[Fault, ...], suite: Suite) -> pl.DataFrame:
    build_file = write_sound_build(warehouse)
    with build_file.connect() as build:
        for fault in faults:
            build.connection.execute(fault.statement)
    return judged(build_file, suite)


@pytest.fixture(scope="module")
def staging_results(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    return judged_with(tmp_path_factory.mktemp("staging"), STAGING_FAULTS, before_marts())


@pytest.fixture(scope="module")
def marts_results(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    return judged_with(tmp_path_factory.mktemp("marts"), MARTS_FAULTS, marts_suite())


def verdict_on(results: pl.DataFrame, fault: Fault) -> dict[str, object]:
    return results.row(
        by_predicate=(pl.col("table_name") == fault.table)
        & pl.col("column_name").eq_missing(fault.column or None)
        & (pl.col("expectation") == fault.says),
        named=True,
    )


@pytest.mark.parametrize("suite", [before_marts(), marts_suite()], ids=lambda suite: suite.name)
def test_a_sound_build_meets_every_expectation(sound_build: BuildFile, suite: Suite) -> None:
    results = judged(sound_build, suite)
    assert results.height == len(suite.expectations)
    broken = results.filter(~pl.col("success"))
    assert broken.select("table_name", "expectation", "observed_value").rows() == []


@pytest.mark.parametrize("fault", STAGING_FAULTS, ids=lambda fault: f"{fault.table} {fault.says}")
def test_a_fault_in_staging_is_noticed(staging_results: pl.DataFrame, fault: Fault) -> None:
    verdict = verdict_on(staging_results, fault)
    assert not verdict["success"]
    assert verdict["severity"] == fault.severity


@pytest.mark.parametrize("fault", MARTS_FAULTS, ids=lambda fault: f"{fault.table} {fault.says}")
def test_a_fault_in_the_marts_is_noticed(marts_results: pl.DataFrame, fault: Fault) -> None:
    verdict = verdict_on(marts_results, fault)
    assert not verdict["success"]
    assert verdict["severity"] == fault.severity


def test_what_broke_an_expectation_is_counted_and_shown(
    marts_results: pl.DataFrame, staging_results: pl.DataFrame
) -> None:
    year = verdict_on(marts_results, Fault("", "marts.films", "year", "is between 1870 and 2100"))
    assert (year["element_count"], year["unexpected_count"]) == (2, 2)
    assert year["sample_unexpected"] == ["1755"]
    share = verdict_on(staging_results, STAGING_FAULTS[-1])
    assert share["observed_value"] == "0.0"
    twice = verdict_on(staging_results, STAGING_FAULTS[4])
    assert twice["sample_unexpected"] == [f"{DOCUMENT}, -1, Kaj Munk, writer, NULL"]
    gone = verdict_on(marts_results, MARTS_FAULTS[-1])
    assert gone["observed_value"] == "the table is not there"


def test_every_table_has_its_columns_and_key_checked() -> None:
    for suite, tables in (
        (before_marts(), (*RAW_TABLES, *STAGED, *IDENTITY_TABLES)),
        (marts_suite(), MARTS),
    ):
        judged_tables = suite.by_table()
        for table in tables:
            says = {expectation.says for expectation in judged_tables[table.name]}
            assert "key is unique" in says, table.name
            assert any("columns" in words for words in says), table.name


@pytest.mark.parametrize("suite", [before_marts(), marts_suite()], ids=lambda suite: suite.name)
def test_no_two_expectations_have_the_same_name(suite: Suite) -> None:
    names = [expectation.name for expectation in suite.expectations]
    assert len(names) == len(set(names))


def test_the_range_of_years_can_be_set(sound_build: BuildFile) -> None:
    results = judged(sound_build, marts_suite(first_year=1960, last_year=2000))
    broken = results.filter(~pl.col("success") & (pl.col("table_name") == "marts.films"))
    assert broken.select("column_name", "expectation").rows() == [
        ("year", "is between 1960 and 2000")
    ]


def test_an_empty_warehouse_breaks_no_error(tmp_path: Path) -> None:
    build_file = write_sound_build(tmp_path)
    with build_file.connect() as build:
        # dbt writes a row per mart there, however few the marts have.
        for table in set(marts_suite().by_table()) - {"quality.freshness"}:
            build.connection.execute(f"delete from {table}")  # noqa: S608
        build.connection.execute("update quality.freshness set row_count = 0")
    results = judged(build_file, marts_suite())
    broken = results.filter(~pl.col("success"))
    assert broken.select("table_name", "expectation", "severity").rows() == [
        ("marts.films", "there are films", "warning"),
        ("marts.documents", "there are documents", "warning"),
    ]
