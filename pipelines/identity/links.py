"""Link documents to films and persons: the frames that identity hands on.

What belongs here is the way from staged rows to links; the decisions stand in `films` and
`persons`, the bookkeeping of ids in `registry`.
"""

from datetime import datetime

import polars as pl

from pipelines.identity.films import cluster_films
from pipelines.identity.keys import with_keys
from pipelines.identity.members import film_members
from pipelines.identity.persons import cluster_persons
from pipelines.identity.registry import Registry, assign_ids
from pipelines.identity.tables import FILM_LINKS, MENTION_LINKS, PERSON_LINKS

NO_FILM = -1


def link_films(
    films: pl.DataFrame, registry: Registry, *, now: datetime
) -> tuple[pl.DataFrame, Registry]:
    """The film of every film of a document, in the form of `FILM_LINKS`, and the new registry.

    Args:
        films: As declared in `FILMS`.
        registry: The registry before.
        now: When ids are minted and merged.
    """
    clustered = cluster_films(films)
    by_member = clustered.join(
        film_members(films, clustered, registry), on=["document_id", "film_no"]
    )
    ids, after = assign_ids("film", by_member, registry, now=now)
    others = ids.select(runner_up="cluster", runner_up_id="id")
    links = clustered.join(ids.rename({"id": "film_id"}), on="cluster", how="left").join(
        others, on="runner_up", how="left"
    )
    return FILM_LINKS.conform(links.lazy().select(FILM_LINKS.columns.keys())).sort(
        *FILM_LINKS.key
    ).collect(), after


def link_mentions(mentions: pl.DataFrame, films: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Mentions of films that are known, in the form of `MENTION_LINKS`.

    A mention is linked by its IMDb id, or by title and year, where just one known film has them.

    Args:
        mentions: As declared in `MENTIONS`.
        films: As declared in `FILMS`.
        links: As declared in `FILM_LINKS`.
    """
    known = films.join(
        links.select("document_id", "film_no", "film_id"), on=["document_id", "film_no"]
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
        keyed.join(by_id, on="imdb_id", how="left")
        .join(by_title, on=["key", "year"], how="left")
        .with_columns(film_id=pl.coalesce("film_id", "film_by_title"))
        .filter(pl.col("film_id").is_not_null())
    )
    return (
        MENTION_LINKS.conform(linked.lazy().select(MENTION_LINKS.columns.keys()))
        .sort(*MENTION_LINKS.key)
        .collect()
    )


def link_persons(
    mentions: pl.DataFrame, links: pl.DataFrame, registry: Registry, *, now: datetime
) -> tuple[pl.DataFrame, Registry]:
    """The person behind every name in a document, as `PERSON_LINKS`, and the new registry.

    Args:
        mentions: `document_id`, `film_no` (NULL where no film is meant), `name`, `imdb_id`.
        links: As declared in `FILM_LINKS`.
        registry: The registry before.
        now: When ids are minted and merged.
    """
    placed = mentions.join(
        links.select("document_id", "film_no", "film_id"), on=["document_id", "film_no"], how="left"
    ).with_columns(pl.col("film_no").fill_null(NO_FILM))
    clustered = cluster_persons(placed)
    with_member = clustered.with_columns(member=pl.concat_str(pl.lit("name:"), "cluster"))
    in_document = (
        with_keys(clustered, "name", "key", of="person")
        .with_columns(
            member=pl.concat_str(
                "document_id", pl.lit("#"), pl.col("film_no").cast(pl.String), pl.lit("#"), "key"
            )
        )
        .select(with_member.columns)
    )
    ids, after = assign_ids(
        "person",
        pl.concat([with_member, in_document]).unique(
            ["cluster", "member"], keep="first", maintain_order=True
        ),
        registry,
        now=now,
    )
    linked = clustered.join(ids.rename({"id": "person_id"}), on="cluster", how="left")
    return PERSON_LINKS.conform(linked.lazy().select(PERSON_LINKS.columns.keys())).sort(
        *PERSON_LINKS.key
    ).collect(), after
