"""What must hold of any file: it is read or refused with a reason, and staged in declared tables.

What belongs here is used by the short tests, by Hypothesis and by Atheris alike.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import polars as pl

from pipelines.claims.extraction import SOURCES
from pipelines.reading.documents import Reading, UnreadableError, read
from pipelines.reading.fields import Limits
from pipelines.reading.tables import FIELDS
from pipelines.staging.batches import STAGED, stage

SAMPLES: Final = Path(__file__).resolve().parents[2] / "data" / "samples"
ENDINGS: Final = (
    *("txt", "md", "rst", "org", "html", "csv", "tsv", "json", "jsonl", "yml", "toml", "js"),
    *("xml", "parquet", ""),
)
LARGEST: Final = 50_000
"""Bytes of a sample that is changed: what is found in more is found in less."""
LIMITS: Final = Limits(text_characters=200_000, values=20_000, value_characters=1_000_000)
NO_NAMES: Final = pl.Schema({"source": pl.String, "key": pl.String, "attribute": pl.String})


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the samples, in order."""
    paths = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    return tuple((path.name, path.read_bytes()[:LARGEST]) for path in paths)


def reading_of(content: bytes, name: str) -> Reading | None:
    """The reading of a file after it was found sound; None if it was refused with a reason."""
    try:
        reading = read(content, name, LIMITS)
    except UnreadableError as error:
        if not str(error).isprintable():
            raise AssertionError(f"a reason that cannot be shown: {error!r}") from error
        return None
    reading.text.encode()
    places = {(field.record, field.path, field.position) for field in reading.fields}
    assert len(places) == len(reading.fields)
    for field in reading.fields:
        assert field.key
        assert field.value.strip()
        field.value.encode()
        if field.span_start is not None and field.span_end is not None:
            assert 0 <= field.span_start <= field.span_end <= len(reading.text)
    return reading


def check_staging(readings: Sequence[Reading]) -> None:
    """Stage documents together, and hold the rows against the tables and the texts."""
    documents = pl.DataFrame(
        {
            "document_id": [f"d{number}" for number in range(len(readings))],
            "source": ["fuzz"] * len(readings),
            "uri": [f"fuzz/{number}.md" for number in range(len(readings))],
            "text": [reading.text for reading in readings],
        },
        schema=dict.fromkeys(("document_id", "source", "uri", "text"), pl.String),
    )
    rows = [
        (f"d{number}", *field)
        for number, reading in enumerate(readings)
        for field in reading.fields
    ]
    fields = pl.DataFrame(rows, schema=FIELDS.polars_schema, orient="row")
    told = dict.fromkeys(SOURCES) | {"source": "fuzz", "publication_kind": "blog"}
    sources = pl.DataFrame([told], schema=SOURCES)
    staged = stage(documents, fields, sources, pl.DataFrame(schema=NO_NAMES))
    for table in STAGED:
        frame = staged[table.name]
        assert frame.schema == table.polars_schema
        assert not frame.select(pl.struct(table.key).is_duplicated().any()).item(), table.name
    lengths = documents.select("document_id", length=pl.col("text").str.len_chars())
    spanned = staged["staging.stg_claims"].join(lengths, on="document_id")
    begin, end = pl.col("span_start"), pl.col("span_end")
    wrong = spanned.filter(~((begin >= 0) & (begin <= end) & (end <= pl.col("length"))))
    assert wrong.is_empty(), wrong.select("rule", "value", "span_start", "span_end", "length")
