from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract import RELEASED
from pipelines.warehouse import disk, parquet

CLAIMS = next(table for table in RELEASED if table.name == "marts.claims")


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=5))
def test_each_document_is_in_one_part_and_the_one_that_is_named(document_id: str) -> None:
    found = [
        part.name
        for part in parquet.parts_of(CLAIMS)
        if duckdb.execute(
            f"select count(*) from (select ? as document_id) where {part.where}",  # noqa: S608
            [document_id],
        ).fetchone()
        == (1,)
    ]
    assert found == [parquet.part_of(document_id)]


def test_a_table_whose_documents_have_few_rows_is_one_file() -> None:
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
