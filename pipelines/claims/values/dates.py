"""Read dates and times of day."""

import re
from datetime import date, datetime, time
from functools import cache
from typing import Final

import dateparser

from pipelines.claims.reference import reference_table
from pipelines.claims.rules import Value

ISO: Final = re.compile(r"^\s*<?(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s>].*)?$")
WORDED: Final = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?(?P<month>[^\W\d_]+)\.?,?\s+(?:de\s+)?(?P<year>\d{4})"
    r"|(?P<month2>[^\W\d_]+)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})"
    r"|(?P<day3>\d{1,2})(?P<mark>[./])(?P<month3>\d{1,2})(?P=mark)(?P<year3>\d{4})"
)
"""A day in words, or in figures with the day first."""
MONTHS: Final = {
    name: int(month)
    for name, month in reference_table("month_names", ("name", "month")).iter_rows()
}
CLOCK: Final = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.\s?m\.|p\.\s?m\.|h\b)?", re.IGNORECASE
)
EARLIEST_YEAR: Final = 1870
LATEST_YEAR: Final = 2100


def day(text: str) -> list[Value]:
    """A calendar date in ISO form, if the text states day, month and year.

    >>> day("22 December 2023")[0].normalised, day("2013-05-28T10:00:00Z")[0].normalised
    ('2023-12-22', '2013-05-28')
    >>> day("soon"), day("31 February 2020")
    ([], [])
    """
    found = parse_day(text.strip(" \t.,;:|"))
    return [Value(text.strip(" \t.,;:|"), found.isoformat())] if found else []


@cache
def parse_day(text: str) -> date | None:
    """The date a text states in full; None where a part of it is missing or impossible.

    >>> parse_day("3rd de octubre, 2019"), parse_day("Okt. 3 2019"), parse_day("3/10/2019")
    (datetime.date(2019, 10, 3), datetime.date(2019, 10, 3), datetime.date(2019, 10, 3))
    """
    iso = ISO.match(text)
    if iso:
        found = _date(iso[1], iso[2], iso[3])
    elif not re.search(r"\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2}", text) or len(text) > 60:
        return None
    else:
        found = _plain_day(text) or _any_day(text)
    return found if found and EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def _plain_day(text: str) -> date | None:
    """The date in one of the forms that almost all texts use; None in any other."""
    stated = WORDED.fullmatch(text)
    if not stated:
        return None
    day, month, year = (
        stated[name] or stated[f"{name}2"] or stated[f"{name}3"]
        for name in ("day", "month", "year")
    )
    return _date(year, MONTHS.get(month.lower(), month), day)


def _any_day(text: str) -> date | None:
    """The date in any form, found by trying: some thousand times as slow as `_plain_day`."""
    parsed = dateparser.parse(
        text,
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
        languages=["en", "fr", "de", "es", "it"],
    )
    return parsed.date() if parsed else None


def _date(year: str, month: str | int, day: str) -> date | None:
    """The date of three numbers; None where there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_clock(text: str) -> time | None:
    """The time of day, as `20:45`, `8.45pm` or `20h45`; None if there is none.

    >>> parse_clock("8:00pm"), parse_clock("20h45"), parse_clock("25:00")
    (datetime.time(20, 0), datetime.time(20, 45), None)
    >>> parse_clock("20h"), parse_clock("20")
    (datetime.time(20, 0), None)
    """
    match = CLOCK.search(text)
    if not match or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] and match[3].lower() != "h":
        hour = hour % 12 + (12 if match[3].lower().startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_start(text: str) -> datetime | None:
    """The start of a screening: a day in ISO form or words, and a time of day.

    >>> parse_start("2023-01-27 20:00:00"), parse_start("2025-03-04T18:10:00+00:00")
    (datetime.datetime(2023, 1, 27, 20, 0), datetime.datetime(2025, 3, 4, 18, 10))
    >>> parse_start("2023-01-27") is None
    True
    """
    stated = re.match(
        r"(\d{4}-\d{2}-\d{2}|.*\d{4})[T\s,]+(\d{1,2}[:.h]\d{2}.*|\d{1,2}\s*[ap]m)$", text.strip()
    )
    if not stated:
        return None
    found_day, found_clock = parse_day(stated[1].strip(" ,")), parse_clock(stated[2])
    return datetime.combine(found_day, found_clock) if found_day and found_clock else None


def year(text: str) -> list[Value]:
    """A year of film history.

    >>> year("(1991)")[0].normalised, year("1066")
    ('1991', [])
    """
    match = re.search(r"\d{4}", text)
    if not match or not EARLIEST_YEAR <= int(match.group()) <= LATEST_YEAR:
        return []
    return [Value(match.group(), match.group())]
