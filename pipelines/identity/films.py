"""Bring the films that documents speak of together: which of them are the same film.

What belongs here is the decision. Which id a film gets is the matter of `registry`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl
from rapidfuzz import fuzz

from pipelines.identity.keys import person_key, title_key

ALIKE: Final = 88.0
"""Likeness of two names, 0 to 100, from which they may be one person misspelt."""
YEARS_APART: Final = 1
"""Festival year and release year of one film differ by so much."""


@dataclass(frozen=True, order=True)
class Description:
    """How documents describe a film: all that tells it from others."""

    imdb_id: str
    year: int
    directors: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, int, int, "Description"]:
        """Order of decision: who says most speaks first, whatever came first."""
        return (not self.imdb_id, not self.year, not self.directors, self)


@dataclass
class Cluster:
    """One film as far as it is known: what all its descriptions say together."""

    number: int
    natural_key: str
    merged_into: "Cluster | None" = None
    imdb_ids: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    directors: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, description: Description) -> None:
        """Take in what a description says."""
        self.imdb_ids.update([description.imdb_id] if description.imdb_id else [])
        self.years.update([description.year] if description.year else [])
        self.directors.update(description.directors)
        self.titles.update(description.titles)

    def absorb(self, other: "Cluster") -> None:
        """Take in another cluster that turned out to be the same film."""
        self.imdb_ids |= other.imdb_ids
        self.years |= other.years
        self.directors |= other.directors
        self.titles |= other.titles
        other.merged_into = self

    def current(self) -> "Cluster":
        """The cluster itself, or the one it was merged into."""
        return self if self.merged_into is None else self.merged_into.current()


@dataclass(frozen=True)
class Match:
    """How well a description fits a cluster, and what decided it."""

    score: float
    evidence: str
    shares_people: bool


def cluster_films(films: pl.DataFrame) -> pl.DataFrame:
    """Which films of documents are the same.

    An IMDb id decides alone. Otherwise films meet under a title they share, where years are at
    most one apart and the directors, if both are told, have one in common. A title alone joins
    only where one film is known under it: what fits two films equally well stays by itself.

    Args:
        films: As declared in `FILMS`.

    Returns:
        `document_id`, `film_no`, `cluster` (a number), `natural_key`, `evidence`.
    """
    described = [
        (row["document_id"], row["film_no"], _description(row))
        for row in films.iter_rows(named=True)
    ]
    decided = _decide({description for _, _, description in described})
    rows = [
        (document_id, film_no, *decided[description])
        for document_id, film_no, description in described
    ]
    schema = {
        "document_id": pl.String(),
        "film_no": pl.Int32(),
        "cluster": pl.Int64(),
        "natural_key": pl.String(),
        "evidence": pl.String(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row").sort("document_id", "film_no")


def _description(row: dict[str, object]) -> Description:
    titles, directors = row["titles"], row["directors"]
    names = titles if isinstance(titles, list) else []
    people = directors if isinstance(directors, list) else []
    return Description(
        imdb_id=str(row["imdb_id"] or ""),
        year=int(str(row["year"] or 0)),
        directors=tuple(sorted({person_key(name) for name in people} - {""})),
        titles=tuple(sorted({title_key(name) for name in names} - {""})),
    )


def _decide(descriptions: Iterable[Description]) -> dict[Description, tuple[int, str, str]]:
    """Cluster number, natural key and evidence of each description."""
    count = 0
    by_id: dict[str, Cluster] = {}
    by_title: dict[str, dict[int, Cluster]] = defaultdict(dict)
    decided: dict[Description, tuple[Cluster, str]] = {}
    for description in sorted(descriptions, key=lambda each: each.rank):
        cluster, evidence = by_id.get(description.imdb_id), "imdb_id"
        if cluster is None:
            rivals = [c.current() for title in description.titles for c in by_title[title].values()]
            cluster, evidence = _best(description, list({c.number: c for c in rivals}.values()))
        if cluster is None:
            cluster = Cluster(count, _natural_key(description))
            evidence = "imdb_id" if description.imdb_id else "alone"
            count += 1
        cluster = cluster.current()
        cluster.add(description)
        if description.imdb_id:
            by_id[description.imdb_id] = cluster
        for title in description.titles:
            by_title[title][cluster.number] = cluster
        decided[description] = (cluster, evidence)
    return {
        description: (cluster.current().number, cluster.current().natural_key, evidence)
        for description, (cluster, evidence) in decided.items()
    }


def _best(description: Description, rivals: Sequence[Cluster]) -> tuple[Cluster | None, str]:
    """The cluster that fits best, after merging those that this description shows to be one.

    A description that shares people with two clusters under one title is a bridge between them,
    unless they contradict each other. Where two fit equally well for less, none is taken.
    """
    fits = [(match, cluster) for cluster in rivals if (match := compare(description, cluster))]
    fits.sort(key=lambda fit: (-fit[0].score, fit[1].number))
    if not fits:
        return None, "alone"
    best, cluster = fits[0]
    for match, other in fits[1:]:
        if best.shares_people and match.shares_people and are_compatible(cluster, other):
            cluster.absorb(other)
        elif match.score == best.score:
            return None, "alone"
    return cluster, best.evidence


def are_compatible(cluster: Cluster, other: Cluster) -> bool:
    """Whether nothing speaks against two clusters being one film."""
    years = [abs(year - another) for year in cluster.years for another in other.years]
    return (
        not (cluster.imdb_ids and other.imdb_ids)
        and min(years, default=0) <= YEARS_APART
        and (
            not cluster.directors
            or not other.directors
            or _share(cluster.directors, other.directors)
        )
    )


def compare(description: Description, cluster: Cluster) -> Match | None:
    """How well they fit; None where something speaks against it."""
    if description.imdb_id and cluster.imdb_ids:
        return None
    apart = min((abs(description.year - year) for year in cluster.years), default=None)
    if description.year and apart is not None and apart > YEARS_APART:
        return None
    has_year = bool(description.year) and apart is not None
    has_people = bool(description.directors) and bool(cluster.directors)
    shares_people = has_people and _share(description.directors, cluster.directors)
    if has_people and not shares_people and not (has_year and apart == 0):
        return None
    score = 1.0 + 2.0 * shares_people + (2.0 - (apart or 0) if has_year else 0.0)
    parts = [name for name, holds in (("year", has_year), ("people", shares_people)) if holds]
    return Match(score, "_".join(["title", *parts]), shares_people)


def _share(names: Iterable[str], others: Iterable[str]) -> bool:
    return any(fuzz.ratio(name, other) >= ALIKE for name in names for other in others)


def _natural_key(description: Description) -> str:
    """What an id is minted from: the IMDb id, else title, year and directors."""
    if description.imdb_id:
        return description.imdb_id
    title = min(description.titles, default="")
    return "|".join([title, str(description.year or ""), ",".join(description.directors)])
