"""Count over all persons what decides on each of them: who works in which craft, who is met where.

What belongs here is counting, as in `rarity`; what follows from it is weighed in `pairs`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from pipelines.identity.careers import Careers
from pipelines.identity.crafts import craft_pairs
from pipelines.identity.names import PersonName

SAME_CRAFT: Final = 0.8
"""Share of a person's careers in the craft of another of theirs."""
CO_WORKER: Final = 0.7
"""Share of a co-worker's rarity that counts: those of one house and time often meet."""
FILMS_BEFORE: Final = 2_000
"""Films thought to have been seen before the first, as with names."""
NO_FILM: Final = ""


@dataclass(frozen=True)
class Census:
    """What is counted over all persons.

    Attributes:
        names: The name under each key.
        crafts: `key`, `craft`: the crafts of those who have a name.
        people: `film_id`, `key`, `is_paired`: who is in which film (`NO_FILM` where a name stands
            with none), and whether a career under that name there may be that of another.
    """

    names: Mapping[str, PersonName]
    crafts: pl.DataFrame
    people: pl.DataFrame

    @cached_property
    def craft_bits(self) -> pl.DataFrame:
        """`craft`, `other_craft`, `craft_bits`: a shared craft tells more, the fewer follow it."""
        return pl.concat([craft_pairs(), _same_crafts(self.crafts, len(self.names))])

    @cached_property
    def called(self) -> pl.DataFrame:
        """`key` and `mate`: what somebody is called loosely."""
        return pl.DataFrame(
            [(key, name.loose) for key, name in self.names.items()],
            schema={"key": pl.String(), "mate": pl.String()},
            orient="row",
        )

    @cached_property
    def mates(self) -> pl.DataFrame:
        """`film_id`, `mate` and `is_paired`: people of films, as they are called loosely."""
        return (
            self.people.filter(pl.col("film_id") != NO_FILM)
            .join(self.called, on="key")
            .group_by("film_id", "mate")
            .agg(pl.col("is_paired").any())
        )

    @cached_property
    def rarity(self) -> pl.DataFrame:
        """How much it tells to meet somebody: `mate`, `hundredths`.

        Whole hundredths of bits, since a sum of fractions depends on their order.
        """
        films = self.people["film_id"].n_unique()
        bits = ((films + FILMS_BEFORE) / pl.col("film_count")).log(2)
        return meetings(self.mates).select(
            "mate", hundredths=(bits * CO_WORKER * 100).round().cast(pl.Int64)
        )

    def after(self, told: "Census", keys: pl.DataFrame) -> "Census":
        """The census with what is told of some names anew; the same one if that is the same.

        Args:
            told: What is told of them, and the names of all.
            keys: Their keys: `key`.
        """
        frames = ((self.crafts, told.crafts), (self.people, told.people))
        if told.names == self.names and all(
            differing(before.join(keys, on="key", how="semi"), now).is_empty()
            for before, now in frames
        ):
            return self
        return Census(
            told.names,
            *(
                pl.concat([before.join(keys, on="key", how="anti"), now.select(before.columns)])
                for before, now in frames
            ),
        )


def census_of(told: Careers, found: pl.DataFrame) -> Census:
    """What the careers are counted to.

    Args:
        told: The careers.
        found: Pairs of them: `career`, `other`.
    """
    is_paired = in_pairs(found).with_columns(is_paired=pl.lit(value=True))
    people = (
        told.placed.select("career", "key", pl.col("film_id").fill_null(NO_FILM))
        .unique()
        .join(is_paired, on="career", how="left")
        .group_by("film_id", "key")
        .agg(pl.col("is_paired").any())
    )
    return Census(told.names, told.each.select("key", "craft").drop_nulls().unique(), people)


def in_pairs(pairs: pl.DataFrame) -> pl.DataFrame:
    """The careers that are in any of the pairs: `career`."""
    return pl.concat([pairs.select("career"), pairs.select(career="other")]).unique()


def _same_crafts(crafts: pl.DataFrame, names: int) -> pl.DataFrame:
    share = (pl.col("len") + 1) / (names + 10)
    return (
        crafts.group_by("craft")
        .len()
        .select("craft", other_craft="craft", craft_bits=(SAME_CRAFT / share).log(2).round(2))
        .sort("craft", maintain_order=True)
    )


def meetings(mates: pl.DataFrame) -> pl.DataFrame:
    """In how many films a career in pairs meets somebody: `mate`, `film_count`.

    Nobody meets one who is called as they are.
    """
    sizes = mates.group_by("film_id").agg(paired_count=pl.col("is_paired").sum())
    return (
        mates.join(sizes, on="film_id")
        .filter(pl.col("paired_count") > pl.col("is_paired").cast(pl.UInt32))
        .group_by("mate")
        .agg(film_count=pl.len())
    )


def differing(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """The rows that are in one of two frames alone; none may be missing a value."""
    on = before.columns
    return pl.concat(
        [before.join(now, on=on, how="anti"), now.select(on).join(before, on=on, how="anti")]
    )
