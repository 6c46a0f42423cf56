"""Several lines together say when a film is shown and what else it is called."""

import polars as pl
import pytest

from pipelines.claims.text.lines import lines_from
from pipelines.claims.topics.contexts import (
    dated_lines,
    names_of_sites,
    ratings_in_pieces,
    shows_of_weeks,
    with_films_named,
)


def lines_of(text: str) -> pl.DataFrame:
    lines = lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()
    return lines.with_columns(film_no=pl.lit(0, pl.Int32))


def told(**more: object) -> pl.DataFrame:
    row = {"document_id": "d", "default_year": None, "publication_kind": "cinema"} | more
    return pl.DataFrame([row], schema_overrides={"default_year": pl.Int32})


FILMS = pl.DataFrame(
    {"document_id": ["d"], "film_no": [0], "value": ["A Day at Sea"], "rule": ["title.heading"]},
    schema_overrides={"film_no": pl.Int32},
)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Cinéma Le Phare – Brest", ["Cinéma Le Phare"]),
        ("Filmhuis De Haven", ["Filmhuis De Haven"]),
        ("Harbour Film Society: Season 2024-25", ["Harbour Film Society"]),
        ("Welcome to Harbour Cinema", []),
        ("Home Films Tickets Contact", []),
    ],
)
def test_a_house_names_itself_above_prose(first: str, expected: list[str]) -> None:
    prose = "Two sisters row out to sea and one of them comes back with a coat. " * 4
    lines = lines_of(f"{first}\n\nA Day at Sea\n\n{prose}")
    found = names_of_sites(lines, FILMS, told(publication_kind="website"))
    assert found["value"].to_list() == expected


def test_times_below_a_day_belong_to_it() -> None:
    lines = lines_of("03/03/2026\n\n18:00\n\n20:15\n\n04/03/2026\n\n17:00")
    assert dated_lines(lines, told())["line"].to_list() == [
        "03/03/2026 18:00",
        "03/03/2026 20:15",
        "04/03/2026 17:00",
    ]


def test_a_time_below_a_day_may_have_its_room_behind_it() -> None:
    lines = lines_of("Miércoles 3 de mayo de 2023\n17:30 h. Sala 1\nA Day at Sea")
    assert dated_lines(lines, told())["line"].to_list() == ["3 de mayo de 2023 17:30"]


def test_a_day_without_a_year_needs_one_from_the_source() -> None:
    lines = lines_of("Tue 14 Apr\n\n8:00pm\n\nThu 16 Apr 9:00pm")
    assert dated_lines(lines, told()).is_empty()
    dated = dated_lines(lines, told(default_year=2026))["line"].to_list()
    assert sorted(dated) == ["14 Apr 2026 8:00pm", "16 Apr 2026 9:00pm"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("A Day at Sea – Harbour House (Kiel)", ["Harbour House (Kiel)"]),
        ("Harbour House", ["Harbour House"]),
        ("A Day at Sea", []),
        ("A day at the sea, and what came of it.", []),
    ],
)
def test_the_first_line_of_a_page_names_the_site(first: str, expected: list[str]) -> None:
    text = f"{first}\n\nA Day at Sea"
    found = names_of_sites(lines_of(text), FILMS, told())
    assert found["value"].to_list() == expected
    assert all(
        text[start:end] == quote
        for start, end, quote in found.select("span_start", "span_end", "quote").iter_rows()
    )


def test_a_day_without_its_month_is_that_of_the_week_of_its_programme() -> None:
    head = "The Rex\nWeek commencing Friday 28th June 2019\n\nRAIN (PG)\n"
    text = f"{head}Fri 28th: 2.30pm, 8.00pm\nWed 3rd: 5pm"
    shows = shows_of_weeks(lines_of(text))["line"].to_list()
    assert shows == ["2019-06-28 2.30pm, 8.00pm", "2019-07-03 5pm"]


def test_a_day_without_its_month_is_none_where_no_week_is_told() -> None:
    assert shows_of_weeks(lines_of("The Rex\n\nRAIN\nFri 28th: 2.30pm")).is_empty()


def test_a_timetable_names_a_film_again() -> None:
    shows = lines_of("7:00 PM   RAIN\n9:00 PM   A DAY AT SEA").with_columns(
        line=pl.lit("2024-06-07 19:00"), film_no=pl.lit(7, pl.Int32)
    )
    assert with_films_named(shows, FILMS)["film_no"].to_list() == [7, 0]


def test_a_figure_above_the_best_one_is_a_rating() -> None:
    assert ratings_in_pieces(lines_of("6.5\n\nout of 10"))["line"].to_list() == ["6.5 out of 10"]
    assert ratings_in_pieces(lines_of("6\n\nscreens in 10 towns")).is_empty()
