import json
import time
from pathlib import Path
from typing import Any

import pytest

from pipelines.reading.documents import UnreadableError, read

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = [
    json.loads(line) for line in (GOLDEN / "reading_front_matter.jsonl").open(encoding="utf-8")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["seen"])
def test_a_head_gives_its_values_and_where_they_stand(case: dict[str, Any]) -> None:
    reading = read(case["input"].encode(), case["name"])
    assert reading.text == case["input"]
    told = [
        [field.key, field.position, field.value, reading.text[field.span_start : field.span_end]]
        for field in reading.fields
    ]
    assert told == case["fields"]


def test_every_value_of_a_record_has_a_path_of_its_own() -> None:
    reading = read(b"---\ntitle: One\ntitle: Two\ntags: [a, a]\n---\n", "a.md")
    places = [(field.record, field.path, field.position) for field in reading.fields]
    assert len(places) == len(set(places)) == 4


def test_aliases_that_multiply_are_refused_and_not_followed() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    started = time.perf_counter()
    with pytest.raises(UnreadableError, match="more than 20,000 values"):
        read(("---\n" + "\n".join(lines) + "\n---\n").encode(), "a.md")
    assert time.perf_counter() - started < 5


def test_brackets_without_end_are_refused() -> None:
    with pytest.raises(UnreadableError, match="levels deep at line 1"):
        read(b"---\n" + b"[" * 100_000 + b"\n---\n", "a.md")


def test_tags_that_name_python_objects_are_only_text() -> None:
    reading = read(b"---\nx: !!python/object/apply:os.system ['true']\n---\n", "a.md")
    assert [(field.key, field.value) for field in reading.fields] == [("x", "true")]
