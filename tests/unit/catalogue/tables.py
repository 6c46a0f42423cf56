"""Small catalogues to test with, written in the form of IMDb's tables."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pipelines.catalogue import imdb
from pipelines.warehouse.catalogue import Catalogue, CatalogueFile

N: Final = r"\N"
ROWS: Final[dict[str, list[tuple[str, ...]]]] = {
    "title.basics": [
        ("tt0000011", "movie", "Night Ferry", "Nachtfähre", "0", "1962", N, "98", "Drama"),
        ("tt0000012", "movie", "Night Ferry", "Night Ferry", "0", "1994", N, "105", "Thriller"),
        ("tt0000013", "movie", "The Clockmaker", "Der Uhrmacher", "0", "1958", N, "91", "Drama"),
        ("tt0000014", "tvEpisode", "Night Ferry", "Night Ferry", "0", "1980", N, "30", N),
    ],
    "title.crew": [
        ("tt0000011", "nm0000021", "nm0000021,nm0000022"),
        ("tt0000012", "nm0000023", N),
        ("tt0000013", "nm0000021", "nm0000022"),
    ],
    "title.principals": [
        ("tt0000011", "1", "nm0000024", "actress", N, '["Mona"]'),
        ("tt0000011", "2", "nm0000025", "actor", N, N),
        ("tt0000011", "3", "nm0000026", "composer", N, N),
        ("tt0000012", "1", "nm0000027", "actor", N, '["Rolf"]'),
        ("tt0000013", "1", "nm0000025", "actor", N, N),
    ],
    "title.akas": [("tt0000013", "1", "Il maestro degli orologi", "IT", N, N, N, "0")],
    "title.ratings": [("tt0000011", "7.1", "900"), ("tt0000012", "5.0", "80")],
    "name.basics": [
        ("nm0000021", "Greta Lund", "1920", N, "director", "tt0000011"),
        ("nm0000022", "Paul Voss", N, N, "writer", N),
        ("nm0000023", "Sidney Marsh", "1950", N, "director", N),
        ("nm0000024", "Ilse Brandt", "1931", N, "actress", N),
        ("nm0000025", "Otto Keller", N, N, "actor", N),
        ("nm0000026", "Jan Holm", N, N, "composer", N),
        ("nm0000027", "Rick Dalby", N, N, "actor", N),
    ],
}
"""Two films of one title, one with another title in each country, and an episode of a series."""


def write_tables(folder: Path, rows: dict[str, list[tuple[str, ...]]] | None = None) -> Path:
    """Write the files of a catalogue into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in imdb.TABLES:
        lines = ["\t".join(row) for row in (rows or ROWS).get(table.name, [])]
        text = "\n".join(["\t".join(table.columns), *lines, ""])
        (folder / f"{table.name}.tsv.gz").write_bytes(gzip.compress(text.encode()))
    return folder


@contextmanager
def open_catalogue(folder: Path) -> Iterator[Catalogue]:
    """The small catalogue, loaded and open."""
    file = CatalogueFile(folder, "test")
    file.load(imdb.tables_in(write_tables(folder / "imdb")), imdb.CATALOGUE_ROLES)
    with file.open() as catalogue:
        yield catalogue
