"""Bring persons together: which of the names that documents print are the same person.

What belongs here is the decision. What speaks for and against two careers being one person's is
weighed in `pairs`; which id a person gets is the matter of `registry`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims.catalogue.matches import amounts_told
from pipelines.identity.careers import Careers, careers_told
from pipelines.identity.census import Census, census_of
from pipelines.identity.crafts import OTHER_CRAFTS
from pipelines.identity.names import compare_names
from pipelines.identity.pairs import (
    MOST_OF_NAME_AND_CRAFT,
    PARTS,
    PRIOR,
    gap_bits,
    paired_careers,
    weighed_pairs,
)

JOIN: Final = 2.2
"""Bits from which two careers are one person's: 4.6 to 1, for two people under one id are worse
than one under two."""
MARGIN: Final = 2.0
"""Bits by which the better one must lead where two that exclude each other would fit."""
PLACE: Final = ("document_id", "film_no", "name")
AGAINST: Final = -6.0
"""Bits of crafts and years from which two persons exclude each other."""


@dataclass(frozen=True)
class Told:
    """Persons as documents name them, and what decides which of them are the same.

    Attributes:
        careers: Their careers.
        found: Pairs of careers, as from `paired_careers`.
        census: What is counted over all persons.
    """

    careers: Careers
    found: pl.DataFrame
    census: Census


def persons_told(mentions: pl.DataFrame) -> Told:
    """What all mentions tell, in the form that `careers_told` takes."""
    careers = careers_told(mentions)
    found = paired_careers(careers)
    return Told(careers, found, census_of(careers, found))


def cluster_persons(told: Told) -> pl.DataFrame:
    """Which persons named in documents are the same.

    An id decides alone; a mention without one has that of its name in its film. What is left is
    put into careers (one name, one craft, no long break), and careers are joined, the likeliest
    first, where what speaks for one person outweighs the rest: name and its rarity, crafts, years,
    shared films and co-workers. Who fits two persons equally well goes to neither.

    Returns:
        `document_id`, `film_no`, `name`, its `key`, `film_id`, `cluster` (text), `natural_key`,
        `evidence`, `score` and `weights` of the strongest link within the cluster, `runner_up` (the
        cluster that came next) with its score, and `is_undecided`;
        in the order of places.
    """
    careers, placed = told.careers.each, told.careers.placed
    pairs = weighed_pairs(told.careers, told.found, told.census)
    persons = _Persons(told.careers, told.census.craft_bits)
    clusters = _named(_joined(persons, pairs), careers)
    linked = clusters.join(_links(clusters, pairs), on="career", maintain_order="left")
    is_alone = pl.col("score").is_null() & pl.col("imdb_id").is_null()
    return (
        _first_of_place(placed)
        .join(linked, on="career", maintain_order="left")
        .select(
            *PLACE,
            "key",
            "film_id",
            "cluster",
            natural_key="cluster",
            evidence=pl.when("is_told")
            .then(pl.lit("imdb_id"))
            .when(pl.col("imdb_id").is_not_null())
            .then(pl.lit("film"))
            .otherwise("evidence"),
            score="score",
            weights="weights",
            runner_up="runner_up",
            runner_up_score="runner_up_score",
            is_undecided=is_alone & (pl.col("runner_up_score") >= JOIN).fill_null(value=False),
        )
    )


def _first_of_place(placed: pl.DataFrame) -> pl.DataFrame:
    """One of the mentions of each name in a film of a document, one with an id before others.

    Most are the only one; to sort them all would take as long as all the rest.
    """
    marked = placed.with_columns(is_only=pl.len().over(PLACE) == 1)
    first = (
        marked.filter(~pl.col("is_only"))
        .sort(
            *("imdb_id", "career", "year", "film_id", "is_told"),
            nulls_last=[True, True, False, False, False],
            descending=[False, False, False, False, True],
            maintain_order=True,
        )
        .unique(PLACE, keep="first", maintain_order=True)
    )
    return pl.concat([marked.filter("is_only"), first]).sort(PLACE, maintain_order=True)


def _joined(persons: "_Persons", pairs: pl.DataFrame) -> "_Persons":
    """The persons, after all pairs were looked at in the order of their scores."""
    rivals: dict[int, list[tuple[float, int]]] = defaultdict(list)
    likely = pairs.filter(pl.col("score") >= JOIN).sort(
        ["score", "career", "other"], descending=[True, False, False], maintain_order=True
    )
    for career, other, score in likely.select("career", "other", "score").iter_rows():
        rivals[career].append((score, other))
        rivals[other].append((score, career))
    met = pl.sum_horizontal("film_bits", "co_worker_bits")
    for career, other, score, name, others in likely.select(
        "career", "other", "score", "name_bits", met
    ).iter_rows():
        if persons.are_one(career, other) or persons.exclude(career, other):
            continue
        if PRIOR + others + persons.weigh(career, other, name) < JOIN:
            continue
        if any(
            rival_score > score - MARGIN and persons.is_rival(rival, to=chosen)
            for one, chosen in ((career, other), (other, career))
            for rival_score, rival in rivals[one]
            if not persons.are_one(one, rival)
        ):
            continue
        persons.join(career, other)
    return persons


class _Persons:
    """Persons as sets of careers that are joined step by step; the lowest career names its set."""

    def __init__(self, careers: Careers, crafts: pl.DataFrame) -> None:
        self._names = careers.names
        self._crafts_of_two = {(craft, other): bits for craft, other, bits in crafts.iter_rows()}
        self._career = {row["career"]: row for row in careers.each.iter_rows(named=True)}
        self._root = {career: career for career in self._career}
        self._members = {career: [career] for career in self._career}
        first_of_id: dict[str, int] = {}
        for career, row in self._career.items():
            if row["imdb_id"] is not None:
                self.join(first_of_id.setdefault(row["imdb_id"], career), career)

    def roots(self) -> Iterable[tuple[int, int]]:
        """Each career with the one that names its person."""
        return self._root.items()

    def are_one(self, career: int, other: int) -> bool:
        """Whether two careers are one person's by now."""
        return bool(self._root[career] == self._root[other])

    def join(self, career: int, other: int) -> None:
        """Make one person of the persons of two careers."""
        first, second = sorted((self._root[career], self._root[other]))
        if first != second:
            for member in self._members[second]:
                self._root[member] = first
            self._members[first] += self._members.pop(second)

    def is_rival(self, career: int, *, to: int) -> bool:
        """Whether the persons of two careers can't both be right for a third."""
        return not self.are_one(career, to) and (
            self.exclude(career, to) or self.weigh(career, to, 0.0) <= AGAINST
        )

    def exclude(self, career: int, other: int) -> bool:
        """Whether the persons of two careers have different ids, or names that can't be one's."""
        return any(
            self._are_two(one, another)
            for one in self._members[self._root[career]]
            for another in self._members[self._root[other]]
        )

    def weigh(self, career: int, other: int, name: float) -> float:
        """What name, crafts and years of the persons of two careers tell, in bits."""
        ours = [self._career[each] for each in self._members[self._root[career]]]
        theirs = [self._career[each] for each in self._members[self._root[other]]]
        crafts = [
            self._crafts_of_two.get((craft, another), OTHER_CRAFTS)
            for craft in {row["craft"] for row in ours} - {None}
            for another in {row["craft"] for row in theirs} - {None}
        ]
        craft = sum(crafts) / len(crafts) if crafts else 0.0
        told = min(name + craft, max(name, MOST_OF_NAME_AND_CRAFT))
        dated = [
            [(row["first_year"], row["last_year"]) for row in rows if row["first_year"] is not None]
            for rows in (ours, theirs)
        ]
        if not all(dated):
            return told
        gap = min(max(a, c) - min(b, d) for a, b in dated[0] for c, d in dated[1])
        years = [year for rows in dated for pair in rows for year in pair]
        return told + gap_bits(gap, max(years) - min(years))

    def _are_two(self, career: int, other: int) -> bool:
        one, another = self._career[career], self._career[other]
        ids = {one["imdb_id"], another["imdb_id"]}
        if ids != {None}:
            # Under an id any name is possible: "Director Bong".
            return len(ids - {None}) > 1
        names = self._names[one["key"]], self._names[another["key"]]
        return names[0] != names[1] and compare_names(*names) is None


def _named(persons: _Persons, careers: pl.DataFrame) -> pl.DataFrame:
    """`career` and `cluster`: an id, or the key of a name, or of a namesake and what tells it."""
    roots = pl.DataFrame(
        list(persons.roots()),
        schema={"career": pl.UInt32(), "root": pl.UInt32()},
        orient="row",
    )
    members = careers.join(roots, on="career", maintain_order="left")
    called = members.group_by("root").agg(
        imdb_id=pl.col("imdb_id").min(),
        key=pl.col("key").min(),
        size=pl.col("mention_count").sum(),
        film_id=pl.col("film_id").min(),
        detail=pl.concat_str(
            [pl.col("craft"), pl.col("first_year").cast(pl.String), pl.col("film_id")],
            separator="|",
            ignore_nulls=True,
        ).min(),
    )
    ordered = called.sort(
        ["key", "size", "film_id", "root"],
        descending=[False, True, False, False],
        maintain_order=True,
    ).with_columns(is_first=pl.int_range(pl.len()).over("key", pl.col("imdb_id").is_null()) == 0)
    cluster = (
        pl.when(pl.col("imdb_id").is_not_null())
        .then("imdb_id")
        .when("is_first")
        .then("key")
        .otherwise(pl.concat_str("key", pl.lit("|"), "detail"))
    )
    return roots.join(
        ordered.select("root", cluster=cluster), on="root", maintain_order="left"
    ).select("career", "cluster")


def _links(clusters: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """What holds each career with its person, and which person came next."""
    told = ["score", "evidence", "weights"]
    both = pairs.with_columns(evidence=_evidence(), weights=_weights())
    sides = [
        both.select(*told, career=one, neighbour=another)
        for one, another in (("career", "other"), ("other", "career"))
    ]
    either = (
        pl.concat(sides)
        .join(clusters, on="career", maintain_order="left")
        .join(
            clusters.rename({"career": "neighbour", "cluster": "near"}),
            on="neighbour",
            maintain_order="left",
        )
        .sort(
            ["career", "score", "near", "neighbour"],
            descending=[False, True, False, False],
            maintain_order=True,
        )
    )
    is_within = pl.col("cluster") == pl.col("near")
    within = either.filter(is_within).unique("career", keep="first", maintain_order=True)
    beyond = either.filter(~is_within).unique("career", keep="first", maintain_order=True)
    return (
        clusters.select("career")
        .join(within.select("career", *told), on="career", how="left", maintain_order="left")
        .join(
            beyond.select("career", runner_up="near", runner_up_score="score"),
            on="career",
            how="left",
            maintain_order="left",
        )
        .with_columns(pl.col("evidence").fill_null("name"))
    )


def _evidence() -> pl.Expr:
    return (
        pl.when(pl.col("film_bits") > 0)
        .then(pl.lit("film"))
        .when(pl.col("co_worker_bits") > 0)
        .then(pl.lit("co_workers"))
        .when(pl.col("key") == pl.col("other_key"))
        .then(pl.lit("name"))
        .otherwise(pl.lit("likeness"))
    )


def _weights() -> pl.Expr:
    """What a score is the sum of."""
    parts = {part.removesuffix("_bits"): pl.col(part) for part in PARTS}
    return amounts_told({"prior": pl.lit(PRIOR), **parts})
