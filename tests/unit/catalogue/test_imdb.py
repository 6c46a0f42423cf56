"""Reading the tables of a catalogue."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from pipelines.catalogue import imdb
from tests.unit.catalogue.tables import ROWS, write_tables

BASICS = next(table for table in imdb.TABLES if table.name == "title.basics")


def converted(folder: Path, lines: list[str]) -> tuple[imdb.Converted, pl.DataFrame]:
    """What becomes of a file of films with these lines."""
    path, target = folder / "title.basics.tsv.gz", folder / "films.parquet"
    text = "\n".join(["\t".join(BASICS.columns), *lines, ""])
    path.write_bytes(gzip.compress(text.encode()))
    return imdb.convert(path, BASICS, target), pl.read_parquet(target)


def test_a_film_has_typed_columns(tmp_path: Path) -> None:
    _, films = converted(tmp_path, ["\t".join(ROWS["title.basics"][0])])
    assert films.row(0, named=True) == {
        "imdb_id": "tt0000011",
        "title": "Night Ferry",
        "original_title": "Nachtfähre",
        "key": "night ferry",
        "original_key": "nachtfahre",
        "year": 1962,
        "runtime_minutes": 98,
        "genres": ["Drama"],
    }


@pytest.mark.parametrize(
    "line",
    [
        "tt0000011\tmovie\tNight Ferry",
        "tt0000011\tmovie\tNight Ferry\tNight Ferry\t0\tsoon\t\\N\t98\tDrama",
        "11\tmovie\tNight Ferry\tNight Ferry\t0\t1962\t\\N\t98\tDrama",
        "tt0000011\tmovie\tNight\tFerry\tNight Ferry\t0\t1962\t\\N\t98\tDrama",
    ],
    ids=["short", "no year", "no id", "long"],
)
def test_a_line_of_another_form_is_left_out_and_counted(tmp_path: Path, line: str) -> None:
    counts, films = converted(tmp_path, ["\t".join(ROWS["title.basics"][0]), line])
    assert counts == imdb.Converted(line_count=2, bad_line_count=1)
    assert films.height == 1


def test_quotes_are_letters_like_others(tmp_path: Path) -> None:
    line = 'tt0000011\tmovie\t"Ferry\t"Ferry\t0\t1962\t\\N\t98\tDrama'
    _, films = converted(tmp_path, [line, "\t".join(ROWS["title.basics"][1])])
    assert films["title"].to_list() == ['"Ferry', "Night Ferry"]


def test_episodes_of_series_are_no_films(tmp_path: Path) -> None:
    _, films = converted(tmp_path, ["\t".join(row) for row in ROWS["title.basics"]])
    assert "tt0000014" not in films["imdb_id"].to_list()


def test_a_file_with_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "title.basics.tsv"
    path.write_text("id\ttitle\n1\tNight Ferry\n")
    with pytest.raises(imdb.CatalogueError, match=r"title\.basics\.tsv: line 1: should name"):
        imdb.convert(path, BASICS, tmp_path / "films.parquet")


def test_a_broken_archive_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "title.basics.tsv.gz"
    path.write_bytes(gzip.compress(b"tconst")[:-9])
    with pytest.raises(imdb.CatalogueError, match=r"title\.basics\.tsv\.gz"):
        imdb.convert(path, BASICS, tmp_path / "films.parquet")


def test_a_catalogue_without_a_table_it_needs_is_refused(tmp_path: Path) -> None:
    write_tables(tmp_path)
    (tmp_path / "name.basics.tsv.gz").unlink()
    with pytest.raises(imdb.CatalogueError, match=r"name\.basics\.tsv\.gz is not there"):
        imdb.tables_in(tmp_path)


def test_a_folder_without_a_catalogue_has_no_tables(tmp_path: Path) -> None:
    assert imdb.tables_in(tmp_path) == {}
