"""Read what only several lines together say: times below a day, a second title below the first.

What belongs here is putting lines, fields and their places in relation. What a day, a time or a title looks like is the
matter of the rules and of `titles`.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import polars as pl

from pipelines.claims.films.likeness import FILM_RECORDS
from pipelines.claims.text.alternatives import alternatives
from pipelines.claims.text.columns import groups_of, holds, sifted
from pipelines.claims.text.labels import LONGEST_LABEL, fact_labels
from pipelines.claims.text.lines import beside, words_of
from pipelines.claims.text.marks import PROSE_SIZE
from pipelines.claims.text.titles import FURNITURE, IS_DATE, IS_FURNITURE, folded
from pipelines.claims.topics.publishing import DAY, MONTH
from pipelines.claims.topics.screenings import AND_CLOCK, CLOCK, ROOM, WEEKDAY
from pipelines.claims.values.dates import parse_clock, parse_day

OF_DAY: Final = r"(?:(?i:programm?e?|programa|programaci[óo]n|programmation|programmazione|programma|spielplan|kinoprogramm|cartelera|horarios|s[ée]ances|showtimes|listings|what[’']?s\s+on)\s+(?:(?i:for|on|du|del?|di|da|do|am|für|vom|van|voor|para|pour|à)\s+)?(?:(?i:el|le|il|den)\s+)?)?"
"""What a programme calls itself ahead of its day."""
DAY_ALONE: Final = rf"^\W*{OF_DAY}(?:{WEEKDAY}[.,]*\s+)?(?P<day>{DAY})\W*$"
SHORT_DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{MONTH}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
)
SHORT_DAY_ALONE: Final = rf"^\W*{OF_DAY}(?:{WEEKDAY}[.,]*\s+)?(?P<day>{SHORT_DAY})\W*$"
SHORT_DAY_AND_CLOCK: Final = rf"^\W*(?:{WEEKDAY}[.,]*\s+)?(?P<day>{SHORT_DAY})[\s,|–-]*(?:at\s+|um\s+|à\s+|a\s+las\s+)?(?P<clock>{CLOCK})"
ROOM_AHEAD: Final = r"(?i:screen|sala|saal|salle|kino|cinema|auditorium|room|zaal|studio)\s*[\dA-Z]{1,2}\s*[:|,–-]\s*"
"""The room ahead of the times of its shows."""
CLOCK_ALONE: Final = rf"^\W*(?:{ROOM_AHEAD})?(?P<clock>{CLOCK}(?:{AND_CLOCK}{CLOCK})*)(?:\s*(?:h|hrs|Uhr|uur|Buy|Book|Sold out)\b\.?)?(?:\s*\(\p{{L}}[\p{{L}}. ]{{1,12}}\))?{ROOM}\W*$"
LINES_OF_A_DAY: Final = 25
LONGEST_SHOW: Final = 90


SHORT_LINE: Final = 60
SHORT_LINES: Final = 5
"""So many short lines a line of prose has a listing."""
TEXTS: Final = ("synopsis", "standfirst")
"""Attributes of fields whose value is prose that says more."""


def lines_of_fields(found: pl.DataFrame, told: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of the prose in fields: a synopsis in front matter names the cast like any text.

    Args:
        found: What the fields say, with spans.
        told: `document_id` and `text`.
        lines: As from `lines_from`; only for its columns.

    Returns:
        Rows as from `lines_from`, numbered -1 as they stand before the first line; without a place
        where the prose stands in the markup of a page.
    """
    texts = found.filter(
        pl.col("attribute").is_in(TEXTS),
        (
            pl.col("span_start").is_not_null()
            & (
                (pl.col("value").str.len_chars() >= PROSE_SIZE)
                | (pl.col("attribute") == "standfirst")
            )
        )
        | (pl.col("span_start").is_null() & pl.col("record_type").is_in(FILM_RECORDS)),
    )
    if texts.is_empty():
        return lines.clear()
    printed = pl.col("text").str.slice(
        pl.col("span_start"), pl.col("span_end") - pl.col("span_start")
    )
    return (
        texts.select("document_id", "span_start", "span_end", "value", line_no=pl.lit(-1, pl.Int32))
        .join(told.select("document_id", "text"), on="document_id", maintain_order="left")
        .with_columns(
            start=pl.col("span_start"),
            raw=pl.when(pl.col("span_start").is_null()).then("value").otherwise(printed),
            heading=pl.lit(0, pl.Int8),
            is_bullet=pl.lit(value=False),
            after_blank=pl.lit(value=True),
            before_blank=pl.lit(value=True),
            size_before=pl.lit(0, pl.Int32),
            size_after=pl.lit(0, pl.Int32),
            is_date_after=pl.lit(value=False),
            head_line=pl.lit(0, pl.Int32),
        )
        .with_columns(line=words_of(pl.col("raw").str.replace_all(r"\s*\n\s*", " ")))
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
        .select(pl.col(name).cast(dtype) for name, dtype in lines.schema.items())
    )


SITE_BEHIND: Final = r"^.{2,90}?\s+[|–—•·-]\s+(?P<site>[\p{Lu}\d][^|–—•]{1,48})$"
BEFORE_MARK: Final = r"^(\p{Lu}[^|•:]{2,50}?)\s*(?:\s[|–—•·-]\s|:\s)"
LONGEST_NAMING: Final = 150
"""What is longer ends with no site: such lines are not tried."""
SITE_AT_END: Final = r"\s[|–—•·-]\s+([\p{Lu}\d][^|–—•]{1,48})$"


OF_PROGRAMMES: Final = r"\b(?i:shorts|blocks?|sele(?:ction|cción|zione|ktion)|sélection|compet\w+|line-?up|showing|playing|estrenos|cartelera|ciclo|cycle|saison|rassegna|filmreihe|calendar|double\s+bills?|winners|screenings|this\s+(?:week|month)|coming\s+soon|what[’']s\s+on|showtimes)\b"
"""Words of what is shown, which no house has in its name."""
OF_SEASON: Final = r"(?m:^(?i:(?:films?\s+(?:series|season|programme?),?\s+)?(?:summer|winter|spring|autumn|fall|sommer|été|verano|estate|season|saison)\s+(?:19|20)\d\d)$)"
OF_PRIZES: Final = r"(?i:\b(?:winners|ganador\w*|gewinner\w*|lauréats|vincitori|vencedores|nominations?|nominees|nominados|candidature|premios\s+del?|palmar[eè]s|festival\s+(?:awards|prizes))\b)"
"""Words of headlines above lists of prizes."""
IS_NO_SITE: Final = rf"{IS_DATE}|\d{{1,2}}[:.]\d\d|\b(?:19|20)\d\d$|^(?i:(?:our\s+|the\s+|film\s+|festival\s+|official\s+)*(?:programme?|programm|programación|programação|programmazione|programmation|programmering|cartelera|films?|movies|selection|what[’']?s\s+on|now\s+(?:playing|showing)|coming\s+soon|season))$|^(?i:department|faculty)\s+of\b|\s(?i:ab|vanaf|from|från)\s+\d{{1,2}}\.?\s+\p{{L}}|{OF_PROGRAMMES}|{OF_PRIZES}"
"""Heads of programmes and of lists: days, seasons, words for what is on, prizes."""
HOUSE: Final = r"\b(?i:cinemas?|cinéma|kinos?|lichtspiele?|lichtspielhaus|filmhuis|filmhaus|filmtheater|filmpalast|bioscoop|cinemateca|kinemathek|cin[eé]math[eè]que|cineteca|filmoteca|film\s+society|film\s?club|ciné-?club|cineclub|(?:film\s+|cine\s+)?festival|filmfestival|mostra\s+(?:de|di|do)|muestra\s+de|rencontres\s+cin\w+|picturehouse|picture\s+house|filmhouse|art\s?house|biograf\w*|programmkino|film\s?museum|cinematek|cine-?clubes?|film\s+institute|arts?\s+cent(?:re|er)|centro\s+cultural|centre\s+culturel|kulturhaus|playhouse|dokfest|doc\s?fest|kurzfilmtage|filmtage|festival\s+of\s+film)\b"
"""What houses, societies and festivals that show films have in their names."""
IS_SENTENCE: Final = (
    r"\s\p{Ll}{4,}|[.!?]$"
    r"|^(?i:welcome|willkommen|bienvenue|bienvenidos|visit|tickets?|book|about|join|see|at|from|in|new|my)\b"
)
"""What speaks of a house and is not its name."""
OF_MENU: Final = (
    r"^(?i:(?:"
    + alternatives(
        {word for words in FURNITURE for word in words.split() if len(word) > 1}
        | {"bar", "programme", "hire", "visit"}
    )
    + r")\W*)+$"
)
"""A line of nothing but words of menus."""
YEAR_AT_END: Final = r",?\s+(?:19|20)\d\d$"
"""The edition behind the name of a festival."""
SITE_ALONE: Final = r"^(?P<alone>\p{Lu}[\p{L}\d&’' .-]{2,48}[^.:;,!?])$"


def sites_of_page_titles(
    field_claims: pl.DataFrame, films: pl.DataFrame, told: pl.DataFrame
) -> pl.DataFrame:
    """The name of the site that stands behind the page's own title.

    It is one where the page says it, too, or where nothing but the title of its film or its own
    heading is before it.

    Returns:
        `document_id`, `value`, `path`.
    """
    of_films = films.select("document_id", "value", is_film=pl.lit(value=True)).unique()
    single = films.filter(pl.len().over("document_id") == 1).select("document_id", title="value")
    # What a site is stands behind its name, as `Lantern, a magazine of films`.
    site = (
        pl.col("value")
        .str.extract(SITE_AT_END, 1)
        .str.replace(r",\s+\p{Ll}.*$", "")
        .str.strip_chars()
    )
    before = pl.col("value").str.replace(SITE_AT_END, "")
    return (
        field_claims.filter(pl.col("attribute") == "page_title")
        .select(
            "document_id",
            value=site,
            before=before.str.replace(r"\s*\((?:18|19|20)\d\d\)$", "").str.strip_chars(),
            path=pl.col("detail").str.json_path_match("$.path"),
        )
        .pipe(
            sifted,
            pl.col("value").is_not_null(),
            ~pl.col("value").str.contains(IS_FURNITURE),
            ~pl.col("value").str.contains(IS_NO_SITE),
        )
        .join(single, on="document_id", how="left", maintain_order="left")
        .with_columns(is_behind=(pl.col("before") == pl.col("title")).fill_null(value=False))
        .unique("document_id", keep="first", maintain_order=True)
        .join(of_films, on=["document_id", "value"], how="left", maintain_order="left")
        .join(told.select("document_id", "text"), on="document_id", maintain_order="left")
        .filter(
            pl.col("is_film").is_null(),
            pl.col("is_behind")
            | pl.col("text").str.contains(pl.col("value"), literal=True)
            | pl.col("text").str.contains(
                pl.concat_str(pl.lit("# "), pl.col("before"), pl.lit("\n")), literal=True
            ),
        )
        .select("document_id", "value", "path")
    )


NAMES_OF_SITES: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "value": pl.String(),
        "span_start": pl.Int32(),
        "span_end": pl.Int32(),
        "quote": pl.String(),
    }
)
"""A row per page whose first line tells whose page it is, and where that stands."""


def names_of_sites(lines: pl.DataFrame, films: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The name of the cinema or festival that the first line of its page tells.

    A page of a source that nobody described is a cinema's by its form: short lines, as of menus,
    dates and credits, and little prose; or by the name in its first line.

    Returns:
        In the schema `NAMES_OF_SITES`.
    """
    kind = pl.col("publication_kind")
    is_short = pl.col("size") <= SHORT_LINE
    several = films.filter(pl.len().over("document_id") > 1)
    listing, sectioned = (
        several.filter(pl.col("rule") == rule)["document_id"].unique()
        for rule in ("title.listed", "title.section")
    )
    # The first line of a programme is its house, where the next ones tell what the programme is.
    near = lines.filter(pl.col("line_no") <= 2)
    told_below = pl.concat_str(
        *(
            pl.when(
                pl.col("document_id").shift(-step) == pl.col("document_id"),
                pl.col("size").shift(-step) <= LONGEST_NAMING,
            )
            .then(pl.col("line").shift(-step))
            .otherwise(pl.lit(""))
            .fill_null("")
            for step in (1, 2)
        ),
        separator="\n",
    )
    below = pl.col("below")
    is_listing = pl.col("document_id").is_in(listing.implode()) & below.str.contains(
        rf"(?m:{IS_NO_SITE})|{HOUSE}|(?i:\b{MONTH}\b)"
    )
    is_sectioned = pl.col("document_id").is_in(sectioned.implode()) & pl.concat_str(
        "line", pl.lit("\n"), below
    ).str.contains(rf"{OF_PROGRAMMES}|{OF_SEASON}")
    heads = (
        near.with_columns(below=told_below)
        .filter(
            pl.col("line_no") == 0,
            pl.col("document_id").is_in(pl.concat([listing, sectioned]).implode()),
        )
        .filter(is_listing | is_sectioned)
    )
    in_form = (
        lines.group_by("document_id")
        .agg(short=is_short.sum(), long=(pl.col("size") >= PROSE_SIZE).sum())
        .filter(pl.col("short") >= SHORT_LINES * (pl.col("long") + 1))
    )
    is_house = (pl.col("line_no") == 0) & (pl.col("size") <= SHORT_LINE)
    houses = lines.filter(is_house).filter(
        pl.col("line").str.contains(HOUSE), ~pl.col("line").str.contains(IS_SENTENCE)
    )
    of_cinemas = pl.concat([in_form["document_id"], houses["document_id"], heads["document_id"]])
    is_listing = pl.col("document_id").is_in(of_cinemas.implode())
    is_unknown = kind.fill_null("website") == "website"
    listings = told.filter(kind.is_in(["cinema", "festival"]) | (is_unknown & is_listing))
    if listings.is_empty():
        return pl.DataFrame(schema=NAMES_OF_SITES)
    line = pl.col("line")
    short = pl.when(pl.col("size") <= LONGEST_NAMING).then(line)
    titles = films.select("document_id", title=pl.col("value").str.to_lowercase()).unique(
        "document_id", keep="first", maintain_order=True
    )
    line = pl.when(line.str.contains(HOUSE)).then(line.str.replace(YEAR_AT_END, "")).otherwise(line)
    first = (
        lines.filter(pl.col("line_no") == 0, ~pl.col("is_bullet"))
        .filter((pl.col("heading") == 0) | pl.col("line").str.contains(HOUSE))
        .join(listings.select("document_id"), on="document_id", how="semi", maintain_order="left")
        .join(titles, on="document_id", how="left", maintain_order="left")
        .with_columns(
            behind=short.str.extract_groups(SITE_BEHIND).struct.field("site"),
            alone=short.str.extract_groups(SITE_ALONE).struct.field("alone"),
            ahead=line.str.extract(BEFORE_MARK, 1),
            behind_mark=line.str.replace(BEFORE_MARK, ""),
        )
    )
    starts_so = line.str.to_lowercase().str.starts_with(pl.col("title"))
    is_title = line.str.to_lowercase().str.contains(pl.col("title"), literal=True)
    value = (
        pl.when(pl.col("ahead").str.contains(HOUSE) & ~is_title.fill_null(value=False))
        .then(pl.col("ahead").str.replace(r"\s+(?:19|20)\d\d$", ""))
        .when(pl.col("behind_mark").str.contains(OF_PROGRAMMES) & ~is_title.fill_null(value=False))
        .then("ahead")
        .when(pl.col("behind").is_not_null() & (pl.col("title").is_null() | starts_so | ~is_title))
        .then("behind")
        .when(pl.col("behind").is_null() & ~is_title.fill_null(value=False))
        .then("alone")
    )
    named = sifted(
        first.with_columns(value=value.str.strip_chars()),
        pl.col("value").is_not_null(),
        ~pl.col("value").str.contains(IS_FURNITURE),
        ~pl.col("value").str.contains(IS_NO_SITE),
        ~pl.col("value").str.contains(OF_MENU),
        ~pl.col("value").str.contains(r"^(?i:order for|skip to|menu|home|search|loading|cargando)"),
    )
    at = pl.col("raw").cast(pl.Binary)
    offset = pl.col("raw").str.len_chars() - (
        at.bin.slice(pl.col("raw").str.find(pl.col("value"), literal=True))
        .cast(pl.String)
        .str.len_chars()
    )
    start = (pl.col("start") + offset).cast(pl.Int32)
    return named.select(
        "document_id",
        "value",
        span_start=start,
        span_end=start + pl.col("value").str.len_chars().cast(pl.Int32),
        quote="value",
    ).filter(pl.col("span_start").is_not_null())


PIECE_OF_RATING: Final = r"^\d{1,2}(?:[.,]\d{1,2})?$"
BEST_OF_RATING: Final = r"^(?:/|(?i:out\s+of|von|sur|su|van))\s*(?:4|5|10|20|100)$"


def ratings_in_pieces(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of a figure and of the best one below it, as pages print `6.5` above `out of 10`.

    Args:
        lines: As from `lines_from`.
    """
    of_document = pl.col("document_id").shift(-1) == pl.col("document_id")
    best = pl.when(of_document & (pl.col("size").shift(-1) <= LONGEST_BEST)).then(
        pl.col("line").shift(-1)
    )
    return (
        lines.with_columns(best=best)
        .filter(pl.col("size") <= LONGEST_BEST, pl.col("best").is_not_null())
        .filter(
            pl.col("line").str.contains(PIECE_OF_RATING),
            pl.col("best").str.contains(BEST_OF_RATING),
        )
        .with_columns(line=pl.concat_str("line", pl.lit(" "), "best"))
        .with_columns(size=pl.col("line").str.len_chars().cast(pl.Int32))
        .select(lines.columns)
    )


LONGEST_BEST: Final = 12
HEAD_LINES: Final = 5
YEAR_OF_HEAD: Final = rf"(?:{HOUSE}|{OF_PROGRAMMES}|\b(?i:fest|film\s+week|programm?\w*|programa\w*|season|spring|summer|autumn|winter|herbst|automne|otoño|autunno|{MONTH})\b).*?\b((?:19|20)\d\d)\b"
"""The year of a festival, a programme or a month, where a page names itself."""


def years_of_programmes(lines: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The year of the shows of a page: what its source tells, or the head of the page itself.

    Returns:
        `document_id`, `default_year`; NULL where neither tells.
    """
    heads = (
        lines.filter(pl.col("line_no") < HEAD_LINES, pl.col("size") <= LONGEST_SHOW)
        .filter(holds(pl.col("line"), YEAR_OF_HEAD))
        .select("document_id", told=pl.col("line").str.extract(YEAR_OF_HEAD, 1).cast(pl.Int32))
        .drop_nulls()
        .unique("document_id", keep="first", maintain_order=True)
    )
    return (
        told.select("document_id", "default_year")
        .join(heads, on="document_id", how="left", maintain_order="left")
        .select("document_id", default_year=pl.coalesce("default_year", "told"))
    )


OF_LENGTH: Final = rf"^{fact_labels('runtime_minutes')}\s?[:：]"
"""A length such as `1h29` looks like a clock."""


def dated_lines(lines: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Lines made of a time and of the day that stands above or beside it.

    A day without a year gets the year of the programme, if there is one.

    Args:
        lines: As from `lines_from`.
        told: `document_id`, `default_year`.

    Returns:
        Rows as from `lines_from`, standing where the time stands; `line` is day and time.
    """
    years = years_of_programmes(lines, told)
    is_length = beside(pl.when(pl.col("size") <= LONGEST_LABEL).then("line"), 1).str.contains(
        rf"^{fact_labels('runtime_minutes')}\s*[:：]?$"
    )
    short = lines.filter(
        pl.col("size") <= 60,
        pl.col("line").str.contains(r"\d"),
        ~pl.col("line").str.contains(OF_LENGTH),
        ~is_length.fill_null(value=False),
    )
    short = short.join(years, on="document_id", how="left", maintain_order="left")
    day = pl.coalesce(
        groups_of(DAY_ALONE, "line").struct.field("day"),
        pl.concat_str(
            groups_of(SHORT_DAY_ALONE, "line").struct.field("day"),
            pl.lit(" "),
            pl.col("default_year").cast(pl.String),
        ),
    )
    clock = groups_of(CLOCK_ALONE, "line").struct.field("clock")
    both = groups_of(SHORT_DAY_AND_CLOCK, "line").struct
    on_one_line = (
        short.filter(pl.col("default_year").is_not_null())
        .with_columns(day=both.field("day"), clock=both.field("clock"))
        .filter(pl.col("clock").is_not_null(), pl.col("day").is_not_null())
        .with_columns(day=pl.concat_str("day", pl.lit(" "), pl.col("default_year").cast(pl.String)))
    )
    marked = short.with_columns(day=day, clock=clock)
    days = marked.filter(pl.col("day").is_not_null()).select(
        "document_id", "line_no", "day", day_line="line_no"
    )
    times = marked.filter(pl.col("clock").is_not_null(), pl.col("day").is_null())
    below = (
        times.drop("day")
        .sort("document_id", "line_no", maintain_order=True)
        .join_asof(
            days.sort("document_id", "line_no", maintain_order=True),
            on="line_no",
            by="document_id",
            strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("line_no") - pl.col("day_line") <= LINES_OF_A_DAY)
    )
    return (
        pl.concat([on_one_line, below], how="diagonal")
        .with_columns(line=pl.concat_str("day", pl.lit(" "), pl.col("clock").str.strip_chars()))
        .select(pl.col(name).cast(dtype) for name, dtype in lines.schema.items())
    )


OF_WEEK: Final = rf"({DAY})|({MONTH}\s+\d{{1,2}})(?:st|nd|rd|th)?\s*[–—-]\s*(?:{MONTH}\s+)?\d{{1,2}}(?:st|nd|rd|th)?,?\s+(20\d\d)"
"""The day on which a programme begins."""
NUMBERED_DAY: Final = rf"^\W*{WEEKDAY}[.,]*\s+(?P<number>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*[:,|–—-]?\s+(?P<clocks>(?:at\s+|um\s+)?{CLOCK}(?:\s*(?:[,/&|]|and|und)\s*{CLOCK})*)\b"
"""A weekday and the day of a month that stands in the head of the programme."""
MAY_BE_NUMBERED: Final = r"^[^\d]{3,16}\d{1,2}\D.*\d"
LATE_HEAD: Final = 8
LONGEST_PROGRAMME: Final = 31


def shows_of_weeks(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines made of shows whose day has no month, by the day on which their programme begins.

    Args:
        lines: As from `lines_from`.

    Returns:
        Rows as from `lines_from`, standing where the show stands; `line` is the day and its times.
    """
    line = pl.col("line")
    shows = (
        lines.filter(pl.col("size") <= LONGEST_SHOW)
        .filter(line.str.contains(MAY_BE_NUMBERED))
        .filter(line.str.contains(NUMBERED_DAY), ~line.str.contains(rf"^\W*{ROOM_AHEAD}"))
    )
    begins = {
        document: begin
        for document, told in lines.filter(
            pl.col("line_no") < LATE_HEAD, line.str.contains(OF_WEEK)
        )
        .join(shows, on="document_id", how="semi", maintain_order="left")
        .unique("document_id", keep="first", maintain_order=True)
        .select("document_id", "line")
        .iter_rows()
        if (begin := _begin_of_week(told))
    }
    parts = line.str.extract_groups(NUMBERED_DAY).struct
    dated = [
        {**row, "line": f"{day:%Y-%m-%d} {row['clocks']}"}
        for row in shows.with_columns(
            number=parts.field("number").cast(pl.Int32), clocks=parts.field("clocks")
        ).iter_rows(named=True)
        if row["document_id"] in begins
        and (day := _next_numbered(begins[row["document_id"]], row["number"]))
    ]
    return pl.DataFrame(dated, schema=lines.schema)


def _begin_of_week(text: str) -> date | None:
    """The day on which a programme begins, by its head.

    >>> _begin_of_week("Showtimes for June 7-13, 2024"), _begin_of_week("Summer 2024")
    (datetime.date(2024, 6, 7), None)
    """
    found = re.search(OF_WEEK, text)
    if found is None:
        return None
    whole, first, year = found.groups()[-3:]
    return parse_day(whole or f"{first}, {year}")


def _next_numbered(begin: date, number: int) -> date | None:
    """The first day of that number in the month, from the first day of a programme on.

    >>> _next_numbered(date(2024, 6, 28), 3)
    datetime.date(2024, 7, 3)
    """
    days = (begin + timedelta(days=ahead) for ahead in range(LONGEST_PROGRAMME))
    return next((day for day in days if day.day == number), None)


RANGE: Final = rf"\d(?:st|nd|rd|th|\.)?(?:\s+{MONTH})?\s*(?:[–—-]|\b(?i:bis|to|until|till|through|thru|au|al|t/m|til|do)\b)\s*(?:{WEEKDAY}[.,]*\s+)?{DAY}"
"""From one day to another: what a programme is for, and no day of a show."""
LEADING_CLOCK: Final = rf"^\W*(?P<clock>{CLOCK})\s*(?i:uhr|h|hrs)?\s*[-–—:|]*\s+[\p{{Lu}}\d“\"‘]"
TRAILING_CLOCK: Final = (
    rf"[\p{{L}}\d)”\"’!?][\s,@:(–—-]+(?:(?i:at|um|à)\s+)?(?P<clock>{CLOCK})\s*(?i:uhr|h|hrs)?\)?$"
)
FEWEST_SHOWS: Final = 2
DAWN: Final = time(8)
"""Before this hour a show that follows later ones belongs to the night that began the day before."""


def timetables(lines: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Lines made of the time that stands beside a title and of the day last named above it.

    Args:
        lines: As from `lines_from`.
        told: `document_id`, `default_year`.

    Returns:
        Rows as from `lines_from`, standing where the time stands; `line` is day and time.
    """
    line = pl.col("line")
    clocks = (
        groups_of(way, "line").struct.field("clock") for way in (LEADING_CLOCK, TRAILING_CLOCK)
    )
    shows = (
        lines.filter(pl.col("size") <= LONGEST_SHOW, ~line.str.contains(DAY))
        .filter(~line.str.contains(OF_LENGTH))
        .with_columns(clock=pl.coalesce(clocks))
        .filter(pl.col("clock").is_not_null() & ~line.str.contains(CLOCK_ALONE))
        .filter(~line.str.contains(NUMBERED_DAY))
        .filter(pl.len().over("document_id") >= FEWEST_SHOWS)
    )
    days = (
        lines.join(shows, on="document_id", how="semi", maintain_order="left")
        .join(
            years_of_programmes(lines, told),
            on="document_id",
            how="left",
            maintain_order="left",
        )
        .filter(~line.str.contains(RANGE))
        .with_columns(
            day=pl.coalesce(
                line.str.extract(f"({DAY})", 1),
                pl.concat_str(
                    pl.when(pl.col("size") <= SHORT_LINE).then(
                        groups_of(SHORT_DAY_ALONE, "line").struct.field("day")
                    ),
                    pl.lit(" "),
                    pl.col("default_year").cast(pl.String),
                ),
            )
        )
        .filter(pl.col("day").is_not_null())
        .select("document_id", "line_no", "day", day_line="line_no")
    )
    near = shows.sort("document_id", "line_no", maintain_order=True).join_asof(
        days.sort("document_id", "line_no", maintain_order=True),
        on="line_no",
        by="document_id",
        strategy="backward",
        check_sortedness=False,
    )
    shown = [
        {**row, "line": f"{start:%Y-%m-%d %H:%M}"}
        for _, rows in near.drop_nulls("day").group_by(
            "document_id", "day_line", maintain_order=True
        )
        for row, start in _in_one_night(rows)
    ]
    return pl.DataFrame(shown, schema=lines.schema)


LINE_OF_SHOW: Final = r"^\d{4}-\d\d-\d\d \d\d:\d\d$"
CLOCK_BESIDE: Final = rf"^\W*{CLOCK}\s*(?i:uhr|h|hrs)?\s*[-–—:|]*\s+|[\s,@:(–—-]+{CLOCK}\W*$"


def with_films_named(told_lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The lines, where a show is that of the film whose title stands beside its time.

    A programme tells of a film once, and names it again wherever it is shown again.

    Args:
        told_lines: Lines with `film_no`; those of `timetables` among them.
        films: The films of the documents.
    """
    is_show = pl.col("line").str.contains(LINE_OF_SHOW)
    named = films.select("document_id", named="film_no", key=folded(pl.col("value"))).unique(
        ["document_id", "key"], keep="first", maintain_order=True
    )
    shows = (
        told_lines.filter(is_show)
        .with_columns(key=folded(pl.col("raw").str.replace_all(CLOCK_BESIDE, "")))
        .join(named, on=["document_id", "key"], how="left", maintain_order="left")
        .with_columns(film_no=pl.coalesce("named", "film_no"))
    )
    return pl.concat([told_lines.filter(~is_show), shows.select(told_lines.columns)])


def _in_one_night(rows: pl.DataFrame) -> Iterator[tuple[dict[str, Any], datetime]]:
    """The rows of one day with their starts, those after midnight on the day after."""
    latest: time | None = None
    for row in rows.iter_rows(named=True):
        day, clock = parse_day(row["day"]), parse_clock(row["clock"])
        if day is None or clock is None:
            continue
        is_after_midnight = latest is not None and clock < latest and clock < DAWN
        latest = latest if is_after_midnight else clock
        yield row, datetime.combine(day + timedelta(days=is_after_midnight), clock)
