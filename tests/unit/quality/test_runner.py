import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import polars as pl
import pytest

from pipelines.quality import validations
from pipelines.quality.expectations import (
    Between,
    Expectation,
    InSet,
    NoneWhere,
    NotNull,
    Suite,
    Unique,
)
from pipelines.quality.pages import write_start_page
from pipelines.quality.runner import blocking, judge, write_data_docs
from pipelines.quality.tables import RESULTS
from pipelines.warehouse.build import BuildFile
from tests.unit.quality.builds import write_sound_build

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

FILMS = Suite(
    "films",
    (
        Expectation("marts.films", "is old", Between(high=1900), ("year",), "warning"),
        Expectation("marts.films", "is named", NotNull(), ("title",)),
        Expectation("marts.films", "is a noir", NoneWhere("NOT list_has_any(genres, ['noir'])")),
        Expectation("marts.films", "can be judged", NoneWhere("no_such_column > 1")),
        Expectation("marts.films", "is quoted", InSet(("It's a {film}",)), ("title",)),
        Expectation(
            "marts.films",
            "keeps braces",
            NoneWhere("NOT regexp_full_match(imdb_id, 'tt[0-9]{7}')"),
            ("imdb_id",),
        ),
    ),
)


def judged(build_file: BuildFile, validations: Path | None = None) -> pl.DataFrame:
    return judge(
        build_file.path, FILMS, release_id="000007", now=NOW, validations=validations
    ).results


def test_a_build_file_that_is_kept_open_is_judged_as_it_is_kept(sound_build: BuildFile) -> None:
    before = judged(sound_build)
    with sound_build.kept_open(), sound_build.connect():
        assert judged(sound_build).equals(before)


def test_results_come_in_the_order_of_the_suite_and_as_declared(sound_build: BuildFile) -> None:
    results = judged(sound_build)
    assert results.schema == RESULTS.polars_schema
    assert results.select("expectation", "success", "severity").rows() == [
        ("is old", False, "warning"),
        ("is named", True, "error"),
        ("is a noir", False, "error"),
        ("can be judged", False, "error"),
        ("is quoted", False, "error"),
        ("keeps braces", True, "error"),
    ]
    assert set(results["release_id"]) == {"000007"}
    assert set(results["checked_at"]) == {NOW}


def test_what_cannot_be_judged_fails_and_says_why(sound_build: BuildFile) -> None:
    message = judged(sound_build)["observed_value"].to_list()[3]
    assert "no_such_column" in message
    assert "\n" not in message


def test_only_unmet_errors_block(sound_build: BuildFile) -> None:
    assert blocking(judged(sound_build))["expectation"].to_list() == [
        "is a noir",
        "can be judged",
        "is quoted",
    ]


def test_judging_twice_gives_the_same(sound_build: BuildFile) -> None:
    assert judged(sound_build).equals(judged(sound_build))


def test_samples_are_ordered_distinct_and_few(tmp_path: Path) -> None:
    build_file = write_sound_build(tmp_path)
    with build_file.connect() as build:
        build.connection.execute(
            "insert into marts.films (film_id, year) select 'f' || i, 2000 + i % 30 "
            "from range(3000) as r(i) order by hash(i)"
        )
    results = judged(build_file)
    assert results["unexpected_count"][0] == 3001
    assert results["sample_unexpected"][0].to_list() == [
        "1955",
        *(str(year) for year in range(2000, 2019)),
    ]


def test_the_build_can_be_written_again_after_judging(tmp_path: Path) -> None:
    build_file = write_sound_build(tmp_path)
    judged(build_file)
    code = "import duckdb, sys; duckdb.connect(sys.argv[1]).execute('create table t (i int)')"
    subprocess.run([sys.executable, "-c", code, str(build_file.path)], check=True)


def test_a_folder_with_odd_characters_can_be_judged(tmp_path: Path) -> None:
    build_file = write_sound_build(tmp_path / "50% off, #1 $HOME ü")
    assert judged(build_file)["success"][1]


def test_what_is_missing_in_one_column_is_no_value_that_stands_twice(tmp_path: Path) -> None:
    build_file = write_sound_build(tmp_path)
    with build_file.connect() as build:
        build.connection.execute("create table marts.years (year integer, month integer)")
        build.connection.execute(
            "insert into marts.years values (null, 1), (null, 1), (2000, 1), (2001, 1), (2001, 2)"
        )
    suite = Suite(
        "years",
        tuple(
            Expectation("marts.years", "is unique", Unique(), columns)
            for columns in (("year",), ("year", "month"))
        ),
    )
    results = judge(build_file.path, suite, release_id="000007", now=NOW).results
    assert results["unexpected_count"].to_list() == [1, 1]
    assert results["sample_unexpected"].to_list() == [["2001"], ["NULL, 1"]]


def test_a_value_of_a_document_takes_no_effect_in_data_docs(tmp_path: Path) -> None:
    build_file = write_sound_build(tmp_path)
    with build_file.connect() as build:
        build.connection.execute(
            "insert into marts.films (film_id, title, genres)"
            " select 'x' || i, '<script>alert(1)</script>' || i // 2 || '$x', []"
            " from range(4) as r(i)"
        )
    suite = Suite(
        "films",
        (
            Expectation("marts.films", "is unique", Unique(), ("title",)),
            Expectation("marts.films", "is known", InSet(("Ten",)), ("title",)),
            Expectation("marts.films", "is short", NoneWhere("length(title) > 9"), ("title",)),
        ),
    )
    validations = tmp_path / "validations"
    results = judge(
        build_file.path, suite, release_id="000007", now=NOW, validations=validations
    ).results
    assert any("<script>" in told for each in results["sample_unexpected"] for told in each)
    write_data_docs(validations, tmp_path / "docs")
    pages = [page.read_text() for page in (tmp_path / "docs").rglob("*.html")]
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;0&#36;x" in page for page in pages)
    assert not any("<script>alert" in page for page in pages)


def test_what_is_kept_for_pages_is_what_great_expectations_would_keep(
    sound_build: BuildFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []

    def tell(told_by_us: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
        def compared(found: Any) -> dict[str, Any]:
            ours, theirs = (json.loads(json.dumps(f(found))) for f in (told_by_us, dumped))
            assert ours == theirs
            told.append(ours)
            return told_by_us(found)

        return compared

    def dumped(found: Any) -> Any:
        return found.to_json_dict()

    for name in ("suite_told", "validation_told"):
        monkeypatch.setattr(validations, name, tell(getattr(validations, name)))
    judged(sound_build, tmp_path / "validations")
    _, validation = told
    assert {result["success"] for result in validation["results"]} == {True, False}


def test_data_docs_stand_by_themselves(sound_build: BuildFile, tmp_path: Path) -> None:
    results = judged(sound_build, tmp_path / "validations")
    docs = write_data_docs(tmp_path / "validations", tmp_path / "docs")
    start = write_start_page(results, docs)
    pages = {
        path.relative_to(tmp_path / "docs").as_posix(): path.read_text()
        for path in (tmp_path / "docs").rglob("*.html")
    }
    assert start == tmp_path / "docs" / "index.html"
    assert "000007" in pages["index.html"]
    validation = next(text for name, text in pages.items() if name.startswith("validations/"))
    assert "is a noir" in validation
    for name, text in pages.items():
        assert str(tmp_path) not in text
        assert str(sound_build.warehouse) not in text
        assert "amazonaws" not in text
        links = re.findall(r'(?:href|src)="([^"#:]+\.(?:html|png))', text)
        assert links, name
        for link in links:
            page = (tmp_path / "docs" / name).parent.joinpath(unquote(link))
            assert page.resolve().is_file(), link


def test_pages_of_suites_are_written_anew_only_where_suites_are_others(
    sound_build: BuildFile, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    written = []
    for release_id, suite in (("000007", FILMS), ("000008", FILMS), ("000009", fewer(FILMS))):
        judge(sound_build.path, suite, release_id=release_id, now=NOW, validations=tmp_path / "v")
        write_data_docs(tmp_path / "v", docs)
        (page,) = (docs / "expectations").rglob("*.html")
        written.append((page.stat().st_mtime_ns, "is a noir" in page.read_text()))
        (validation,) = (docs / "validations").rglob("*.html")
        assert release_id in validation.as_posix()
    assert written[0] == written[1]
    assert [tells for _, tells in written] == [True, True, False]


def fewer(suite: Suite) -> Suite:
    """The suite with the first of its expectations alone."""
    return Suite(suite.name, suite.expectations[:1])


def test_a_suite_judged_again_replaces_what_was_kept(
    sound_build: BuildFile, tmp_path: Path
) -> None:
    for _ in range(2):
        judged(sound_build, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["films.json"]
    assert len(json.loads((tmp_path / "films.json").read_text())["validations"]) == 1


def test_importing_the_package_does_not_import_great_expectations() -> None:
    code = (
        "import pipelines.quality.runner, pipelines.quality.suites, sys\n"
        "sys.exit('great_expectations' in sys.modules or 'sqlalchemy' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
