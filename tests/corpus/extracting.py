"""Extract the claims of the test corpus without a run, quickly enough to work on rules by.

What belongs here is the short way from the documents of some families to a file that the scoring
tool can read. It skips identity: a film of a document is a film of its own.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from pipelines.catalogue.imdb import CATALOGUE_ROLES, tables_in
from pipelines.landing.registry import Registry, load_registry, matcher
from pipelines.orchestration.staging import known_of, own_names_frame, sources_frame
from pipelines.reading.documents import read
from pipelines.reading.tables import FIELDS
from pipelines.settings import PROJECT_ROOT
from pipelines.staging.batches import stage
from pipelines.warehouse.catalogue import Catalogue, CatalogueFile

SHARED: Final = PROJECT_ROOT.parent / "shared"
CORPUS: Final = SHARED / "corpus"
CATALOGUE: Final = CORPUS / "reference" / "imdb"
SCORER: Final = SHARED / "score" / "score.py"
SOURCES: Final = PROJECT_ROOT / "tests" / "corpus" / "sources.yaml"
UNDESCRIBED: Final = "undescribed"

FAMILIES: Final = (
    "bfi_southbank",
    "bfi_southbank_text",
    "blogs",
    "dcac",
    "festival",
    "movielog",
    "newspaper",
    "oscars",
    "roundups",
    "structured",
)
PARTS: Final = ("seen", "blind")

WRITTEN: Final = PROJECT_ROOT / "tests" / "elsewhere"
WRITTEN_FAMILIES: Final = ("pages", "posts", "press", "programmes", "tables")
"""Documents written for this project, as sites print them that the corpus has nothing of."""


def home_of(family: str) -> Path:
    """The folder with the documents and the truths of a family."""
    return WRITTEN if family in WRITTEN_FAMILIES else CORPUS


BLIND: Final = (3, 7, 11)


def part_of(doc: str) -> str:
    """The part a document belongs to, by its name alone: rules are written by what is seen.

    Three documents of sixteen are blind: nobody looks at them while working on rules.
    """
    return PARTS[hashlib.sha256(doc.encode()).digest()[0] % 16 in BLIND]


def gold_of(family: str) -> list[dict[str, Any]]:
    """What is known to be true of the documents of a family."""
    lines = (home_of(family) / "gold" / f"{family}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def staged(
    families: Iterable[str],
    *,
    part: str | None = None,
    with_registry: bool = True,
    catalogue: Catalogue | None = None,
) -> Mapping[str, pl.DataFrame]:
    """The staging tables of the families' documents, whose ids are their names in the corpus."""
    registry = load_registry(SOURCES, CORPUS / "documents", is_default=False)
    docs = (
        (f"{family}/{path.name}", path)
        for family in families
        for path in sorted((home_of(family) / "documents" / family).iterdir())
    )
    return staged_files(
        (
            (doc, source_of(doc, registry) if with_registry else UNDESCRIBED, path)
            for doc, path in docs
            if part is None or part_of(doc) == part
        ),
        registry,
        catalogue,
    )


def staged_files(
    files: Iterable[tuple[str, str, Path]],
    registry: Registry,
    catalogue: Catalogue | None = None,
) -> Mapping[str, pl.DataFrame]:
    """The staging tables of files, told by document id, source and path."""
    documents: list[tuple[str, str, str, str]] = []
    fields: list[tuple[Any, ...]] = []
    for doc, source, path in files:
        reading = read(path.read_bytes(), path.name)
        documents.append((doc, source, f"documents/{doc}", reading.text))
        fields += [(doc, *field) for field in reading.fields]
    schema = dict.fromkeys(("document_id", "source", "uri", "text"), pl.String())
    texts = pl.DataFrame(documents, schema=schema, orient="row")
    values = pl.DataFrame(fields, schema=FIELDS.polars_schema, orient="row")
    known = known_of(catalogue, texts, values)
    return stage(texts, values, sources_frame(registry), own_names_frame(registry), known)


@contextmanager
def reference_catalogue(folder: Path) -> Iterator[Catalogue]:
    """The reference catalogue of the corpus, loaded into a folder and open for reading."""
    file = CatalogueFile(folder, "corpus")
    file.load(tables_in(CATALOGUE), CATALOGUE_ROLES)
    with file.open() as catalogue:
        yield catalogue


def source_of(doc: str, registry: Registry) -> str:
    """The name of the source a document belongs to."""
    for source in registry.sources:
        if any(matcher(path).match(doc) for path in source.path):
            return source.name
    return UNDESCRIBED


def write_release(made: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Write what the scoring tool asks for into a DuckDB file.

    The file is a tool for working on rules; what is released is measured by `test_scores`.
    """
    path.unlink(missing_ok=True)
    frames = {name.partition("stg_")[2]: frame for name, frame in made.items()}
    with duckdb.connect(str(path)) as connection:
        for name, frame in frames.items():
            connection.register(f"of_{name}", frame)
        connection.execute(_MARTS)


_MARTS: Final = """
create schema marts;
create table marts.documents as select document_id, document_id as uri from of_documents;
create table marts.films as
    select document_id || '#' || film_no as film_id, title, imdb_id from of_films;
create table marts.document_films as
    select document_id, document_id || '#' || film_no as film_id, film_no as position,
        'about' as relation
    from of_films;
create table marts.claims as
    select *, document_id || '#' || film_no as film_id from of_claims;
create table marts.reviews as
    select document_id, document_id || '#' || film_no as film_id, rating_text, rating_value,
        rating_scale
    from of_reviews;
create table marts.screenings as
    select document_id, document_id || '#' || film_no as film_id, starts_at_local
    from of_screenings;
"""
