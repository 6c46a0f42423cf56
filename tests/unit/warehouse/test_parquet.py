from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contract import RELEASED, ReleasedTable
from pipelines.warehouse import disk, parquet

CLAIMS, CREDITS = (
    next(table for table in RELEASED if table.name == name)
    for name in ("marts.claims", "marts.credits")
)
BEGINNINGS = st.sampled_from(["", "f_"])
TEXTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=5)


@pytest.mark.parametrize("table", [CLAIMS, CREDITS])
@settings(deadline=None)
@given(BEGINNINGS, TEXTS)
def test_each_row_is_in_one_part_and_the_one_that_is_named(
    table: ReleasedTable, beginning: str, text: str
) -> None:
    value, column = beginning + text, table.parted_by
    found = [
        part.name
        for part in parquet.parts_of(table)
        if duckdb.execute(
            f"select count(*) from (select ? as {column}) where {part.where}",  # noqa: S608
            [value],
        ).fetchone()
        == (1,)
    ]
    assert found == [parquet.part_of(value, column)]


def test_a_small_table_is_one_file() -> None:
    (films,) = parquet.parts_of(RELEASED[0])
    assert (films.path, films.where) == ("marts.films.parquet", "true")


def test_a_second_name_is_a_copy_where_the_disk_has_no_such_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Operation not permitted")

    (tmp_path / "one").write_text("told")
    disk.link(tmp_path / "one", tmp_path / "below" / "two")
    monkeypatch.setattr("os.link", refuse)
    disk.link(tmp_path / "one", tmp_path / "below" / "three")
    assert (tmp_path / "below" / "two").samefile(tmp_path / "one")
    assert (tmp_path / "below" / "three").read_text() == "told"
    assert not (tmp_path / "below" / "three").samefile(tmp_path / "one")
