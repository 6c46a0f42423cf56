"""Whole runs: from the samples to a release, and what readers and the command make of it."""

import json
import re
import subprocess
import threading
from collections import Counter
from pathlib import Path
from typing import Any, Final

import dagster as dg
import pytest

from pipelines.contract import RELEASED
from pipelines.orchestration.orphans import pid_note
from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.locks import exclusive
from pipelines.warehouse.models import COMPILED
from tests.integration.conftest import Built, Watched
from tests.integration.houses import (
    OWN_TO_A_RELEASE,
    House,
    add_a_file,
    copy_of,
    hashes,
    sample_files,
)

pytestmark = pytest.mark.slow

MOMENTS: Final = ("✓ land", "✓ stage", "✓ judge_identity", "dbt", "✓ judge_marts")
"""When runs are killed: after these lines, and while dbt is at work."""
PATIENCE_SECONDS: Final = 600
"""A run that has not come so far by then never will: it waits for what a killed one has left."""
OPEN_SPANS: Final = """
    select documents.uri, claims.span_start, claims.span_end, claims.quote, claims.rule
    from marts.claims as claims
    inner join marts.documents as documents on claims.document_id = documents.document_id
    where claims.span_start is not null and regexp_matches(documents.uri, '[.](txt|md)$')
    order by all
"""


def text_of(path: Path) -> str:
    """The text of a sample, with every character where it is in the file."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return path.read_bytes().decode("cp1252")


def uris_of(house: House) -> set[str]:
    """The places of all files of a house."""
    return {
        f"samples/{path.relative_to(house.data).as_posix()}" for path in sample_files(house.data)
    }


def test_a_run_ends_well_and_says_what_it_published(built: Built) -> None:
    assert built.code == 0, built.told
    assert f"published release {built.house.current}: " in built.said
    assert "current.duckdb" in built.said


def test_every_file_is_at_exactly_one_document(house: House) -> None:
    found = Counter(uri for (uri,) in house.query("select unnest(uris) from marts.documents"))
    assert set(found) == uris_of(house)
    assert set(found.values()) == {1}


def test_the_counts_reconcile(built: Built) -> None:
    house = built.house
    places = dict(
        house.query("select status, sum(len(uris))::int from marts.documents group by all")
    )
    contents = dict(house.query("select status, count(*) from marts.documents group by all"))
    assert set(contents) == {"parsed", "duplicate", "rejected"}
    seen = sum(places.values())
    assert seen == len(sample_files(house.data))
    duplicate = seen - contents["parsed"] - contents["rejected"]
    assert (
        f"{seen} seen = {contents['parsed']} parsed + {duplicate} duplicate"
        f" + {contents['rejected']} rejected"
    ) in built.told


FILMS = {
    ("12 Years a Slave", 2013),
    ("A City of Sadness", 1989),
    ("A Separation", 2011),
    ("Bullitt", 1968),
    ("Cléo de 5 à 7", 1962),
    ("Der Himmel über Berlin", 1987),
    ("Gravity", 2013),
    ("Hunger", 2008),
    ("Ida", 2013),
    ("Omar", 2013),
    ("Paddington 2", 2017),
    ("Parasite", 2019),
    ("Portrait of a Lady on Fire", 2019),
    ("Salut les Cubains", 1964),
    ("Solaris", 1972),
    ("Solaris", 2002),
    ("Stalker", 1979),
    ("The Beguiled", 1971),
    ("The Beguiled", 2017),
    ("The Broken Circle Breakdown", 2013),
    ("The Great Beauty", 2013),
    ("The Hunt", 2013),
    ("The Lives of Others", 2006),
    ("The Missing Picture", 2013),
    ("Toni Erdmann", 2016),
    ("Vagabond", 1985),
}
"""What a person who has read the samples says they are about."""


def test_the_films_are_those_that_the_samples_are_about(house: House) -> None:
    assert set(house.query("select title, year from marts.films")) == FILMS


def test_broken_files_are_told_with_reasons_and_none_is_lost(house: House) -> None:
    told = house.query(
        "select uri, status, status_reason from marts.documents where uri like '%/broken/%'"
    )
    assert len(told) == len(sample_files(house.data / "broken"))
    assert {uri.split("/")[-1] for uri, status, _ in told if status == "rejected"} >= {
        "empty.txt",
        "noise.txt",
        "zero-bytes.txt",
        "invalid.json",
    }
    assert all((reason is None) == (status == "parsed") for _, status, reason in told)


def test_the_same_bytes_under_two_names_are_one_document(house: House) -> None:
    (uris,) = house.query(
        "select uris from marts.documents where list_contains(uris, 'samples/gazette/parasite.txt')"
    )[0]
    assert sorted(uris) == [
        "samples/gazette/parasite-reprint.txt",
        "samples/gazette/parasite.txt",
    ]


def test_the_same_text_laid_out_anew_is_a_duplicate(house: House) -> None:
    told = dict(
        house.query("select uri, status from marts.documents where uri like '%/gazette/solaris%'")
    )
    assert sorted(told.values()) == ["duplicate", "parsed"]


def test_every_table_of_the_contract_is_there_with_its_columns(house: House) -> None:
    found = house.query(
        "select schema_name || '.' || table_name, column_name from duckdb_columns()"
        " where not internal order by all"
    )
    columns: dict[str, list[str]] = {}
    for table, column in found:
        columns.setdefault(table, []).append(column)
    assert set(columns) == {table.name for table in RELEASED}
    for table in RELEASED:
        assert set(table.columns) <= set(columns[table.name]), table.name


def test_a_release_has_no_other_schemas(house: House) -> None:
    schemas = house.query("select distinct schema_name from duckdb_tables() order by all")
    assert schemas == [("marts",), ("quality",)]


def test_every_table_is_there_as_parquet_with_the_same_rows(house: House) -> None:
    folder = (house.warehouse / "current").resolve()
    for table in RELEASED:
        path = folder / f"{table.name}.parquet"
        differing = house.query(
            f"select * from {table.name} except all select * from read_parquet(?)",  # noqa: S608
            str(path),
        )
        count = house.query("select count(*) from read_parquet(?)", str(path))
        assert not differing, table.name
        assert count == house.query(f"select count(*) from {table.name}"), table.name  # noqa: S608


def test_every_table_and_column_says_what_it_is(house: House) -> None:
    silent = house.query(
        "select schema_name || '.' || table_name from duckdb_tables() where comment is null"
        " union all"
        " select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()"
        " where not internal and comment is null order by all"
    )
    assert silent == []


def test_spans_hold_the_words_that_are_quoted(house: House) -> None:
    spans = house.query(OPEN_SPANS)
    assert len(spans) > 100
    wrong = [
        (uri, start, rule, quote)
        for uri, start, end, quote, rule in spans
        if text_of(house.folder / uri)[start:end][:200] != quote
    ]
    assert wrong == []


def test_claims_without_a_span_say_where_they_stand(house: House) -> None:
    lost = house.query(
        "select claim_id, attribute, rule from marts.claims"
        " where span_start is null and json_extract_string(detail, '$.path') is null"
    )
    assert lost == []


def test_a_missing_rating_is_null(house: House) -> None:
    unrated = house.query(
        "select rating_value, rating_scale, rating_scale_basis, score, verdict"
        " from marts.reviews where rating_text is null"
    )
    assert unrated
    assert set(unrated) == {(None,) * 5}
    zeros = house.query("select rating_text from marts.reviews where rating_value = 0 or score = 0")
    assert all("0" in text for (text,) in zeros)


def test_every_expectation_that_readers_rely_on_was_met(house: House) -> None:
    broken = house.query("select * from quality.results where severity = 'error' and not success")
    assert broken == []
    assert house.query("select count(*) > 100 from quality.results") == [(True,)]


def one(house: House, sql: str, *parameters: Any) -> dict[str, Any]:
    """The only row of a query, by column."""
    with house.reading() as connection:
        cursor = connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or []]
        rows = cursor.fetchall()
    assert len(rows) == 1, rows
    return dict(zip(names, rows[0], strict=True))


def test_three_documents_of_one_film_become_one(house: House) -> None:
    film = one(house, "select * from marts.films where imdb_id = 'tt2852470'")
    film_id = film["film_id"]
    same = house.query(
        "select distinct film_id from marts.film_titles"
        " where title in ('The Missing Picture', 'L''Image manquante', 'L''image manquante')"
    )
    assert same == [(film_id,)]
    about = {
        uri.removeprefix("samples/")
        for (uri,) in house.query(
            "select documents.uri from marts.document_films as links"
            " inner join marts.documents as documents using (document_id)"
            " where links.film_id = ? and links.relation = 'about'",
            film_id,
        )
    }
    assert about >= {
        "festival/the-missing-picture.txt",
        "gazette/the-missing-picture.txt",
        "letters/the-missing-picture.md",
        "notebook/the-missing-picture.md",
        "carnet/2014-03-04-l-image-manquante.md",
    }
    assert film["title"] == "The Missing Picture"
    assert film["original_title"].lower() == "l'image manquante"
    assert film["year"] == 2013
    assert sorted(film["country_codes"]) == ["FR", "KH"]
    assert sorted(film["countries"]) == ["Cambodia", "France"]
    assert film["languages"] == ["French"]
    assert film["distributors"] == ["New Wave Films"]

    credited = house.query(
        "select credits.role, persons.name, credits.role_label, persons.birth_year"
        " from marts.credits as credits inner join marts.persons as persons using (person_id)"
        " where credits.film_id = ?",
        film_id,
    )
    roles = {(role, name) for role, name, _, _ in credited}
    assert roles >= {
        ("director", "Rithy Panh"),
        ("writer", "Rithy Panh"),
        ("writer", "Christophe Bataille"),
        ("producer", "Catherine Dussart"),
        ("narrator", "Randal Douc"),
    }
    assert [name for role, name in sorted(roles) if role == "director"] == ["Rithy Panh"]
    assert {born for role, _, _, born in credited if role == "director"} == {1964}
    assert ("Sarith Mang", "Sculptor") in {(name, label) for _, name, label, _ in credited}

    awards = house.query(
        "select organisation, award, result from marts.awards where film_id = ?", film_id
    )
    cannes = {result for _, award, result in awards if "Un Certain Regard" in award}
    academy = {result for organisation, _, result in awards if organisation == "Academy Awards"}
    assert "won" in cannes
    assert "nominated" in academy
    assert "won" not in academy

    listing = one(house, "select * from marts.listings where film_id = ?", film_id)
    assert listing["synopsis_author"] == "Imogen Treadwell"
    assert listing["distributor"] == "New Wave Films"
    assert listing["festival"] == "Northbank Film Festival"


def test_minutes_are_chosen_and_the_others_are_told(house: House) -> None:
    """A festival knows its prints better than a newspaper."""
    film = one(house, "select * from marts.films where imdb_id = 'tt2852470'")
    assert film["runtime_minutes"] == 90
    told = one(
        house,
        "select chosen_value, other_values from quality.conflicts"
        " where film_id = ? and attribute = 'runtime_minutes'",
        film["film_id"],
    )
    assert told == {"chosen_value": "90", "other_values": ["92"]}


def test_ratings_of_one_film_stand_on_their_own_scales(house: House) -> None:
    found = house.query(
        "select documents.uri, reviews.rating_text, reviews.rating_value, reviews.rating_scale,"
        " reviews.rating_scale_basis, reviews.score"
        " from marts.reviews as reviews"
        " inner join marts.documents as documents using (document_id)"
        " inner join marts.films as films using (film_id)"
        " where films.imdb_id = 'tt2852470'"
    )
    ratings = {uri.removeprefix("samples/"): told for uri, *told in found}
    assert ratings["gazette/the-missing-picture.txt"] == ["★ ★ ★ ★", 4.0, 4.0, "source", 100.0]
    assert ratings["letters/the-missing-picture.md"] == ["4.5", 4.5, 5.0, "source", 90.0]
    assert ratings["notebook/the-missing-picture.md"] == ["9", 9.0, 10.0, "source", 90.0]
    assert ratings["carnet/2014-03-04-l-image-manquante.md"] == ["4", 4.0, 5.0, "source", 80.0]


@pytest.mark.parametrize("wanted", ["The Missing Picture", "the missing picture", "tt2852470"])
def test_a_film_is_explained_with_words_and_their_documents(house: House, wanted: str) -> None:
    done = house.call("explain", wanted)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The Missing Picture (2013)")
    assert re.search(
        r"★ ★ ★ ★.*← “★ ★ ★ ★” samples/gazette/the-missing-picture\.txt"
        r"|4 ← “★ ★ ★ ★” samples/gazette/the-missing-picture\.txt",
        done.stdout,
    )


def test_an_explanation_can_be_read_by_a_program(house: House) -> None:
    done = house.call("explain", "--json", "The Missing Picture")
    assert json.loads(done.stdout)[0]["film"][0]["imdb_id"] == "tt2852470"


def test_a_film_that_nobody_knows_is_no_answer(house: House) -> None:
    done = house.call("explain", "No Such Film")
    assert done.returncode == 2
    assert "No Such Film" in done.stderr
    assert done.stdout == ""


def test_the_status_names_the_release_and_what_was_rejected(house: House) -> None:
    done = house.call("status")
    assert done.returncode == 0, done.stderr
    assert house.current in done.stdout
    assert "rejected samples/broken/empty.txt: " in done.stdout
    assert "marts.films" in done.stdout
    assert re.search(r"share of reviews with a critic is at least 0.5 \(0\.\d+\)", done.stdout)
    assert "times)" not in done.stdout


def test_the_sources_are_told_with_their_files(house: House) -> None:
    done = house.call("sources")
    assert done.returncode == 0, done.stderr
    counts = {line.split()[0]: line.split()[-1] for line in done.stdout.splitlines() if line}
    assert counts["gazette"] == str(len(sample_files(house.data / "gazette")))
    told = sum(int(count) for count in counts.values() if count.isdigit())
    assert told == len(sample_files(house.data))


@pytest.mark.parametrize(
    "arguments", [["status"], ["explain", "Ida"], ["rollback"]], ids=lambda each: each[0]
)
def test_where_nothing_was_released_nothing_can_be_asked(
    tmp_path: Path, arguments: list[str]
) -> None:
    done = House(tmp_path).call(*arguments)
    assert done.returncode == 2
    assert "nothing was released yet" in done.stderr


def test_where_nothing_was_released_there_are_no_releases(tmp_path: Path) -> None:
    done = House(tmp_path).call("releases")
    assert (done.returncode, done.stdout.split(";")[0]) == (0, "nothing was released yet")


def test_a_bad_registry_is_told_and_nothing_is_run(tmp_path: Path) -> None:
    registry = tmp_path / "sources.yaml"
    registry.write_text("sources: [{name: a, kind: nonsense, path: '*'}]\n")
    house = House(tmp_path, registry=registry)
    house.data.mkdir()
    done = house.call("sources")
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert not house.warehouse.exists()


def test_two_runs_do_not_write_at_the_same_time(house: House) -> None:
    with exclusive(BuildFile(house.warehouse).lock_path):
        done = house.call("run")
    assert done.returncode == 3
    assert "is writing to this warehouse" in done.stderr


def test_a_run_without_anything_new_publishes_nothing(house: House, scratch: Path) -> None:
    again = copy_of(house, scratch)
    before = again.parquet()
    done = again.call("run")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"nothing new; the current release is {house.current}\n"
    assert "read in this run: 0" in done.stderr
    assert "✓ stage" not in done.stderr
    assert "Blocking asset check" not in done.stderr
    assert again.parquet() == before
    assert len(list((again.warehouse / "releases").glob("0*"))) == 1
    assert runs_of(again)[-1] == {"land"}


def runs_of(house: House) -> list[set[str]]:
    """The steps of each run that is on record in Dagster, the oldest run first; all went well."""
    with dg.DagsterInstance.from_config(str(house.warehouse / "dagster")) as instance:
        runs = instance.get_runs(ascending=True)
        assert {run.job_name for run in runs} == {"reelhouse"}
        assert {run.status for run in runs} == {dg.DagsterRunStatus.SUCCESS}
        return [{step.step_key for step in instance.get_run_step_stats(run.run_id)} for run in runs]


def test_a_run_with_something_new_goes_on_where_landing_ended(house: House) -> None:
    landing, rest = runs_of(house)
    assert landing == {"land"}
    assert {"judge_raw", "stage", "dbt", "judge_marts", "release__current"} <= rest
    assert "land" not in rest


def test_one_more_file_is_read_and_published(grown: Watched, house: House) -> None:
    assert grown.code == 0, grown.told
    assert "read in this run: 1" in grown.told
    assert "staged 1 documents" in grown.told
    assert grown.house.current > house.current
    (before,) = house.query("select count(*) from marts.documents")
    (after,) = grown.house.query("select count(*) from marts.documents")
    assert after[0] == before[0] + 1


def test_one_more_file_moves_no_id(grown: Watched, house: House) -> None:
    for table, column in (("films", "film_id"), ("persons", "person_id"), ("reviews", "review_id")):
        ids = f"select {column} from marts.{table}"  # noqa: S608
        assert set(house.query(ids)) <= set(grown.house.query(ids)), table


def test_readers_have_the_old_release_while_a_run_writes(grown: Watched, house: House) -> None:
    (before,) = house.query("select count(*) from marts.documents")
    assert len(grown.counts) > 10
    assert set(grown.counts) == {before[0]}
    assert grown.count_of_open_reader == before[0]


def test_two_new_warehouses_have_the_same_bytes(built_otherwise: Built, house: House) -> None:
    assert built_otherwise.code == 0, built_otherwise.told
    assert built_otherwise.house.parquet() == house.parquet()
    assert {path.split(".parquet")[0] for path in house.parquet()} == {
        table.name for table in RELEASED
    }


def test_readers_can_be_given_an_older_release(grown: Watched, scratch: Path) -> None:
    house = copy_of(grown.house, scratch)
    newest = house.current
    done = house.call("rollback")
    assert done.returncode == 0, done.stderr
    older = house.current
    assert older < newest
    assert done.stdout.startswith(f"the current release is now {older}\n")
    told = house.call("releases").stdout.splitlines()
    assert [line.split()[0] for line in told] == ["*", newest]
    assert house.call("rollback").returncode == 2
    assert house.call("rollback", "000099-20260101T000000Z").returncode == 2
    assert house.current == older
    assert house.call("rollback", newest).returncode == 0
    assert house.current == newest


def kill_at(house: House, moment: str) -> None:
    """Kill a run outright at a moment."""
    if moment == "dbt":
        # It starts where it has not compiled the models yet.
        with BuildFile(house.warehouse).connect() as build:
            build.overwrite(COMPILED, COMPILED.empty())
    process = house.start("run")
    assert process.stderr is not None
    watchdog = threading.Timer(PATIENCE_SECONDS, process.kill)
    watchdog.start()
    for line in process.stderr:
        if line.startswith("✓ judge_identity" if moment == "dbt" else f"{moment} "):
            break
    note = pid_note(BuildFile(house.warehouse))
    while moment == "dbt" and not note.is_file():
        assert _still_runs(process, 0.1), "the run ended before it was killed"
    if moment == "dbt":
        # Far enough into it to be writing; how far makes no difference to what is asked.
        assert _still_runs(process, 4)
    assert process.poll() is None, "the run ended before it was killed"
    watchdog.cancel()
    process.kill()
    process.communicate()


def _still_runs(process: subprocess.Popen[str], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def test_a_run_that_is_killed_harms_nobody(grown: Watched, house: House, scratch: Path) -> None:
    """At each moment readers keep what they have; the run after that is as if nothing was."""
    hurt = copy_of(house, scratch)
    add_a_file(hurt)
    released = hashes(house.warehouse / "current", "reelhouse.duckdb", but=set())
    for moment in MOMENTS:
        kill_at(hurt, moment)
        assert hurt.current == house.current, moment
        assert hashes(hurt.warehouse / "current", "reelhouse.duckdb", but=set()) == released
        assert hurt.query("select count(*) from marts.films"), moment
    done = hurt.call("run")
    assert done.returncode == 0, done.stderr
    assert hurt.current == grown.house.current
    assert hurt.parquet(but=OWN_TO_A_RELEASE) == grown.house.parquet(but=OWN_TO_A_RELEASE)
