"""Bring persons together: which of the names that documents print are the same person.

What belongs here is the decision. Which id a person gets is the matter of `registry`.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import polars as pl
from rapidfuzz import fuzz

from pipelines.identity.keys import with_keys

ALIKE: Final = 88.0
"""Likeness of two names, 0 to 100, from which they may be one person misspelt in one film."""


def cluster_persons(mentions: pl.DataFrame) -> pl.DataFrame:
    """Which persons named in documents are the same.

    An id decides alone. Names meet under the same words in any order, unless two ids stand under
    them: then a mention without an id goes to the one it shares a film with. Within a film, two
    names that differ by a slip of the pen are one person.

    Args:
        mentions: `document_id`, `film_no`, `name`, `imdb_id`, `film_id`; one row per name and film
            of a document.

    Returns:
        `document_id`, `film_no`, `name`, `cluster` (text), `natural_key`, `evidence`.
    """
    keyed = with_keys(mentions, "name", "key", of="person").filter(pl.col("key") != "")
    owner = _owners(keyed)
    groups = _Groups()
    for key, other in _slips(keyed):
        ids = owner.get(key, frozenset()) | owner.get(other, frozenset())
        if len(ids) <= 1:
            groups.join(key, other)
    ids_of_group: dict[str, set[str]] = defaultdict(set)
    for key, ids in owner.items():
        ids_of_group[groups.root(key)].update(ids)
    ids_of_film = _ids_of_films(keyed, groups)
    distinct = keyed.select("key", "imdb_id", "film_id").unique().sort("key", "imdb_id", "film_id")
    rows = []
    for key, imdb_id, film_id in distinct.iter_rows():
        root = groups.root(key)
        known = ids_of_group[root]
        near = ids_of_film.get((film_id, root), set())
        if imdb_id is not None:
            cluster, evidence = imdb_id, "imdb_id"
        elif len(known) == 1:
            cluster, evidence = next(iter(known)), "name" if key == root else "likeness"
        elif len(near) == 1:
            cluster, evidence = next(iter(near)), "name"
        else:
            cluster, evidence = root, "name" if key == root else "likeness"
        rows.append((key, imdb_id, film_id, cluster, evidence))
    schema = {
        "key": pl.String(),
        "imdb_id": pl.String(),
        "film_id": pl.String(),
        "cluster": pl.String(),
        "evidence": pl.String(),
    }
    decided = pl.DataFrame(rows, schema=schema, orient="row")
    return (
        keyed.join(decided, on=["key", "imdb_id", "film_id"], how="left", nulls_equal=True)
        .with_columns(natural_key=pl.col("cluster"))
        .sort("document_id", "film_no", "name", "imdb_id", nulls_last=True)
        .unique(["document_id", "film_no", "name"], keep="first", maintain_order=True)
        .select("document_id", "film_no", "name", "cluster", "natural_key", "evidence")
    )


def _owners(keyed: pl.DataFrame) -> dict[str, frozenset[str]]:
    """The ids that stand under each name key."""
    known = (
        keyed.filter(pl.col("imdb_id").is_not_null())
        .group_by("key")
        .agg(pl.col("imdb_id").unique())
    )
    return {key: frozenset(ids) for key, ids in known.iter_rows()}


def _ids_of_films(keyed: pl.DataFrame, groups: "_Groups") -> dict[tuple[str, str], set[str]]:
    """The ids that a film's own documents give to the names of a group."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    known = keyed.filter(pl.col("imdb_id").is_not_null(), pl.col("film_id").is_not_null())
    for film_id, key, imdb_id in known.select("film_id", "key", "imdb_id").unique().iter_rows():
        found[film_id, groups.root(key)].add(imdb_id)
    return found


def _slips(keyed: pl.DataFrame) -> Iterable[tuple[str, str]]:
    """Pairs of name keys of one film that differ by a slip of the pen, in order."""
    of_film = (
        keyed.filter(pl.col("film_id").is_not_null())
        .select("film_id", "key")
        .unique()
        .with_columns(block=pl.col("key").str.split(" "))
        .explode("block")
        .filter(pl.col("block").str.len_chars() > 2)
    )
    pairs = (
        of_film.join(of_film, on=["film_id", "block"], suffix="_other")
        .filter(pl.col("key") < pl.col("key_other"))
        .select("key", "key_other")
        .unique()
        .sort("key", "key_other")
    )
    return [(key, other) for key, other in pairs.iter_rows() if fuzz.ratio(key, other) >= ALIKE]


class _Groups:
    """Sets of keys that are joined step by step; the alphabetically first key names its set."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def join(self, key: str, other: str) -> None:
        first, second = sorted((self.root(key), self.root(other)))
        if first != second:
            self._parent[second] = first
