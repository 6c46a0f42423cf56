"""How many documents a second the claims stage reads on two cores, beside what is aimed at.

What belongs here is the claims stage alone, without landing, storing and marts: plain documents
from texts and fields to staging tables, HTML pages from their bytes, read in the small batches and
staged in the large ones of a run. The floor beside each is the least that any stage must do
with the same documents in the same processes.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import polars as pl
from selectolax.lexbor import LexborHTMLParser

from pipelines.claims.rules import NAME
from pipelines.landing.landing import READ_AT_ONCE
from pipelines.landing.registry import load_registry
from pipelines.orchestration.staging import own_names_frame, sources_frame
from pipelines.reading.documents import read
from pipelines.reading.tables import FIELDS
from pipelines.staging.batches import stage
from pipelines.workers import Workers
from tests.bench.generator import pages, plain_documents

CORES: Final = 2
PLAIN: Final = 20_000
PAGES: Final = 10_000
PLAIN_AT_ONCE: Final = 5_000
PLAIN_AIM: Final = 10_000
PAGES_AIM: Final = 500
"""Documents a second."""

Document = tuple[str, str, bytes]
"""Source, name and content."""
Work = tuple[Any, ...]
"""What a process gets: a batch of documents, and what the registry tells of their sources."""
Step = tuple[Callable[..., object], Sequence[Work]]
"""What is done with each batch, and the batches."""


@dataclass(frozen=True)
class Rate:
    """Documents a second: what is aimed at, what was reached, what the floor reached."""

    kind: str
    aim: int
    reached: float
    floor: float


def rates(samples: Path, sources: Path) -> Iterator[Rate]:
    """The rates of plain documents and of pages."""
    registry = load_registry(sources, samples, is_default=False)
    told = (sources_frame(registry), own_names_frame(registry))
    texts = plain_documents(PLAIN, samples)
    plain = [(*frames_of(batch), *told) for batch in batches(texts, PLAIN_AT_ONCE)]
    yield rate("plain documents, 2 KB", PLAIN_AIM, PLAIN, [(stage_plain, plain)], (scan, plain))
    read_by = [(batch,) for batch in batches(pages(PAGES, samples), READ_AT_ONCE)]
    read_as = [frames_of(batch) for (batch,) in read_by]
    staged_by = [
        (*(pl.concat(frames) for frames in zip(*read_as[part::CORES], strict=True)), *told)
        for part in range(CORES)
    ]
    steps: list[Step] = [(frames_of, read_by), (stage_plain, staged_by)]
    yield rate("HTML pages, 180 KB", PAGES_AIM, PAGES, steps, (parse, read_by))


def rate(kind: str, aim: int, count: int, steps: Sequence[Step], floor: Step) -> Rate:
    """The rate of the steps one after the other and of their floor, in the same processes."""
    with Workers(CORES) as workers:
        reached = count / sum(seconds(workers, *step) for step in steps)
        return Rate(kind, aim, reached, count / seconds(workers, *floor))


def seconds(workers: Workers, function: Callable[..., object], works: Sequence[Work]) -> float:
    """Seconds for all works; the processes have done one before, so all is loaded."""
    list(workers.map(function, [works[0]] * CORES))
    begin = time.perf_counter()
    list(workers.map(function, works))
    return time.perf_counter() - begin


def batches(documents: Iterator[Document], size: int) -> Iterator[list[Document]]:
    """The documents in lists of a size."""
    while batch := list(islice(documents, size)):
        yield batch


def frames_of(batch: Sequence[Document]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The documents of a batch as the claims stage gets them, and their fields."""
    documents: list[tuple[str, str, str, str]] = []
    fields: list[tuple[Any, ...]] = []
    for source, name, content in batch:
        reading = read(content, name)
        documents.append((name, source, f"{source}/{name}", reading.text))
        fields += [(name, *field) for field in reading.fields]
    schema = dict.fromkeys(("document_id", "source", "uri", "text"), pl.String())
    return (
        pl.DataFrame(documents, schema=schema, orient="row"),
        pl.DataFrame(fields, schema=FIELDS.polars_schema, orient="row"),
    )


def stage_plain(
    documents: pl.DataFrame, fields: pl.DataFrame, sources: pl.DataFrame, own_names: pl.DataFrame
) -> int:
    """Stage documents that are read; gives back how many claims they make."""
    return stage(documents, fields, sources, own_names)["staging.stg_claims"].height


def scan(documents: pl.DataFrame, *_: pl.DataFrame) -> int:
    """The floor of plain documents: cut them into lines, and look for names once."""
    lines = documents.select(pl.col("text").str.split("\n").explode())
    return lines.filter(pl.col("text").str.contains(NAME)).height


def parse(batch: Sequence[Document], *_: pl.DataFrame) -> int:
    """The floor of pages: parse them and take their text."""
    return sum(len(LexborHTMLParser(content.decode()).text()) for _, _, content in batch)
