import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.staging.segments import EXCERPT_CHARACTERS, SEGMENTS, segments_of, shortened
from tests.unit.staging.rows import DOCUMENT, claim, claims, films

LONG = "This line has more than eighty characters, so that it counts as a line about the film {}."
LONGER = LONG + " And it goes on."


def segments(text: str, *begins: int | None, count: int | None = None) -> pl.DataFrame:
    """The segments of a document whose films' titles stand at these places."""
    titles = [
        claim("title", f"Film {number}", film_no=number, span_start=begin, span_end=begin + 1)
        for number, begin in enumerate(begins)
        if begin is not None
    ]
    texts = pl.LazyFrame({"document_id": [DOCUMENT], "text": [text]})
    found = segments_of(films(count or len(begins)), claims(*titles), texts).collect()
    assert found.schema == SEGMENTS.polars_schema
    return found.sort("film_no")


def short(text: str) -> str:
    """An excerpt of a text."""
    told = pl.select(shortened(pl.lit(text))).item()
    assert isinstance(told, str)
    return told


def test_a_short_text_is_not_cut() -> None:
    assert short("  " + "x" * EXCERPT_CHARACTERS + " ") == "x" * EXCERPT_CHARACTERS


def test_a_long_text_is_cut_at_a_word() -> None:
    told = short("word " * 100)
    assert len(told) <= EXCERPT_CHARACTERS
    assert told.endswith("word …")


@given(st.text(alphabet="ab é…", min_size=0, max_size=900))
def test_an_excerpt_is_never_too_long_and_never_ends_in_a_word(text: str) -> None:
    told = short(text)
    assert len(told) <= EXCERPT_CHARACTERS
    kept = told.removesuffix(" …")
    whole = text.strip(" ")
    assert whole.startswith(kept)
    if kept != told and " " in whole[: EXCERPT_CHARACTERS - 2]:
        assert whole[len(kept)] == " "


def test_the_only_film_has_the_whole_body() -> None:
    told = segments(f"Title\n\n{LONG}\n\n{LONGER}\n", None).row(0, named=True)
    assert told["excerpt"] == LONG
    assert told["synopsis"] == LONGER
    assert told["word_count"] == len(f"Title {LONG} {LONGER}".split()) - 2


def test_front_matter_is_not_about_the_film() -> None:
    front = f"---\ntitle: Film\nimage: {'long-' * 30}name.jpg\n---\n"
    plain, fronted = segments(f"{LONG}\n", None), segments(f"{front}{LONG}\n", None)
    assert fronted["excerpt"].to_list() == [LONG]
    assert fronted["word_count"].to_list() == plain["word_count"].to_list()


def test_of_several_films_each_has_the_text_to_the_next_title() -> None:
    first, second = f"Ida\n{LONG.format('Ida')}\n\n", f"Hunger\n{LONG.format('Hunger')}\n"
    found = segments(first + second, 0, len(first))
    assert found["excerpt"].to_list() == [LONG.format("Ida"), LONG.format("Hunger")]


def test_the_order_in_the_text_counts_and_not_the_number() -> None:
    first, second = f"Ida\n{LONG.format('Ida')}\n\n", f"Hunger\n{LONG.format('Hunger')}\n"
    found = segments(first + second, len(first), 0)
    assert found["excerpt"].to_list() == [LONG.format("Hunger"), LONG.format("Ida")]


def test_a_film_without_a_place_among_several_has_no_text() -> None:
    found = segments(f"Ida\n{LONG}\n", 0, None)
    assert found["excerpt"].to_list() == [LONG, None]
    assert found["word_count"].to_list()[1] is None


@pytest.mark.parametrize("text", ["", "Short.\n\nLines only.\n"])
def test_a_text_without_long_lines_has_no_excerpt(text: str) -> None:
    told = segments(text, None).row(0, named=True)
    assert (told["excerpt"], told["synopsis"]) == (None, None)


def test_marks_of_emphasis_are_left_out() -> None:
    told = segments(LONG.replace("film", "_film_").replace("line", "**line**"), None)
    assert told["excerpt"].to_list() == [LONG]
