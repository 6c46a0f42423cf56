r"""Read the tables of a film catalogue in the form of IMDb's non-commercial data sets.

What belongs here is the form of the six files: tab separated, gzipped or not, a header line, `\N`
for a missing value, nothing quoted (https://developer.imdb.com/non-commercial-datasets/). The files
are streamed, as the real ones have a hundred million lines. A line that is not of the form is left
out and counted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from pipelines.claims.reference import reference_table
from pipelines.claims.values.folding import words_of

MISSING: Final = r"\N"
LINE_END: Final = "\x01"
"""A character that no file has: the whole line is read as one column."""
FILM_KINDS: Final = ("movie", "short", "tvMovie", "tvMiniSeries", "tvShort", "tvSpecial", "video")
"""Kinds of titles that are films; series, their episodes and games are none."""
TEXT: Final = pl.String()


class CatalogueError(ValueError):
    """A catalogue cannot be read; the message names the file, the fault and the remedy."""


@dataclass(frozen=True)
class CatalogueTable:
    """One file of a catalogue.

    Attributes:
        name: Its name without endings.
        columns: Its columns in order, with the types of their values.
        kept: What is kept of it, as a frame of rows with typed columns.
        is_needed: Whether there is no catalogue without it.
    """

    name: str
    columns: Mapping[str, pl.DataType]
    kept: Callable[[pl.LazyFrame], pl.LazyFrame]
    is_needed: bool = True


@dataclass(frozen=True)
class Converted:
    """What became of the lines of a file."""

    line_count: int
    bad_line_count: int


def _films(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row per film."""
    return lines.filter(pl.col("titleType").is_in(FILM_KINDS)).select(
        imdb_id="tconst",
        title="primaryTitle",
        original_title=pl.coalesce("originalTitle", "primaryTitle"),
        key=words_of(pl.col("primaryTitle")),
        original_key=words_of(pl.coalesce("originalTitle", "primaryTitle")),
        year="startYear",
        runtime_minutes="runtimeMinutes",
        genres=pl.col("genres").str.split(","),
    )


def _crew(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row per film and director or writer."""
    return pl.concat(
        lines.select(
            imdb_id="tconst",
            person_imdb_id=pl.col(f"{category}s").str.split(","),
            category=pl.lit(category),
        )
        .explode("person_imdb_id")
        .filter(pl.col("person_imdb_id").is_not_null())
        for category in ("director", "writer")
    )


def _principals(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row per film, person and part."""
    return lines.select(
        imdb_id="tconst",
        person_imdb_id="nconst",
        category="category",
        position="ordering",
        character=pl.col("characters").str.json_path_match("$[0]"),
    )


def _titles(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row per film and title it has somewhere."""
    return lines.select(imdb_id="titleId", title="title", key=words_of(pl.col("title")))


def _persons(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row per person."""
    return lines.select(
        person_imdb_id="nconst",
        name="primaryName",
        key=words_of(pl.col("primaryName")),
        birth_year="birthYear",
        death_year="deathYear",
    )


def _votes(lines: pl.LazyFrame) -> pl.LazyFrame:
    """One row per film that was voted on."""
    return lines.select(imdb_id="tconst", vote_count="numVotes")


TABLES: Final = (
    CatalogueTable(
        name="title.basics",
        columns={
            "tconst": TEXT,
            "titleType": TEXT,
            "primaryTitle": TEXT,
            "originalTitle": TEXT,
            "isAdult": pl.Int16(),
            "startYear": pl.Int16(),
            "endYear": pl.Int16(),
            "runtimeMinutes": pl.Int32(),
            "genres": TEXT,
        },
        kept=_films,
    ),
    CatalogueTable(
        name="title.crew",
        columns={"tconst": TEXT, "directors": TEXT, "writers": TEXT},
        kept=_crew,
    ),
    CatalogueTable(
        name="title.principals",
        columns={
            "tconst": TEXT,
            "ordering": pl.Int32(),
            "nconst": TEXT,
            "category": TEXT,
            "job": TEXT,
            "characters": TEXT,
        },
        kept=_principals,
        is_needed=False,
    ),
    CatalogueTable(
        name="title.akas",
        columns={
            "titleId": TEXT,
            "ordering": pl.Int32(),
            "title": TEXT,
            "region": TEXT,
            "language": TEXT,
            "types": TEXT,
            "attributes": TEXT,
            "isOriginalTitle": pl.Int8(),
        },
        kept=_titles,
        is_needed=False,
    ),
    CatalogueTable(
        name="title.ratings",
        columns={"tconst": TEXT, "averageRating": pl.Float64(), "numVotes": pl.Int64()},
        kept=_votes,
        is_needed=False,
    ),
    CatalogueTable(
        name="name.basics",
        columns={
            "nconst": TEXT,
            "primaryName": TEXT,
            "birthYear": pl.Int16(),
            "deathYear": pl.Int16(),
            "primaryProfession": TEXT,
            "knownForTitles": TEXT,
        },
        kept=_persons,
    ),
)
"""The files of a catalogue and what is kept of each."""
ENDINGS: Final = (".tsv.gz", ".tsv")
CATALOGUE_ROLES: Final = reference_table("catalogue_roles", ("category", "attribute"))
"""The categories of credits that are kept, and the attribute of a claim each stands for."""


def tables_in(folder: Path) -> dict[str, Path]:
    """The files of a catalogue in a folder, by the name of their table; none where it has none.

    Raises:
        CatalogueError: if some are there and one that is needed is not.
    """
    found = {
        table.name: path
        for table in TABLES
        for ending in reversed(ENDINGS)
        if (path := folder / f"{table.name}{ending}").is_file()
    }
    absent = [table.name for table in TABLES if table.is_needed and table.name not in found]
    if found and absent:
        raise CatalogueError(
            f"{folder}: {absent[0]}.tsv.gz is not there; put it beside the other files of the "
            "catalogue, or take those away"
        )
    return found


def nothing_of(table: CatalogueTable) -> pl.DataFrame:
    """What is kept of a file that is not there: no rows, all columns."""
    return pl.LazyFrame(schema=dict(table.columns)).pipe(table.kept).collect()


def convert(path: Path, table: CatalogueTable, target: Path) -> Converted:
    """Write what is kept of a file to a Parquet file; gives back how many lines there were.

    Raises:
        CatalogueError: if it is no such file.
    """
    _check_header(path, table)
    lines = _parsed(path, table)
    counts = lines.select(lines=pl.len(), bad=pl.col("is_bad").sum())
    kept = lines.filter(~pl.col("is_bad")).pipe(table.kept)
    try:
        counted = pl.collect_all(
            [counts, kept.sink_parquet(target, lazy=True, compression="lz4")], engine="streaming"
        )[0]
    except (pl.exceptions.ComputeError, OSError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}; download it again") from error
    return Converted(counted["lines"].item(), counted["bad"].item() or 0)


def _check_header(path: Path, table: CatalogueTable) -> None:
    wanted = "\t".join(table.columns)
    try:
        found = _raw(path, skip=0).head(1).collect()["line"].to_list()
    except (pl.exceptions.ComputeError, OSError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}; download it again") from error
    if found != [wanted]:
        raise CatalogueError(
            f"{path}: line 1: should name the columns {', '.join(table.columns)}; give the file "
            "as IMDb publishes it"
        )


def _raw(path: Path, *, skip: int) -> pl.LazyFrame:
    return pl.scan_csv(
        path,
        separator=LINE_END,
        has_header=False,
        schema={"line": pl.String()},
        quote_char=None,
        skip_lines=skip,
        encoding="utf8-lossy",
    )


def _parsed(path: Path, table: CatalogueTable) -> pl.LazyFrame:
    """The lines of a file as typed columns, with `is_bad`: of another form, or a wrong value."""
    width = len(table.columns)
    first = next(iter(table.columns))
    parts = (
        _raw(path, skip=1)
        .filter(pl.col("line").is_not_null())
        .with_columns(
            has_width=pl.col("line").str.count_matches("\t", literal=True) == width - 1,
            part=pl.col("line")
            .str.split_exact("\t", width - 1)
            .struct.rename_fields([f"{name} " for name in table.columns]),
        )
        .unnest("part")
    )
    printed = {
        name: pl.when(pl.col(f"{name} ") != MISSING).then(f"{name} ") for name in table.columns
    }
    typed = {name: printed[name].cast(dtype, strict=False) for name, dtype in table.columns.items()}
    is_mistyped = pl.any_horizontal(
        pl.lit(value=False),
        *(
            printed[name].is_not_null() & value.is_null()
            for name, value in typed.items()
            if table.columns[name] != TEXT
        ),
    )
    is_named = printed[first].str.contains(r"^(?:tt|nm)\d+$").fill_null(value=False)
    return parts.select(**typed, is_bad=~pl.col("has_width") | is_mistyped | ~is_named)
