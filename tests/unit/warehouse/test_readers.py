import subprocess
import sys
from collections.abc import Callable
from typing import IO

import duckdb
import pytest

from pipelines.warehouse.build import BuildFile
from pipelines.warehouse.readers import describe, open_release, query, reading
from pipelines.warehouse.releases import Release, ReleaseNotFoundError

Refill = Callable[..., None]
Publish = Callable[..., Release]

SCORE = "select min(score_adjusted) as score from marts.films"

# Answers each line it is given with what it reads through the connection it opened at its start.
HOLDER = f"""
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
for _ in sys.stdin:
    print(connection.execute("{SCORE}").fetchone()[0], flush=True)
"""


def ask(answers: IO[str] | None, questions: IO[str] | None) -> str:
    assert answers is not None
    assert questions is not None
    questions.write("?\n")
    questions.flush()
    return answers.readline().strip()


def test_a_reader_in_another_process_keeps_its_release_while_others_come_and_go(
    build_file: BuildFile, refill: Refill, publish_again: Publish
) -> None:
    publish_again(build_file, keep=1)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(build_file.warehouse / "current.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        refill(build_file, score=60.0)
        publish_again(build_file, keep=1)
        assert ask(holder.stdout, holder.stdin) == "50.0"
        assert query(build_file.warehouse, SCORE).item() == 60.0
        refill(build_file, score=70.0)
        publish_again(build_file, keep=1)
        assert ask(holder.stdout, holder.stdin) == "50.0"
        holder.communicate()
    assert holder.returncode == 0


def test_a_reader_in_this_process_gets_the_new_release_while_an_old_one_is_open(
    build_file: BuildFile, refill: Refill, publish_again: Publish
) -> None:
    first = publish_again(build_file)
    with reading(build_file.warehouse) as old:
        refill(build_file, score=60.0)
        publish_again(build_file)
        assert query(build_file.warehouse, SCORE).item() == 60.0
        assert old.execute(SCORE).fetchone() == (50.0,)
    assert query(build_file.warehouse, SCORE, release_id=first.release_id).item() == 50.0


def test_releases_are_read_only(build_file: BuildFile, publish_again: Publish) -> None:
    publish_again(build_file)
    connection = open_release(build_file.warehouse)
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connection.execute("delete from marts.films")
    connection.close()


def test_readers_do_not_need_the_build_file(build_file: BuildFile, publish_again: Publish) -> None:
    publish_again(build_file)
    with build_file.connect():
        rows = query(
            build_file.warehouse, "select title from marts.films where film_id = ?", ["film-000002"]
        )
    assert rows["title"].to_list() == ["Film 2"]


def test_columns_are_described(build_file: BuildFile, publish_again: Publish) -> None:
    publish_again(build_file)
    columns = describe(build_file.warehouse)
    assert (
        "marts.films",
        "year",
        "SMALLINT",
        False,
        "Year of the first showing.",
    ) in columns.rows()


def test_before_the_first_release_the_error_says_so(build_file: BuildFile) -> None:
    with pytest.raises(ReleaseNotFoundError, match="nothing was released yet"):
        open_release(build_file.warehouse)


def test_a_reader_draws_no_bars_into_the_output(
    publish_again: Publish, build_file: BuildFile
) -> None:
    publish_again(build_file)
    shown = query(build_file.warehouse, "select current_setting('enable_progress_bar') as is_shown")
    assert shown["is_shown"].to_list() == [False]
