"""Lines know where they stand, and wrapped paragraphs become one line."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.claims.text.lines import join_columns, join_wrapped, lines_from, without_heads

WRAPPED = (
    "A headline\n\nThis paragraph was broken by an editor at some width, as\n"
    "one can see from its lines, which all are about as long as\nthe first.\n\nThe end.\n"
)


def lines_of(text: str) -> pl.DataFrame:
    return lines_from(pl.LazyFrame({"document_id": ["d"], "text": [text]})).collect()


def test_a_wrapped_paragraph_is_one_line_that_keeps_its_breaks() -> None:
    joined = join_wrapped(lines_of(WRAPPED))
    assert joined["line"].str.len_chars().to_list() == [10, 126, 8]
    start = joined["start"].to_list()[1]
    raw = joined["raw"].to_list()[1]
    assert WRAPPED[start : start + len(raw)] == raw


def test_lines_of_data_are_not_joined() -> None:
    cast = "Starring: Ada Brown, Tom Grey, Jo Smith and a cast of thousands"
    text = f"Title\n\n{cast}\nRuntime: 98 min\n"
    assert len(join_wrapped(lines_of(text))) == 3


COLUMN = (
    "Ein Vater kommt zurück, und keiner im\nHaus will wissen, wo er so lange gewe-\n"
    "sen ist. Der Hund weiß es, und Jean-\nLuc, der Sohn, weiß es auch. Vor- und\n"
    "Nachteile hat das eine wie das andere,\nund so vergeht der lange Sommer.\n\n"
) * 3


def test_a_narrow_column_is_joined_and_its_words_are_whole() -> None:
    joined = join_columns(lines_of("Heimkehr\n\n" + COLUMN))
    assert joined["line_no"].to_list() == [0, 1, 2, 3]
    said = joined["line"].to_list()[1]
    assert "gewesen ist" in said
    assert "Jean-Luc, der Sohn" in said
    assert "Vor- und Nachteile" in said


def test_a_list_of_short_lines_is_no_column() -> None:
    lines = lines_of("\n".join(["The Rain, 1998", "Ada Brown", "Norway, 90 min", "drama"] * 6))
    assert join_columns(lines)["line"].to_list() == lines["line"].to_list()


def test_the_lines_of_a_head_that_is_read_as_fields_are_left_out() -> None:
    text = "Title: Rain\nDate: 2021-06-18 10:20\n\nIt rains.\n"
    fields = pl.DataFrame(
        {"document_id": ["d"], "record_type": ["front_matter"], "span_end": [34]},
        schema_overrides={"span_end": pl.Int32},
    )
    assert without_heads(lines_of(text), fields)["line"].to_list() == ["It rains."]


@given(st.text(alphabet="ab \n\r#*_é—🎬.:", max_size=300))
@settings(max_examples=50, deadline=None)
def test_raw_is_the_text_at_its_start(text: str) -> None:
    lines = lines_of(text)
    for frame in (lines, join_wrapped(lines), join_columns(lines)):
        for row in frame.iter_rows(named=True):
            assert text[row["start"] : row["start"] + len(row["raw"])] == row["raw"]


def test_points_between_a_label_and_its_value_are_read_as_a_colon() -> None:
    text = "Director ........ Ada Brown\nMusic … Jo Smith\nPhotography      Tom Grey\n"
    assert lines_of(text)["line"].to_list() == [
        "Director: Ada Brown",
        "Music: Jo Smith",
        "Photography: Tom Grey",
    ]


def test_points_behind_other_words_stay() -> None:
    text = "Ada Brown ... Mabel\nAnd then... silence\nDirector... or was she?"
    assert lines_of(text)["line"].to_list()[:2] == text.splitlines()[:2]
