"""Link documents to films and persons: the frames that identity hands on.

What belongs here is the way from staged rows to links; the decisions stand in `films` and
`persons`, the bookkeeping of ids in `registry`.
"""

from datetime import datetime
from typing import Final

import polars as pl

from pipelines.identity.films import cluster_films
from pipelines.identity.keys import with_keys
from pipelines.identity.members import IN_DOCUMENT, film_members, ids_before
from pipelines.identity.overrides import (
    BY_PERSON,
    Overrides,
    correct_films,
    correct_persons,
)
from pipelines.identity.persons import Told, cluster_persons
from pipelines.identity.registry import Registry, assign_ids
from pipelines.identity.tables import FILM_LINKS, MENTION_LINKS, PERSON_LINKS

NO_FILM = -1
PERSON_ID = r"^nm\d+$"


def link_films(
    films: pl.DataFrame,
    registry: Registry,
    *,
    now: datetime,
    overrides: Overrides | None = None,
    places: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, Registry]:
    """The film of every film of a document, as `FILM_LINKS`, and what changes in the registry.

    Args:
        films: As declared in `FILMS`.
        registry: The registry before.
        now: When ids are minted and merged.
        overrides: What persons corrected; these win.
        places: `document_id`, `uris` of documents, by which corrections name them.

    Raises:
        OverrideError: if a correction names an id that was never given.
    """
    clustered = cluster_films(films)
    members = film_members(films, clustered, registry)
    if overrides is not None and overrides.rows:
        told = _placed(films, places).join(
            ids_before(members, registry),
            on=["document_id", "film_no"],
            how="left",
            maintain_order="left",
        )
        clustered = correct_films(clustered, told, registry, overrides)
    by_member = (
        clustered.join(members, on=["document_id", "film_no"], maintain_order="left")
        .filter((pl.col("evidence") != BY_PERSON) | pl.col("member").str.contains(IN_DOCUMENT))
        .unique(["cluster", "member"], keep="first", maintain_order=True)
    )
    ids, changes = assign_ids(
        "film",
        by_member,
        registry,
        now=now,
        wanted=overrides.wanted if overrides is not None else None,
    )
    others = ids.select(runner_up="cluster", runner_up_id="id")
    links = clustered.join(
        ids.rename({"id": "film_id"}), on="cluster", how="left", maintain_order="left"
    ).join(others, on="runner_up", how="left", maintain_order="left")
    return FILM_LINKS.conform(links.lazy().select(FILM_LINKS.columns.keys())).sort(
        *FILM_LINKS.key, maintain_order=True
    ).collect(), changes


def _placed(films: pl.DataFrame, places: pl.DataFrame | None) -> pl.DataFrame:
    """The films with the places of their documents."""
    if places is None:
        return films.with_columns(uris=pl.lit([], pl.List(pl.String())))
    return films.join(places, on="document_id", how="left", maintain_order="left")


def link_mentions(mentions: pl.DataFrame, films: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Mentions of films that are known, in the form of `MENTION_LINKS`.

    A mention is linked by its IMDb id, or by title and year, where just one known film has them.

    Args:
        mentions: As declared in `MENTIONS`.
        films: As declared in `FILMS`.
        links: As declared in `FILM_LINKS`.
    """
    known = films.join(
        links.select("document_id", "film_no", "film_id"),
        on=["document_id", "film_no"],
        maintain_order="left",
    )
    by_id = (
        known.filter(pl.col("imdb_id").is_not_null())
        .select("imdb_id", "film_id")
        .unique("imdb_id", keep="first", maintain_order=True)
    )
    titles = with_keys(
        known.select("film_id", "year", "titles").explode("titles").rename({"titles": "title"}),
        "title",
        "key",
        of="title",
    )
    by_title = (
        titles.filter(pl.col("year").is_not_null())
        .select("key", "year", "film_id")
        .unique()
        .filter(pl.len().over("key", "year") == 1)
        .rename({"film_id": "film_by_title"})
    )
    keyed = with_keys(mentions, "title", "key", of="title")
    linked = (
        keyed.join(by_id, on="imdb_id", how="left", maintain_order="left")
        .join(by_title, on=["key", "year"], how="left", maintain_order="left")
        .with_columns(film_id=pl.coalesce("film_id", "film_by_title"))
        .filter(pl.col("film_id").is_not_null())
    )
    return (
        MENTION_LINKS.conform(linked.lazy().select(MENTION_LINKS.columns.keys()))
        .sort(*MENTION_LINKS.key, maintain_order=True)
        .collect()
    )


def with_film_ids(mentions: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Mentions of persons with the films that are meant, as persons are told from.

    Args:
        mentions: `document_id`, `film_no` (NULL where no film is meant), `name`, `imdb_id`, `role`
            (or category of an award) and `year`.
        links: As declared in `FILM_LINKS`.
    """
    return mentions.join(
        links.select("document_id", "film_no", "film_id"),
        on=["document_id", "film_no"],
        how="left",
        maintain_order="left",
    ).with_columns(pl.col("film_no").fill_null(NO_FILM))


def link_persons(
    told: Told,
    registry: Registry,
    *,
    now: datetime,
    overrides: Overrides | None = None,
) -> tuple[pl.DataFrame, Registry]:
    """The person behind every name, as `PERSON_LINKS`, and what changes in the registry.

    An id is kept by what does not move when documents come and go: the person's own id, the name
    in a film, the name in a document, and the name itself while one person has it.

    Args:
        told: The persons.
        registry: The registry before.
        now: When ids are minted and merged.
        overrides: What persons corrected; these win.

    Raises:
        OverrideError: if a correction names an id that was never given.
    """
    clustered = cluster_persons(told).with_columns(member=PLACE)
    if overrides is not None and overrides.rows:
        clustered = correct_persons(clustered, registry, overrides)
    ids, changes = assign_ids(
        "person",
        _person_members(clustered),
        registry,
        now=now,
        wanted=overrides.wanted if overrides is not None else None,
    )
    runners_up = ids.rename({"cluster": "runner_up", "id": "runner_up_id"})
    linked = clustered.join(
        ids.rename({"id": "person_id"}), on="cluster", how="left", maintain_order="left"
    ).join(runners_up, on="runner_up", how="left", maintain_order="left")
    # They have stood in the order of the key since they were clustered.
    return PERSON_LINKS.conform(
        linked.lazy().select(PERSON_LINKS.columns.keys())
    ).collect(), changes


PLACE: Final = pl.concat_str(
    "document_id", pl.lit("#"), pl.col("film_no").cast(pl.String), pl.lit("#"), "key"
)
"""Where a document names a person."""


IN_FILM: Final = pl.concat_str("film_id", pl.lit("#"), "key")


def possible_members(placed: pl.DataFrame) -> pl.Series:
    """What ids of persons may be kept by, who are named as in `Careers.placed`."""
    told = (
        PLACE,
        IN_FILM,
        pl.concat_str(pl.lit("imdb:"), "imdb_id"),
        pl.concat_str(pl.lit("name:"), "key"),
    )
    return pl.concat([placed.select(member=each)["member"] for each in told]).drop_nulls().unique()


def _person_members(keyed: pl.DataFrame) -> pl.DataFrame:
    """`cluster`, `member` and `natural_key`: what each person's id is kept by."""
    called = keyed.unique(["key", "cluster"], keep="first", maintain_order=True).with_columns(
        by_id=pl.when(pl.col("cluster").str.contains(PERSON_ID)).then(
            pl.concat_str(pl.lit("imdb:"), "cluster")
        ),
        by_name=pl.when(pl.len().over("key") == 1).then(pl.concat_str(pl.lit("name:"), "key")),
    )
    in_films = keyed.with_columns(in_film=IN_FILM)
    return pl.concat(
        [
            _members(keyed, "member"),
            _members(in_films, "in_film"),
            _members(called, "by_id"),
            _members(called, "by_name"),
        ]
    )


def _members(told: pl.DataFrame, by: str) -> pl.DataFrame:
    """What of one kind stands for one person alone."""
    return (
        told.select("cluster", "natural_key", member=by)
        .filter(pl.col("member").is_not_null())
        .unique(["cluster", "member"], keep="first", maintain_order=True)
        .filter(pl.len().over("member") == 1)
    )
