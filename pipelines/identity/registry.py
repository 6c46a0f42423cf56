"""Give clusters lasting ids: minted once, reassigned by greatest overlap, never used again.

What belongs here is pure bookkeeping over frames; the warehouse keeps the tables.
"""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import polars as pl

from pipelines.identity.tables import IDS, MEMBERS, REDIRECTS

ID_CHARACTERS: Final = 10


@dataclass(frozen=True)
class Registry:
    """The ids of one kind of thing: those minted, their members, and those merged away."""

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
            `natural_key`.
        registry: The registry before; rows of other kinds are left alone.
        now: When ids are minted and merged.
        wanted: The id that a cluster is to have, where a person told it.

    Returns:
        `cluster` and `id`, and the new registry.
    """
    known = dict(registry.members.filter(pl.col("kind") == kind).select("member", "id").iter_rows())
    minted = {
        row[0]: row[1]
        for row in registry.ids.filter(pl.col("kind") == kind).select("id", "minted_at").iter_rows()
    }
    members: dict[str, set[str]] = defaultdict(set)
    natural: dict[str, str] = {}
    for cluster, member, natural_key in clustered.select(
        pl.col("cluster").cast(pl.String), "member", "natural_key"
    ).iter_rows():
        members[cluster].add(member)
        natural[cluster] = min(natural.get(cluster, natural_key), natural_key)
    id_of = _kept(members, known, minted, wanted or {})
    fresh = {}
    taken = set(minted)
    for cluster in sorted(
        set(members) - set(id_of), key=lambda each: (natural[each], min(members[each]))
    ):
        id_of[cluster] = fresh[cluster] = mint(kind, natural[cluster], taken)
        taken.add(fresh[cluster])
    retired = _retired(members, known, id_of)
    return (
        pl.DataFrame(
            sorted(id_of.items()), schema={"cluster": pl.String(), "id": pl.String()}, orient="row"
        ),
        Registry(
            ids=_with_rows(
                registry.ids,
                IDS.from_rows(
                    [
                        {"kind": kind, "id": fresh[c], "natural_key": natural[c], "minted_at": now}
                        for c in sorted(fresh)
                    ]
                ),
            ).sort("kind", "id"),
            members=_members(kind, registry.members, members, id_of, retired),
            redirects=_redirects(kind, registry.redirects, retired, now),
        ),
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


def _kept(
    members: dict[str, set[str]],
    known: dict[str, str],
    minted: dict[str, datetime],
    wanted: Mapping[str, str],
) -> dict[str, str]:
    """Clusters that keep an id, each id and each cluster at most once."""
    overlaps = Counter(
        (known[member], cluster)
        for cluster, held in members.items()
        for member in held
        if member in known
    )

    def rank(pair: tuple[str, str]) -> tuple[bool, int, datetime, str, str]:
        old_id, cluster = pair
        is_wanted = wanted.get(cluster) == old_id
        return (not is_wanted, -overlaps[pair], minted[old_id], old_id, min(members[cluster]))

    order = sorted(overlaps, key=rank)
    kept: dict[str, str] = {}
    given: set[str] = set()
    for old_id, cluster in order:
        if cluster not in kept and old_id not in given:
            kept[cluster] = old_id
            given.add(old_id)
    return kept


def _retired(
    members: dict[str, set[str]], known: dict[str, str], id_of: dict[str, str]
) -> dict[str, str]:
    """Ids whose members now stand under other ids, to the id that has most of them."""
    in_use = set(id_of.values())
    moved: dict[str, Counter[str]] = defaultdict(Counter)
    for cluster, held in members.items():
        for member in held:
            old_id = known.get(member)
            if old_id is not None and old_id not in in_use:
                moved[old_id][id_of[cluster]] += 1
    return {
        old_id: min(counts, key=lambda new_id: (-counts[new_id], new_id))
        for old_id, counts in moved.items()
    }


def _members(
    kind: str,
    before: pl.DataFrame,
    members: dict[str, set[str]],
    id_of: dict[str, str],
    retired: dict[str, str],
) -> pl.DataFrame:
    """The members with the ids they have now; those that are away follow ids that were merged."""
    now_known = {member: id_of[cluster] for cluster, held in members.items() for member in held}
    rows = pl.DataFrame(
        [(kind, member, now_known[member]) for member in sorted(now_known)],
        schema=MEMBERS.polars_schema,
        orient="row",
    )
    away = before.join(rows, on=["kind", "member"], how="anti").with_columns(
        id=_led_on(kind, "id", retired)
    )
    return pl.concat([away, rows]).sort("kind", "member")


def _redirects(
    kind: str, before: pl.DataFrame, retired: dict[str, str], now: datetime
) -> pl.DataFrame:
    """The redirects with the new ones; old ones that led to a retired id lead on."""
    led_on = before.with_columns(new_id=_led_on(kind, "new_id", retired))
    rows = REDIRECTS.from_rows(
        [
            {"kind": kind, "old_id": old_id, "new_id": retired[old_id], "merged_at": now}
            for old_id in sorted(retired)
        ]
    )
    kept = led_on.join(rows, on=["kind", "old_id"], how="anti")
    return pl.concat([kept, rows]).sort("kind", "old_id")


def _led_on(kind: str, column: str, retired: dict[str, str]) -> pl.Expr:
    """The ids of a column, those that were merged away replaced by those that took their place."""
    return pl.when(pl.col("kind") == kind).then(pl.col(column).replace(retired)).otherwise(column)


def _with_rows(before: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([before, rows])
