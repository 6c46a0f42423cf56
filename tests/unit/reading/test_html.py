import json
import time
from pathlib import Path
from typing import Any

import pytest

from pipelines.reading.documents import UnreadableError, read
from pipelines.reading.html import read_html

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = [json.loads(line) for line in (GOLDEN / "reading_html.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["seen"])
def test_a_page_is_written_in_lines(case: dict[str, Any]) -> None:
    assert read_html(case["input"])[0] == case["text"]


def test_a_page_nested_without_end_is_refused_at_once() -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableError, match="nested too deep in line 1"):
        read_html("<div>" * 200_000)
    assert time.perf_counter() - started < 5


def test_a_page_of_many_neighbouring_links_is_read_at_once() -> None:
    started = time.perf_counter()
    text = read_html("<nav>" + "<a>Ten</a>\n" * 20_000)[0]
    assert text.count(" · ") == 19_999
    assert time.perf_counter() - started < 5


def test_a_deep_page_below_the_bound_is_read() -> None:
    assert read_html("<div>" * 5_000 + "Ten")[0] == "Ten"


def test_a_page_in_a_charset_it_declares_is_decoded_so() -> None:
    page = '<html><meta charset="windows-1251"><p>Зеркало</p>'.encode("cp1251")
    reading = read(page, "a.html")
    assert (reading.text, reading.charset) == ("Зеркало", "cp1251")


def test_what_is_hidden_in_capitals_is_not_text() -> None:
    assert read_html("<P HIDDEN>Nine</P><P>Ten</P>")[0] == "Ten"
