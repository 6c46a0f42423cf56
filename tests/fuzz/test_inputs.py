"""Any bytes are read or refused, and any text is staged; near-valid documents most of all."""

import os
from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.checks import ENDINGS, check_staging, reading_of, samples

TIMES: Final = int(os.environ.get("REELHOUSE_FUZZ_TIMES", "1"))
"""How many times as long as in `make test`."""
TOKENS: Final = (
    *(b"---\n", b"+++\n", b"title: ", b"[", b"]", b"{", b"}", b'"', b"'", b":", b",", b"\n"),
    *(b"\t", b"\r", b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xef\xbb\xbf"),
    *(b"<p>", b"</div>", b"<table>", b"<script type='application/ld+json'>", b"<!--", b"&#0;"),
    *(b"&a ", b"*a", b"<<: *a", b"!!python/name:os ", b"1e308", b"-0", b"9" * 11, b"2023-02-31"),
    *("★★★½".encode(), b"31 February 2023", b"25:99", b"Director: ", b" by ", b"(1991)", b"\\"),
)  # fmt: skip
names = st.sampled_from(ENDINGS).map(lambda ending: f"a.{ending}")


@st.composite
def near_samples(draw: st.DrawFn) -> tuple[bytes, str]:
    """A sample cut, joined with another, or with pieces put in, under its own or another name."""
    name, content = draw(st.sampled_from(samples()))
    for _ in range(draw(st.integers(1, 6))):
        begin = draw(st.integers(0, len(content)))
        end = draw(st.integers(begin, min(len(content), begin + 200)))
        kind = draw(st.sampled_from(("put", "cut", "take out", "join", "repeat", "bytes")))
        if kind == "put":
            content = content[:begin] + draw(st.sampled_from(TOKENS)) + content[begin:]
        elif kind == "cut":
            content = content[begin:] if draw(st.booleans()) else content[:end]
        elif kind == "take out":
            content = content[:begin] + content[end:]
        elif kind == "repeat":
            content = content[:begin] + content[begin:end] * 20 + content[end:]
        elif kind == "bytes":
            content = content[:begin] + draw(st.binary(min_size=1, max_size=9)) + content[end:]
        else:
            content = content[:begin] + draw(st.sampled_from(samples()))[1][:9_000]
    return content, name if draw(st.booleans()) else draw(names)


bounded = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(bounded, max_examples=300 * TIMES)
@given(st.binary(max_size=300), names)
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    reading_of(content, name)


@settings(bounded, max_examples=300 * TIMES)
@given(near_samples())
def test_near_samples_are_read_or_refused(file: tuple[bytes, str]) -> None:
    reading_of(*file)


@settings(bounded, max_examples=4 * TIMES)
@given(st.lists(near_samples(), min_size=20, max_size=40))
def test_near_samples_are_staged(files: list[tuple[bytes, str]]) -> None:
    check_staging([reading for file in files if (reading := reading_of(*file)) is not None])


@settings(bounded, max_examples=4 * TIMES)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=400), names), min_size=20, max_size=40))
def test_any_texts_are_staged(files: list[tuple[str, str]]) -> None:
    readings = (reading_of(text.encode("utf-8", "replace"), name) for text, name in files)
    check_staging([reading for reading in readings if reading is not None])
