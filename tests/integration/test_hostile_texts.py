"""Texts of documents stay texts: in SQL, names, pages, previews and on the terminal."""

import json
import re
from typing import Final

import pytest

from tests.integration.houses import House

TITLE: Final = "'; drop table films; -- <script>alert(1)</script> {{ 7*7 }} $(id)"
HOSTILE: Final = (
    "Ten \x1b[31m\x1b]0;owned\x07 [red] [/red] <img src=x onerror=alert(1)> | `x` \u202efdp"
)
REVIEW: Final = """---
title: {title}
year: 1991
author: {critic}
director: {director}
rating: 4/5
date: 2023-05-07
---
A film with “{title}” on its poster, {minutes} minutes long. {quote}
"""
RAW: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""What a terminal or a viewer would act on."""


def _write(house: House, name: str, **told: str) -> None:
    quoted = {
        key: json.dumps(value) for key, value in told.items() if key not in {"quote", "minutes"}
    }
    text = REVIEW.format_map(
        {"minutes": "90", "quote": HOSTILE, "critic": '"=1+1"', "director": '"Ada Brown"'} | quoted
    )
    (house.data / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house of hostile documents, released."""
    house = House(tmp_path_factory.mktemp("hostile"))
    house.data.mkdir()
    _write(house, "1.md", title=TITLE)
    _write(house, "2.md", title=HOSTILE.replace("\x1b", "\x9b"))
    _write(house, "\x1b[31m'; [red]<b>.md", title="Ida", critic=TITLE)
    (house.data / "\x1b[31m [red] [link=x] [bold.json").write_text("no JSON")
    (house.data / "zahl.toml").write_text('title = "\x1b[31m[/b]')
    done = house.call("run")
    assert done.returncode == 0, done.stderr
    assert not RAW.search(done.stderr + done.stdout)
    return house


def test_a_title_that_is_sql_is_a_title(hostile: House) -> None:
    titles = {title for (title,) in hostile.query("select title from marts.films")}
    assert TITLE in titles
    assert "Ida" in titles
    ((count,),) = hostile.query("select count(*) from marts.documents where status = 'rejected'")
    assert count == 2


def test_nothing_was_written_where_a_text_or_name_points_to(hostile: House) -> None:
    outside = {path.name for path in hostile.folder.iterdir()}
    assert outside == {"samples", "warehouse"}


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["status"], "\\u001b[31m [red] [link=x] [bold.json: invalid JSON"),
        (["explain", TITLE], TITLE),
        (["explain", "Ida"], "\\u001b[31m'; [red]<b>.md"),
    ],
)
def test_a_terminal_is_shown_escapes_and_does_not_act_on_them(
    hostile: House, arguments: list[str], shown: str
) -> None:
    done = hostile.call(*arguments)
    assert done.returncode == 0, done.stderr
    assert not RAW.search(done.stdout)
    assert shown in done.stdout


def test_an_explanation_for_programs_has_escapes_spelt_out_and_means_the_same(
    hostile: House,
) -> None:
    done = hostile.call("explain", "--json", TITLE)
    assert not RAW.search(done.stdout)
    (explained,) = json.loads(done.stdout)
    assert explained["film"][0]["title"] == TITLE


def test_pages_of_a_release_show_marks_and_do_not_obey_them(hostile: House) -> None:
    release = (hostile.warehouse / "current").resolve()
    pages = [path for path in release.rglob("*") if path.suffix in {".html", ".md"}]
    assert {path.name for path in pages} >= {"CHANGES.md", "index.html"}
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert "<script>alert(1)" not in text, path
        assert "<img src=x" not in text, path
        assert not RAW.search(text), path
