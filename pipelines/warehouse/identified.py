"""Know from what films and persons were last identified, and of which documents that differs.

What belongs here is what `films_reached` and `persons_reached` share: the stamps of documents, and
the registry of ids as the build file has it.
"""

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from pipelines.identity.reach import READ, READ_BY
from pipelines.identity.registry import Registry
from pipelines.identity.tables import IDS, MEMBERS, REDIRECTS
from pipelines.tables import Table
from pipelines.warehouse.build import Build
from pipelines.warehouse.staged_since import STAGED_SINCE, note_staged_since

IN_USE: Final = "document_id in (select document_id from raw.documents where status = 'parsed')"


@dataclass(frozen=True)
class Changes:
    """The documents of which something else is read than before.

    Attributes:
        kind: `film` or `person`.
        fingerprint: Of all that decides on them but the tables.
        are_all: Whether nothing counts as read before.
        documents: `document_id`, and `film_ids`: films that they were about, or are; those that
            are gone included.
        staged_to: The revision up to which all was staged.
    """

    kind: str
    fingerprint: str
    are_all: bool
    documents: pl.DataFrame = field(repr=False)
    staged_to: int


NO_LINKS: Final = (
    "SELECT NULL::VARCHAR AS document_id, 0::UBIGINT AS row_hash, NULL::VARCHAR AS film_id"
    " WHERE false"
)


def changes_of(
    build: Build, kind: str, fingerprint: str, rows: str, links: str = NO_LINKS
) -> Changes:
    """The documents of which something else is read than when a kind was last identified.

    Where the fingerprint is another one, all are. The stamp of a document is the sum of the hashes
    of its rows, as it is in `touched`.

    Args:
        build: The build file.
        kind: `film` or `person`.
        fingerprint: Of all that decides on them but the tables.
        rows: Query for the rows that are read of documents in use that were staged since, see
            `staged_since`: `document_id`, `row_hash`.
        links: Query for the rows that are read of all documents in use: `document_id`, `row_hash`,
            `film_id`.
    """
    known = build.read(READ_BY, where="kind = ?", parameters=[kind])["fingerprint"].to_list()
    are_all = known != [fingerprint]
    if are_all:
        forget(build, kind)
    staged_to = note_staged_since(build, 0 if are_all else build.watermark(_step(kind)))
    build.connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE read_now AS
        SELECT
            document_id,
            if(
                used.document_id IS NOT NULL AND since.document_id IS NULL,
                before.stamp, staged.stamp
            ) AS stamp_now,
            linked.stamp AS link_stamp,
            coalesce(linked.film_ids, []) AS film_ids,
            before.film_ids AS film_ids_before
        FROM (
            SELECT document_id, CAST(sum(CAST(row_hash AS HUGEINT)) AS VARCHAR) AS stamp
            FROM ({rows}) GROUP BY document_id
        ) AS staged
        FULL JOIN (
            SELECT
                document_id,
                CAST(sum(CAST(row_hash AS HUGEINT)) AS VARCHAR) AS stamp,
                list_sort(list(DISTINCT film_id)) AS film_ids
            FROM ({links}) GROUP BY document_id
        ) AS linked USING (document_id)
        FULL JOIN (FROM {READ.name} WHERE kind = '{kind}') AS before USING (document_id)
        LEFT JOIN (FROM raw.documents WHERE status = 'parsed') AS used USING (document_id)
        LEFT JOIN {STAGED_SINCE} AS since USING (document_id)
        WHERE stamp_now IS DISTINCT FROM before.stamp
            OR linked.stamp IS DISTINCT FROM before.link_stamp
        """
    )
    documents = build.query(
        """
        SELECT
            document_id,
            list_concat(coalesce(film_ids, []), coalesce(film_ids_before, [])) AS film_ids
        FROM read_now ORDER BY document_id
        """
    )
    return Changes(kind, fingerprint, are_all, documents, staged_to)


def forget(build: Build, kind: str) -> None:
    """Have a kind be identified anew: nothing counts as read."""
    build.connection.execute(f"DELETE FROM {READ.name} WHERE kind = '{kind}'")
    build.connection.execute(f"DELETE FROM {READ_BY.name} WHERE kind = '{kind}'")


def note_read(build: Build, changes: Changes) -> None:
    """Note that a kind is identified from what is read of the documents now."""
    build.connection.execute(
        f"""
        DELETE FROM {READ.name}
        WHERE kind = '{changes.kind}' AND document_id IN (SELECT document_id FROM read_now);
        INSERT INTO {READ.name} (kind, document_id, stamp, link_stamp, film_ids)
        SELECT '{changes.kind}', document_id, stamp_now, link_stamp, film_ids FROM read_now
        WHERE stamp_now IS NOT NULL OR link_stamp IS NOT NULL;
        """
    )
    row = {"kind": changes.kind, "fingerprint": changes.fingerprint}
    build.upsert(READ_BY, READ_BY.from_rows([row]))
    build.set_watermark(_step(changes.kind), changes.staged_to)


def _step(kind: str) -> str:
    """The name of a kind's watermark."""
    return f"identify_{kind}s"


def read_registry(
    build: Build,
    kind: str,
    *,
    members: pl.Series | None = None,
    documents: pl.DataFrame | None = None,
) -> Registry:
    """The registry of ids of a kind as the build file has it, in no order.

    Args:
        build: The build file.
        kind: `film` or `person`.
        members: If given, members are read of ids alone that one of these has,
        documents: or what is told in one of these documents: `document_id`.
    """

    def of_kind(table: Table, among: pl.DataFrame | None = None) -> pl.DataFrame:
        return build.read(table, where="kind = ?", parameters=[kind], among=among, in_order=False)

    ids = None
    if members is not None:
        ids = of_kind(MEMBERS, members.cast(pl.String).to_frame("member")).select("id").unique()
        if documents is not None:
            ids = pl.concat([ids, _ids_in(build, kind, documents)]).unique()
    return Registry(of_kind(IDS), of_kind(MEMBERS, ids), of_kind(REDIRECTS))


def _ids_in(build: Build, kind: str, documents: pl.DataFrame) -> pl.DataFrame:
    """The ids that were given to what some documents tell: `id`."""
    with build.lent("given", documents):
        return build.query(
            f"""
            SELECT DISTINCT id FROM {MEMBERS.name}
            WHERE kind = ? AND split_part(member, '#', 1) IN (SELECT document_id FROM given)
            """,
            [kind],
        )


def write_registry(build: Build, changes: Registry) -> None:
    """Write what is new or changed in the registry of ids; nothing ever leaves it."""
    for table, rows in zip(
        (IDS, MEMBERS, REDIRECTS),
        (changes.ids, changes.members, changes.redirects),
        strict=True,
    ):
        build.upsert(table, rows)
