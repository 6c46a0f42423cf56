import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.reading.html import read_html

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = [
    json.loads(line) for line in (GOLDEN / "reading_structured_data.jsonl").open(encoding="utf-8")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["seen"])
def test_a_page_states_things(case: dict[str, Any]) -> None:
    fields = read_html(case["input"])[1]
    told = [
        [field.record, field.record_type, field.key, field.position, field.value]
        for field in fields
        if field.span_start is None
    ]
    assert told == case["fields"]


def test_json_ld_that_is_nested_beyond_sense_leaves_the_page_readable() -> None:
    deep = '{"a":' * 500 + '"x"' + "}" * 500
    page = f'<script type="application/ld+json">{{"name":"Ten","b":{deep}}}</script><p>Seen'
    text, fields = read_html(page)
    assert text == "Seen"
    assert [field.value for field in fields] == ["Ten"]


def test_what_a_page_states_in_capitals_is_read_as_well() -> None:
    page = '<P ITEMSCOPE ITEMTYPE="https://schema.org/Movie"><B ITEMPROP="name">Ten</B>'
    fields = read_html(page)[1]
    assert [(field.record_type, field.key, field.value) for field in fields] == [
        ("Movie", "name", "Ten")
    ]
