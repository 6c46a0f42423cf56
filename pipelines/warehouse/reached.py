"""Know which films and persons have to be identified again since that was last done.

What belongs here is what the build file tells of it: of which documents something else is read
than before, and what stands beside that. How far a change goes is told in `identity.reach`.
"""

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from pipelines.claims.tables import FILMS, MENTIONS
from pipelines.identity.keys import with_keys
from pipelines.identity.members import possible_members
from pipelines.identity.reach import (
    FILM_KEYS,
    MOST_REACHED,
    OF_FILM,
    READ,
    READ_BY,
    film_keys,
    reached,
)
from pipelines.identity.registry import Registry
from pipelines.identity.tables import FILM_LINKS, IDS, MEMBERS, MENTION_LINKS, REDIRECTS
from pipelines.tables import Table
from pipelines.warehouse.build import Build

IN_USE: Final = "document_id in (select document_id from raw.documents where status = 'parsed')"

FILM_ROWS: Final = f"""
    select
        document_id,
        hash(film_no, title, titles, year, imdb_id, imdb_id_basis, directors, people) as row_hash,
        cast(null as varchar) as film_id
    from {FILMS.name} where {IN_USE}
    union all
    select document_id, hash('mention', mention_no, title, year, imdb_id), null
    from {MENTIONS.name} where {IN_USE}
"""
"""What films are told by; other columns decide nothing."""


@dataclass(frozen=True)
class Changes:
    """The documents of which something else is read than before: `document_id`, `film_ids`."""

    kind: str
    fingerprint: str
    documents: pl.DataFrame = field(repr=False)

    @property
    def document_ids(self) -> pl.Series:
        """The documents, those that are gone included."""
        return self.documents["document_id"]


@dataclass(frozen=True)
class FilmsReached:
    """Films that are to be identified, and what is known of their ids.

    Attributes:
        films: As `FILMS`.
        registry: What is known of ids that any of them may have.
        keys: As `FILM_KEYS`: of all films, or of those of the documents that changed.
        documents: These documents: `document_id`; None for all.
        places: What is told anew or has gone: `document_id`, `film_no`; None for all.
        texts: The keys that these have, and had: `key`.
    """

    films: pl.DataFrame
    registry: Registry
    keys: pl.DataFrame
    documents: pl.DataFrame | None = None
    places: pl.DataFrame | None = None
    texts: pl.DataFrame | None = None


@dataclass(frozen=True)
class MentionsReached:
    """Mentions that are to be linked, and the films that they may mean.

    Attributes:
        mentions: As `MENTIONS`.
        films: As `FILMS`: all that have a title or an id of one of them.
        places: What is told anew or has gone: `document_id`, `mention_no`; None for all.
    """

    mentions: pl.DataFrame
    films: pl.DataFrame
    places: pl.DataFrame | None


def changes_of(build: Build, kind: str, fingerprint: str, rows: str) -> Changes:
    """The documents of which something else is read than when a kind was last identified.

    Where the fingerprint is another one, all are. The stamp of a document is the sum of the hashes
    of its rows, as it is in `touched`.

    Args:
        build: The build file.
        kind: `film` or `person`.
        fingerprint: Of all that decides on them but the tables.
        rows: Query for the rows that are read: `document_id`, `row_hash`, `film_id`.
    """
    known = build.read(READ_BY, where="kind = ?", parameters=[kind])["fingerprint"].to_list()
    if known != [fingerprint]:
        forget(build, kind)
    build.connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE read_now AS
        SELECT document_id, now.stamp, now.film_ids, before.film_ids AS film_ids_before
        FROM (
            SELECT
                document_id,
                CAST(sum(CAST(row_hash AS HUGEINT)) AS VARCHAR) AS stamp,
                coalesce(
                    list_sort(list(DISTINCT film_id) FILTER (film_id IS NOT NULL)), []
                ) AS film_ids
            FROM ({rows}) GROUP BY document_id
        ) AS now
        FULL JOIN (FROM {READ.name} WHERE kind = '{kind}') AS before USING (document_id)
        WHERE now.stamp IS DISTINCT FROM before.stamp
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
    return Changes(kind, fingerprint, documents)


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
        INSERT INTO {READ.name} (kind, document_id, stamp, film_ids)
        SELECT '{changes.kind}', document_id, stamp, film_ids FROM read_now
        WHERE stamp IS NOT NULL;
        """
    )
    row = {"kind": changes.kind, "fingerprint": changes.fingerprint}
    build.upsert(READ_BY, READ_BY.from_rows([row]))


def films_reached(build: Build, changes: Changes) -> FilmsReached:
    """The films that changes can reach; all of them where that is most."""
    most = MOST_REACHED * build.count(FILM_LINKS)
    if changes.documents.height <= most:
        found = _films_of(build, changes)
        if found.films.height <= most:
            return found
    films = build.read(FILMS, where=IN_USE)
    return FilmsReached(films, read_registry(build, "film"), film_keys(films))


def _films_of(build: Build, changes: Changes) -> FilmsReached:
    documents = changes.documents.select("document_id")
    keys = film_keys(build.read(FILMS, where=IN_USE, among=documents))
    links = build.read(FILM_LINKS, columns=[*OF_FILM, "film_id"], in_order=False)
    # Where the films of one id part, the id is taken from one of them.
    told = pl.concat(
        [build.read(FILM_KEYS, in_order=False), keys, links.rename({"film_id": "key"})]
    )
    places = told.join(documents, on="document_id", how="semi").select(OF_FILM)
    while True:
        places = reached(told, places)
        films = build.read(FILMS, where=IN_USE, among=places)
        registry = read_registry(
            build, "film", members=possible_members(films), documents=documents
        )
        # A member may have the id of a film from which nothing else leads here.
        held = links.join(registry.members, left_on="film_id", right_on="id", how="semi")
        more = held.select(OF_FILM).join(places, on=OF_FILM, how="anti")
        if more.is_empty():
            texts = told.join(places, on=OF_FILM, how="semi").select("key").unique()
            return FilmsReached(films, registry, keys, documents, places, texts)
        places = pl.concat([places, more])


def mentions_reached(build: Build, told: FilmsReached) -> MentionsReached:
    """The mentions that may mean another film than before, once the films are written."""
    mentions = with_keys(build.read(MENTIONS, where=IN_USE), "title", "key", of="title")
    if told.documents is None or told.texts is None:
        return MentionsReached(mentions.drop("key"), told.films, None)
    texts = told.texts["key"].implode()
    meant = mentions.filter(
        pl.col("document_id").is_in(told.documents["document_id"].implode())
        | pl.col("key").is_in(texts)
        | pl.col("imdb_id").is_in(texts)
    )
    called = pl.concat([meant.select("key"), meant.select(key="imdb_id")]).drop_nulls().unique()
    films = build.read(
        FILMS,
        where=IN_USE,
        among=build.read(FILM_KEYS, columns=OF_FILM, among=called, in_order=False),
    )
    of_mention = ["document_id", "mention_no"]
    gone = build.read(MENTION_LINKS, columns=of_mention, among=told.documents, in_order=False)
    places = pl.concat([meant.select(of_mention), gone]).unique()
    return MentionsReached(meant.drop("key"), films, places)


def read_registry(
    build: Build, kind: str, *, members: pl.Series | None = None, documents: pl.DataFrame | None = None
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
