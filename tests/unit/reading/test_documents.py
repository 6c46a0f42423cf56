import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading.documents import Reading, UnreadableError, read

ENDINGS = ("txt", "md", "rst", "org", "html", "csv", "tsv", "json", "jsonl", "yml", "toml", "js")
HEADS = (b"", b"---\n", b"+++\n", b"{", b"[", b"<html>", b".. a: b\n", b"PAR1", b"\xff\xfe")
TOKENS = (
    *("---\n", "+++\n", "title: x\n", "a = ", "[", "]", "{", "}", '"', "'", ":", ",", "\n", "\t"),
    *("<p>", "</p>", "<table>", "<td>", "<li>", "<ul>", "<em>", "</em>", "<h1>", "<dl>", "<dd>"),
    *("<div itemscope itemprop=a>", "<script type='application/ld+json'>", "&a ", "*a", "\\", "é"),
    *("- ", "|", "\r", "<!--", "-->"),
)


def _is_sound(content: bytes, ending: str) -> None:
    try:
        reading = read(content, f"a.{ending}")
    except UnreadableError as error:
        assert str(error)  # noqa: PT017 - either outcome is right, the reason must be there
        return
    assert isinstance(reading, Reading)
    reading.text.encode()
    places = [(field.record, field.path, field.position) for field in reading.fields]
    assert len(places) == len(set(places))
    for field in reading.fields:
        assert field.value.strip()
        assert field.key
        field.value.encode()
        if field.span_start is not None and field.span_end is not None:
            assert 0 <= field.span_start <= field.span_end <= len(reading.text)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=200), st.sampled_from((*ENDINGS, "parquet")))
def test_any_bytes_are_read_or_refused_with_a_reason(head: bytes, rest: bytes, ending: str) -> None:
    _is_sound(head + rest, ending)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=40), st.sampled_from(ENDINGS))
def test_any_markup_is_read_or_refused_with_a_reason(tokens: list[str], ending: str) -> None:
    _is_sound("".join(tokens).encode(), ending)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aé😀'\"\\: #-", min_size=1, max_size=30))
def test_a_quoted_value_of_a_head_is_found_where_it_stands(value: str) -> None:
    printed = value.replace("'", "''")
    text = f"---\nétat: 😀\nx: '{printed}'\n---\nText"
    fields = {field.key: field for field in read(text.encode(), "a.md").fields}
    if value.strip():
        field = fields["x"]
        assert field.value == value.strip()
        assert text[field.span_start : field.span_end] == printed.strip()


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="empty file"):
        read(content, "a.md")


@pytest.mark.parametrize(
    ("name", "content", "reader", "media_type"),
    [
        ("a.txt", b"<!DOCTYPE html><p>Ten", "html", "text/html"),
        ("a.txt", b"<!-- saved -->\n<html><p>Ten", "html", "text/html"),
        ("a", b"<div><p>x</p></div>" * 20, "html", "text/html"),
        ("a.md", b"<div><p>x</p></div>" * 20, "plain", "text/markdown"),
        ("a.txt", b"Ten is a film.", "plain", "text/plain"),
        ("a.txt", b"---\ntitle: Ten\n---\nText", "front_matter", "text/plain"),
        ("a.md", b"---\ntitle: Ten\n---\n<p>x</p>", "front_matter", "text/markdown"),
        ("list.csv?page=2", b"a,b\n1,2\n", "delimited", "text/csv"),
        ("list.csv", b"a\tb\n1\t2\n", "delimited", "text/tab-separated-values"),
    ],
)
def test_the_reader_is_chosen_by_content_then_by_ending(
    name: str, content: bytes, reader: str, media_type: str
) -> None:
    reading = read(content, name)
    assert (reading.reader, reading.media_type) == (reader, media_type)


def test_many_comments_before_a_text_cost_no_time() -> None:
    assert read(b"<!-- x --> " * 200 + b"Ten", "a.txt").reader == "plain"
