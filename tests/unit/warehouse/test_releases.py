import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.contract import CONTRACT_VERSION, RELEASED
from pipelines.quality.tables import RESULTS
from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse import parquet
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.holds import Hold, read_hold, write_hold
from pipelines.warehouse.readers import describe, query
from pipelines.warehouse.releases import (
    Override,
    Release,
    ReleaseNotFoundError,
    current_hold,
    current_release,
    lift,
    list_releases,
    next_release_id,
    publish,
    rollback,
)
from pipelines.warehouse.snapshots import TableMissingError
from pipelines.warehouse.tables import RELEASES
from tests.unit.quality.builds import write_sound_build
from tests.unit.warehouse.builds import WITH_CLAIMS, fill_claims

Refill = Callable[..., None]
Publish = Callable[..., Release]

DIE = Path(__file__).with_name("publish_and_die.py")


@dataclass(frozen=True)
class KilledRun:
    """The last step of a run that was killed, the releases then on disk, what readers see."""

    last_step: str
    survivors: list[str]
    score: float


def scores(warehouse: Path) -> list[float]:
    return query(warehouse, "select min(score_adjusted) as score from marts.films")[
        "score"
    ].to_list()


def files_of(release: Release, pattern: str = "") -> list[Path]:
    """The Parquet files of a release, or of one table."""
    return sorted(path for path in (release.path / pattern).rglob("*.parquet") if path.is_file())


def test_a_release_holds_marts_and_quality_and_nothing_else(
    build_file: BuildFile, publish_again: Publish
) -> None:
    with build_file.connect() as build:
        build.connection.execute("create schema staging")
        build.connection.execute("create table staging.stg_films as select 1 as one")
        build.connection.execute("create table marts.left_behind as select 1 as one")
    release = publish_again(build_file)
    assert sorted(path.name for path in release.path.iterdir()) == [
        "CHANGES.md",
        "marts.film_titles.parquet",
        "marts.films.parquet",
        "quality.releases.parquet",
        "reelhouse.duckdb",
    ]
    tables = query(
        build_file.warehouse, "select schema_name || '.' || table_name as name from duckdb_tables()"
    )
    assert sorted(tables["name"]) == ["marts.film_titles", "marts.films", "quality.releases"]


def test_a_whole_build_can_be_released(tmp_path: Path) -> None:
    build_file = write_sound_build(tmp_path)
    with build_file.connect() as build:
        build.create([RESULTS])
    release = publish(
        build_file,
        tmp_path,
        now=datetime(2026, 1, 1, tzinfo=UTC),
        code_version="0.1.0",
        contract_version=CONTRACT_VERSION,
        fingerprint="abc",
        keep=2,
    )
    assert release.row_counts["marts.claims"] == 2
    columns = describe(tmp_path).group_by("table_name", maintain_order=True).agg("column_name")
    assert dict(columns.rows()) == {table.name: list(table.columns) for table in RELEASED}


def test_types_comments_and_not_nulls_survive(
    build_file: BuildFile, publish_again: Publish
) -> None:
    publish_again(build_file)
    columns = query(
        build_file.warehouse,
        """select column_name, data_type, is_nullable, comment from duckdb_columns()
        where table_name = 'films' order by column_index""",
    ).rows()
    assert columns[0] == ("film_id", "VARCHAR", False, None)
    assert columns[2] == ("genres", "VARCHAR[]", False, None)
    assert columns[3] == ("year", "SMALLINT", True, "Year of the first showing.")
    comment = query(
        build_file.warehouse, "select comment from duckdb_tables() where table_name = 'films'"
    )
    assert comment.item() == "One row a film; the house's view."


def test_a_key_may_not_be_missing_even_where_the_build_allows_it(
    build_file: BuildFile, publish_again: Publish
) -> None:
    with build_file.connect() as build:
        build.connection.execute("update marts.film_titles set kind = null")
    with pytest.raises(duckdb.ConstraintException, match="kind"):
        publish_again(build_file)
    assert current_release(build_file.warehouse) is None


def test_rows_are_ordered_by_key(build_file: BuildFile, publish_again: Publish) -> None:
    release = publish_again(build_file)
    ids = pl.read_parquet(release.path / "marts.films.parquet")["film_id"]
    assert ids.to_list() == [f"film-{number:06d}" for number in range(4)]
    assert query(build_file.warehouse, "select film_id from marts.films")["film_id"].is_sorted()


def test_the_same_rows_and_time_give_the_same_bytes(tmp_path: Path, refill: Refill) -> None:
    contents = []
    for name in ("one", "two"):
        build_file = BuildFile(tmp_path / name)
        refill(build_file, films=300_000)
        release = publish(
            build_file,
            build_file.warehouse,
            now=datetime(2026, 1, 1, tzinfo=UTC),
            code_version="0.1.0",
            contract_version="1.0.0",
            fingerprint="abc",
            keep=2,
            tables=RELEASED[:2] + RELEASED[-1:],
        )
        contents.append(
            {
                path.name: path.read_bytes()
                for path in release.path.iterdir()
                if path.suffix in (".parquet", ".md")
            }
        )
    assert len(contents[0]) == 4
    assert contents[0] == contents[1]


def test_a_release_that_goes_on_from_the_last_has_the_bytes_of_one_from_nothing(
    tmp_path: Path, refill: Refill, publish_again: Publish
) -> None:
    build_file = BuildFile(tmp_path / "steps")
    refill(build_file, films=200_000)
    publish_again(build_file)
    with build_file.connect() as build:
        for statement in (
            "delete from marts.films where film_id = 'film-000000'",
            "update marts.films set score_adjusted = null where film_id = 'film-000001'",
            "update marts.films set genres = ['drama'] where film_id = 'film-150000'",
            "insert into marts.films (film_id, title, genres) values ('film-0', 'New', [])",
        ):
            build.connection.execute(statement)
    in_steps = publish_again(build_file)
    assert in_steps.row_changes["marts.films"] == {"added": 1, "changed": 2, "removed": 1}
    at_once = BuildFile(tmp_path / "at_once")
    at_once.path.parent.mkdir(parents=True)
    shutil.copyfile(build_file.path, at_once.path)
    from_nothing = publish_again(at_once)
    for name in ("marts.films.parquet", "marts.film_titles.parquet"):
        assert (in_steps.path / name).read_bytes() == (from_nothing.path / name).read_bytes()
    rows = [
        query(each.warehouse, "select * from marts.films order by film_id")
        for each in (build_file, at_once)
    ]
    assert rows[0].equals(rows[1])


def test_a_release_writes_only_the_files_of_what_changed(
    tmp_path: Path, build_file: BuildFile, publish_again: Publish
) -> None:
    fill_claims(build_file)
    first = publish_again(build_file, tables=WITH_CLAIMS)
    assert len(files_of(first, "marts.claims.parquet")) == 16
    with build_file.connect() as build:
        for statement in (
            "delete from marts.claims where document_id[1] = '3' and is_chosen",
            "update marts.claims set is_chosen = false where document_id[1] = '7'",
            "insert into marts.claims values ('new', 'f00', 'title', 'New', true)",
            "update marts.films set score_adjusted = 73.5 where film_id = 'film-000001'",
        ):
            build.connection.execute(statement)
        changed = build.query("select count(*) from marts.claims where document_id[1] = '7'").item()
    second = publish_again(build_file, tables=WITH_CLAIMS)
    assert second.row_changes["marts.claims"]["added"] == 1
    assert 0 < second.row_changes["marts.claims"]["changed"] < changed
    assert second.row_changes["marts.claims"]["removed"] > 0
    assert [
        path.relative_to(second.path).as_posix()
        for path in files_of(second)
        if not path.samefile(first.path / path.relative_to(second.path))
    ] == [
        "marts.claims.parquet/3.parquet",
        "marts.claims.parquet/7.parquet",
        "marts.claims.parquet/f.parquet",
        "marts.films.parquet",
        "quality.releases.parquet",
    ]
    at_once = BuildFile(tmp_path / "at_once")
    at_once.path.parent.mkdir(parents=True)
    shutil.copyfile(build_file.path, at_once.path)
    from_nothing = publish_again(at_once, tables=WITH_CLAIMS)
    for path in files_of(second, "marts.claims.parquet"):
        same = from_nothing.path / path.relative_to(second.path)
        assert path.read_bytes() == same.read_bytes()
    whole = pl.read_parquet(second.path / "marts.claims.parquet")
    assert whole.sort("claim_id").equals(
        query(build_file.warehouse, "select * from marts.claims order by claim_id")
    )
    assert whole.equals(whole.sort("document_id", "claim_id"))


def test_files_that_somebody_took_out_of_a_release_are_in_the_next(
    build_file: BuildFile, publish_again: Publish
) -> None:
    first = publish_again(build_file)
    (first.path / "marts.film_titles.parquet").unlink()
    second = publish_again(build_file)
    assert pl.read_parquet(second.path / "marts.film_titles.parquet").height == 4


def test_a_release_without_its_parquet_is_known_by_its_database(
    build_file: BuildFile, publish_again: Publish
) -> None:
    published = publish_again(build_file)
    (published.path / "quality.releases.parquet").unlink()
    assert list_releases(build_file.warehouse) == [published]


def test_files_that_another_version_wrote_are_written_anew(
    build_file: BuildFile, publish_again: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish_again(build_file)
    second = publish_again(build_file)
    monkeypatch.setattr(parquet, "WRITTEN_BY", "another version")
    third = publish_again(build_file)
    titles = [each.path / "marts.film_titles.parquet" for each in (first, second, third)]
    assert titles[0].samefile(titles[1])
    assert not titles[1].samefile(titles[2])
    assert pl.read_parquet(titles[1]).equals(pl.read_parquet(titles[2]))


def test_a_column_that_moves_in_every_row_leaves_the_rows_in_their_places(
    build_file: BuildFile, publish_again: Publish
) -> None:
    publish_again(build_file)
    with build_file.connect() as build:
        build.connection.execute("update marts.films set first_seen_at = first_seen_at + '1 day'")
        build.connection.execute(
            "insert into marts.films (film_id, title, genres) values ('', 'New', [])"
        )
    second = publish_again(build_file)
    assert second.row_changes["marts.films"] == {"added": 1, "changed": 4, "removed": 0}
    films = query(build_file.warehouse, "select film_id, first_seen_at from marts.films")
    assert films["film_id"].to_list() == [*(f"film-{number:06d}" for number in range(4)), ""]
    assert films["first_seen_at"].to_list() == [
        *[datetime(2026, 1, 3, 3, 4, 5, tzinfo=UTC)] * 4,
        None,
    ]


def test_rows_that_stood_twice_in_spite_of_a_rule_stand_once_in_the_next_release(
    build_file: BuildFile, publish_again: Publish
) -> None:
    with build_file.connect() as build:
        build.connection.execute("insert into marts.films from marts.films")
    forced = publish_again(build_file, override=Override("ada", "to see", ("films: is unique",)))
    assert forced.row_counts["marts.films"] == 8
    with build_file.connect() as build:
        build.connection.execute("create table once as select distinct * from marts.films")
        build.connection.execute("delete from marts.films; insert into marts.films from once")
    assert publish_again(build_file).row_counts["marts.films"] == 4


def test_changes_are_counted_by_key_against_the_release_before(
    build_file: BuildFile, publish_again: Publish
) -> None:
    first = publish_again(build_file)
    assert first.row_changes["marts.films"] == {"added": 4, "changed": 0, "removed": 0}
    with build_file.connect() as build:
        for statement in (
            "delete from marts.films where film_id = 'film-000000'",
            "update marts.films set score_adjusted = 73.5 where film_id = 'film-000001'",
            "update marts.films set genres = ['drama'] where film_id = 'film-000002'",
            "insert into marts.films (film_id, title, genres) values ('film-9', 'New', [])",
            "alter table marts.films add column language_code varchar",
        ):
            build.connection.execute(statement)
    second = publish_again(build_file)
    assert second.row_changes["marts.films"] == {"added": 1, "changed": 2, "removed": 1}
    assert second.row_changes["marts.film_titles"] == {"added": 0, "changed": 0, "removed": 0}
    assert second.row_counts == {"marts.films": 4, "marts.film_titles": 4}
    history = query(build_file.warehouse, "select largest_movements from quality.releases")
    (moved,) = json.loads(history["largest_movements"][1])["marts.films.score_adjusted"]
    assert (moved["film_id"], moved["before"], moved["now"]) == ("film-000001", 51.0, 73.5)
    text = (second.path / "CHANGES.md").read_text()
    assert f"Compared with {first.release_id}." in text
    assert "| marts.films | 4 | 1 | 2 | 1 |" in text
    assert "| Film 1 | film-000001 | 51.0 | 73.5 | 22.5 |" in text


def test_a_title_takes_no_effect_in_the_page_of_changes(
    build_file: BuildFile, publish_again: Publish
) -> None:
    publish_again(build_file)
    with build_file.connect() as build:
        build.connection.execute(
            "update marts.films set score_adjusted = 73.5, title = ? where film_id = 'film-000001'",
            ["<script>x</script> | [a](javascript:b) \x1b[31m"],
        )
    text = (publish_again(build_file).path / "CHANGES.md").read_text()
    shown = r"&lt;script&gt;x&lt;/script&gt; \| \[a\]\(javascript:b\) \\u001b\[31m"
    assert f"| {shown} | film-000001 | 51.0 | 73.5 | 22.5 |" in text


def test_the_history_of_releases_goes_with_each_release(
    build_file: BuildFile, publish_again: Publish
) -> None:
    first, second = publish_again(build_file), publish_again(build_file)
    history = query(build_file.warehouse, "select release_id, row_counts from quality.releases")
    assert history.rows() == [
        (first.release_id, '{"marts.films": 4, "marts.film_titles": 4}'),
        (second.release_id, '{"marts.films": 4, "marts.film_titles": 4}'),
    ]
    assert first.release_id == "000001-20261120T120000Z"
    assert second.release_id == "000002-20261120T130000Z"
    with build_file.connect() as build:
        assert build.read(RELEASES)["release_id"].to_list() == history["release_id"].to_list()


def test_current_leads_to_the_newest_release(build_file: BuildFile, publish_again: Publish) -> None:
    warehouse = build_file.warehouse
    assert current_release(warehouse) is None
    assert list_releases(warehouse) == []
    publish_again(build_file)
    second = publish_again(build_file)
    assert current_release(warehouse) == second
    assert [release.is_current for release in list_releases(warehouse)] == [False, True]
    assert str((warehouse / "current").readlink()) == f"releases/{second.release_id}"
    assert str((warehouse / "current.duckdb").readlink()) == "current/reelhouse.duckdb"
    with duckdb.connect(str(warehouse / "current.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from marts.films").fetchone() == (4,)


def test_the_files_of_a_release_cannot_be_written_by_accident(
    build_file: BuildFile, publish_again: Publish
) -> None:
    release = publish_again(build_file)
    assert {path.stat().st_mode & 0o777 for path in release.path.iterdir()} == {0o444}


def test_data_docs_go_with_the_release(build_file: BuildFile, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "validations").mkdir(parents=True)
    (docs / "index.html").write_text("<p>Judged</p>")
    release_id = next_release_id(
        build_file, build_file.warehouse, now=datetime(2026, 1, 1, tzinfo=UTC)
    )
    release = publish(
        build_file,
        build_file.warehouse,
        now=datetime(2026, 1, 1, 5, tzinfo=UTC),
        code_version="0.1.0",
        contract_version="1.0.0",
        fingerprint="abc",
        keep=2,
        release_id=release_id,
        data_docs=lambda: docs,
        tables=RELEASED[-1:],
    )
    assert release.release_id == release_id == "000001-20260101T000000Z"
    assert (release.path / "data_docs" / "index.html").read_text() == "<p>Judged</p>"


def test_a_missing_mart_stops_the_release(build_file: BuildFile, publish_again: Publish) -> None:
    first = publish_again(build_file)
    with build_file.connect() as build:
        build.connection.execute("drop table marts.film_titles")
    with pytest.raises(TableMissingError, match=r"marts\.film_titles"):
        publish_again(build_file)
    assert current_release(build_file.warehouse) == first


def test_rolling_back_makes_the_release_before_current(
    build_file: BuildFile, refill: Refill, publish_again: Publish
) -> None:
    first = publish_again(build_file)
    refill(build_file, score=60.0)
    publish_again(build_file)
    assert scores(build_file.warehouse) == [60.0]
    assert rollback(build_file.warehouse) == replace(first, is_current=True)
    assert scores(build_file.warehouse) == [50.0]


def test_rolling_back_to_a_named_release_goes_forward_too(
    build_file: BuildFile, publish_again: Publish
) -> None:
    publish_again(build_file)
    publish_again(build_file)
    third = publish_again(build_file)
    rollback(build_file.warehouse)
    assert rollback(build_file.warehouse, third.release_id) == third


def test_rolling_back_to_nowhere_says_what_there_is(
    build_file: BuildFile, publish_again: Publish
) -> None:
    with pytest.raises(ReleaseNotFoundError, match="nothing was released"):
        rollback(build_file.warehouse)
    only = publish_again(build_file)
    with pytest.raises(ReleaseNotFoundError, match="older than the current 000001"):
        rollback(build_file.warehouse)
    with pytest.raises(ReleaseNotFoundError, match=f"there are {only.release_id}"):
        rollback(build_file.warehouse, "000009-20200101T000000Z")
    with pytest.raises(ReleaseNotFoundError):
        rollback(build_file.warehouse, "../build")


def test_a_release_after_a_rollback_is_compared_with_what_readers_had(
    build_file: BuildFile, refill: Refill, publish_again: Publish
) -> None:
    publish_again(build_file)
    refill(build_file, films=6)
    publish_again(build_file)
    rollback(build_file.warehouse)
    third = publish_again(build_file)
    assert third.release_id.startswith("000003-")
    assert third.row_changes["marts.films"]["added"] == 2


def test_a_rollback_holds_against_what_was_taken_back_and_nothing_else(
    build_file: BuildFile, publish_again: Publish
) -> None:
    warehouse = build_file.warehouse
    first = publish_again(build_file)
    publish_again(build_file, fingerprint="def")
    third = publish_again(build_file, fingerprint="ghi")
    assert current_hold(warehouse) is None
    rollback(warehouse, first.release_id)
    hold = current_hold(warehouse)
    assert hold is not None
    assert hold.release_of("ghi") == third.release_id
    assert hold.release_of("def") is not None
    assert hold.release_of("abc") is None
    assert hold.release_of("new") is None


def test_a_rollback_ends_when_it_is_lifted_undone_or_something_new_is_published(
    build_file: BuildFile, publish_again: Publish
) -> None:
    warehouse = build_file.warehouse
    publish_again(build_file)
    second = publish_again(build_file)
    rollback(warehouse)
    assert lift(warehouse)
    assert not lift(warehouse)
    assert current_hold(warehouse) is None
    rollback(warehouse, second.release_id)
    assert current_hold(warehouse) is None
    rollback(warehouse)
    publish_again(build_file)
    assert read_hold(warehouse) is None


def test_a_hold_that_a_killed_rollback_left_binds_nobody(
    build_file: BuildFile, publish_again: Publish
) -> None:
    first = publish_again(build_file)
    second = publish_again(build_file)
    write_hold(build_file.warehouse, Hold(first.release_id, {second.release_id: "abc"}))
    assert current_release(build_file.warehouse) == second
    assert current_hold(build_file.warehouse) is None


def test_who_overrode_which_rules_stays_in_the_history(
    build_file: BuildFile, publish_again: Publish
) -> None:
    forced = publish_again(
        build_file, override=Override("ana", "it is so", ("error: marts.films: key is unique",))
    )
    assert forced.overridden_by == "ana"
    publish_again(build_file)
    history = query(
        build_file.warehouse,
        "select overridden_rules, overridden_by, override_reason from quality.releases",
    )
    assert history.rows() == [
        (["error: marts.films: key is unique"], "ana", "it is so"),
        ([], None, None),
    ]
    assert "- error: marts.films: key is unique" in (forced.path / "CHANGES.md").read_text()


def test_a_release_of_a_version_without_overrides_can_still_be_read(
    build_file: BuildFile, publish_again: Publish
) -> None:
    old = publish_again(build_file)
    old.database.chmod(0o644)
    with duckdb.connect(str(old.database)) as connection:
        connection.execute("alter table quality.releases drop column overridden_rules")
    (kept,) = list_releases(build_file.warehouse)
    assert kept.overridden_rules == ()


def test_only_the_last_releases_stay_and_numbers_are_not_used_again(
    build_file: BuildFile, publish_again: Publish
) -> None:
    for _ in range(4):
        publish_again(build_file, keep=2)
    numbers = [release.release_id[:6] for release in list_releases(build_file.warehouse)]
    assert numbers == ["000003", "000004"]
    history = query(build_file.warehouse, "select count(*) as releases from quality.releases")
    assert history.item() == 4


def test_a_lost_build_file_does_not_lose_the_history(
    build_file: BuildFile, refill: Refill, publish_again: Publish
) -> None:
    publish_again(build_file, keep=1)
    publish_again(build_file, keep=1)
    build_file.path.unlink()
    refill(build_file)
    assert publish_again(build_file).release_id.startswith("000003-")
    history = query(build_file.warehouse, "select release_id from quality.releases")["release_id"]
    assert [release_id[:6] for release_id in history] == ["000001", "000002", "000003"]


def test_the_current_release_is_never_pruned(build_file: BuildFile, publish_again: Publish) -> None:
    first = publish_again(build_file)
    publish_again(build_file)
    publish_again(build_file)
    rollback(build_file.warehouse, first.release_id)
    leftover = build_file.warehouse / "releases" / ".staging-000009-20200101T000000Z"
    (leftover / "data_docs").mkdir(parents=True)
    publish_again(build_file, keep=1)
    assert [release.release_id[:6] for release in list_releases(build_file.warehouse)] == ["000004"]
    assert not leftover.exists()


@pytest.mark.parametrize(
    "killed_run",
    [
        KilledRun("started", ["000001"], 50.0),
        KilledRun("filled", ["000001"], 50.0),
        KilledRun("sealed", ["000001"], 50.0),
        KilledRun("named", ["000001", "000002"], 50.0),
        KilledRun("current", ["000001", "000002"], 60.0),
        KilledRun("recorded", ["000001", "000002"], 60.0),
        KilledRun("pruned", ["000002"], 60.0),
    ],
    ids=lambda killed_run: killed_run.last_step,
)
def test_a_killed_run_leaves_the_old_release_or_the_new_one(
    build_file: BuildFile,
    refill: Refill,
    publish_again: Publish,
    killed_run: KilledRun,
) -> None:
    survivors = killed_run.survivors
    warehouse = build_file.warehouse
    publish_again(build_file)
    refill(build_file, score=60.0)
    killed = subprocess.run(
        [sys.executable, str(DIE), str(warehouse), killed_run.last_step],
        check=False,
        capture_output=True,
        env={"PYTHONPATH": str(PROJECT_ROOT)},
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert scores(warehouse) == [killed_run.score]
    assert [release.release_id[:6] for release in list_releases(warehouse)] == survivors
    following = publish_again(build_file)
    assert following.release_id[:6] == f"{int(survivors[-1]) + 1:06d}"
    assert scores(warehouse) == [60.0]
    assert not list((warehouse / "releases").glob(".staging-*"))
    history = query(warehouse, "select release_id from quality.releases")["release_id"]
    assert [release_id[:6] for release_id in history] == [
        f"{number:06d}" for number in range(1, int(survivors[-1]) + 2)
    ]
