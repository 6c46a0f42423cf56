"""Rules for screenings: day, time, place."""

import re
from datetime import datetime
from typing import Final

import polars as pl

from pipelines.claims.rules import EDGE, SHORT, SHORT_LINE, Example, Rule, Value, as_is
from pipelines.claims.text.columns import holds
from pipelines.claims.text.lines import beside
from pipelines.claims.text.titles import IS_STAMP
from pipelines.claims.topics.publishing import DAY, MONTH
from pipelines.claims.values.dates import parse_clock, parse_day

CLOCK: Final = (
    r"(?:\d{1,2}(?:[:.h]\d{2})\s*(?i:am\b|pm\b|a\.\s?m\.|p\.\s?m\.)?|\d{1,2}\s*(?i:am|pm)\b"
    r"|\d{1,2}\s*(?i:a\.\s?m\.|p\.\s?m\.)|\d{1,2}\s?h\b)"
)
WEEKDAY: Final = (
    r"(?i:mon|tue|wed|thu|fri|sat|sun|lun|mar|mi[ée]r?|mer|jeu|jue|ven|vie|sam|s[áa]b|dim|dom|mo|di|do|fr|sa|so"
    r"|gio|seg|ter[cç]|qua|qui|sex|ma|woe|wo|vr|za|zo|tis|ons|tor|lör|sön)[\p{L}-]*"
)
AT: Final = r"(?:(?i:at|um|à|a\s+las|às|alle(?:\s+ore)?|ore|om|kl\.?|klo|@|från)\s*)?"
"""What leads up to a time of day."""
OF_THE_WEEK: Final = rf"^(?:{WEEKDAY}|(?i:tägl\.?|täglich|daily|diario|tous\s+les\s+jours|dagelijks))\b[^.!?]{{0,40}}?\b{CLOCK}"
"""A day of the week, or every day, and a time: when a film of a weekly programme is shown."""
AND_CLOCK: Final = r"(?:\s*(?:[,/&+•|;]|\b(?:and|und|et|y|e|en|og|och)\b)\s*)"
LONGEST_SHOW: Final = 90
SHORT_DAY: Final = r"\d{1,2}[./]\d{1,2}[./]\d{2}"
"""A day whose year has two digits, as newspapers print it beside a weekday."""
SOLD_OUT: Final = r"^(?i:sold out|ausverkauft|complet|agotado)$"
SCREEN: Final = r"^(?:NFT\s?\d|IMAX|Blue Room|Studio(?:\s\d)?|(?i:screen|sala|saal|salle|kino|cinema|theatre|auditorium|room)\s*[\dA-Z]{1,2}\b.{0,30})$"


ROOM: Final = r"(?:[\s,|·–-]+(?i:screen|sala|saal|salle|kino|cinema|theat(?:re|er)|auditorium|room|zaal|studio)\s*[\dA-Z]{1,2}\b.{0,25})?"
"""A room behind a time of day, where there is one."""


AFTERNOON: Final = re.compile(r"^([1-8]:\d{2})$")
"""A bare hour at which no cinema is open in the morning, as American listings print it."""


def start(text: str) -> list[Value]:
    """The starts of the screenings of a day, on the clock of its place; all but the first by their time.

    >>> start("Tuesday 04 March 2025 18:10")[0].normalised
    '2025-03-04T18:10'
    >>> [value.normalised for value in start("4 March 2025, 7 pm & 9.15 pm")]
    ['2025-03-04T19:00', '2025-03-04T21:15']
    >>> start("some day 18:10")
    []
    >>> start("Thursday, October 12, 2023 at 7:15")[0].normalised
    '2023-10-12T19:15'
    """
    day = re.search(rf"{DAY}|{SHORT_DAY}\b", text)
    found_day = parse_day(day.group()) if day else None
    if day is None or found_day is None:
        return []
    clocks = [
        (printed.strip(), clock)
        for printed in re.findall(CLOCK, text[day.end() :])
        if (clock := parse_clock(AFTERNOON.sub(r"\1 pm", printed.strip()))) is not None
    ]
    return [
        Value(
            printed if number else text.strip(),
            datetime.combine(found_day, clock).strftime("%Y-%m-%dT%H:%M"),
        )
        for number, (printed, clock) in enumerate(clocks)
    ]


def venue(text: str) -> list[Value]:
    """A place without day and time."""
    return [Value(value.text, None, {"venue": value.text}) for value in as_is(text)]


IS_UPDATE: Final = (
    r"^(?i:(?:last\s+)?(?:updated|modified)|aktualisiert|mis\s+à\s+jour|actualizado|aggiornato)\b"
)
"""Below the time at which a text was written stands the one at which it was changed."""

RULES: Final = (
    Rule(
        name="screening.dated",
        attribute="screening",
        finds="Day, month, year and time on one line.",
        needs=("19", "20", "/", "."),
        pattern=rf"(?:^|[\s\W])(?<value>(?:(?:{WEEKDAY}[.,]*\s+)?{DAY}|{WEEKDAY}[.,]*\s+{SHORT_DAY})[\s,|–—:•·-]*(?:{WEEKDAY}[\p{{L}}-]*[\s,|–-]+)?{AT}{CLOCK}(?:{AND_CLOCK}{CLOCK})*)(?:$|[^\p{{L}}\d:]|\s?(?:h|hrs|uhr|uur)\b)",
        many=True,
        parse=start,
        where=SHORT
        & ~pl.col("line").str.contains("©", literal=True)
        & ~beside(pl.col("line"), -1).str.contains(IS_UPDATE).fill_null(value=False)
        & ~holds(SHORT_LINE, IS_STAMP, EDGE),
        confidence=0.95,
        examples=(
            Example("Tuesday 04 March 2025 18:10", ("Tuesday 04 March 2025 18:10",)),
            Example("Saturday 8 March 2025, 8.45pm", ("Saturday 8 March 2025, 8.45pm",)),
            Example("Monday 03/03/14 20:30", ("Monday 03/03/14 20:30",)),
            Example("Mercredi 4 mars 2015 : 20h", ("Mercredi 4 mars 2015 : 20h",)),
            Example(
                "4 de abril de 2019, quinta-feira, 19h00",
                ("4 de abril de 2019, quinta-feira, 19h00",),
            ),
            Example("vr 13 januari 2023 19:30 uur", ("vr 13 januari 2023 19:30",)),
            Example("March 7, 2025 - 7 PM & 9 PM", ("March 7, 2025 - 7 PM & 9 PM", "9 PM")),
        ),
        counter_examples=(
            "By Ada Brown, Aug 28 2019 10:13AM",
            "4 March 2025",
            "Posted: 4 March 2025 18:10",
            "Ada says: March 4, 2025 at 6:10 pm",
            "Photo: Rex 4 March 2025, 08:30 © The Harbour Gazette",
            "Ada Brown | March 4, 2025 @ 12:30 PM\nLast Updated: March 4, 2025",
            "2023-12-22 15:01:35 +0300",
            "March 18:10",
        ),
    ),
    Rule(
        name="screening.at_venue",
        attribute="screening",
        finds="At a cinema, as a sentence of its own.",
        needs=("at ",),
        pattern=r"(?:^|[.]\s+)(?:At|Playing\s+at|Showing\s+at)\s+(?<value>(?:the\s+)?\p{Lu}[^.;]{2,60}?(?:Cinemas?|Theat(?:er|re)s?|Kino|Filmhouse|Picturehouse|Playhouse|Multiplex))\b",
        parse=venue,
        where=pl.col("size") <= 400,
        confidence=0.85,
        examples=(
            Example(
                "Unrated. At Landmark’s E Street Cinema. Contains rain.",
                ("Landmark’s E Street Cinema",),
            ),
            Example("At the Rex Theatre.", ("the Rex Theatre",)),
        ),
        counter_examples=("At the cinema we wept.", "He died at a theatre."),
    ),
)


def with_screens(found: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Add to dated screenings the screen that the next line names, and whether it is sold out."""
    near = lines.select(
        "document_id",
        line_no=pl.col("line_no") - 1,
        screen=pl.when(pl.col("line").str.contains(SCREEN)).then("line"),
    ).filter(pl.col("screen").is_not_null())
    told = lines.filter(pl.col("line").str.contains(SOLD_OUT))
    sold = pl.concat(
        told.select("document_id", line_no=pl.col("line_no") - step, sold_out=pl.lit(value=True))
        for step in range(1, 5)
    ).unique(["document_id", "line_no"], keep="first", maintain_order=True)
    is_dated = pl.col("rule") == "screening.dated"
    dated = (
        found.filter(is_dated)
        .join(near, on=["document_id", "line_no"], how="left", maintain_order="left")
        .join(sold, on=["document_id", "line_no"], how="left", maintain_order="left")
    )
    detail = pl.struct("screen", "sold_out").struct.json_encode()
    return pl.concat(
        [
            found.filter(~is_dated),
            dated.with_columns(
                detail=detail.str.replace_all(r'"(?:screen|sold_out)":null,?', "").str.replace(
                    r",\}", "}"
                )
            )
            .with_columns(detail=pl.when(pl.col("detail") != "{}").then("detail"))
            .select(found.columns),
        ]
    )


DAY_ALONE: Final = rf"^\W*(?:{WEEKDAY}[.,]*\s+)?({DAY})\W*$"
MISPRINTS: Final = 1
"""So many days of a programme may have the wrong year."""
FEWEST_DAYS: Final = 2


def _days_above_films(
    found: pl.DataFrame, films: pl.DataFrame, lines: pl.DataFrame
) -> pl.DataFrame:
    """The days that programmes print each above its film: `document_id`, `day_start`.

    Programmes look ahead, from one day to the next; the posts of a blog go back.
    """
    dated = found.filter(pl.col("rule") == "published_on.line").select("document_id").unique()
    above = films.select("document_id", line_no=pl.col("first_line") - 1)
    days = (
        lines.join(dated, on="document_id", how="semi", maintain_order="left")
        .join(above, on=["document_id", "line_no"], how="semi", maintain_order="left")
        .with_columns(printed=pl.col("line").str.extract(DAY_ALONE, 1))
        .filter(pl.col("printed").is_not_null())
    )
    told = [parse_day(text) for text in days["printed"].to_list()]
    days = days.select("document_id", day_start="start").with_columns(
        day=pl.Series(told, dtype=pl.Date)
    )
    later = pl.col("day") > pl.col("day").shift(1).over("document_id")
    return days.filter(
        pl.len().over("document_id") >= FEWEST_DAYS,
        (~later.fill_null(value=True)).sum().over("document_id") <= MISPRINTS,
    ).select("document_id", "day_start")


def without_days_of_shows(
    found: pl.DataFrame, films: pl.DataFrame, lines: pl.DataFrame
) -> pl.DataFrame:
    """Leave out days of publication that are days of shows, and shows that are when a text was published.

    The heads of timetables are days of shows; a day and a time beside a byline are no show.

    Args:
        found: What the rules found.
        films: The films of the documents; programmes list theirs with credits.
        lines: As from `lines_from`.
    """
    listed = films.filter(pl.col("rule") == "title.listed")
    dated = found.filter(pl.col("rule") == "screening.dated")
    in_programmes = dated.join(listed, on="document_id", how="semi", maintain_order="left")
    of_several = dated.filter(pl.col("span_start").n_unique().over("document_id") > 1)
    shows = in_programmes.select(
        "document_id", day=pl.col("value_normalised").str.slice(0, len("2024-05-03"))
    )
    headed = pl.col("rule") == "published_on.line"
    on_place = ["document_id", "span_start"]
    within = (
        found.filter(headed)
        .select(on_place)
        .join(
            of_several.select("document_id", begin="span_start", end="span_end"), on="document_id"
        )
        .filter(pl.col("span_start").is_between("begin", "end"))
    )
    above = (
        found.filter(headed)
        .select("document_id", "span_start", "span_end")
        .join(_days_above_films(found, films, lines), on="document_id")
        .filter(pl.col("day_start").is_between(pl.col("span_start") - LONGEST_SHOW, "span_end"))
    )
    days = (
        found.filter(headed)
        .join(above, on=on_place, how="anti", maintain_order="left")
        .join(
            shows.unique(),
            left_on=["document_id", "value_normalised"],
            right_on=["document_id", "day"],
            how="anti",
            maintain_order="left",
        )
        .join(within, on=on_place, how="anti", maintain_order="left")
    )
    is_stamp = (
        (pl.col("rule") == "screening.dated")
        & (pl.col("span_start") <= pl.col("stamp"))
        & (pl.col("span_end") >= pl.col("stamp"))
    )
    signed = found.filter(pl.col("rule").str.starts_with("critic.byline"))
    stamps = (
        days.join(signed, on="document_id", how="semi", maintain_order="left")
        .select("document_id", stamp="span_end")
        .unique("document_id", keep="first", maintain_order=True)
    )
    shows_only = (
        found.filter(~headed)
        .join(stamps, on="document_id", how="left", maintain_order="left")
        .filter(~is_stamp.fill_null(value=False))
        .drop("stamp")
    )
    return pl.concat([shows_only, days])


def shared_in_programmes(
    found: pl.DataFrame, films: pl.DataFrame, lines: pl.DataFrame
) -> pl.DataFrame:
    """Give the shows of a programme to all of its films.

    Where a page lists several films and tells days and times but once, above or below them all,
    they are shown together; else each film has shows of its own, if only times of the week.

    Args:
        found: What the rules found, with `film_no`.
        films: The films of the documents.
        lines: `document_id`, `line`, `film_no`.
    """
    timed = (
        lines.filter(
            pl.col("size") <= LONGEST_SHOW,
            pl.col("film_no").is_not_null(),
            pl.col("line").str.contains(OF_THE_WEEK),
        )
        .filter(~pl.col("line").str.contains(rf"{MONTH}|\d[./]\d{{1,2}}[./]"))
        .select("document_id")
        .unique()
    )
    listed = films.filter(
        pl.col("rule") == "title.listed", pl.len().over("document_id") > 1
    ).select("document_id", each="film_no")
    listed = listed.join(timed, on="document_id", how="anti", maintain_order="left")
    is_show = pl.col("rule") == "screening.dated"
    together = (
        found.filter(is_show)
        .group_by("document_id")
        .agg(tellers=pl.col("film_no").n_unique())
        .filter(pl.col("tellers") == 1)
        .join(listed, on="document_id", maintain_order="left")
    )
    shows = (
        found.filter(is_show)
        .join(together, on="document_id", how="left", maintain_order="left")
        .with_columns(film_no=pl.coalesce("each", "film_no"))
    )
    return pl.concat([found.filter(~is_show), shows.select(found.columns)])
