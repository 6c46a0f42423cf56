"""Give clusters lasting ids: minted once, reassigned by greatest overlap, never used again.

What belongs here is pure bookkeeping over frames; the warehouse keeps the tables.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from pipelines.identity.tables import IDS, REDIRECTS

ID_CHARACTERS: Final = 10
_CLUSTER: Final = pl.col("cluster").cast(pl.String)


@dataclass(frozen=True)
class Registry:
    """The ids of films or persons: those minted, their members, and those merged away."""

    ids: pl.DataFrame
    members: pl.DataFrame
    redirects: pl.DataFrame


def assign_ids(
    kind: str,
    clustered: pl.DataFrame,
    registry: Registry,
    *,
    now: datetime,
    wanted: Mapping[str, str] | None = None,
) -> tuple[pl.DataFrame, Registry]:
    """The id of every cluster, and the registry after it.

    An id stays with the cluster that holds most of its members; where one cluster holds the
    members of several ids, the one with most stays, the oldest among equals, and the others are
    redirected to it. The smaller part of a split gets a new id.

    Args:
        kind: `film` or `person`.
        clustered: `cluster`, `member` (a text that will be the same in the next run) and
            `natural_key`; one row per cluster and member.
        registry: The registry before; rows of other kinds are left alone.
        now: When ids are minted and merged.
        wanted: The id that a cluster is to have, where a person told it.

    Returns:
        `cluster` and `id`, and what is new or changed in the registry.
    """
    minted = registry.ids.filter(pl.col("kind") == kind)
    known = registry.members.filter(pl.col("kind") == kind).select("member", old_id="id")
    clusters = _clusters(clustered)
    told = clustered.select(_CLUSTER, "member").join(known, on="member", how="left")
    held = _held(told)
    kept = _kept(held, clusters, minted, wanted or {})
    fresh = _fresh(
        kind, clusters.join(kept, on="cluster", how="anti", maintain_order="left"), minted
    )
    id_of = pl.concat([kept, fresh.select("cluster", "id")]).sort("cluster", maintain_order=True)
    retired = _retired(held, id_of)
    placed = _placed(told.join(id_of, on="cluster", maintain_order="left"), clusters)
    led_on = _led_on(known, told, retired)
    return id_of, Registry(
        ids=_ids(kind, fresh, now),
        members=pl.concat([placed, led_on])
        .select(pl.lit(kind).alias("kind"), "member", "id")
        .sort("member", maintain_order=True),
        redirects=_redirects(kind, registry.redirects, retired, now),
    )


def mint(kind: str, natural_key: str, taken: set[str]) -> str:
    """A new id for a natural key: the same key gives the same id, unless that was used before.

    >>> mint("film", "tt2852470", set()) == mint("film", "tt2852470", set())
    True
    >>> first = mint("film", "x", set()); mint("film", "x", {first}) == first
    False
    """
    attempt = 0
    while True:
        told = f"{kind}|{natural_key}|{attempt}" if attempt else f"{kind}|{natural_key}"
        digest = base64.b32encode(hashlib.sha256(told.encode()).digest()).decode().lower()
        minted = f"{kind[0]}_{digest[:ID_CHARACTERS]}"
        if minted not in taken:
            return minted
        attempt += 1


def _clusters(clustered: pl.DataFrame) -> pl.DataFrame:
    """The clusters as they are told one after another: `cluster`, `natural_key`, `first_member`."""
    return clustered.group_by(_CLUSTER, maintain_order=True).agg(
        pl.col("natural_key").min(), first_member=pl.col("member").min()
    )


def _held(told: pl.DataFrame) -> pl.DataFrame:
    """How many members of a cluster had an id before: `old_id`, `cluster`, `count`."""
    return told.drop_nulls("old_id").group_by("old_id", "cluster").agg(count=pl.len())


def _kept(
    held: pl.DataFrame, clusters: pl.DataFrame, minted: pl.DataFrame, wanted: Mapping[str, str]
) -> pl.DataFrame:
    """Clusters that keep an id, each id and each cluster at most once: `cluster`, `id`."""
    is_contested = (pl.len().over("old_id") > 1) | (pl.len().over("cluster") > 1)
    contested = (
        held.filter(is_contested)
        .join(
            minted.select("id", "minted_at"), left_on="old_id", right_on="id", maintain_order="left"
        )
        .join(clusters, on="cluster", maintain_order="left")
    )
    told = pl.DataFrame(
        list(wanted.items()), schema={"cluster": pl.String(), "old_id": pl.String()}, orient="row"
    )
    ranked = contested.join(
        told.with_columns(is_wanted=pl.lit(value=True)),
        on=["cluster", "old_id"],
        how="left",
        maintain_order="left",
    ).sort(
        ["is_wanted", "count", "minted_at", "old_id", "first_member"],
        descending=[True, True, False, False, False],
        nulls_last=True,
        maintain_order=True,
    )
    kept: dict[str, str] = {}
    given: set[str] = set()
    for old_id, cluster in ranked.select("old_id", "cluster").iter_rows():
        if cluster not in kept and old_id not in given:
            kept[cluster] = old_id
            given.add(old_id)
    alone = held.filter(~is_contested).select("cluster", id="old_id")
    return pl.concat([alone, _id_of(kept.items())])


def _fresh(kind: str, clusters: pl.DataFrame, minted: pl.DataFrame) -> pl.DataFrame:
    """The clusters with a new id each: `cluster`, `id`, `natural_key`."""
    taken = set(minted["id"])
    fresh = []
    for cluster, natural_key in (
        clusters.sort("natural_key", "first_member", maintain_order=True)
        .select("cluster", "natural_key")
        .iter_rows()
    ):
        fresh.append((cluster, mint(kind, natural_key, taken), natural_key))
        taken.add(fresh[-1][1])
    schema = {"cluster": pl.String(), "id": pl.String(), "natural_key": pl.String()}
    return pl.DataFrame(fresh, schema=schema, orient="row")


def _ids(kind: str, fresh: pl.DataFrame, now: datetime) -> pl.DataFrame:
    """The new ids in the form of `IDS`."""
    moment = pl.lit(now).cast(IDS.columns["minted_at"].dtype)
    return fresh.select(pl.lit(kind).alias("kind"), "id", "natural_key", minted_at=moment).sort(
        "id", maintain_order=True
    )


def _retired(held: pl.DataFrame, id_of: pl.DataFrame) -> dict[str, str]:
    """Ids whose members now stand under other ids, to the id that has most of them."""
    moved = (
        held.join(id_of, left_on="old_id", right_on="id", how="anti", maintain_order="left")
        .join(id_of, on="cluster", maintain_order="left")
        .group_by("old_id", "id")
        .agg(pl.col("count").sum())
        .sort(["old_id", "count", "id"], descending=[False, True, False], maintain_order=True)
        .unique("old_id", keep="first", maintain_order=True)
    )
    return dict(moved.select("old_id", "id").iter_rows())


def _placed(told: pl.DataFrame, clusters: pl.DataFrame) -> pl.DataFrame:
    """The members that have another id than before: `member`, `id`.

    What several clusters have as a member counts for the last of them.
    """
    is_changed = pl.col("id").ne_missing(pl.col("old_id"))
    changed = told.filter(is_changed).select("member").unique()
    return (
        told.join(changed, on="member", how="semi", maintain_order="left")
        .join(clusters.with_row_index("place"), on="cluster", maintain_order="left")
        .sort("place", maintain_order=True)
        .unique("member", keep="last", maintain_order=True)
        .filter(is_changed)
        .select("member", "id")
    )


def _led_on(known: pl.DataFrame, told: pl.DataFrame, retired: Mapping[str, str]) -> pl.DataFrame:
    """The members that are away and had an id that was merged, with the new one."""
    is_retired = pl.col("old_id").is_in(list(retired))
    return (
        known.filter(is_retired)
        .join(told.filter(is_retired), on="member", how="anti", maintain_order="left")
        .select("member", id=pl.col("old_id").replace(retired))
    )


def _redirects(
    kind: str, before: pl.DataFrame, retired: Mapping[str, str], now: datetime
) -> pl.DataFrame:
    """The new redirects, and the old ones that led to a retired id and now lead on."""
    led_on = before.filter(
        pl.col("kind") == kind,
        pl.col("new_id").is_in(list(retired)),
        ~pl.col("old_id").is_in(list(retired)),
    ).with_columns(pl.col("new_id").replace(retired))
    rows = REDIRECTS.from_rows(
        [
            {"kind": kind, "old_id": old_id, "new_id": retired[old_id], "merged_at": now}
            for old_id in sorted(retired)
        ]
    )
    return pl.concat([led_on, rows]).sort("old_id", maintain_order=True)


def _id_of(rows: Iterable[tuple[str, str]]) -> pl.DataFrame:
    schema = {"cluster": pl.String(), "id": pl.String()}
    return pl.DataFrame(list(rows), schema=schema, orient="row")
