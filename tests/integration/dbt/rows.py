"""A handful of documents about two films, as the steps before dbt would have staged them."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from pipelines.claims import tables as claims
from pipelines.claims.catalogue.matches import MATCHES
from pipelines.identity import tables as identity
from pipelines.landing import tables as landing
from pipelines.staging.awards import AWARDS
from pipelines.staging.credits import CREDITS
from pipelines.staging.listings import LISTINGS
from pipelines.staging.reviews import REVIEWS
from pipelines.staging.screenings import SCREENINGS
from pipelines.tables import Table

Row = dict[str, Any]

BOAT: Final = "film_boat"
ORCHARD: Final = "film_orchard"
MINA: Final = "person_mina"
SEEN: Final = {
    "gazette": datetime(2026, 3, 1, 8, tzinfo=UTC),
    "blog": datetime(2026, 3, 2, 8, tzinfo=UTC),
    "cinema": datetime(2026, 3, 3, 8, tzinfo=UTC),
    "prizes": datetime(2026, 3, 4, 8, tzinfo=UTC),
    "copy": datetime(2026, 3, 5, 8, tzinfo=UTC),
    "broken": datetime(2026, 3, 6, 8, tzinfo=UTC),
}
STATUSES: Final = {"copy": "duplicate", "broken": "rejected"}


def _claim(
    document: str, attribute: str, value: str, meaning: str | None = None, **more: Any
) -> Row:
    detail = more.pop("detail", None)
    return {
        "claim_id": f"{document}/{attribute}/{value}",
        "document_id": document,
        "film_no": more.pop("film_no", 0),
        "attribute": attribute,
        "value": value,
        "value_normalised": meaning,
        "detail": None if detail is None else json.dumps(detail),
        "span_start": 0,
        "span_end": len(value),
        "quote": value,
        "rule": f"{attribute}.test",
        "confidence": more.pop("confidence", 0.9),
        **more,
    }


def _ledger() -> Iterator[tuple[Table, list[Row]]]:
    yield (
        landing.FILES,
        [
            {
                "source": document,
                "uri": uri,
                "document_id": document,
                "bytes": 100,
                "first_seen_at": seen,
                "last_seen_at": SEEN["broken"],
                "is_current": True,
            }
            for document, seen in SEEN.items()
            for uri in (f"samples/{document}.md", f"archive/{document}.md")
        ],
    )
    yield (
        landing.DOCUMENTS,
        [
            {
                "document_id": document,
                "revision": 1,
                "source": document,
                "uri": f"samples/{document}.md",
                "media_type": "text/markdown",
                "status": STATUSES.get(document, "parsed"),
                "status_reason": "for the test" if document in STATUSES else None,
                "text": "…",
                "bytes": 100,
                "characters": 1,
                "first_seen_at": seen,
            }
            for document, seen in SEEN.items()
        ],
    )


def _documents() -> Iterator[tuple[Table, list[Row]]]:
    kinds = {
        "gazette": ("review", "The Gazette", "newspaper"),
        "blog": ("review", "Letters to the Crew", "blog"),
        "cinema": ("listing", "Corner Cinema", "cinema"),
        "prizes": ("dataset", None, "dataset"),
        # A document that was in use before it was found to be a copy keeps its staged rows.
        "copy": ("review", "The Gazette", "newspaper"),
    }
    yield (
        claims.DOCUMENTS,
        [
            {
                "document_id": document,
                "kind": kind,
                "title": f"A page called {document}",
                "language_code": "en",
                "publication": publication,
                "publication_kind": publication_kind,
                "canonical_uri": f"https://{document}.example/1",
            }
            for document, (kind, publication, publication_kind) in kinds.items()
        ],
    )
    films = [(document, 0, BOAT) for document in kinds] + [("prizes", 1, ORCHARD)]
    yield (
        claims.FILMS,
        [
            {
                "document_id": document,
                "film_no": film_no,
                "title": "The Glass Boat" if film == BOAT else "Orchard",
                "titles": ["The Glass Boat" if film == BOAT else "Orchard"],
                "directors": [],
                "people": [],
            }
            for document, film_no, film in films
        ],
    )
    yield (
        identity.FILM_LINKS,
        [
            {"document_id": document, "film_no": film_no, "film_id": film, "evidence": "title_year"}
            for document, film_no, film in films
        ],
    )
    yield (
        MATCHES,
        [
            {
                "document_id": "blog",
                "film_no": 0,
                "imdb_id": "",
                "phrase": "Glass Boat",
                "is_taken": False,
                "is_undecided": False,
            }
        ],
    )
    yield (
        claims.MENTIONS,
        [
            {"document_id": "blog", "mention_no": 0, "title": "Orchard"},
            {"document_id": "blog", "mention_no": 1, "title": "The Glass Boat"},
            {"document_id": "blog", "mention_no": 2, "title": "Known From Reference Only"},
        ],
    )
    yield (
        identity.MENTION_LINKS,
        [
            {"document_id": "blog", "mention_no": 0, "film_id": ORCHARD},
            {"document_id": "blog", "mention_no": 1, "film_id": BOAT},
            {"document_id": "blog", "mention_no": 2, "film_id": "film_of_reference"},
        ],
    )


def _claims() -> Iterator[tuple[Table, list[Row]]]:
    france, cambodia = {"code": "FR"}, {"code": "KH"}
    yield (
        claims.CLAIMS,
        [
            _claim("gazette", "title", "THE GLASS BOAT"),
            _claim("gazette", "year", "2013"),
            _claim("gazette", "runtime_minutes", "1 hr 30 min", "90"),
            _claim("gazette", "country", "France", detail=france),
            _claim("gazette", "director", "Mina Sok"),
            _claim("gazette", "rating", "4/5", "4"),
            _claim("gazette", "published_on", "1 March 2026", "2026-03-01"),
            _claim("gazette", "critic", "Ada Finch"),
            _claim("blog", "title", "The Glass Boat"),
            _claim("blog", "year", "2014", confidence=0.8),
            _claim("blog", "director", "mina sok"),
            _claim("blog", "rating", "B+"),
            _claim("blog", "award", "Prize of the Jury", subject_name=None),
            _claim("cinema", "title", "The Glass Boat"),
            _claim("cinema", "original_title", "Tuk Kaew"),
            _claim("cinema", "year", "2013"),
            _claim("cinema", "runtime_minutes", "95 min", "95"),
            _claim("cinema", "country", "Cambodia", detail=cambodia),
            _claim("cinema", "country", "Frankreich", "France", detail=france),
            _claim("cinema", "language", "Khmer", detail={"code": "km"}),
            _claim("cinema", "certificate", "15", "BBFC:15"),
            _claim("cinema", "screening", "Sat 7 March 18:30", subject_name="Corner Cinema"),
            _claim("prizes", "title", "Orchard", film_no=1),
            _claim("prizes", "award", "Jury Prize", subject_name="Mina Sok"),
            _claim("prizes", "birth_year", "1964", film_no=None, subject_name="Mina Sok"),
            _claim("copy", "title", "Something Else"),
        ],
    )
    directors = [("gazette", "Mina Sok"), ("blog", "mina sok"), ("copy", "Nobody Else")]
    yield (
        CREDITS,
        [
            {
                "document_id": document,
                "film_no": 0,
                "name": name,
                "role": "director",
                "role_label": "Dir",
                "claim_id": f"{document}/director/{name}",
            }
            for document, name in directors
        ],
    )
    named = [*((document, 0, name) for document, name in directors), ("prizes", 0, "Mina Sok")]
    yield (
        identity.PERSON_LINKS,
        [
            {
                "document_id": document,
                "film_no": film_no,
                "name": name,
                "person_id": MINA if "ok" in name else "person_nobody",
                "evidence": "name",
            }
            for document, film_no, name in [*named, ("prizes", -1, "Mina Sok")]
        ],
    )


def _judgements() -> Iterator[tuple[Table, list[Row]]]:
    reviews: list[Row] = [
        {
            "document_id": "gazette",
            "critic": "Ada Finch",
            "published_on": date(2026, 3, 1),
            "rating_text": "4/5",
            "rating_value": 4.0,
            "rating_scale": 5.0,
            "rating_scale_basis": "stated",
            "rating_notation": "fraction",
        },
        {"document_id": "blog", "rating_text": "B+", "rating_notation": "letter"},
        {"document_id": "copy", "rating_text": "F", "rating_notation": "letter"},
    ]
    yield REVIEWS, [{"film_no": 0, "word_count": 400, **review} for review in reviews]
    yield LISTINGS, [{"document_id": "cinema", "film_no": 0, "section": "New films"}]
    yield (
        SCREENINGS,
        [
            {
                "document_id": "cinema",
                "film_no": 0,
                "screening_no": screening_no,
                "venue": venue,
                "starts_at": datetime(2026, 3, 7, 18, 30, tzinfo=UTC),
                "starts_at_local": datetime(2026, 3, 7, 18, 30),
                "timezone": "Europe/London",
                "claim_id": "cinema/screening/Sat 7 March 18:30",
            }
            for screening_no, venue in enumerate(["Corner Cinema", "Corner cinema"])
        ],
    )
    yield (
        AWARDS,
        [
            {
                "claim_id": "prizes/award/Jury Prize",
                "document_id": "prizes",
                "film_no": 0,
                "organisation": "Lakeside Festival",
                "award": "Jury Prize",
                "year": 2014,
                "result": "won",
                "recipient": "Mina Sok",
            },
            {
                "claim_id": "blog/award/Prize of the Jury",
                "document_id": "blog",
                "film_no": 0,
                "organisation": "Lakeside Festival",
                "award": "Jury prize",
                "result": "nominated",
            },
        ],
    )


def _registry() -> Iterator[tuple[Table, list[Row]]]:
    yield (
        identity.MEMBERS,
        [
            {"kind": "film", "member": "imdb:tt7654321", "id": BOAT},
            {"kind": "film", "member": "gazette#glass boat#0", "id": BOAT},
            {"kind": "person", "member": "imdb:nm7654321", "id": MINA},
        ],
    )
    at = datetime(2026, 3, 4, 9, tzinfo=UTC)
    yield (
        identity.REDIRECTS,
        [
            {"kind": "film", "old_id": "film_a", "new_id": "film_b", "merged_at": at},
            {"kind": "film", "old_id": "film_b", "new_id": BOAT, "merged_at": at},
        ],
    )


def staged_rows() -> Mapping[Table, list[Row]]:
    """Rows of every table that dbt reads."""
    parts = (_ledger(), _documents(), _claims(), _judgements(), _registry())
    return {table: rows for part in parts for table, rows in part}
