"""Each thing that can be wrong with a build, broken on purpose: no release is made of it."""

# ruff: noqa: S608 - the statements are made of what stands here

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import dagster as dg
import duckdb
import polars as pl
import pytest

from pipelines.orchestration.release import refuse_if_any, release
from pipelines.orchestration.reporting import told_of_failure
from pipelines.orchestration.resources import WarehouseResource
from pipelines.quality.expectations import Suite
from pipelines.quality.history import Limits
from pipelines.quality.runner import blocking, judge
from pipelines.quality.suites import marts_suite, raw_suite, staging_suite
from pipelines.quality.tables import HISTORY
from pipelines.quality.telling import told
from pipelines.settings import Settings
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.history import measured
from tests.integration.conftest import Watched
from tests.integration.houses import LATER_RUN, House, copy_of

pytestmark = pytest.mark.slow

LIMITS: Final = Limits(noise_rows=2)
"""The samples are few: without this, their losses would be called noise."""
SUITES: Final = (raw_suite(), staging_suite(), marts_suite(limits=LIMITS))
OF_GAZETTE: Final = (
    "document_id in (select document_id from raw.documents"
    " where uri = 'samples/gazette/the-missing-picture.txt')"
)
GAZETTE: Final = "samples/gazette/the-missing-picture.txt"


@dataclass(frozen=True)
class Fault:
    """A statement that breaks one thing, the table where it shows, what the refusal must say."""

    kind: str
    statement: str
    table: str
    says: tuple[str, ...]


def of_source(source: str) -> str:
    """The condition that a row is of a document of a source."""
    return f"document_id in (select document_id from raw.documents where source = '{source}')"


FAULTS: Final = (
    Fault(
        "volume of a table",
        "delete from marts.persons where hash(person_id) % 2 = 0",
        "marts.persons",
        ("marts.persons: loses at most 20% against the last releases", " now, ", " in 000001-"),
    ),
    Fault(
        "volume of a source",
        f"delete from marts.reviews where {of_source('ratings-export')}",
        "marts.reviews",
        ("loses at most 20%", "from any source", "ratings-export: 0 now, 8 in 000001-"),
    ),
    Fault(
        "a source that cannot be read any more",
        "update marts.documents set status = 'rejected', status_reason = 'noise'"
        " where source = 'gazette'",
        "marts.documents",
        ("loses at most 20%", "parsed documents", "gazette: 0 now, 5 in 000001-"),
    ),
    Fault(
        "freshness",
        "update quality.freshness set newest_document_at = newest_document_at - interval 1 day",
        "quality.freshness",
        ("newest document is not older than in the last releases", "2025-12-31", "000001-"),
    ),
    Fault(
        "freshness that tells of other tables",
        "update quality.freshness set row_count = 7 where table_name = 'marts.films'",
        "quality.freshness",
        ("row counts are those of the tables", "marts.films: 7 told, "),
    ),
    Fault(
        "uniqueness",
        f"insert into marts.reviews select * from marts.reviews where {OF_GAZETTE}",
        "marts.reviews",
        ("marts.reviews.review_id: key is unique", GAZETTE),
    ),
    Fault(
        "referential integrity",
        f"update marts.reviews set critic_id = 'nobody' where {OF_GAZETTE}",
        "marts.reviews",
        ("marts.reviews.critic_id: stands in marts.critics", "nobody", GAZETTE),
    ),
    Fault(
        "range",
        f"update marts.reviews set score = 140 where {OF_GAZETTE}",
        "marts.reviews",
        ("marts.reviews.score: is between 0 and 100", "140", GAZETTE),
    ),
    Fault(
        "range of what films say",
        "update marts.films set year = 1066 where imdb_id = 'tt2852470'",
        "marts.films",
        ("marts.films.year: is between 1870 and 2100", "1066", "samples/carnet/2014-03-04"),
    ),
    Fault(
        "vocabulary",
        f"update marts.reviews set verdict = 'meh' where {OF_GAZETTE}",
        "marts.reviews",
        ("marts.reviews.verdict: is one of the words agreed on", "meh", GAZETTE),
    ),
    Fault(
        "drift of ratings",
        f"update marts.reviews set rating_text = null where {of_source('ratings-export')}",
        "marts.reviews",
        ("share of rated reviews falls by at most 0.2", "ratings-export: 0.0 now, 1.0 in the last"),
    ),
    Fault(
        "drift of films",
        f"delete from marts.document_films where {of_source('letters')}",
        "marts.documents",
        ("share of parsed documents with a film falls", "letters: 0.0 now, 1.0 in the last"),
    ),
    Fault(
        "a file that is not accounted for",
        f"delete from marts.documents where {OF_GAZETTE}",
        "raw.files",
        ("raw.files.uri: every place is told by marts.documents", GAZETTE),
    ),
    Fault(
        "a document with another status",
        f"update marts.documents set status = 'duplicate' where {OF_GAZETTE}",
        "raw.documents",
        ("every document reaches marts.documents with its status", GAZETTE),
    ),
    Fault(
        "a status that is none",
        f"update raw.documents set status = 'mislaid' where {OF_GAZETTE}",
        "raw.documents",
        ("raw.documents.status: is one of the words agreed on", "mislaid", GAZETTE),
    ),
    Fault(
        "a review left behind",
        f"delete from marts.reviews where {OF_GAZETTE}",
        "staging.stg_reviews",
        ("staging.stg_reviews", "all rows of a document reach marts.reviews", GAZETTE),
    ),
    Fault(
        "a listing left behind",
        f"delete from marts.listings where {of_source('lantern')}",
        "staging.stg_listings",
        ("all rows of a document reach marts.listings", "samples/cinema/"),
    ),
    Fault(
        "a screening left behind",
        f"delete from marts.screenings where {of_source('miramar')}",
        "staging.stg_screenings",
        ("all rows of a document reach marts.screenings", "samples/"),
    ),
    Fault(
        "an award left behind",
        "delete from marts.awards where organisation = 'Academy Awards'",
        "staging.stg_awards",
        ("every award of a film is one of marts.awards", GAZETTE),
    ),
    Fault(
        "a claim left behind",
        f"delete from marts.claims where {OF_GAZETTE}",
        "staging.stg_claims",
        ("staging.stg_claims.claim_id: reaches marts.claims", GAZETTE),
    ),
)


@pytest.fixture(scope="module")
def compared(house: House, tmp_path_factory: pytest.TempPathFactory) -> BuildFile:
    """The build file of a run, about to be judged in the light of the release made of it."""
    copy = BuildFile(tmp_path_factory.mktemp("compared"))
    copy.path.parent.mkdir(parents=True)
    shutil.copy(BuildFile(house.warehouse).path, copy.path)
    with copy.connect() as build:
        build.create([HISTORY])
        build.overwrite(HISTORY, measured(house.warehouse, HISTORY.empty()))
    return copy


def refused(build_file: BuildFile, table: str) -> list[str]:
    """What is broken about a table, as the refusal of a release tells it."""
    rules = [each for suite in SUITES for each in suite.expectations if each.table == table]
    now = datetime.fromtimestamp(LATER_RUN, UTC)
    results = judge(
        build_file.path, Suite("some", tuple(rules)), release_id="000002", now=now
    ).results
    return [told(row) for row in blocking(results).iter_rows(named=True)]


@pytest.mark.parametrize("table", sorted({fault.table for fault in FAULTS}))
def test_a_build_like_the_last_release_is_published(compared: BuildFile, table: str) -> None:
    refuse_if_any(refused(compared, table))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.kind)
def test_a_broken_build_is_refused_with_the_rule_and_the_file_or_source(
    compared: BuildFile, tmp_path: Path, fault: Fault
) -> None:
    broken = BuildFile(tmp_path)
    broken.path.parent.mkdir()
    shutil.copy(compared.path, broken.path)
    with duckdb.connect(str(broken.path)) as connection:
        connection.execute(fault.statement)
    with pytest.raises(dg.Failure) as refusal:
        refuse_if_any(refused(broken, fault.table))
    lines = str(refusal.value.description).splitlines()
    assert "release refused" in lines[0]
    assert "--force --because" in lines[-1]
    assert any(all(word in line for word in fault.says) for line in lines), "\n".join(lines)


def release_of(house: House, monkeypatch: pytest.MonkeyPatch, **who: str) -> str | None:
    """Why the release of a house's build fails; None if it is published."""
    settings = Settings(warehouse=house.warehouse).model_copy(
        update={"source_date_epoch": LATER_RUN}
    )
    monkeypatch.setattr(WarehouseResource, "settings", settings)
    done = dg.materialize(
        [release], resources={"warehouse": WarehouseResource(**who)}, raise_on_error=False
    )
    failures = [event.step_failure_data for event in done.get_step_failure_events()]
    return told_of_failure(failures[0]) if failures else None


def test_a_broken_rule_is_overridden_on_record_and_never_in_silence(
    house: House, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_of(house, scratch)
    with BuildFile(copy.warehouse).connect() as build:
        build.connection.execute(
            "update quality.results set success = false,"
            " sample_unexpected = ['meh'], sample_files = ['samples/gazette/solaris.txt']"
            " where table_name = 'marts.reviews' and column_name = 'verdict'"
        )
        build.connection.execute(
            "update quality.results set release_id = '000002-20260102T000000Z'"
        )
    refusal = release_of(copy, monkeypatch)
    assert refusal is not None
    assert "error: marts.reviews.verdict: is one of the words agreed on" in refusal
    assert "samples/gazette/solaris.txt" in refusal
    assert copy.current == house.current
    assert release_of(copy, monkeypatch, because="  ", by="ana") == refusal

    assert release_of(copy, monkeypatch, because="meh is a verdict", by="ana") is None
    assert copy.current == "000002-20260102T000000Z"
    ((rules, by, because),) = copy.query(
        "select overridden_rules, overridden_by, override_reason from quality.releases"
        " where release_id = '000002-20260102T000000Z'"
    )
    assert (by, because) == ("ana", "meh is a verdict")
    assert len(rules) == 1
    assert rules[0] in refusal
    changes = (copy.warehouse / "current" / "CHANGES.md").read_text()
    assert "ana, because: meh is a verdict" in changes
    assert rules[0] in changes
    assert copy.query("select overridden_rules from quality.releases order by release_id")[0] == (
        [],
    )
    said = copy.call("status").stdout
    assert "overridden 1 rules by ana, because: meh is a verdict" in said
    # From here on this release is what others are compared with.
    assert set(measured(copy.warehouse, HISTORY.empty())["release_id"]) == {copy.current}


@pytest.mark.parametrize("arguments", [[], ["--force"], ["--because", "so"]], ids=len)
def test_nobody_overrides_without_saying_so_and_why(house: House, arguments: list[str]) -> None:
    done = house.call("release", *arguments)
    assert done.returncode == 2
    assert "--force --because" in done.stderr


def test_a_rollback_lasts_until_it_is_lifted(grown: Watched, scratch: Path) -> None:
    house = copy_of(grown.house, scratch)
    newest = house.current
    assert "held by a rollback" in house.call("rollback").stdout
    older = house.current
    done = house.call("run")
    assert done.returncode == 0, done.stderr
    assert f"{newest}, which was taken back" in done.stderr
    assert "held by a rollback" in done.stdout
    assert "held by a rollback" in house.call("status").stdout
    assert house.current == older < newest
    assert house.call("rollback", "--lift").stdout == "the next run publishes again\n"
    assert house.call("rollback", "--lift").stdout == "no rollback holds\n"
    assert house.current == older


def test_the_past_is_measured_once_and_of_the_releases_that_count(house: House) -> None:
    past = measured(house.warehouse, HISTORY.empty())
    assert set(past["release_id"]) == {house.current}
    rated = past.filter(pl.col("measure") == "rated reviews", pl.col("source") == "evening-ferry")
    assert rated["value"].to_list() == [10]
    told_before = past.with_columns(value=pl.lit(1, pl.Int64()))
    assert measured(house.warehouse, told_before).equals(told_before)
