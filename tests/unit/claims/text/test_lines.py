"""Lines know where they stand, and wrapped paragraphs become one line."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.claims.text.lines import join_wrapped, lines_from

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


@given(st.text(alphabet="ab \n\r#*_é—🎬.:", max_size=300))
@settings(max_examples=50, deadline=None)
def test_raw_is_the_text_at_its_start(text: str) -> None:
    for frame in (lines_of(text), join_wrapped(lines_of(text))):
        for row in frame.iter_rows(named=True):
            assert text[row["start"] : row["start"] + len(row["raw"])] == row["raw"]
