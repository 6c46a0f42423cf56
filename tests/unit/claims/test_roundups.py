"""Round-ups of many publications' habits: which films they treat, and what they say of each.

`tests/golden/roundups.jsonl` holds one text a line, written for this project, with its films and
what it says of them.
"""

import json
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from pipelines.claims.extraction import Extraction
from pipelines.claims.films.stretches import stretches
from pipelines.claims.films.told_films import cut_between_films, told_films
from pipelines.claims.text.lines import lines_from
from tests.unit.claims.films.test_about import extracted

GOLDEN: Final = Path(__file__).parents[2] / "golden" / "roundups.jsonl"
NUMBERS: Final = ("film_no", "first_line", "last_line")
CASES: Final[list[dict[str, Any]]] = [
    json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()
]
SEASON: Final = (
    "Spring film season announced\n\nThe season opens with Ada Brown's Salt Road, a drama about a "
    "lorry driver, and follows with The Lemon Year by Luis Vidal.\n"
)


@pytest.fixture(scope="module")
def golden() -> Extraction:
    """All round-ups, extracted in one batch as they are in a run."""
    return extracted(*CASES)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_a_round_up_has_its_films_and_what_it_says_of_each(golden: Extraction, number: int) -> None:
    films = golden.films.filter(pl.col("document_id") == f"d{number}").sort("film_no")
    claims = golden.claims.filter(pl.col("document_id") == f"d{number}")

    said = [
        {"title": film["title"]}
        | {
            attribute: sorted(
                claims.filter(
                    pl.col("film_no") == film["film_no"], pl.col("attribute") == attribute
                )["value"].unique()
            )
            for attribute in wanted
            if attribute != "title"
        }
        for film, wanted in zip(films.iter_rows(named=True), CASES[number]["films"], strict=True)
    ]

    assert said == CASES[number]["films"]


def lines_of(text: str) -> pl.DataFrame:
    """The lines of one document."""
    return lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()


def test_prose_that_brings_in_films_is_cut_between_them() -> None:
    cut = cut_between_films(lines_of(SEASON))

    assert cut["line"].to_list() == [
        "Spring film season announced",
        "The season opens with Ada Brown's Salt Road, a drama about a lorry driver, and",
        "follows with The Lemon Year by Luis Vidal.",
    ]
    assert [SEASON[start : start + 5] for start in cut["start"]] == ["Sprin", "The s", "follo"]


def test_a_film_that_another_is_compared_with_is_not_brought_in() -> None:
    text = SEASON.replace("follows with", "is unlike")

    assert told_films(lines_of(text)).is_empty()


def test_a_review_brings_in_no_film_besides_its_own() -> None:
    text = SEASON.replace("Spring film season announced", "Salt Road")

    assert told_films(lines_of(text)).is_empty()


def test_the_text_below_two_titles_is_shared_out_by_what_it_names() -> None:
    lines = lines_of(
        "Salt Road (15)\n\nVerdict: Long\n\nNight Bus (PG)\n\nVerdict: Short\n\n"
        f"Of Salt Road {'there is little to tell. ' * 4}\n\n{'It is long. ' * 8}\n\n"
        f"With Night Bus {'we are sooner at home. ' * 4}\n"
    )
    films = pl.DataFrame(
        {
            "document_id": ["d", "d"],
            "film_no": [0, 1],
            "value": ["Salt Road", "Night Bus"],
            "first_line": [0, 2],
            "last_line": [1, 1_000_000_000],
            "rule": ["title.section", "title.section"],
        },
        schema_overrides={
            "film_no": pl.Int32, "first_line": pl.Int32, "last_line": pl.Int32
        },
    )  # fmt: skip

    found = stretches(films, lines)

    assert found.select("film_no", "first_line", "last_line").rows() == [
        (0, 0, 1),
        (1, 2, 3),
        (0, 4, 5),
        (1, 6, 1_000_000_000),
    ]


def test_the_prose_above_a_bare_list_of_its_films_is_of_the_film_that_each_paragraph_names() -> (
    None
):
    lines = lines_of(
        f"Screen notes\n\nOf Salt Road {'there is little to tell. ' * 4}\n\n"
        f"{'It is long. ' * 8}\n\nWith Night Bus {'we are sooner at home. ' * 4}\n\n"
        "Salt Road\nNight Bus\nThe Lemon Year\n"
    )
    columns = {
        "document_id": ["d"] * 3,
        "film_no": [0, 1, 2],
        "value": ["Salt Road", "Night Bus", "The Lemon Year"],
        "first_line": [4, 5, 6],
        "last_line": [4, 5, 6],
        "rule": ["title.section"] * 3,
    }
    films = pl.DataFrame(columns, schema_overrides=dict.fromkeys(NUMBERS, pl.Int32))

    told = [(0, 1, 2), (1, 3, 3), (0, 4, 4), (1, 5, 5), (2, 6, 6)]
    assert stretches(films, lines).select("film_no", "first_line", "last_line").rows() == told
    two = films.head(2)
    assert len(stretches(two, lines)) == len(two)


def test_capsules_on_one_line_are_cut_where_each_title_begins() -> None:
    story = "A lorry driver takes the long way home with a corpse in the back. " * 3
    text = f"SALT ROAD (15, 99 mins) {story}3 stars. NIGHT BUS (U, 84 mins) {story}"

    assert [line[:9] for line in cut_between_films(lines_of(text))["line"]] == [
        "SALT ROAD",
        "NIGHT BUS",
    ]
    assert len(cut_between_films(lines_of(text.replace("NIGHT BUS (U", "Night bus (U")))) == 1
