"""Corrections by persons: they are read, checked, laid over the clusters, and counted."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.identity.links import link_films
from pipelines.identity.overrides import (
    FILES,
    OverrideError,
    Overrides,
    read_overrides,
)
from pipelines.identity.registry import Registry
from tests.unit.identity.rows import NOON, film, films, linked_persons, no_ids, with_changes

FOLDER_OF_A = pl.DataFrame(
    {"document_id": ["a", "b", "c"], "uris": [["gazette/a.txt"], ["b.txt"], ["c.txt"]]}
)


def written(folder: Path, file: str, *lines: str) -> Path:
    """A folder with one file of corrections."""
    text = "\n".join([",".join(FILES[file]), *lines, ""])
    (folder / f"{file}.csv").write_text(text, encoding="utf-8")
    return folder


def linked(
    rows: pl.DataFrame, overrides: Overrides, registry: Registry | None = None
) -> tuple[dict[str, str], Registry]:
    """The film of each document, and the registry after."""
    before = registry or no_ids()
    links, changes = link_films(rows, before, now=NOON, overrides=overrides, places=FOLDER_OF_A)
    ids = dict(links.select("document_id", "film_id").iter_rows())
    return ids, with_changes(before, changes)


THREE = films(
    film("a", "Night Ferry", 1962), film("b", "Nachtfähre", 1962), film("c", "Night Ferry", 1994)
)


def test_two_films_that_a_person_says_are_one_have_one_id(tmp_path: Path) -> None:
    before, registry = linked(THREE, Overrides())
    assert before["a"] != before["b"]
    folder = written(tmp_path, "same_films", f"{before['a']},{before['b']},translation,2026-11-20")
    after, _ = linked(THREE, read_overrides(folder), registry)
    assert after["a"] == after["b"] == before["a"]
    assert after["c"] == before["c"]


def test_films_that_were_joined_by_a_person_leave_a_redirect(tmp_path: Path) -> None:
    before, registry = linked(THREE, Overrides())
    folder = written(tmp_path, "same_films", f"{before['a']},{before['b']},translation,2026-11-20")
    _, after = linked(THREE, read_overrides(folder), registry)
    assert after.redirects.select("old_id", "new_id").rows() == [(before["b"], before["a"])]


def test_a_document_is_about_the_film_a_person_says(tmp_path: Path) -> None:
    before, registry = linked(THREE, Overrides())
    line = f"gazette/a.txt,,{before['c']},the remake,2026-11-20"
    overrides = read_overrides(written(tmp_path, "document_films", line))
    after, _ = linked(THREE, overrides, registry)
    assert after == {"a": before["c"], "b": before["b"], "c": before["c"]}


def test_films_that_a_person_keeps_apart_stay_apart(tmp_path: Path) -> None:
    before, registry = linked(THREE, Overrides())
    bridge = films(
        film("a", "Night Ferry", 1962, "Greta Lund"),
        film("b", "Nachtfähre", 1962, "Greta Lund", also=("Night Ferry",)),
    )
    assert len(set(linked(bridge, Overrides(), registry)[0].values())) == 1
    line = f"{before['a']},{before['b']},two films of one year,2026-11-20"
    overrides = read_overrides(written(tmp_path, "different_films", line))
    after, _ = linked(bridge, overrides, registry)
    assert after == {"a": before["a"], "b": before["b"]}


def test_what_a_correction_changed_is_counted(tmp_path: Path) -> None:
    before, registry = linked(THREE, Overrides())
    line = f"{before['a']},{before['b']},translation,2026-11-20"
    overrides = read_overrides(written(tmp_path, "same_films", line))
    linked(THREE, overrides, registry)
    assert overrides.frame()["effect_count"].to_list() == [1]


def test_a_correction_that_changes_nothing_is_told_by_its_count(tmp_path: Path) -> None:
    before, registry = linked(THREE, Overrides())
    line = f"gazette/a.txt,,{before['a']},as it is,2026-11-20"
    overrides = read_overrides(written(tmp_path, "document_films", line))
    linked(THREE, overrides, registry)
    assert overrides.frame()["effect_count"].to_list() == [0]


def test_an_id_that_was_never_given_is_refused_with_its_line(tmp_path: Path) -> None:
    overrides = read_overrides(
        written(tmp_path, "same_films", "f_aaaaaaaaaa,f_bbbbbbbbbb,typo,2026-11-20")
    )
    with pytest.raises(OverrideError, match=r"same_films\.csv line 2: film f_a+ is no id"):
        linked(THREE, overrides)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["f_a,f_b,why,soon"], "decided_on is 'soon'"),
        (["f_a,,why,2026-11-20"], "other_film is empty"),
        (["f_a,f_b,,2026-11-20"], "reason is empty"),
        (["f_a,f_b,why,2026-11-20", "f_b,f_a,why,2026-11-21"], "line 3: speaks of the same as"),
    ],
)
def test_a_row_that_cannot_be_followed_is_refused(
    tmp_path: Path, lines: list[str], message: str
) -> None:
    with pytest.raises(OverrideError, match=message):
        read_overrides(written(tmp_path, "same_films", *lines))


def test_two_files_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    written(tmp_path, "same_films", "f_a,f_b,one,2026-11-20")
    written(tmp_path, "different_films", "f_b,f_a,two,2026-11-20")
    with pytest.raises(OverrideError, match=r"different_films\.csv line 2: speaks of the same"):
        read_overrides(tmp_path)


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "persons.csv").write_text("name,person\nAda Brown,p_a\n")
    with pytest.raises(OverrideError, match=r"persons\.csv: line 1: should name the columns"):
        read_overrides(tmp_path)


def test_no_folder_is_no_correction(tmp_path: Path) -> None:
    assert read_overrides(tmp_path / "none").rows == ()


PERSONS: pl.DataFrame = pl.DataFrame(
    [
        ("a", 0, "Ada Brown", None, "director", 1962),
        ("b", 0, "A. Brown-Roe", None, "director", 1963),
        ("c", 0, "Ada Brown", None, "composer", 1999),
    ],
    schema=["document_id", "film_no", "name", "imdb_id", "role", "year"],
    orient="row",
)


def people(overrides: Overrides, registry: Registry | None = None) -> tuple[list[str], Registry]:
    """The persons of the three documents, and the registry after."""
    films_linked, _ = link_films(THREE, no_ids(), now=NOON)
    before = registry or no_ids()
    links, changes = linked_persons(PERSONS, films_linked, before, now=NOON, overrides=overrides)
    return links.sort("document_id")["person_id"].to_list(), with_changes(before, changes)


def test_a_name_is_the_person_that_a_person_says(tmp_path: Path) -> None:
    before, registry = people(Overrides())
    assert before[0] != before[1]
    line = f"A. Brown-Roe,,{before[0]},married name,2026-11-20"
    after, _ = people(read_overrides(written(tmp_path, "persons", line)), registry)
    assert after == [before[0], before[0], before[2]]


def test_a_name_can_be_corrected_for_one_film_only(tmp_path: Path) -> None:
    before, registry = people(Overrides())
    films_linked, _ = linked(THREE, Overrides())
    line = f"Ada Brown,{films_linked['c']},nm0000021,a namesake,2026-11-20"
    after, _ = people(read_overrides(written(tmp_path, "persons", line)), registry)
    assert after[0] == before[0]
    assert after[2] != after[0]


def test_a_document_that_is_moved_on_counts_as_the_film_it_is_moved_to(tmp_path: Path) -> None:
    before, registry = linked(THREE, Overrides())
    first = written(tmp_path, "document_films", f"b.txt,,{before['a']},translation,2026-11-20")
    _, registry = linked(THREE, read_overrides(first), registry)
    written(tmp_path, "document_films", f"b.txt,,{before['c']},the remake,2026-11-20")
    line = f"{before['a']},{before['c']},two films,2026-11-20"
    overrides = read_overrides(written(tmp_path, "different_films", line))
    after, _ = linked(THREE, overrides, registry)
    assert after == {"a": before["a"], "b": before["c"], "c": before["c"]}
    told = overrides.frame().select("file", "effect_count").rows()
    assert sorted(told) == [("different_films", 0), ("document_films", 1)]
