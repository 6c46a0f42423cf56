"""Tell by what a film will be known again in the next run.

What belongs here are the members that ids are given to. Whatever changes between two runs, one of
them should stay: the numbers of the films in a document change, their titles are read better, a
document is edited or goes away.
"""

from typing import Final

import polars as pl
from rapidfuzz import fuzz

from pipelines.identity.keys import with_keys
from pipelines.identity.registry import Registry

BY_ID: Final = "imdb:"
BY_DESCRIPTION: Final = "film:"
IN_DOCUMENT: Final = r"^([0-9a-zA-Z_./-]+)#(.*)#\d+$"
"""A member of a film of a document: document, key of the title, which of that title."""
ALIKE: Final = 80.0
"""Likeness of two titles, 0 to 100, from which a document may mean one film by them."""
OF_FILM: Final = ("document_id", "film_no")


def film_members(films: pl.DataFrame, clustered: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The members of every film of a document: `document_id`, `film_no`, `member`.

    Args:
        films: As declared in `FILMS`.
        clustered: As from `cluster_films`.
        registry: The registry before: films that a document now calls otherwise are told by it.
    """
    titled = _titled(films)
    named = _named(titled)
    by_film = clustered.select(*OF_FILM, "cluster")
    described = _descriptions(titled).join(by_film, on=OF_FILM, maintain_order="left")
    return pl.concat(
        [
            named.select(*OF_FILM, "member"),
            _renamed(named, registry),
            _by_id(films),
            # Where they tell one film: an edited document has them too.
            described.filter(pl.col("cluster").n_unique().over("member") == 1).drop("cluster"),
        ]
    )


def possible_members(films: pl.DataFrame) -> pl.Series:
    """Members that films of documents may have, but for those of what they were called before."""
    titled = _titled(films)
    told = (_named(titled), _by_id(films), _descriptions(titled))
    return pl.concat([each["member"] for each in told]).unique()


def _titled(films: pl.DataFrame) -> pl.DataFrame:
    """The films with the key of their titles."""
    keyed = with_keys(films, "title", "key", of="title")
    return keyed.with_columns(pl.col("key").fill_null("")).sort(OF_FILM, maintain_order=True)


def _named(titled: pl.DataFrame) -> pl.DataFrame:
    """Document, title, and which film of that title: `document_id`, `film_no`, `key`, `member`."""
    nth = pl.int_range(pl.len()).over("document_id", "key").cast(pl.String)
    return titled.select(
        *OF_FILM, "key", member=pl.concat_str("document_id", "key", nth, separator="#")
    )


def _by_id(films: pl.DataFrame) -> pl.DataFrame:
    return films.filter(pl.col("imdb_id").is_not_null()).select(
        *OF_FILM, member=pl.concat_str(pl.lit(BY_ID), "imdb_id")
    )


def ids_before(members: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The ids that films of documents had before: `document_id`, `film_no`, `had`."""
    had = registry.members.filter(pl.col("kind") == "film").select("member", had="id")
    return (
        members.filter(pl.col("member").str.contains(IN_DOCUMENT))
        .join(had, on="member", how="inner", maintain_order="left")
        .sort(*OF_FILM, "member", maintain_order=True)
        .unique(OF_FILM, keep="first", maintain_order=True)
        .select(*OF_FILM, "had")
    )


def _descriptions(titled: pl.DataFrame) -> pl.DataFrame:
    """Title, year and directors: `document_id`, `film_no`, `member`."""
    directors = (
        with_keys(
            titled.select(*OF_FILM, name="directors").explode("name"), "name", "who", of="person"
        )
        .group_by(OF_FILM)
        .agg(directed=pl.col("who").drop_nulls().unique().sort().str.join(","))
    )
    year = pl.col("year").cast(pl.String).fill_null("")
    return titled.join(directors, on=OF_FILM, how="left", maintain_order="left").select(
        *OF_FILM,
        member=pl.lit(BY_DESCRIPTION)
        + pl.concat_str("key", year, pl.col("directed").fill_null(""), separator="|"),
    )


def _renamed(named: pl.DataFrame, registry: Registry) -> pl.DataFrame:
    """The old members of films of documents whose titles are read otherwise than before.

    A title that is gone from a document and one that is new in it are one film where they are
    alike, and where the document had and has no other.
    """
    known = registry.members.filter(pl.col("kind") == "film").select("member")
    new = named.join(known, on="member", how="anti", maintain_order="left")
    kept = named.join(known, on="member", how="semi", maintain_order="left")
    gone = (
        known.join(named, on="member", how="anti", maintain_order="left")
        .filter(pl.col("member").str.contains(IN_DOCUMENT))
        .select(
            old_member="member",
            document_id=pl.col("member").str.extract(IN_DOCUMENT, 1),
            old_key=pl.col("member").str.extract(IN_DOCUMENT, 2),
        )
    )
    counts = [
        rows.group_by("document_id").agg(pl.len().alias(count))
        for rows, count in (
            (pl.concat([each.select("document_id") for each in (kept, gone)]), "old_count"),
            (named, "new_count"),
        )
    ]
    pairs = new.join(gone, on="document_id", how="inner", maintain_order="left")
    for each in counts:
        pairs = pairs.join(each, on="document_id", maintain_order="left")
    likeness = [
        max(
            fuzz.ratio(key, old), fuzz.partial_ratio(key, old) if min(len(key), len(old)) > 3 else 0
        )
        for key, old in pairs.select("key", "old_key").iter_rows()
    ]
    is_only = (pl.col("old_count") == 1) & (pl.col("new_count") == 1)
    scored = pairs.with_columns(likeness=pl.Series(likeness, dtype=pl.Float64)).filter(
        (pl.col("likeness") >= ALIKE) | is_only
    )
    order = ["likeness", "old_key", "film_no", "old_member"]
    ranked = scored.sort(order, descending=[True, False, False, False], maintain_order=True)
    return (
        ranked.unique("old_member", keep="first", maintain_order=True)
        .unique(OF_FILM, keep="first", maintain_order=True)
        .select(*OF_FILM, member="old_member")
    )
