"""The dbt project against the public contract, its outline in Python, and the staging tables."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from pipelines.claims import tables as claims
from pipelines.claims.catalogue.matches import MATCHES
from pipelines.contract import MARTS, QUALITY
from pipelines.identity import tables as identity
from pipelines.landing import tables as landing
from pipelines.quality.expectations import Expectation, InSet, StandsIn, Unique
from pipelines.quality.suites import marts_suite
from pipelines.staging.awards import AWARDS
from pipelines.staging.credits import CREDITS
from pipelines.staging.listings import LISTINGS
from pipelines.staging.reviews import REVIEWS
from pipelines.staging.screenings import SCREENINGS
from pipelines.tables import Table

PROJECT: Final = Path(__file__).resolve().parents[2] / "dbt_project"

TEXT, TEXTS, SMALL, COUNT, BIG = "varchar", "varchar[]", "smallint", "integer", "bigint"
NUMBER, FLAG, DATE, JSON = "double", "boolean", "date", "json"
INSTANT, LOCAL = "timestamp with time zone", "timestamp"

# The public contract: what readers rely on. A line that changes here is a new major version.
CONTRACT: Final[dict[str, dict[str, str]]] = {
    "films": {
        "film_id": TEXT,
        "title": TEXT,
        "original_title": TEXT,
        "sort_title": TEXT,
        "year": SMALL,
        "runtime_minutes": SMALL,
        "countries": TEXTS,
        "country_codes": TEXTS,
        "languages": TEXTS,
        "language_codes": TEXTS,
        "genres": TEXTS,
        "certificates": TEXTS,
        "distributors": TEXTS,
        "imdb_id": TEXT,
        "review_count": COUNT,
        "rated_review_count": COUNT,
        "publication_count": COUNT,
        "score_mean": NUMBER,
        "score_median": NUMBER,
        "score_stddev": NUMBER,
        "score_adjusted": NUMBER,
        "positive_share": NUMBER,
        "award_wins": COUNT,
        "award_nominations": COUNT,
        "screening_count": COUNT,
        "document_count": COUNT,
        "first_seen_at": INSTANT,
        "updated_at": INSTANT,
    },
    "film_titles": {"film_id": TEXT, "title": TEXT, "kind": TEXT, "document_count": COUNT},
    "persons": {
        "person_id": TEXT,
        "name": TEXT,
        "sort_name": TEXT,
        "aliases": TEXTS,
        "imdb_id": TEXT,
        "birth_year": SMALL,
        "birth_place": TEXT,
        "nationalities": TEXTS,
        "roles": TEXTS,
        "film_count": COUNT,
        "award_wins": COUNT,
        "award_nominations": COUNT,
        "first_seen_at": INSTANT,
        "updated_at": INSTANT,
    },
    "credits": {
        "credit_id": TEXT,
        "film_id": TEXT,
        "person_id": TEXT,
        "role": TEXT,
        "role_label": TEXT,
        "character_name": TEXT,
        "billing_order": COUNT,
        "document_count": COUNT,
    },
    "reviews": {
        "review_id": TEXT,
        "film_id": TEXT,
        "document_id": TEXT,
        "publication_id": TEXT,
        "critic_id": TEXT,
        "published_on": DATE,
        "headline": TEXT,
        "rating_text": TEXT,
        "rating_value": NUMBER,
        "rating_scale": NUMBER,
        "rating_scale_basis": TEXT,
        "score": NUMBER,
        "verdict": TEXT,
        "content_advisory": TEXT,
        "excerpt": TEXT,
        "word_count": COUNT,
        "uri": TEXT,
    },
    "critics": {
        "critic_id": TEXT,
        "name": TEXT,
        "publication_count": COUNT,
        "review_count": COUNT,
        "score_mean": NUMBER,
        "score_stddev": NUMBER,
    },
    "publications": {
        "publication_id": TEXT,
        "name": TEXT,
        "uri": TEXT,
        "kind": TEXT,
        "default_rating_scale": TEXT,
        "review_count": COUNT,
        "listing_count": COUNT,
    },
    "awards": {
        "award_id": TEXT,
        "film_id": TEXT,
        "person_id": TEXT,
        "organisation": TEXT,
        "award": TEXT,
        "category": TEXT,
        "year": SMALL,
        "result": TEXT,
        "detail": TEXT,
        "document_count": COUNT,
    },
    "listings": {
        "listing_id": TEXT,
        "film_id": TEXT,
        "document_id": TEXT,
        "publication_id": TEXT,
        "festival": TEXT,
        "section": TEXT,
        "distributor": TEXT,
        "synopsis": TEXT,
        "synopsis_author": TEXT,
        "uri": TEXT,
    },
    "screenings": {
        "screening_id": TEXT,
        "listing_id": TEXT,
        "film_id": TEXT,
        "document_id": TEXT,
        "venue": TEXT,
        "screen": TEXT,
        "starts_at": INSTANT,
        "starts_at_local": LOCAL,
        "timezone": TEXT,
        "format": TEXT,
        "subtitled": FLAG,
        "sold_out": FLAG,
        "booking_uri": TEXT,
    },
    "document_films": {"document_id": TEXT, "film_id": TEXT, "position": COUNT, "relation": TEXT},
    "id_redirects": {"kind": TEXT, "old_id": TEXT, "new_id": TEXT, "merged_at": INSTANT},
    "claims": {
        "claim_id": TEXT,
        "document_id": TEXT,
        "film_id": TEXT,
        "person_id": TEXT,
        "subject_name": TEXT,
        "attribute": TEXT,
        "value": TEXT,
        "value_normalised": TEXT,
        "detail": JSON,
        "span_start": COUNT,
        "span_end": COUNT,
        "quote": TEXT,
        "rule": TEXT,
        "confidence": NUMBER,
        "is_chosen": FLAG,
    },
    "documents": {
        "document_id": TEXT,
        "uri": TEXT,
        "uris": TEXTS,
        "source": TEXT,
        "media_type": TEXT,
        "kind": TEXT,
        "status": TEXT,
        "status_reason": TEXT,
        "title": TEXT,
        "language_code": TEXT,
        "bytes": BIG,
        "characters": BIG,
        "first_seen_at": INSTANT,
        "last_seen_at": INSTANT,
        "claim_count": COUNT,
    },
    "freshness": {
        "table_name": TEXT,
        "row_count": BIG,
        "newest_document_at": INSTANT,
        "newest_published_on": DATE,
    },
    "conflicts": {
        "film_id": TEXT,
        "attribute": TEXT,
        "chosen_value": TEXT,
        "other_values": TEXTS,
        "document_count": COUNT,
        "agreement": NUMBER,
    },
    "matches": {
        "kind": TEXT,
        "document_id": TEXT,
        "film_no": COUNT,
        "name": TEXT,
        "matched_id": TEXT,
        "decision": TEXT,
        "evidence": TEXT,
        "score": NUMBER,
        "weights": JSON,
        "runner_up_id": TEXT,
        "runner_up_score": NUMBER,
    },
}
ADDED: Final = {"films": ["scored_review_count"]}

FOREIGN_KEYS: Final = {
    "film_id": "films",
    "person_id": "persons",
    "document_id": "documents",
    "publication_id": "publications",
    "critic_id": "critics",
    "listing_id": "listings",
}

READ_BY_DBT: Final[tuple[Table, ...]] = (
    landing.FILES,
    landing.DOCUMENTS,
    claims.CLAIMS,
    claims.DOCUMENTS,
    claims.FILMS,
    claims.MENTIONS,
    CREDITS,
    REVIEWS,
    LISTINGS,
    SCREENINGS,
    AWARDS,
    MATCHES,
    identity.FILM_LINKS,
    identity.MENTION_LINKS,
    identity.PERSON_LINKS,
    identity.MEMBERS,
    identity.REDIRECTS,
)


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The project as dbt understands it; parsing opens no database."""
    target = tmp_path_factory.mktemp("dbt")
    dbt = Path(sys.executable).with_name("dbt")
    done = subprocess.run(
        [
            *(dbt, "parse", "--quiet", "--no-partial-parse"),
            *("--project-dir", PROJECT, "--profiles-dir", PROJECT),
            *("--target-path", target, "--log-path", target),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    parsed: dict[str, Any] = json.loads((target / "manifest.json").read_text("utf-8"))
    return parsed


def models(manifest: dict[str, Any], *schemas: str) -> dict[str, dict[str, Any]]:
    """Models of some schemas by name."""
    return {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] in schemas
    }


def data_tests_of(manifest: dict[str, Any], model: str) -> list[dict[str, Any]]:
    """The data tests that are attached to a model."""
    return [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and (node["attached_node"] or "").endswith(f".{model}")
    ]


def sql_type(dtype: pl.DataType) -> str:
    """The type that DuckDB gives a column of this Polars type."""
    if isinstance(dtype, pl.Datetime):
        return INSTANT if dtype.time_zone else LOCAL
    if isinstance(dtype, pl.List):
        return TEXTS
    names: dict[type[pl.DataType], str] = {
        pl.String: TEXT,
        pl.Int32: COUNT,
        pl.Int64: BIG,
        pl.Float64: NUMBER,
        pl.Boolean: FLAG,
        pl.Date: DATE,
    }
    return names[type(dtype)]


def test_marts_are_the_tables_of_the_contract(manifest: dict[str, Any]) -> None:
    assert sorted(models(manifest, "marts", "quality")) == sorted(CONTRACT)


@pytest.mark.parametrize("table", CONTRACT)
def test_a_mart_has_the_columns_and_types_of_the_contract(
    manifest: dict[str, Any], table: str
) -> None:
    columns = models(manifest, "marts", "quality")[table]["columns"].values()
    found = {column["name"]: column["data_type"] for column in columns}
    added = [name for name in found if name not in CONTRACT[table]]
    promised = {name: type_ for name, type_ in found.items() if name not in added}
    assert added == ADDED.get(table, [])
    assert list(promised.items()) == list(CONTRACT[table].items())


def test_the_outline_in_python_names_the_same_columns() -> None:
    by_dbt = [table for table in MARTS + QUALITY if table.table_name in CONTRACT]
    assert {table.table_name: table.columns for table in by_dbt} == {
        name: tuple(columns) for name, columns in CONTRACT.items()
    }


@pytest.mark.parametrize("table", CONTRACT)
def test_a_mart_enforces_its_contract_and_says_what_everything_means(
    manifest: dict[str, Any], table: str
) -> None:
    model = models(manifest, "marts", "quality")[table]
    undescribed = [name for name, column in model["columns"].items() if not column["description"]]
    assert model["config"]["contract"]["enforced"]
    assert model["config"]["persist_docs"] == {"relation": True, "columns": True}
    assert "Grain, one row per" in model["description"]
    assert undescribed == []


@pytest.mark.parametrize("table", CONTRACT)
def test_a_mart_is_tested_for_its_key_and_every_foreign_key(
    manifest: dict[str, Any], table: str
) -> None:
    tests = data_tests_of(manifest, table)
    kinds = {test["test_metadata"]["name"] for test in tests}
    related = {
        test["column_name"] for test in tests if test["test_metadata"]["name"] == "relationships"
    }
    foreign = {
        column
        for column in CONTRACT[table]
        if column in FOREIGN_KEYS and FOREIGN_KEYS[column] != table
    }
    assert kinds & {"unique", "unique_together"}
    assert related == foreign


def judged_as_tested(test: dict[str, Any], expected: Expectation) -> bool:
    """Whether an expectation asks what a data test of dbt asks of a table."""
    told = test["test_metadata"]
    asked = told["kwargs"]
    columns = tuple(asked.get("columns", [asked.get("column_name")]))
    if (expected.table.split(".")[1], expected.columns) != (of_model(test), columns):
        return False
    match told["name"], expected.rule:
        case "unique" | "unique_together", Unique():
            return True
        case "accepted_values", InSet(values):
            return sorted(values) == sorted(asked["values"])
        case "relationships", StandsIn(parent, among=None):
            named = re.search(r"ref\('(\w+)'\)", asked["to"])
            return named is not None and parent == f"marts.{named[1]}"
    return False


def of_model(test: dict[str, Any]) -> str:
    """The model or seed that a data test is about."""
    return str(test["attached_node"]).rsplit(".", 1)[-1]


def test_what_data_tests_ask_of_models_is_judged_in_every_run(manifest: dict[str, Any]) -> None:
    tests = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and node["attached_node"].startswith("model.")
    ]
    expected = marts_suite().expectations
    unjudged = [
        test["name"] for test in tests if not any(judged_as_tested(test, each) for each in expected)
    ]
    assert len(tests) > 40
    assert unjudged == []


def test_no_mart_reads_staging(manifest: dict[str, Any]) -> None:
    readers = {
        name: [node for node in model["depends_on"]["nodes"] if ".stg_" in node]
        for name, model in models(manifest, "marts", "quality").items()
    }
    assert {name: nodes for name, nodes in readers.items() if nodes} == {}


def test_every_model_says_its_grain_in_its_first_comment(manifest: dict[str, Any]) -> None:
    silent = [
        model["name"]
        for model in models(manifest, "views", "intermediate", "marts", "quality").values()
        if "-- Grain: one row per" not in model["raw_code"].split("\nwith ")[0]
    ]
    assert silent == []


@pytest.mark.parametrize("table", READ_BY_DBT, ids=lambda table: table.name)
def test_a_source_has_the_columns_its_table_declares(
    manifest: dict[str, Any], table: Table
) -> None:
    source = next(
        source
        for source in manifest["sources"].values()
        if (source["schema"], source["name"]) == (table.schema_name, table.table_name)
    )
    assert [(name, column["data_type"]) for name, column in source["columns"].items()] == [
        (name, sql_type(column.dtype)) for name, column in table.columns.items()
    ]


def test_every_source_is_a_declared_table(manifest: dict[str, Any]) -> None:
    assert sorted(
        f"{source['schema']}.{source['name']}" for source in manifest["sources"].values()
    ) == sorted(table.name for table in READ_BY_DBT)


def test_sql_that_only_duckdb_speaks_stands_in_the_dialect_macros(
    manifest: dict[str, Any],
) -> None:
    own = re.compile(
        r"\bqualify\b|\bfilter\s*\(|::|\blist_\w+\(|\blist\(|\bunnest\(|\bjson_\w+\((?!')"
        r"|\btry_cast\b|\bmd5\(|\bregexp_\w+\(|\bstrip_accents\(|\barg_m|\bmode\(|\bmedian\("
    )
    found = {
        model["name"]: match.group()
        for model in models(manifest, "views", "intermediate", "marts", "quality").values()
        if (match := own.search(re.sub(r"\{\{.*?\}\}", "", model["raw_code"], flags=re.DOTALL)))
    }
    assert found == {}


def test_every_macro_of_the_dialect_dispatches_to_one_body(manifest: dict[str, Any]) -> None:
    names = {
        macro["name"]
        for macro in manifest["macros"].values()
        if macro["original_file_path"].startswith("macros/dialect/")
    }
    bodies = {name.removeprefix("duckdb__") for name in names if name.startswith("duckdb__")}
    assert {name for name in names if not name.startswith("duckdb__")} == bodies
