"""Claims and documents that staging is tested with."""

import json
from typing import Any

import polars as pl

from pipelines.claims.tables import CLAIMS, DOCUMENTS, FILMS
from pipelines.staging.segments import SEGMENTS

DOCUMENT = "d"


def claim(attribute: str, value: str, *, film_no: int | None = 0, **said: Any) -> dict[str, Any]:
    """A claim; `detail` is a dict, what is not said has a plain default."""
    detail = said.pop("detail", None)
    row = {
        "document_id": DOCUMENT,
        "film_no": film_no,
        "subject_name": None,
        "attribute": attribute,
        "value": value,
        "value_normalised": None,
        "detail": None if detail is None else json.dumps(detail, sort_keys=True),
        "span_start": None,
        "span_end": None,
        "quote": value,
        "rule": f"{attribute}.test",
        "confidence": 0.9,
        "position": None,
    } | said
    told = "|".join(str(row[name]) for name in sorted(row))
    return {"claim_id": said.get("claim_id", told), **row}


def claims(*rows: dict[str, Any]) -> pl.LazyFrame:
    """Claims in the form that claiming writes."""
    return CLAIMS.from_rows(list(rows)).lazy()


def document(kind: str = "review", **said: Any) -> dict[str, Any]:
    """A document of a kind; what is not said is not known."""
    return (
        dict.fromkeys(DOCUMENTS.columns)
        | {
            "document_id": DOCUMENT,
            "kind": kind,
            "title": "A headline",
            "publication": "The Paper",
            "publication_kind": "newspaper",
        }
        | said
    )


def documents(*rows: dict[str, Any]) -> pl.LazyFrame:
    """Documents in the form that claiming writes."""
    return DOCUMENTS.from_rows(list(rows)).lazy()


def films(count: int = 1, document_id: str = DOCUMENT) -> pl.LazyFrame:
    """The films of a document, numbered."""
    return FILMS.from_rows(
        [
            {
                "document_id": document_id,
                "film_no": film_no,
                "title": f"Film {film_no}",
                "titles": [f"Film {film_no}"],
                "year": None,
                "imdb_id": None,
                "directors": [],
                "people": [],
            }
            for film_no in range(count)
        ]
    ).lazy()


def segments(count: int = 1) -> pl.LazyFrame:
    """What the text says of each film in short."""
    return SEGMENTS.from_rows(
        [
            {
                "document_id": DOCUMENT,
                "film_no": film_no,
                "excerpt": f"About film {film_no}.",
                "synopsis": f"The story of film {film_no}.",
                "word_count": 3,
            }
            for film_no in range(count)
        ]
    ).lazy()
