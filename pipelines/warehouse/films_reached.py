"""Know which films and mentions of films have to be identified again.

What belongs here is what the build file tells of it; how far a change goes is told in
`identity.reach`.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims.tables import FILMS, MENTIONS
from pipelines.identity.keys import with_keys
from pipelines.identity.members import possible_members
from pipelines.identity.reach import FILM_KEYS, OF_FILM, film_keys, reached
from pipelines.identity.registry import Registry
from pipelines.identity.tables import FILM_LINKS, MENTION_LINKS
from pipelines.warehouse.build import Build
from pipelines.warehouse.identified import IN_USE, Changes, read_registry
from pipelines.warehouse.staged_since import staged_since

MOST_REACHED: Final = 0.5
"""Share of all films; from there on all are looked at, which is quicker."""

FILM_ROWS: Final = f"""
    select
        document_id,
        hash(film_no, title, titles, year, imdb_id, imdb_id_basis, directors, people) as row_hash
    from {staged_since(FILMS.name, in_use=True)}
    union all
    select document_id, hash('mention', mention_no, title, year, imdb_id)
    from {staged_since(MENTIONS.name, in_use=True)}
"""
"""What films are told by; other columns decide nothing."""


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


def films_reached(build: Build, changes: Changes) -> FilmsReached:
    """The films that changes can reach; all of them where that is most."""
    if not changes.are_all:
        found = _films_of(build, changes)
        if found.films.height <= MOST_REACHED * build.count(FILM_LINKS):
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
