"""Measure the reference catalogue: loading one of any size, and looking up what documents name.

The catalogue is made up by number, in the form and the proportions of IMDb's tables: of eight
titles five are films, a title has eight people. The same seed gives the same files.
"""

import argparse
import gzip
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from numpy.random import Generator, default_rng

from pipelines.catalogue import imdb
from pipelines.claims.catalogue.listed import matched_listed
from pipelines.claims.text.phrases import phrases_of
from pipelines.reading.tables import FIELDS
from pipelines.warehouse.catalogue import Catalogue, CatalogueFile
from tests.bench.generator import FIRST_NAMES, SEED, SYLLABLES, TITLE_WORDS

PORTION: Final = 250_000
KINDS: Final = ("movie", "short", "tvMovie", "video", "tvSpecial", "tvEpisode", "tvSeries", "game")
PEOPLE: Final = 8
CATEGORIES: Final = (*("actor", "actress") * 2, "director", "writer", "producer", "composer")
BATCH: Final = 5_000
MISSING: Final = r"\N"
HEADS: Final = {table.name: "\t".join(table.columns) for table in imdb.TABLES}
Rows = Callable[[np.ndarray, Generator], pl.DataFrame]


def write_catalogue(folder: Path, *, titles: int, names: int) -> None:
    """Write a catalogue with so many titles and names."""
    folder.mkdir(parents=True, exist_ok=True)
    last_name = names - 1
    makers: dict[str, tuple[int, Rows]] = {
        "title.basics": (titles, _basics),
        "title.crew": (titles, lambda numbers, chance: _crew(numbers, chance, last_name)),
        "title.principals": (titles, lambda numbers, chance: _cast(numbers, chance, last_name)),
        "title.ratings": (titles, _ratings),
        "name.basics": (names, _names),
    }
    for table, (count, rows) in makers.items():
        chance = default_rng(SEED)
        with gzip.open(folder / f"{table}.tsv.gz", "wb", compresslevel=1) as file:
            file.write(f"{HEADS[table]}\n".encode())
            for begin in range(0, count, PORTION):
                numbers = np.arange(begin, min(begin + PORTION, count))
                told = rows(numbers, chance).write_csv(
                    separator="\t", include_header=False, quote_style="never", null_value=MISSING
                )
                file.write(told.encode())


def _titles(numbers: np.ndarray) -> pl.Series:
    """Titles of three or four words, told by their number."""
    words = pl.Series(TITLE_WORDS).str.to_titlecase()
    size = len(words)
    parts = [words.gather((numbers // size**place + numbers * place) % size) for place in range(3)]
    return pl.select(pl.concat_str(pl.lit("The"), *parts, separator=" ")).to_series()


def _people(numbers: np.ndarray) -> pl.Series:
    """Names of persons, told by their number."""
    first, syllables = pl.Series(FIRST_NAMES), pl.Series(SYLLABLES)
    size = len(syllables)
    rest = numbers // len(first)
    last = [syllables.gather(rest // size**place % size) for place in range(4)]
    surname = pl.select(pl.concat_str(*last)).to_series().str.to_titlecase()
    return pl.select(
        pl.concat_str(first.gather(numbers % len(first)), surname, separator=" ")
    ).to_series()


def _ids(kind: str, numbers: np.ndarray) -> pl.Series:
    return pl.select(
        pl.concat_str(pl.lit(kind), pl.Series(numbers + 1).cast(pl.String).str.zfill(8))
    ).to_series()


def _basics(numbers: np.ndarray, chance: Generator) -> pl.DataFrame:
    count = len(numbers)
    titles = _titles(numbers)
    return pl.DataFrame(
        {
            "tconst": _ids("tt", numbers),
            "kind": pl.Series(KINDS).gather(numbers % len(KINDS)),
            "title": titles,
            "original": titles,
            "adult": pl.repeat("0", count, eager=True),
            "year": chance.integers(1900, 2026, count),
            "end": pl.repeat(MISSING, count, eager=True),
            "minutes": chance.integers(5, 220, count),
            "genres": pl.repeat("Comedy,Drama", count, eager=True),
        }
    )


def _crew(numbers: np.ndarray, chance: Generator, last_name: int) -> pl.DataFrame:
    people = chance.integers(0, last_name, (2, len(numbers)))
    return pl.DataFrame(
        {
            "tconst": _ids("tt", numbers),
            "directors": _ids("nm", people[0]),
            "writers": _ids("nm", people[1]),
        }
    )


def _cast(numbers: np.ndarray, chance: Generator, last_name: int) -> pl.DataFrame:
    count = len(numbers) * PEOPLE
    places = np.tile(np.arange(PEOPLE), len(numbers))
    return pl.DataFrame(
        {
            "tconst": _ids("tt", np.repeat(numbers, PEOPLE)),
            "ordering": places + 1,
            "nconst": _ids("nm", chance.integers(0, last_name, count)),
            "category": pl.Series(CATEGORIES).gather(places),
            "job": pl.repeat(MISSING, count, eager=True),
            "characters": pl.repeat('["Somebody"]', count, eager=True),
        }
    )


def _ratings(numbers: np.ndarray, chance: Generator) -> pl.DataFrame:
    count = len(numbers)
    votes = chance.integers(5, 100_000, count)
    rating = pl.repeat("6.5", count, eager=True)
    return pl.DataFrame({"tconst": _ids("tt", numbers), "rating": rating, "votes": votes})


def _names(numbers: np.ndarray, chance: Generator) -> pl.DataFrame:
    count = len(numbers)
    return pl.DataFrame(
        {
            "nconst": _ids("nm", numbers),
            "name": _people(numbers),
            "birth": chance.integers(1880, 2010, count),
            "death": pl.repeat(MISSING, count, eager=True),
            "profession": pl.repeat("actor", count, eager=True),
            "known_for": pl.repeat(MISSING, count, eager=True),
        }
    )


def look_up(catalogue: Catalogue, mentions: int) -> tuple[int, float]:
    """Look up films by title, year and director, batch by batch; how many were found, and when."""
    told = catalogue.connection.execute(
        """
        SELECT any_value(films.title) AS title, any_value(films.year) AS year, imdb_id,
            any_value(credits.name) AS name
        FROM films INNER JOIN credits USING (imdb_id)
        WHERE credits.role = 'director'
        GROUP BY imdb_id ORDER BY hash(imdb_id) LIMIT ?
        """,
        [mentions],
    ).pl()
    begin = time.perf_counter()
    found = 0
    for start in range(0, told.height, BATCH):
        batch = told.slice(start, BATCH).with_columns(
            document_id=pl.concat_str(pl.lit("d"), pl.int_range(pl.len()).cast(pl.String)),
            film_no=pl.lit(0, pl.Int32),
        )
        text = pl.concat_str("title", pl.lit(" ("), "year", pl.lit("), by "), "name")
        known = catalogue.known(phrases_of(batch.select("document_id", text=text), FIELDS.empty()))
        films = batch.select("document_id", "film_no", value="title")
        claims = pl.concat(
            batch.select(
                "document_id",
                "film_no",
                attribute=pl.lit(attribute),
                value=pl.col(column).cast(pl.String),
                value_normalised=pl.col(column).cast(pl.String),
                confidence=pl.lit(0.9),
            )
            for attribute, column in (("year", "year"), ("director", "name"))
        )
        matched = matched_listed(films, claims, known).filter("is_taken")
        right = matched.join(batch, on=["document_id", "imdb_id"], how="semi")
        found += right.height
    return found, time.perf_counter() - begin


def main() -> int:
    """Make a catalogue, load it, look up, and print seconds and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=int, default=1_000_000)
    parser.add_argument("--names", type=int, default=1_250_000)
    parser.add_argument("--mentions", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reelhouse-catalogue-") as scratch:
        folder = Path(scratch)
        write_catalogue(folder / "imdb", titles=asked.titles, names=asked.names)
        before = peak_mb()
        begin = time.perf_counter()
        file = CatalogueFile(folder, "bench")
        file.load(imdb.tables_in(folder / "imdb"), imdb.CATALOGUE_ROLES)
        seconds = time.perf_counter() - begin
        say(f"catalogue of {asked.titles:,} titles and {asked.names:,} names")
        say(f"  load       {seconds:8.1f} s {peak_mb():8,.0f} MB (made with {before:,.0f} MB)")
        with file.open() as catalogue:
            found, seconds = look_up(catalogue, asked.mentions)
        say(f"  look up    {seconds:8.1f} s {peak_mb():8,.0f} MB")
        say(f"  {found:,} of {asked.mentions:,} films found by title, year and director")
    return 0


def peak_mb() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)  # noqa: T201 - what it is for


if __name__ == "__main__":
    sys.exit(main())
