"""Weigh what speaks for two descriptions being of the same film.

What belongs here is which films are held against each other at all, and what each evidence weighs.
What follows from the scores is the matter of `films`.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl
from rapidfuzz import fuzz

from pipelines.claims.catalogue.matches import Bar, Evidence, scored

EVIDENCE: Final = {
    "title": Evidence(2.0, "they share a title"),
    "part": Evidence(-2.5, "one's title is the other's without the subtitle, of the same year"),
    "brief": Evidence(-1.0, "the only title they share is one or two letters long"),
    "crowded": Evidence(-2.0, "many films have the title; and again: in this year", 2),
    "same_year": Evidence(2.0, "a year is the same"),
    "near_year": Evidence(1.0, "years are one apart: festival and release"),
    "other_year": Evidence(-6.0, "the years are further apart"),
    "director": Evidence(3.0, "they share a director"),
    "other_director": Evidence(-4.0, "the directors are others"),
    "people": Evidence(1.0, "they share another of their people", 3),
    "other_id": Evidence(-5.0, "the catalogue's id of the one is not the id printed of the other"),
}
"""What speaks for two descriptions being of one film, and how much.

A title alone is just enough where nothing speaks against it. Another director outweighs the same
title and year, unless two more of the people are the same. Another year outweighs title and
director (directors remake their own films), unless three more of the people are the same.
"""
BAR: Final = Bar(enough=2.0, lead=1.0)
YEARS_APART: Final = 1
"""Festival year and release year of one film differ by so much."""
MANY: Final = 20
"""Films of one title, or of one title and year, from which the title tells nothing; no more of
them are held against a description that shares nothing else with them."""
BRIEF: Final = 3
"""Characters of a title from which it is more than a letter or two."""
ALIKE: Final = 88.0
"""Likeness of two names, 0 to 100, from which they may be one person misspelt."""


@dataclass(frozen=True)
class Profiles:
    """What is said of some films, each frame with the number of the film as `who`.

    Attributes:
        titles: `who`, `key`.
        mains: `who`, `key`: titles without their subtitles.
        years: `who`, `year`.
        directors: `who`, `key`.
        people: `who`, `key`.
        ids: `who`, `imdb_id`, `is_printed`.
    """

    titles: pl.DataFrame
    mains: pl.DataFrame
    years: pl.DataFrame
    directors: pl.DataFrame
    people: pl.DataFrame
    ids: pl.DataFrame

    def of(self, groups: pl.DataFrame) -> "Profiles":
        """What is said of groups of these films together.

        Args:
            groups: `node`, `to`: the group of each film that is in one.
        """
        return Profiles(
            *(
                frame.join(
                    groups, left_on="who", right_on="node", how="inner", maintain_order="left"
                )
                .drop("who")
                .rename({"to": "who"})
                .select(frame.columns)
                .unique()
                for frame in (
                    self.titles,
                    self.mains,
                    self.years,
                    self.directors,
                    self.people,
                    self.ids,
                )
            )
        )


def candidates(units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """The films that each unit is held against, with what they share of their titles.

    Films meet under a title that they share: all of them where they are few, else those of about
    the same year, and those that have one of the unit's people.

    Returns:
        `unit`, `cluster`, and the evidence `title`, `part`, `brief`, `crowded`.
    """
    titles = clusters.titles.join(units.titles, on="key", how="semi", maintain_order="left")
    dated_units = units.titles.join(units.years, on="who", maintain_order="left")
    dated = titles.join(_around(clusters.years), on="who", maintain_order="left").unique()
    blocks = [
        _block(units.titles, titles, ["key"]),
        _block(dated_units, dated, ["key", "year"]),
        _block(
            _with_people(units.titles, units), _with_people(titles, clusters), ["key", "person"]
        ),
    ]
    crowds = [
        _crowded(units.titles, titles, ["key"]),
        _crowded(dated_units, dated, ["key", "year"]),
    ]
    met = pl.concat([block.select("unit", "cluster", "key") for block in blocks]).unique()
    titled = (
        met.join(crowds[0], on=["unit", "key"], how="left", maintain_order="left")
        .join(crowds[1], on=["unit", "key"], how="left", suffix="_in_year", maintain_order="left")
        .group_by("unit", "cluster")
        .agg(
            title=pl.lit(1.0),
            part=pl.lit(0.0),
            brief=(pl.col("key").str.len_chars() < BRIEF).all().cast(pl.Float64),
            crowded=pl.sum_horizontal("is_crowded", "is_crowded_in_year").min().cast(pl.Float64),
        )
    )
    others = parts(units, clusters).join(
        titled, on=["unit", "cluster"], how="anti", maintain_order="left"
    )
    return pl.concat([titled, others.select(titled.columns)])


def _with_people(titles: pl.DataFrame, profiles: Profiles) -> pl.DataFrame:
    """Titles with everybody who is named with them: `who`, `key`, `person`."""
    people = pl.concat([profiles.directors, profiles.people]).unique()
    return titles.join(people.rename({"key": "person"}), on="who", maintain_order="left")


def _block(units: pl.DataFrame, clusters: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Units with the clusters that share a value, `MANY` at most: `unit`, `cluster`, `key`."""
    met = clusters.join(units, on=on, how="semi")
    few = met.sort("who", maintain_order=True).filter(pl.int_range(pl.len()).over(on) < MANY)
    return units.rename({"who": "unit"}).join(
        few.rename({"who": "cluster"}), on=on, how="inner", maintain_order="left"
    )


def _crowded(units: pl.DataFrame, clusters: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Whether more than `MANY` clusters share a title with a unit: `unit`, `key`, `is_crowded`."""
    sizes = clusters.group_by(on).agg(is_crowded=pl.len() > MANY)
    shared = units.rename({"who": "unit"}).join(sizes, on=on, how="inner", maintain_order="left")
    return shared.group_by("unit", "key").agg(pl.col("is_crowded").any())


def parts(units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """Films of one year, the title of one being that of the other without its subtitle."""
    found = [
        _block(
            getattr(units, of_unit).join(units.years, on="who", maintain_order="left"),
            getattr(clusters, of_cluster).join(clusters.years, on="who", maintain_order="left"),
            ["key", "year"],
        )
        for of_unit, of_cluster in (("mains", "titles"), ("titles", "mains"))
    ]
    return (
        pl.concat([block.select("unit", "cluster") for block in found])
        .unique()
        .with_columns(title=pl.lit(1.0), part=pl.lit(1.0), brief=pl.lit(0.0), crowded=pl.lit(0.0))
    )


def _around(years: pl.DataFrame) -> pl.DataFrame:
    """Each year with those around it."""
    apart = pl.DataFrame({"apart": range(-YEARS_APART, YEARS_APART + 1)})
    around = years.join(apart, how="cross")
    return around.select("who", year=(pl.col("year") + pl.col("apart")).cast(pl.Int32))


def weighed(pairs: pl.DataFrame, units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """The pairs with every evidence, how often it counts, and their `score`.

    Args:
        pairs: As from `candidates`.
        units: What is said of the units.
        clusters: What is known of the films.
    """
    on = ["unit", "cluster"]
    full = (
        pairs.join(_years_between(pairs, units, clusters), on=on, how="left", maintain_order="left")
        .join(_directors_between(pairs, units, clusters), on=on, how="left", maintain_order="left")
        .join(_people_between(pairs, units, clusters), on=on, how="left", maintain_order="left")
        .join(_ids_between(pairs, units, clusters), on=on, how="left", maintain_order="left")
    )
    shares = pl.col("shares_director")
    evidence = full.with_columns(
        same_year=pl.col("apart") == 0,
        near_year=pl.col("apart").is_between(1, YEARS_APART),
        other_year=pl.col("apart") > YEARS_APART,
        director=shares,
        other_director=~shares,
    )
    return scored(evidence, EVIDENCE)


def _between(pairs: pl.DataFrame, ours: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """What both of a pair say of one thing, everything against everything."""
    return (
        pairs.select("unit", "cluster")
        .join(ours, left_on="unit", right_on="who", how="inner", maintain_order="left")
        .join(
            theirs,
            left_on="cluster",
            right_on="who",
            how="inner",
            suffix="_other",
            maintain_order="left",
        )
    )


def _years_between(pairs: pl.DataFrame, units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """How many years are between the nearest: `unit`, `cluster`, `apart`."""
    apart = (pl.col("year") - pl.col("year_other")).abs().min()
    both = _between(pairs, units.years, clusters.years)
    return both.group_by("unit", "cluster").agg(apart=apart)


def _directors_between(pairs: pl.DataFrame, units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """Whether they share one, if both tell any: `unit`, `cluster`, `shares_director`."""
    both = _between(pairs, units.directors, clusters.directors)
    names = both.select("key", "key_other").unique()
    alike = [are_alike(one, other) for one, other in names.iter_rows()]
    named = names.with_columns(shares_director=pl.Series(alike, dtype=pl.Boolean))
    return (
        both.join(named, on=["key", "key_other"], maintain_order="left")
        .group_by("unit", "cluster")
        .agg(pl.col("shares_director").any())
    )


def _people_between(pairs: pl.DataFrame, units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """How many they share who direct for neither: `unit`, `cluster`, `people`."""
    shared = (
        pairs.select("unit", "cluster")
        .join(units.people, left_on="unit", right_on="who", how="inner", maintain_order="left")
        .join(
            clusters.people,
            left_on=["cluster", "key"],
            right_on=["who", "key"],
            how="semi",
            maintain_order="left",
        )
    )
    others = shared.join(
        units.directors,
        left_on=["unit", "key"],
        right_on=["who", "key"],
        how="anti",
        maintain_order="left",
    ).join(
        clusters.directors,
        left_on=["cluster", "key"],
        right_on=["who", "key"],
        how="anti",
        maintain_order="left",
    )
    return others.group_by("unit", "cluster").agg(people=pl.len())


def _ids_between(pairs: pl.DataFrame, units: Profiles, clusters: Profiles) -> pl.DataFrame:
    """Whether both have ids: `unit`, `cluster`, `has_ids`, `other_id`."""
    both = _between(pairs, units.ids, clusters.ids)
    return both.select(
        "unit", "cluster", has_ids=pl.lit(value=True), other_id=pl.lit(value=True)
    ).unique()


def are_alike(name: str, other: str) -> bool:
    """Whether two names may be one person: alike, or the one is a part of the other.

    >>> are_alike("panh rithy", "pahn rithy"), are_alike("tarkovsky", "andrei tarkovsky")
    (True, True)
    >>> are_alike("douglas mcgrath", "autumn de wilde")
    False
    """
    if name == other or fuzz.ratio(name, other) >= ALIKE:
        return True
    words, others = set(name.split()), set(other.split())
    return words <= others or others <= words
