"""Tell which lines in the stretch of a film are of another film, whose title nobody found.

What belongs here is the second look at stretches, once it is known who directed and how long films
run: a film has one length, and its directors are named in one breath. Beyond the line that tells
another director, or another length, only what names the title is of the film. Where a text says
that it speaks of several films and a single one was found, only what stands beside its title is.
"""

from typing import Final

import polars as pl

from pipelines.claims.films.sections import SAYS_SEVERAL
from pipelines.claims.rules import BELOW_HEAD, EDGE
from pipelines.claims.text.columns import holds
from pipelines.claims.text.lines import beside
from pipelines.claims.text.titles import folded

LABELLED: Final = "credit.labelled"
"""Such a line may come twice in what is said of one film, but not with other directors."""
HEADLINE: Final = 140
"""Characters of a headline at most."""
LAST_HEAD: Final = 8
"""How far below the headline a line of its own may tell that there are several films."""
HEAD: Final = 80
"""Characters of a line of data, or of a title, that may stand above the line that tells it."""
MOST_ABOVE: Final = 4
"""So many such lines stand above who directed a film."""
PARAGRAPH: Final = 80
"""Characters of a line of prose."""
SENTENCE: Final = r"\p{Ll}{2}[”\")»]?[.!?…]"
"""Prose has an end of a sentence, and lines of data have none."""
MINUTES_ALIKE: Final = 10
"""Versions of one film, and sources, differ by so much."""
SURE: Final = 0.65
"""Less surely told, a name may be that of somebody whom the text compares."""
MUCH_LESS_SURE: Final = 0.2
"""Beside a label, prose may tell of somebody who had the camera, or a part in it."""
AMERICAN: Final = ("G", "PG", "PG-13", "R", "NC-17", "NR")
LAST: Final = 1_000_000_000
FILM: Final = ("document_id", "film_no")
LINE: Final = ("document_id", "line_no")


def lines_of_others(found: pl.DataFrame, films: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The lines in the stretch of a film that are of another: `document_id`, `line_no`.

    Args:
        found: What the rules found, with `line_no` and `film_no`.
        films: In the schema `FILMS`.
        lines: As from `lines_from`.
    """
    is_only = pl.len().over("document_id") == 1
    several = _that_say_several(lines)
    named = films.filter(pl.col("span_start").is_not_null()).select(
        *FILM,
        "first_line",
        "last_line",
        "span_start",
        is_only=is_only,
        title=folded(pl.col("value")),
    )
    alone = named.filter("is_only").join(several, on="document_id", how="semi")
    departures = _departures(found, named.filter(~pl.col("is_only")), alone)
    if departures.is_empty():
        return pl.DataFrame(schema={"document_id": pl.String(), "line_no": pl.Int32()})
    alone = alone.join(departures, on="document_id", how="semi")
    read = (
        lines.join(departures, on="document_id", how="semi")
        .sort(LINE)
        .select(
            *LINE,
            "start",
            words=folded(pl.col("line")),
            above=_heads_above(),
            is_prose=(pl.col("size") >= PARAGRAPH) & pl.col("line").str.contains(SENTENCE),
        )
    )
    begins = departures.join(read, on=LINE, how="inner").select(
        *FILM,
        begin=pl.max_horizontal(pl.col("line_no") - pl.col("above"), pl.col("told_above") + 1),
    )
    beyond = (
        read.join(begins, on="document_id", how="inner")
        .join(named, on=FILM, how="inner")
        .filter(
            pl.col("line_no") > pl.col("first_line").fill_null(0),
            pl.col("line_no").is_between("begin", pl.col("last_line").fill_null(LAST)),
        )
    )
    others = pl.concat(
        frame.filter(~pl.col("words").str.contains(pl.col("title"), literal=True)).select(LINE)
        for frame in (beyond, _not_beside(read, alone))
    )
    return others.unique()


def _that_say_several(lines: pl.DataFrame) -> pl.DataFrame:
    """The documents whose first lines tell that there are several films."""
    longest = pl.when(BELOW_HEAD <= 1).then(HEADLINE).otherwise(HEAD)
    heads = lines.filter(BELOW_HEAD.is_between(0, LAST_HEAD), pl.col("size") <= longest)
    return heads.filter(holds(pl.col("line"), SAYS_SEVERAL, EDGE)).select("document_id").unique()


def _heads_above() -> pl.Expr:
    """How many lines of data, or heads, stand directly above a line."""
    is_head = (pl.col("size") <= HEAD) & ~pl.col("line").str.contains(r"\p{Ll}[.!?]$")
    above, joined = pl.lit(0), pl.lit(value=True)
    for offset in range(1, MOST_ABOVE + 1):
        joined = joined & beside(is_head, offset).fill_null(value=False)
        above = above + joined.cast(pl.Int32)
    return above


def _not_beside(lines: pl.DataFrame, alone: pl.DataFrame) -> pl.DataFrame:
    """The lines that are neither the one with the title of the only film, nor below it.

    Below stand its data, and one paragraph.
    """
    within = lines.join(alone, on="document_id", how="inner")
    is_after = pl.col("start") > pl.col("span_start")
    ends = (
        within.filter(is_after, pl.col("is_prose"))
        .group_by("document_id")
        .agg(end=pl.col("line_no").min())
    )
    begins = within.filter(~is_after).group_by("document_id").agg(begin=pl.col("line_no").max())
    return (
        within.join(begins, on="document_id", how="left")
        .join(ends, on="document_id", how="left")
        .filter(
            ~pl.col("line_no").is_between(
                pl.col("begin").fill_null(0), pl.col("end").fill_null(LAST)
            )
        )
    )


def _departures(found: pl.DataFrame, *films: pl.DataFrame) -> pl.DataFrame:
    """The first line that tells another director, length or certificate.

    Args:
        found: What the rules found.
        films: Films of documents with several; of others, two labelled directors tell that.

    Returns:
        `FILM`, `line_no`, `told_above` (the last line above it that tells what it departs from).
    """
    told = found.filter(
        pl.col("attribute").is_in(["director", "runtime_minutes", "certificate"]),
        pl.col("film_no").is_not_null(),
    )
    sure = pl.concat(frame.select(FILM) for frame in films).unique()
    of_several = told.join(sure, on=FILM, how="semi")
    labelled = told.filter(pl.col("rule") == LABELLED)
    ends = pl.concat(
        [
            _other_directors(of_several),
            _other_lengths(of_several),
            _other_certificates(of_several),
            _other_directors(labelled),
        ]
    )
    return (
        ends.sort("line_no", maintain_order=True)
        .unique(FILM, keep="first", maintain_order=True)
        .join(told.select(*FILM, told_line="line_no"), on=FILM, how="left")
        .group_by(*FILM, "line_no")
        .agg(told_above=pl.col("told_line").filter(pl.col("told_line") < pl.col("line_no")).max())
    )


def _other_directors(told: pl.DataFrame) -> pl.DataFrame:
    """Lines below the first of those that tell directors most surely, and tell none of the same."""
    named = told.filter(pl.col("attribute") == "director").select(
        *FILM, "line_no", "confidence", name=pl.col("value").str.to_lowercase()
    )
    surest = named.filter(pl.col("confidence") == pl.col("confidence").max().over(FILM))
    own = (
        surest.filter(pl.col("line_no") == pl.col("line_no").min().over(FILM))
        .group_by(FILM)
        .agg(
            pl.col("line_no").first().alias("own_line"),
            own=pl.col("name").str.join("; "),
            surest=pl.col("confidence").first(),
        )
    )
    # Whom a line calls by the last name is the same.
    is_own = pl.col("own").str.contains(pl.col("name"), literal=True)
    return (
        named.filter(pl.col("confidence") >= SURE)
        .join(own, on=FILM, how="inner")
        .filter(pl.col("confidence") > pl.col("surest") - MUCH_LESS_SURE)
        .group_by(*FILM, "line_no")
        .agg(is_own=is_own.any(), own_line=pl.col("own_line").first())
        .filter(~pl.col("is_own"), pl.col("line_no") > pl.col("own_line"))
        .select(*FILM, "line_no")
    )


def _other_lengths(told: pl.DataFrame) -> pl.DataFrame:
    """Lines that tell another length than the first one does."""
    lengths = told.filter(pl.col("attribute") == "runtime_minutes").with_columns(
        minutes=pl.col("value_normalised").cast(pl.Float64, strict=False)
    )
    first = pl.col("minutes").sort_by("line_no").first().over(FILM)
    return lengths.filter((pl.col("minutes") - first).abs() > MINUTES_ALIKE).select(
        *FILM, "line_no"
    )


def _other_certificates(told: pl.DataFrame) -> pl.DataFrame:
    """Lines that tell another American certificate than the first one does; elsewhere ages differ."""
    certificates = told.filter(
        pl.col("attribute") == "certificate", pl.col("value").is_in(AMERICAN)
    )
    first = pl.col("value").sort_by("line_no").first().over(FILM)
    return certificates.filter(pl.col("value") != first).select(*FILM, "line_no")
