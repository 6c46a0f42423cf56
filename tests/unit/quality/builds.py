"""A build file whose tables meet every expectation: one film, one review, one showing."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipelines.contract import MARTS, QUALITY
from pipelines.quality.suites import IDENTITY_TABLES, RAW_TABLES
from pipelines.quality.tables import HISTORY
from pipelines.staging.batches import STAGED as STAGED_TABLES
from pipelines.warehouse.build import BuildFile

DOCUMENT = "d" * 64
TWIN = "e" * 64
SEEN = datetime(2026, 11, 20, 12, tzinfo=UTC)

STAGED: dict[str, list[dict[str, Any]]] = {
    "raw.files": [
        {"source": "weekly", "uri": "raw/a.md", "document_id": DOCUMENT, "is_current": True},
        {"source": "weekly", "uri": "raw/b.md", "document_id": TWIN, "is_current": True},
    ],
    "raw.documents": [
        {
            "document_id": DOCUMENT,
            "revision": 1,
            "source": "weekly",
            "uri": "raw/a.md",
            "status": "parsed",
            "text": "Ordet (1955) by Carl Dreyer: 5/5",
            "characters": 32,
        },
        {
            "document_id": TWIN,
            "revision": 1,
            "source": "weekly",
            "uri": "raw/b.md",
            "status": "duplicate",
            "status_reason": f"says the same as {DOCUMENT}",
        },
    ],
    "raw.fields": [
        {
            "document_id": DOCUMENT,
            "record": 0,
            "record_type": "front_matter",
            "path": "title",
            "key": "title",
            "position": 0,
            "value": "Ordet",
        }
    ],
    "staging.stg_claims": [
        {
            "claim_id": "c1",
            "document_id": DOCUMENT,
            "film_no": 0,
            "attribute": "title",
            "value": "Ordet",
            "span_start": 0,
            "span_end": 5,
            "quote": "Ordet",
            "rule": "title_year",
            "confidence": 0.9,
        },
        {
            "claim_id": "c2",
            "document_id": DOCUMENT,
            "film_no": 0,
            "attribute": "credit:sound",
            "value": "Knud Kristensen",
            "detail": '{"path": "credits[0]"}',
            "rule": "field_credit",
            "confidence": 1.0,
        },
    ],
    "staging.stg_documents": [
        {
            "document_id": DOCUMENT,
            "kind": "review",
            "language_code": "da",
            "publication": "The Weekly",
            "publication_kind": "magazine",
        }
    ],
    "staging.stg_films": [
        {
            "document_id": DOCUMENT,
            "film_no": 0,
            "title": "Ordet",
            "titles": ["Ordet"],
            "year": 1955,
            "imdb_id": "tt0048452",
        }
    ],
    "staging.stg_mentions": [
        {"document_id": DOCUMENT, "mention_no": 0, "title": "Gertrud", "year": 1964}
    ],
    "staging.stg_credits": [
        {
            "document_id": DOCUMENT,
            "film_no": 0,
            "name": "Carl Dreyer",
            "role": "director",
            "imdb_id": "nm0003433",
            "billing_order": 1,
            "claim_id": "c1",
        },
        {"document_id": DOCUMENT, "film_no": -1, "name": "Kaj Munk", "role": "writer"},
    ],
    "staging.stg_reviews": [
        {
            "document_id": DOCUMENT,
            "film_no": 0,
            "critic": "Ana Lund",
            "published_on": date(1955, 1, 11),
            "rating_text": "5/5",
            "rating_value": 5.0,
            "rating_scale": 5.0,
            "rating_scale_basis": "stated",
            "rating_notation": "fraction",
            "word_count": 6,
        }
    ],
    "staging.stg_listings": [{"document_id": DOCUMENT, "film_no": 0, "section": "Classics"}],
    "staging.stg_screenings": [
        {
            "document_id": DOCUMENT,
            "film_no": 0,
            "screening_no": 0,
            "venue": "Dagmar",
            "starts_at": SEEN,
            "starts_at_local": datetime(2026, 11, 20, 13),
            "timezone": "Europe/Copenhagen",
            "claim_id": "c1",
        }
    ],
    "staging.stg_awards": [
        {
            "claim_id": "c1",
            "document_id": DOCUMENT,
            "film_no": 0,
            "organisation": "Venice Film Festival",
            "award": "Golden Lion",
            "year": 1955,
            "result": "won",
        }
    ],
    "staging.stg_film_links": [
        {
            "document_id": DOCUMENT,
            "film_no": 0,
            "film_id": "film-1",
            "evidence": "imdb_id",
            "is_undecided": False,
        }
    ],
    "staging.stg_mention_links": [{"document_id": DOCUMENT, "mention_no": 0, "film_id": "film-2"}],
    "staging.stg_person_links": [
        {
            "document_id": DOCUMENT,
            "film_no": 0,
            "name": "Carl Dreyer",
            "person_id": "person-1",
            "evidence": "imdb_id",
        }
    ],
    "registry.ids": [
        {"kind": "film", "id": "film-1", "natural_key": "tt0048452", "minted_at": SEEN},
        {"kind": "film", "id": "film-2", "natural_key": "gertrud 1964", "minted_at": SEEN},
        {"kind": "person", "id": "person-1", "natural_key": "nm0003433", "minted_at": SEEN},
    ],
    "registry.members": [{"kind": "film", "member": "tt0048452", "id": "film-1"}],
    "registry.redirects": [
        {"kind": "film", "old_id": "film-0", "new_id": "film-1", "merged_at": SEEN}
    ],
}

BEFORE_MARTS = (*RAW_TABLES, *STAGED_TABLES, *IDENTITY_TABLES)
MERGED_AWARDS = """
    create schema if not exists intermediate;
    create table intermediate.int_awards__merged as
    select 'award-1' as award_id, ['c1'] as claim_ids;
"""


def words(text: str) -> list[str]:
    return text.split()


# Columns of the marts whose types are not told by their names.
TYPES = {
    **dict.fromkeys(("year", "runtime_minutes", "birth_year"), "SMALLINT"),
    **dict.fromkeys(
        words(
            "review_count rated_review_count publication_count award_wins award_nominations "
            "screening_count document_count film_count listing_count claim_count billing_order "
            "position word_count span_start span_end bytes characters row_count"
        ),
        "BIGINT",
    ),
    **dict.fromkeys(
        words(
            "score_mean score_median score_stddev score_adjusted positive_share score "
            "rating_value rating_scale confidence agreement"
        ),
        "DOUBLE",
    ),
    **dict.fromkeys(
        words(
            "countries country_codes languages language_codes genres certificates distributors "
            "aliases nationalities roles uris other_values"
        ),
        "VARCHAR[]",
    ),
    **dict.fromkeys(("published_on", "newest_published_on"), "DATE"),
    **dict.fromkeys(("subtitled", "sold_out", "is_chosen"), "BOOLEAN"),
    **dict.fromkeys(
        words("first_seen_at last_seen_at updated_at merged_at starts_at newest_document_at"),
        "TIMESTAMPTZ",
    ),
    "starts_at_local": "TIMESTAMP",
    "detail": "JSON",
}

_FILM_COUNTS = dict.fromkeys(
    words(
        "review_count rated_review_count publication_count award_wins award_nominations "
        "screening_count document_count"
    ),
    1,
)

RELEASED: dict[str, list[dict[str, Any]]] = {
    "marts.films": [
        {
            **_FILM_COUNTS,
            "film_id": "film-1",
            "title": "Ordet",
            "year": 1955,
            "runtime_minutes": 126,
            "countries": ["Denmark"],
            "country_codes": ["DK"],
            "languages": ["Danish"],
            "language_codes": ["da"],
            "genres": ["drama"],
            "certificates": ["BBFC:12"],
            "distributors": [],
            "imdb_id": "tt0048452",
            "score_mean": 100.0,
            "score_median": 100.0,
            "score_adjusted": 81.5,
            "positive_share": 1.0,
            "first_seen_at": SEEN,
            "updated_at": SEEN,
        }
    ],
    "marts.film_titles": [
        {"film_id": "film-1", "title": "Ordet", "kind": "primary", "document_count": 1}
    ],
    "marts.persons": [
        {
            "person_id": "person-1",
            "name": "Carl Dreyer",
            "aliases": [],
            "imdb_id": "nm0003433",
            "birth_year": 1889,
            "nationalities": ["Danish"],
            "roles": ["director"],
            "film_count": 1,
            "award_wins": 1,
            "award_nominations": 0,
            "first_seen_at": SEEN,
            "updated_at": SEEN,
        }
    ],
    "marts.credits": [
        {
            "credit_id": "credit-1",
            "film_id": "film-1",
            "person_id": "person-1",
            "role": "director",
            "document_count": 1,
        }
    ],
    "marts.reviews": [
        {
            "review_id": "review-1",
            "film_id": "film-1",
            "document_id": DOCUMENT,
            "publication_id": "publication-1",
            "critic_id": "critic-1",
            "published_on": date(1955, 1, 11),
            "rating_text": "5/5",
            "rating_value": 5.0,
            "rating_scale": 5.0,
            "rating_scale_basis": "stated",
            "score": 100.0,
            "verdict": "positive",
            "word_count": 6,
        }
    ],
    "marts.critics": [
        {"critic_id": "critic-1", "name": "Ana Lund", "publication_count": 1, "review_count": 1}
    ],
    "marts.publications": [
        {
            "publication_id": "publication-1",
            "name": "The Weekly",
            "kind": "magazine",
            "review_count": 1,
            "listing_count": 1,
        }
    ],
    "marts.awards": [
        {
            "award_id": "award-1",
            "film_id": "film-1",
            "organisation": "Venice Film Festival",
            "award": "Golden Lion",
            "year": 1955,
            "result": "won",
            "document_count": 1,
        }
    ],
    "marts.listings": [
        {
            "listing_id": "listing-1",
            "film_id": "film-1",
            "document_id": DOCUMENT,
            "publication_id": "publication-1",
            "synopsis": "A farm, a family, a miracle.",
        }
    ],
    "marts.screenings": [
        {
            "screening_id": "screening-1",
            "listing_id": "listing-1",
            "film_id": "film-1",
            "document_id": DOCUMENT,
            "venue": "Dagmar",
            "starts_at": SEEN,
            "starts_at_local": datetime(2026, 11, 20, 13),
            "timezone": "Europe/Copenhagen",
        }
    ],
    "marts.document_films": [
        {"document_id": DOCUMENT, "film_id": "film-1", "position": 1, "relation": "about"}
    ],
    "marts.id_redirects": [
        {"kind": "film", "old_id": "film-0", "new_id": "film-1", "merged_at": SEEN}
    ],
    "marts.claims": [
        {
            "claim_id": "c1",
            "document_id": DOCUMENT,
            "film_id": "film-1",
            "attribute": "title",
            "value": "Ordet",
            "span_start": 0,
            "span_end": 5,
            "quote": "Ordet",
            "rule": "title_year",
            "confidence": 0.9,
            "is_chosen": True,
        },
        {
            "claim_id": "c2",
            "document_id": DOCUMENT,
            "film_id": "film-1",
            "person_id": "person-1",
            "attribute": "director",
            "value": "Carl Dreyer",
            "detail": '{"path": "director"}',
            "rule": "field_director",
            "confidence": 1.0,
            "is_chosen": True,
        },
    ],
    "marts.documents": [
        {
            "document_id": DOCUMENT,
            "uri": "raw/a.md",
            "uris": ["raw/a.md"],
            "source": "weekly",
            "media_type": "text/markdown",
            "kind": "review",
            "status": "parsed",
            "language_code": "da",
            "bytes": 32,
            "characters": 32,
            "first_seen_at": SEEN,
            "last_seen_at": SEEN,
            "claim_count": 2,
        },
        {
            "document_id": TWIN,
            "uri": "raw/b.md",
            "uris": ["raw/b.md"],
            "source": "weekly",
            "status": "duplicate",
            "status_reason": f"says the same as {DOCUMENT}",
            "bytes": 32,
            "first_seen_at": SEEN,
            "last_seen_at": SEEN,
            "claim_count": 0,
        },
    ],
    "quality.conflicts": [
        {
            "film_id": "film-1",
            "attribute": "year",
            "chosen_value": "1955",
            "other_values": ["1954"],
            "document_count": 2,
            "agreement": 0.5,
        }
    ],
    "quality.matches": [
        {
            "kind": "film",
            "document_id": DOCUMENT,
            "film_no": 0,
            "name": "Ordet",
            "matched_id": "f1",
            "decision": "alone",
            "evidence": "alone",
        }
    ],
    "quality.freshness": [
        {
            "table_name": table.name,
            "row_count": {"marts.claims": 2, "marts.documents": 2}.get(table.name, 1),
            "newest_document_at": SEEN,
        }
        for table in MARTS
    ],
}


def write_sound_build(warehouse: Path) -> BuildFile:
    """The build file with all tables that are judged, none of them with a fault."""
    build_file = BuildFile(warehouse)
    with build_file.connect() as build:
        build.create((*BEFORE_MARTS, HISTORY))
        build.connection.execute(MERGED_AWARDS)
        for table in BEFORE_MARTS:
            build.append(table, table.from_rows(STAGED.get(table.name, [])))
        for schema in ("marts", "quality"):
            build.connection.execute(f"create schema if not exists {schema}")
        for released in MARTS + QUALITY[:3]:
            columns = ", ".join(f"{name} {TYPES.get(name, 'VARCHAR')}" for name in released.columns)
            build.connection.execute(f"create table {released.name} ({columns})")
            for row in RELEASED[released.name]:
                marks = ", ".join("?" for _ in row)
                build.connection.execute(
                    f"insert into {released.name} ({', '.join(row)}) values ({marks})",  # noqa: S608
                    list(row.values()),
                )
    return build_file
