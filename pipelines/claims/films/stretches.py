"""Tell which stretches of a document speak of which of its films.

What belongs here is where the text leaves one film for another. A film's segment runs from its title to
the next title; a column may print the titles and data of several films first and then speak of one
after the other.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

from pipelines.claims.text.marks import PROSE_SIZE

LAST: Final = 1_000_000_000
"""A line number beyond every document."""
STRETCHES: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "film_no": pl.Int32(),
        "first_line": pl.Int32(),
        "last_line": pl.Int32(),
    }
)
"""Lines that speak of a film; a film may have several such stretches."""
OF_FILMS: Final = ("document_id", "film_no", "first_line", "last_line")
LONGEST_DATA: Final = 4
"""So many lines of data stand between titles whose prose follows below them all."""
FEWEST_BARE: Final = 3
"""So many titles with nothing below them sum up a text."""
SHORTEST: Final = 3
"""Characters of a title that prose can be searched for."""


def stretches(films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The stretches of the films, in the schema `STRETCHES`.

    Args:
        films: In the schema `FILMS`.
        lines: As from `lines_from`.
    """
    segments = films.select(
        "document_id",
        "film_no",
        pl.col("first_line").fill_null(0),
        pl.col("last_line").fill_null(LAST),
    )
    segments = pl.concat([segments, _told_above(films, lines)]).sort(
        "document_id", "first_line", "film_no", maintain_order=True
    )
    stacked = _stacked(films, lines)
    if stacked.is_empty():
        return segments
    shared = [
        row
        for rows in stacked.partition_by("document_id", "group", maintain_order=True)
        for row in _shared_out(rows, lines)
    ]
    made = pl.DataFrame(shared, schema=STRETCHES, orient="row")
    return pl.concat(
        [
            segments.join(made, on=["document_id", "film_no"], how="anti", maintain_order="left"),
            made,
        ]
    ).sort("document_id", "first_line", "film_no", maintain_order=True)


def _told_above(films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The paragraphs above a bare list of the films of a text, by the film that each names first.

    A column speaks of its films in prose, and sums them up in a line of data each.
    """
    first = pl.col("first_line")
    bare = films.filter(pl.col("rule") == "title.section").filter(
        (pl.len().over("document_id") >= FEWEST_BARE)
        & (first == pl.col("last_line")).all().over("document_id")
    )
    if bare.is_empty():
        return pl.DataFrame(schema=STRETCHES)
    made: list[tuple[str, int, int, int]] = []
    for rows in bare.partition_by("document_id", maintain_order=True):
        document, begin = rows["document_id"][0], min(rows["first_line"].to_list())
        titles = dict(rows.select("film_no", "value").iter_rows())
        prose = lines.filter(
            pl.col("document_id") == document,
            pl.col("line_no") < begin,
            pl.col("size") >= PROSE_SIZE,
        )
        named = [
            (line_no, film_no)
            for line_no, line in prose.select("line_no", "line").iter_rows()
            if (film_no := _first_named(line, titles)) is not None
        ]
        nexts = [*(line_no for line_no, _ in named), begin][1:]
        made += [
            (document, film_no, line_no, after - 1)
            for (line_no, film_no), after in zip(named, nexts, strict=True)
        ]
    return pl.DataFrame(made, schema=STRETCHES, orient="row")


def _stacked(films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The films whose titles stand above one text: the columns of `FILMS`, and `group`.

    All but the last of a group have nothing but a few lines of data below their title.
    """
    several = films.filter(
        pl.len().over("document_id") > 1, pl.col("first_line").is_not_null()
    ).sort("document_id", "first_line", maintain_order=True)
    if several.is_empty():
        return several.with_columns(group=pl.lit(0))
    within = (
        lines.join(
            several.select("document_id").unique(),
            on="document_id",
            how="semi",
            maintain_order="left",
        )
        .sort("document_id", "line_no", maintain_order=True)
        .join_asof(
            several.select(*OF_FILMS).sort("document_id", "first_line", maintain_order=True),
            left_on="line_no",
            right_on="first_line",
            by="document_id",
            strategy="backward",
            check_sortedness=False,
        )
        .filter(pl.col("line_no") <= pl.col("last_line"))
        .group_by("document_id", "film_no")
        .agg(
            prose=(pl.col("size") >= PROSE_SIZE).sum(),
            below=(pl.col("line_no") > pl.col("first_line")).sum(),
        )
    )
    document = pl.col("document_id")
    is_bare = (pl.col("prose") == 0) & pl.col("below").is_between(1, LONGEST_DATA)
    joins = is_bare.shift(1).over(document).fill_null(value=False)
    return (
        several.join(within, on=["document_id", "film_no"], how="left", maintain_order="left")
        .with_columns(pl.col("prose", "below").fill_null(0))
        .with_columns(group=(~joins).cum_sum().over(document))
        .filter(
            pl.len().over(document, "group") > 1,
            # Titles with nothing but data below the last of them, too, are a list.
            pl.col("prose").last().over(document, "group")
            >= pl.len().over(document, "group").cast(pl.Int64),
            pl.col("rule") == "title.section",
        )
        .filter(pl.len().over(document, "group") > 1)
    )


def _shared_out(rows: pl.DataFrame, lines: pl.DataFrame) -> Iterator[tuple[str, int, int, int]]:
    """The text below the last title of a group, shared out by the film that each paragraph names first."""
    document = rows["document_id"][0]
    first, last = rows["first_line"][-1], rows["last_line"][-1]
    below = lines.filter(
        pl.col("document_id") == document, pl.col("line_no").is_between(first, last)
    )
    prose = below.filter(pl.col("size") >= PROSE_SIZE)
    begin = prose["line_no"].min()
    titles = dict(rows.select("film_no", "value").iter_rows())
    named = [
        (line_no, _first_named(line, titles))
        for line_no, line in prose.select("line_no", "line").iter_rows()
    ]
    for film_no, start, end in rows.select("film_no", "first_line", "last_line").iter_rows():
        yield document, film_no, start, min(end, int(str(begin)) - 1)
    starts: list[tuple[int, int]] = []
    for line_no, film_no in named:
        if film_no is not None and film_no not in [film for _, film in starts]:
            starts.append((line_no, film_no))
    if not starts:
        starts = [(0, rows["film_no"][-1])]
    starts[0] = (int(str(begin)), starts[0][1])
    ends = [line_no - 1 for line_no, _ in starts[1:]] + [last]
    for (line_no, film_no), end in zip(starts, ends, strict=True):
        yield document, film_no, line_no, end


def _first_named(line: str, titles: dict[int, str]) -> int | None:
    """The film that a line names first."""
    places = {
        film_no: line.lower().find(title.lower())
        for film_no, title in titles.items()
        if len(title) >= SHORTEST
    }
    found = {film_no: place for film_no, place in places.items() if place >= 0}
    return min(found, key=lambda film_no: (found[film_no], film_no)) if found else None


def with_films_named_again(lines: pl.DataFrame, films: pl.DataFrame) -> pl.DataFrame:
    """The lines, where paragraphs that name another film than the one they stand below are of that one.

    Films that prose brings in have no heads, so the last of them would take all that follows.

    Args:
        lines: Lines with `film_no`.
        films: In the schema `FILMS`.
    """
    told = films.filter(pl.col("rule") == "title.told", pl.col("value").str.len_chars() > SHORTEST)
    paragraphs = lines.filter(pl.col("size") >= PROSE_SIZE, pl.col("film_no").is_not_null()).join(
        told, on="document_id", how="semi"
    )
    if paragraphs.is_empty():
        return lines
    named = (
        paragraphs.select("document_id", "line_no", "line", own="film_no")
        .join(told.select("document_id", "film_no", "value"), on="document_id")
        .with_columns(at=pl.col("line").str.find(pl.col("value"), literal=True))
        .filter(pl.col("at").is_not_null())
        .sort("document_id", "line_no", "at", "film_no")
        .filter(~(pl.col("film_no") == pl.col("own")).any().over("document_id", "line_no"))
        .unique(["document_id", "line_no"], keep="first", maintain_order=True)
        .select("document_id", "line_no", again="film_no")
    )
    return lines.join(
        named, on=["document_id", "line_no"], how="left", maintain_order="left"
    ).select(
        pl.coalesce("again", "film_no").alias(name) if name == "film_no" else name
        for name in lines.columns
    )
