"""Long texts in records: their films are those of the record, and keep their place in the file."""

import json

import polars as pl

from tests.unit.claims.films.test_about import extracted

SHORTS = """\
shorts-night:
  title: Shorts Night
  date: '2022-05-12'
  venue:
    name: The Old Bakery
  description: |
    An evening of shorts, with a bar and a raffle.

    **Salt Road** – Ada Brown – 9 mins
    A driver crosses the marshes with a cargo she cannot name.

    **The Long Thaw** – Jo Roe – 12 mins
    Two brothers wait for the lake to open.
"""


def films_of(text: str, file: str) -> list[str]:
    """The titles of the films of one document."""
    return extracted({"text": text, "file": file}).films.sort("film_no")["title"].to_list()


def test_the_films_that_a_description_lists_stand_where_the_file_prints_them() -> None:
    claims = extracted({"text": SHORTS, "file": "films.yml"}).claims

    spans = claims.filter(pl.col("attribute").is_in(["title", "director", "runtime_minutes"]))

    assert sorted(spans.select("film_no", "value").rows()) == [
        (0, "9 mins"),
        (0, "Ada Brown"),
        (0, "Salt Road"),
        (1, "12 mins"),
        (1, "Jo Roe"),
        (1, "The Long Thaw"),
    ]
    for value, start, end in spans.select("value", "span_start", "span_end").rows():
        assert SHORTS[start:end] == value


def test_films_in_the_markup_of_a_field_name_its_path() -> None:
    body = (
        "<p>Two films about water.</p><h3>Salt Road</h3><p>Director: Ada Brown. 98 minutes.</p>"
        "<h3>The Long Thaw</h3><p>Director: Jo Roe. 112 minutes.</p>"
    )
    text = json.dumps({"title": "Double Bill", "body": body})

    claims = extracted({"text": text, "file": "event.json"}).claims
    directors = claims.filter(pl.col("attribute") == "director").sort("film_no")

    assert directors["value"].to_list() == ["Ada Brown", "Jo Roe"]
    assert directors["span_start"].to_list() == [None, None]
    assert directors["detail"].str.json_path_match("$.path").to_list() == ["body", "body"]


def test_lines_that_a_record_keeps_as_a_list_are_a_text() -> None:
    films = "  - Salt Road, dir. Ada Brown, 9 min\n  - The Long Thaw, dir. Jo Roe, 12 min\n"
    text = f"title: Shorts Night\nfilms:\n{films}"

    assert films_of(text, "event.yml") == ["Salt Road", "The Long Thaw"]


def test_a_record_of_one_film_keeps_it_whatever_its_text_lists() -> None:
    text = SHORTS.replace("  date:", "  director: Mia Berg\n  year: 2019\n  date:")

    assert films_of(text, "films.yml") == ["Shorts Night"]


def test_prose_in_a_record_lists_no_films() -> None:
    prose = "    Music by Ada Brown.\n\n    Drinks by Jo Roe, from 10.\n"
    text = f"a:\n  title: Club Night\n  description: |\n{prose}"

    assert films_of(text, "events.yml") == []
