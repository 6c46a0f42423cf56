from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from pipelines.staging.screenings import SCREENINGS, screenings_from
from tests.unit.staging.rows import claim, claims, document, documents

SUMMER_BEGINS = "2026-03-29"
"""On this day the clocks of London leave out the hour from one to two."""
SUMMER_ENDS = "2026-10-25"
"""On this day they show it twice."""


def showing(start: str | None, **detail: Any) -> dict[str, Any]:
    """A claim of a showing, with its start on the clock of the place."""
    return claim("screening", start or "some day", value_normalised=start, detail=detail)


def screenings(*said: dict[str, Any], timezone: str | None = "Europe/London") -> pl.DataFrame:
    """The screenings of a listing that says this."""
    about = documents(document("listing", timezone=timezone, venue="The Lantern Cinema"))
    found = screenings_from(claims(*said), about).collect()
    assert found.schema == SCREENINGS.polars_schema
    return found


@pytest.mark.parametrize(
    ("timezone", "hour"), [("Europe/London", 17), ("America/New_York", 22), ("Asia/Tokyo", 9)]
)
def test_a_local_start_in_a_zone_is_an_instant(timezone: str, hour: int) -> None:
    found = screenings(showing("2026-07-01T18:00"), timezone=timezone)
    assert found["starts_at"].to_list() == [datetime(2026, 7, 1, hour, tzinfo=UTC)]
    assert found["starts_at_local"].to_list() == [datetime(2026, 7, 1, 18)]
    assert found["timezone"].to_list() == [timezone]


def test_winter_and_summer_have_their_own_time() -> None:
    found = screenings(showing("2026-01-10T18:00"), showing("2026-07-10T18:00"))
    assert [instant.hour for instant in found["starts_at"]] == [18, 17]


def test_a_start_that_the_clocks_leave_out_is_no_instant_and_not_lost() -> None:
    found = screenings(showing(f"{SUMMER_BEGINS}T01:30"))
    assert found["starts_at"].to_list() == [None]
    assert found["starts_at_local"].to_list() == [datetime(2026, 3, 29, 1, 30)]


def test_a_start_that_the_clocks_show_twice_is_the_first() -> None:
    found = screenings(showing(f"{SUMMER_ENDS}T01:30"))
    assert found["starts_at"].to_list() == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_without_a_zone_there_is_no_instant() -> None:
    found = screenings(showing("2026-07-01T18:00"), timezone=None)
    assert found["starts_at"].to_list() == [None]
    assert found["starts_at_local"].is_not_null().all()


def test_without_day_or_time_the_showing_stays_with_its_venue() -> None:
    found = screenings(showing(None, venue="the Meridian Street Playhouse"))
    assert found.select("venue", "starts_at_local", "starts_at").rows() == [
        ("the Meridian Street Playhouse", None, None)
    ]


def test_what_the_showing_tells_goes_before_what_the_source_tells() -> None:
    found = screenings(
        showing("2026-07-01T18:00", venue="Elsewhere", timezone="Europe/Madrid"),
        showing("2026-07-02T18:00"),
    )
    assert found.select("venue", "timezone").rows() == [
        ("Elsewhere", "Europe/Madrid"),
        ("The Lantern Cinema", "Europe/London"),
    ]


def test_showings_are_numbered_by_their_start() -> None:
    found = screenings(
        showing("2026-07-03T18:00"), showing("2026-07-01T18:00"), showing("2026-07-02T18:00")
    )
    days = dict(found.select("screening_no", "starts_at_local").iter_rows())
    assert [days[number].day for number in range(3)] == [1, 2, 3]


def test_what_is_not_told_is_not_false() -> None:
    found = screenings(
        showing("2026-07-01T18:00", sold_out="true", booking_uri="https://lantern.example/1"),
        showing("2026-07-02T18:00"),
    )
    assert found["sold_out"].to_list() == [True, None]
    assert found["subtitled"].to_list() == [None, None]


def test_format_and_subtitles_of_the_film_hold_for_its_showings() -> None:
    found = screenings(
        showing("2026-07-01T18:00"),
        showing("2026-07-02T18:00", format="Digital"),
        claim("format", "35mm"),
        claim("subtitled", "true"),
    )
    assert found["format"].to_list() == ["35mm", "Digital"]
    assert found["subtitled"].to_list() == [True, True]


def test_nothing_shown_is_no_screening() -> None:
    assert screenings(claim("format", "35mm")).is_empty()
