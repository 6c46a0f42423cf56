"""Know which documents the models have to look at again since they were last built.

What belongs here is the comparison with the last build that succeeded; which models make use of it
stands in their SQL, as `of_touched`. Nothing is reasoned about what a change may have caused: a
document is touched if anything differs that any staging table says of it, links included.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from pipelines.landing.tables import FILES
from pipelines.staging.batches import STAGED, STEP
from pipelines.tables import Column, Table
from pipelines.warehouse import ddl
from pipelines.warehouse.build import Build
from pipelines.warehouse.models import CHANGED, COMPILED, TOUCHED_SUBJECTS, touch
from pipelines.warehouse.staged_since import STAGED_SINCE, note_staged_since, staged_since

STAMPS: Final = Table(
    name="building.stamps",
    grain="one row per document that the models were last built from",
    key=("document_id",),
    columns={
        "document_id": Column(pl.String(), "Document."),
        "stamp": Column(pl.String(), "Hash of all that was staged of it."),
        "link_stamp": Column(pl.String(), "Hash of its links and its row in the ledger."),
    },
)
TOUCHED_DOCUMENTS: Final = Table(
    name="building.touched_documents",
    grain="one row per document that came, changed or went since the last build that succeeded",
    key=("document_id",),
    columns={
        "document_id": Column(pl.String(), "Document."),
        "stamp": Column(pl.String(), "What its stamp is by now."),
        "link_stamp": Column(pl.String(), "The same of the other stamp; NULL for one that went."),
    },
)
BUILT_BY: Final = Table(
    name="building.built_by",
    grain="one row, or none before the first build that succeeded",
    key=("fingerprint",),
    columns={
        "fingerprint": Column(pl.String(), "Fingerprint of the models that were built."),
        "staged_to": Column(pl.Int64(), "Revision up to which all was staged then."),
    },
)
FOUND: Final = Table(
    name="building.found",
    grain="one row per document that the models were last built from and that was found at a place",
    key=("document_id",),
    columns={
        "document_id": Column(pl.String(), "Document."),
        "stamp": Column(pl.String(), "Hash of where and when it had been found."),
    },
)
TOUCHED: Final = (STAMPS, FOUND, TOUCHED_DOCUMENTS, TOUCHED_SUBJECTS, BUILT_BY, COMPILED, CHANGED)

MOST_TOUCHED: Final = 0.2
"""Share of all documents; from there on everything is built anew, which is quicker."""

_SPOKEN_OF: Final = (
    ("staging.stg_film_links", "film_id"),
    ("staging.stg_person_links", "person_id"),
    ("intermediate.int_films__documented", "film_id"),
    ("intermediate.int_persons__documented", "person_id"),
)
"""Where films and persons of documents stand, as they are now, and as they were last built."""


_FOUND_NOW: Final = f"""
    SELECT document_id, CAST(sum(CAST(hash(told) AS HUGEINT)) AS VARCHAR) AS stamp
    FROM (SELECT * EXCLUDE (stamp) FROM {FILES.name}) AS told GROUP BY document_id
"""
"""What documents were found at, and when; the stamps of files are nobody's but landing's."""

_STAGED: Final = frozenset(table.name for table in STAGED)
UNREAD: Final = ("text", "revision", "version")
"""Columns of the ledger that no model reads; a document that is read again gets new ones."""


def note_touched(build: Build, fingerprint: str) -> bool:
    """Note what the models have to look at again; False if they have to be built from nothing.

    The stamps of a document are sums of the hashes of its rows: where they are those that it had,
    the document is as it was. What is staged is hashed of documents staged since the last build.

    A document that was found elsewhere, or again, is as it was: only what tells of places has to
    look at it. It is noted as a subject of the kind `found`, as those that differ are.

    What an earlier build was to look at and did not finish stays on the list: some of its models
    may have been built, and a document that is as it was before has changed for them.

    Args:
        build: The build file.
        fingerprint: Of the models, and of all that they depend on but the tables.
    """
    build.create(TOUCHED)
    with build.transaction():
        built_by = build.read(BUILT_BY)
        note_staged_since(build, max(built_by["staged_to"].drop_nulls(), default=0))
        build.connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE touched_now AS
            SELECT
                document_id,
                CASE WHEN since.document_id IS NULL THEN before.stamp ELSE staged.stamp END
                    AS stamp,
                linked.stamp AS link_stamp
            FROM ({_sums(_staged(build))}) AS staged
            FULL JOIN ({_sums(_linked(build))}) AS linked USING (document_id)
            FULL JOIN {STAMPS.name} AS before USING (document_id)
            FULL JOIN {TOUCHED_DOCUMENTS.name} AS noted USING (document_id)
            LEFT JOIN {STAGED_SINCE} AS since USING (document_id)
            WHERE noted.document_id IS NOT NULL
                OR linked.stamp IS DISTINCT FROM before.link_stamp
                OR (since.document_id IS NOT NULL AND staged.stamp IS DISTINCT FROM before.stamp);
            DELETE FROM {TOUCHED_DOCUMENTS.name};
            INSERT INTO {TOUCHED_DOCUMENTS.name} BY NAME FROM touched_now;
            """
        )
        touch(
            build,
            "found_id",
            f"""(
                SELECT document_id AS found_id
                FROM ({_FOUND_NOW}) AS now FULL JOIN {FOUND.name} AS before USING (document_id)
                WHERE now.stamp IS DISTINCT FROM before.stamp
                UNION ALL
                SELECT document_id FROM {TOUCHED_DOCUMENTS.name}
            )""",
        )
        touched, known = build.count(TOUCHED_DOCUMENTS), build.count(STAMPS)
        if built_by["fingerprint"].to_list() != [fingerprint] or touched > MOST_TOUCHED * known:
            # Until all is built anew, nothing counts as built.
            build.connection.execute(f"DELETE FROM {BUILT_BY.name}")
            build.connection.execute(f"DELETE FROM {COMPILED.name}")
            return False
        for table, subject in _SPOKEN_OF:
            are_touched = f"document_id IN (SELECT document_id FROM {TOUCHED_DOCUMENTS.name})"
            touch(build, subject, f"(FROM {table} WHERE {are_touched})")
    return True


def note_built(build: Build, fingerprint: str) -> None:
    """Note that the models are built from the staging tables as they are."""
    is_touched = f"document_id IN (SELECT document_id FROM {TOUCHED_DOCUMENTS.name})"
    is_found = (
        f"document_id IN (SELECT subject_id FROM {TOUCHED_SUBJECTS.name} WHERE kind = 'found')"
    )
    with build.transaction():
        build.connection.execute(
            f"""
            DELETE FROM {FOUND.name} WHERE {is_found};
            INSERT INTO {FOUND.name} BY NAME FROM ({_FOUND_NOW}) WHERE {is_found};
            DELETE FROM {STAMPS.name} WHERE {is_touched};
            INSERT INTO {STAMPS.name} BY NAME FROM {TOUCHED_DOCUMENTS.name}
            WHERE link_stamp IS NOT NULL;
            DELETE FROM {TOUCHED_DOCUMENTS.name};
            DELETE FROM {TOUCHED_SUBJECTS.name};
            DELETE FROM {CHANGED.name};
            """
        )
        built_by = {"fingerprint": fingerprint, "staged_to": build.watermark(STEP)}
        build.overwrite(BUILT_BY, BUILT_BY.from_rows([built_by]))


def form_of_inputs(build: Build) -> str:
    """A fingerprint of the columns that models read: views are made for them, once."""
    told = build.query(
        """
        SELECT md5(string_agg(told, chr(10) ORDER BY told)) AS told FROM (
            SELECT concat_ws(' ', schema_name, table_name, column_index, column_name, data_type)
                AS told
            FROM duckdb_columns()
            WHERE database_name = current_database()
                AND schema_name IN ('raw', 'registry', 'staging')
        )
        """
    )
    return str(told["told"].item())


def _staged(build: Build) -> dict[str, str]:
    """What is staged of documents since the last build, as it stands behind FROM, by table."""
    return {name: staged_since(name) for name in _of_documents(build) if name in _STAGED}


def _linked(build: Build) -> dict[str, str]:
    """What others than staging write of all documents: links and the ledger."""
    ledger = f"(SELECT * EXCLUDE ({ddl.column_list(UNREAD)}) FROM raw.documents)"
    links = {name: ddl.quoted(name) for name in _of_documents(build) if name not in _STAGED}
    return {**links, "raw.documents": ledger}


def _of_documents(build: Build) -> list[str]:
    """The tables of the schema staging that tell of documents."""
    return build.query(
        """
        SELECT DISTINCT schema_name || '.' || table_name AS name FROM duckdb_columns()
        WHERE database_name = current_database() AND schema_name = 'staging'
            AND column_name = 'document_id'
        ORDER BY name
        """
    )["name"].to_list()


def _sums(tables: Mapping[str, str]) -> str:
    """The query for the sum of the hashes of the rows of each document, which tells of no order."""
    hashes = " UNION ALL ".join(
        f"SELECT document_id, CAST(hash({ddl.literal(name)}, told) AS HUGEINT) AS row_hash"
        f" FROM {table} AS told"
        for name, table in tables.items()
    )
    return f"SELECT document_id, CAST(sum(row_hash) AS VARCHAR) AS stamp FROM ({hashes}) GROUP BY 1"
