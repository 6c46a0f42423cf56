import io
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines.reading.documents import UnreadableError, read

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = [json.loads(line) for line in (GOLDEN / "reading_data_files.jsonl").open(encoding="utf-8")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["seen"])
def test_a_data_file_has_records(case: dict[str, Any]) -> None:
    reading = read(case["input"].encode(), case["name"])
    told = [[field.record, field.key, field.value] for field in reading.fields]
    assert told == case["fields"]
    for field in reading.fields:
        if field.span_start is not None:
            assert reading.text[field.span_start : field.span_end] == field.value


def test_rows_of_a_parquet_file_are_records() -> None:
    buffer = io.BytesIO()
    pl.DataFrame({"Film": ["Ten", None], "Tags": [["a", "b"], []]}).write_parquet(buffer)
    reading = read(buffer.getvalue(), "a.parquet")
    assert reading.media_type == "application/vnd.apache.parquet"
    assert reading.text == ""
    assert [
        (field.record, field.path, field.key, field.position, field.value)
        for field in reading.fields
    ] == [
        (0, "rows[0].Film", "film", 0, "Ten"),
        (0, "rows[0].Tags[0]", "tags", 0, "a"),
        (0, "rows[0].Tags[1]", "tags", 1, "b"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", b'{"a": ', "invalid JSON"),
        ("a.jsonl", b'{"a": 1}\n{"b": \n', "invalid JSON in line 2"),
        ("a.json", b"[" * 100_000, "invalid JSON: nested too deep"),
        ("a.yml", b"a: b\nc: d: e\n", "invalid YAML in line 2"),
        ("a.toml", b"a = \n", "invalid TOML"),
        ("a.csv", b"1,2,3\n4,5,6\n", "no header in line 1"),
        ("a.parquet", b"PAR1 and no more", "damaged Parquet"),
    ],
)
def test_a_broken_data_file_is_refused_with_the_place(
    name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(content, name)


def test_a_lone_surrogate_in_json_does_not_reach_the_tables() -> None:
    reading = read(b'[{"title": "Ten\\ud800"}]', "a.json")
    assert reading.fields[0].value == "Ten\ufffd"
