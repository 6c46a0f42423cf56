"""Let a person correct the machine: what is one film, what is not, who is who.

What belongs here is the form of the override files, their validation, and how they are laid over
the clusters that the machine found; they always win. Films and persons are told by their id in the
warehouse or by their IMDb id.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from pipelines.identity.keys import person_key, title_key
from pipelines.identity.registry import Registry
from pipelines.tables import Column, Table

FILES: Final = {
    "same_films": ("film", "other_film", "reason", "decided_on"),
    "different_films": ("film", "other_film", "reason", "decided_on"),
    "document_films": ("document", "title", "film", "reason", "decided_on"),
    "persons": ("name", "film", "person", "reason", "decided_on"),
}
"""The files and their columns; `title` and the `film` of a person may be empty."""
BY_PERSON: Final = "override"
"""The evidence of a link that a person corrected."""
MAY_BE_EMPTY: Final = {("document_films", "title"), ("persons", "film")}
IMDB_ID: Final = re.compile(r"(?:tt|nm)\d{7,9}")

OVERRIDES: Final = Table(
    name="quality.overrides",
    grain="one row per correction made by a person",
    key=("file", "line"),
    columns={
        "file": Column(pl.String(), "Name of the file, without its ending."),
        "line": Column(pl.Int32(), "Line in the file."),
        "says": Column(pl.String(), "What it says."),
        "reason": Column(pl.String(), "Why, as told by who decided it."),
        "decided_on": Column(pl.Date(), "When it was decided."),
        "effect_count": Column(
            pl.Int64(), "How many links it changed in the last run; 0 if it is no longer needed."
        ),
    },
)


class OverrideError(ValueError):
    """An override cannot be followed; the message names file, line, fault and remedy."""


@dataclass(frozen=True)
class Override:
    """One correction."""

    file: str
    line: int
    told: Mapping[str, str]
    reason: str
    decided_on: date

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"overrides/{self.file}.csv line {self.line}"

    @property
    def says(self) -> str:
        """What it says, in a line."""
        return ", ".join(f"{name} {value}" for name, value in self.told.items() if value)


@dataclass
class Overrides:
    """All corrections, how many links each of them changed, and the id a cluster is to have."""

    rows: tuple[Override, ...] = ()
    effects: dict[tuple[str, int], int] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)

    def of(self, file: str) -> Iterator[Override]:
        """The corrections of one file, in order."""
        return (row for row in self.rows if row.file == file)

    def count(self, override: Override, changed: int) -> None:
        """Note that an override changed so many links."""
        key = (override.file, override.line)
        self.effects[key] = self.effects.get(key, 0) + changed

    def frame(self) -> pl.DataFrame:
        """The corrections in the form of `OVERRIDES`."""
        return OVERRIDES.from_rows(
            [
                {
                    "file": row.file,
                    "line": row.line,
                    "says": row.says,
                    "reason": row.reason,
                    "decided_on": row.decided_on,
                    "effect_count": self.effects.get((row.file, row.line), 0),
                }
                for row in self.rows
            ]
        )


def read_overrides(folder: Path) -> Overrides:
    """The corrections in a folder; none where a file is not there.

    Raises:
        OverrideError: if a row is not of the form, or says the contrary of another.
    """
    rows = tuple(row for file in FILES for row in _rows(folder / f"{file}.csv", file))
    _check_contradictions(rows)
    return Overrides(rows)


def _rows(path: Path, file: str) -> Iterator[Override]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != FILES[file]:
            raise OverrideError(
                f"{path}: line 1: should name the columns {','.join(FILES[file])}; correct it"
            )
        for row in reader:
            yield _override(row, file, reader.line_num)


def _override(row: Mapping[str, str | None], file: str, line: int) -> Override:
    told = {name: (row.get(name) or "").strip() for name in FILES[file]}
    place = f"overrides/{file}.csv line {line}"
    for name, value in told.items():
        if not value and (file, name) not in MAY_BE_EMPTY:
            raise OverrideError(f"{place}: {name} is empty; fill it in, or take the line out")
    try:
        decided_on = date.fromisoformat(told["decided_on"])
    except ValueError:
        raise OverrideError(
            f"{place}: decided_on is {told['decided_on']!r}; give a date as 2026-11-20"
        ) from None
    about = {name: told[name] for name in FILES[file][:-2]}
    return Override(file, line, about, told["reason"], decided_on)


def _check_contradictions(rows: tuple[Override, ...]) -> None:
    said: dict[tuple[str, ...], Override] = {}
    for row in rows:
        if row.file in ("same_films", "different_films"):
            subject = ("films", *sorted((row.told["film"], row.told["other_film"])))
        elif row.file == "document_films":
            subject = (row.file, row.told["document"], title_key(row.told["title"]))
        else:
            subject = (row.file, person_key(row.told["name"]), row.told["film"])
        if subject in said:
            raise OverrideError(
                f"{row.place}: speaks of the same as {said[subject].place}; keep one of them"
            )
        said[subject] = row


def correct_films(
    clustered: pl.DataFrame, films: pl.DataFrame, registry: Registry, overrides: Overrides
) -> pl.DataFrame:
    """The clusters of films as persons corrected them.

    Args:
        clustered: As from `cluster_films`.
        films: `document_id`, `film_no`, `title`, `imdb_id`, `uris` (places of the document), `had`
            (the id it had before).
        registry: Tells which ids there are.
        overrides: The corrections; how much each changed is noted there.

    Raises:
        OverrideError: if an id is not known.
    """
    known = _known_ids(registry, "film")
    placed = clustered.join(
        films.select("document_id", "film_no", "title", "imdb_id", "uris", "had"),
        on=["document_id", "film_no"],
        how="left",
        maintain_order="left",
    )
    for override in overrides.of("document_films"):
        _check_known(override, "film", known)
        meant = _in_document(override)
        placed = _assign(placed, meant, override, overrides, known)
        placed = _known_as(placed, meant, override.told["film"], known)
    for override in overrides.of("same_films"):
        _check_known(override, "film", known)
        _check_known(override, "other_film", known)
        other = _is_film(known, override.told["other_film"])
        clusters = placed.filter(other)["cluster"].unique()
        placed = _assign(
            placed, pl.col("cluster").is_in(clusters.implode()), override, overrides, known
        )
    for override in overrides.of("different_films"):
        _check_known(override, "film", known)
        _check_known(override, "other_film", known)
        placed = _part(placed, override, overrides, known)
    return placed.select(clustered.columns)


def correct_persons(
    clustered: pl.DataFrame, registry: Registry, overrides: Overrides
) -> pl.DataFrame:
    """The clusters of persons as persons corrected them.

    Args:
        clustered: As from `cluster_persons`, with `film_id` and `member`.
        registry: Tells which id a member has had.
        overrides: The corrections; how much each changed is noted there.

    Raises:
        OverrideError: if an id is not known.
    """
    known = _known_ids(registry, "person")
    had = registry.members.filter(pl.col("kind") == "person").select("member", had="id")
    placed = clustered.join(had, on="member", how="left", maintain_order="left")
    for override in overrides.of("persons"):
        _check_known(override, "person", known)
        wanted = person_key(override.told["name"])
        names = [name for name in placed["name"].unique() if person_key(name) == wanted]
        meant = pl.col("name").is_in(names)
        if override.told["film"]:
            meant &= (pl.col("film_id") == override.told["film"]).fill_null(value=False)
        person = override.told["person"]
        is_person = (pl.col("had") == known.get(person, person)).fill_null(value=False)
        target = _cluster_of(placed, is_person, meant) or person
        overrides.wanted[target] = known.get(person, person)
        moved = meant & (pl.col("cluster") != target)
        overrides.count(override, placed.filter(moved).height)
        placed = _moved(placed, moved, target, person)
    return placed.select(clustered.columns)


def _cluster_of(placed: pl.DataFrame, is_it: pl.Expr, meant: pl.Expr) -> str | None:
    """The cluster of a film or person, as others than the rows that are meant tell it, or these."""
    there = placed.filter(is_it).sort(
        ~meant, "cluster", descending=[True, False], maintain_order=True
    )["cluster"]
    return None if there.is_empty() else str(there.first())


def _moved(placed: pl.DataFrame, moved: pl.Expr, cluster: str, natural_key: str) -> pl.DataFrame:
    """The rows, of which some stand in another cluster; what was found comes second there."""
    is_found = moved & (pl.col("evidence") != BY_PERSON)
    nothing = pl.lit(None)
    return placed.with_columns(
        cluster=pl.when(moved).then(pl.lit(cluster)).otherwise("cluster"),
        natural_key=pl.when(moved).then(pl.lit(natural_key)).otherwise("natural_key"),
        evidence=pl.when(moved).then(pl.lit(BY_PERSON)).otherwise("evidence"),
        score=pl.when(moved).then(nothing).otherwise("score"),
        weights=pl.when(moved).then(nothing).otherwise("weights"),
        runner_up=pl.when(is_found).then("cluster").otherwise("runner_up"),
        runner_up_score=pl.when(is_found).then("score").otherwise("runner_up_score"),
        is_undecided=~moved & pl.col("is_undecided"),
    )


def _known_ids(registry: Registry, kind: str) -> dict[str, str]:
    """The ids that were ever minted, each with the one it has now."""
    ids = registry.ids.filter(pl.col("kind") == kind)["id"].to_list()
    moved = dict(
        registry.redirects.filter(pl.col("kind") == kind).select("old_id", "new_id").iter_rows()
    )
    return {each: moved.get(each, each) for each in ids}


def _check_known(override: Override, name: str, known: Mapping[str, str]) -> None:
    told = override.told[name]
    if told not in known and not IMDB_ID.fullmatch(told):
        raise OverrideError(
            f"{override.place}: {name} {told} is no id that was ever given; take one from "
            f"marts.{'persons' if name == 'person' else 'films'}, or an IMDb id"
        )


def _is_film(known: Mapping[str, str], told: str) -> pl.Expr:
    """Whether a row is of a film that is told by its id or its IMDb id."""
    had = pl.col("had") == known.get(told, told)
    return (had | (pl.col("imdb_id") == told)).fill_null(value=False)


def _in_document(override: Override) -> pl.Expr:
    """Whether a row is of the document and, if it is told, of the title that are meant."""
    document = override.told["document"]
    is_document = (pl.col("document_id") == document) | pl.col("uris").list.contains(document)
    if not override.told["title"]:
        return is_document
    wanted = title_key(override.told["title"])
    return is_document & (
        pl.col("title").map_elements(title_key, return_dtype=pl.String()) == wanted
    )


def _assign(
    placed: pl.DataFrame,
    meant: pl.Expr,
    override: Override,
    overrides: Overrides,
    known: Mapping[str, str],
) -> pl.DataFrame:
    """The rows that are meant, in the cluster of the film that is told."""
    film = override.told["film"]
    target = _cluster_of(placed, _is_film(known, film), meant) or f"override:{film}"
    overrides.wanted[target] = known.get(film, film)
    moved = meant & (pl.col("cluster") != target)
    overrides.count(override, placed.filter(moved).height)
    return _moved(placed, moved, target, film)


def _known_as(
    placed: pl.DataFrame, meant: pl.Expr, film: str, known: Mapping[str, str]
) -> pl.DataFrame:
    """The rows, those that are meant known by the film that is told and by no other."""
    return placed.with_columns(
        had=pl.when(meant).then(pl.lit(known.get(film))).otherwise("had"),
        imdb_id=pl.when(meant)
        .then(pl.lit(film if film not in known else None))
        .otherwise("imdb_id"),
    )


def _part(
    placed: pl.DataFrame, override: Override, overrides: Overrides, known: Mapping[str, str]
) -> pl.DataFrame:
    """The rows of the other film in a cluster of their own, where both are in one."""
    film, other = override.told["film"], override.told["other_film"]
    shared = (
        placed.group_by("cluster")
        .agg(film=_is_film(known, film).any(), other=_is_film(known, other).any())
        .filter("film", "other")["cluster"]
    )
    moved = pl.col("cluster").is_in(shared.implode()) & _is_film(known, other)
    overrides.count(override, placed.filter(moved).height)
    return _moved(placed, moved, f"override:{other}", other)
