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
        """Order of decision: who says most speaks first; nothing depends on the order of arrival."""
        return (not self.imdb_id, not self.year, not self.directors, self)


@dataclass
class Cluster:
    """One film as far as it is known: what all its descriptions say together."""

    number: int
    natural_key: str
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


@dataclass(frozen=True)
class Match:
    """How well a description fits a cluster, and what decided it."""

    score: float
    evidence: str


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
    clusters: list[Cluster] = []
    by_id: dict[str, Cluster] = {}
    by_title: dict[str, list[Cluster]] = defaultdict(list)
    decided: dict[Description, tuple[Cluster, str]] = {}
    for description in sorted(descriptions, key=lambda each: each.rank):
        cluster, evidence = by_id.get(description.imdb_id), "imdb_id"
        if cluster is None:
            rivals = {c.number: c for title in description.titles for c in by_title[title]}
            cluster, evidence = _best(description, [rivals[number] for number in sorted(rivals)])
        if cluster is None:
            cluster = Cluster(len(clusters), _natural_key(description))
            evidence = "imdb_id" if description.imdb_id else "alone"
            clusters.append(cluster)
        cluster.add(description)
        if description.imdb_id:
            by_id[description.imdb_id] = cluster
        for title in description.titles:
            if cluster not in by_title[title]:
                by_title[title].append(cluster)
        decided[description] = (cluster, evidence)
    return {
        description: (cluster.number, cluster.natural_key, evidence)
        for description, (cluster, evidence) in decided.items()
    }


def _best(description: Description, rivals: Sequence[Cluster]) -> tuple[Cluster | None, str]:
    """The cluster that fits best; none where the two best fit equally well."""
    fits = [(match, cluster) for cluster in rivals if (match := compare(description, cluster))]
    fits.sort(key=lambda fit: (-fit[0].score, fit[1].number))
    if not fits or (len(fits) > 1 and fits[0][0].score == fits[1][0].score):
        return None, "alone"
    return fits[0][1], fits[0][0].evidence


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
    return Match(score, "_".join(["title", *parts]))


def _share(names: Iterable[str], others: Iterable[str]) -> bool:
    return any(fuzz.ratio(name, other) >= ALIKE for name in names for other in others)


def _natural_key(description: Description) -> str:
    """What an id is minted from: the IMDb id, else title, year and directors."""
    if description.imdb_id:
        return description.imdb_id
    title = min(description.titles, default="")
    return "|".join([title, str(description.year or ""), ",".join(description.directors)])
