"""Put mentions of persons into careers: one name in one craft, without a long break.

What belongs here is what mentions tell of themselves. Which careers are one person's is decided
in `persons`, what speaks for and against it is weighed in `pairs`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.identity.crafts import craft_of
from pipelines.identity.keys import with_keys
from pipelines.identity.names import PersonName, parse_name
from pipelines.identity.rarity import name_bits, word_bits

BREAK: Final = 20
"""Years without a film after which a career in one craft counts as another."""
COMMON: Final = 15.0
"""Bits of a name below which it says too little to make one career of several films."""
OF_CRAFT: Final = ("key", "imdb_id", "craft")
YEAR_OF_CRAFT: Final = (*OF_CRAFT, "year")
CAREER: Final = (*OF_CRAFT, "run", "film")


@dataclass(frozen=True)
class Careers:
    """Persons as documents name them, put into careers.

    Attributes:
        printed: The name under each key, of persons elsewhere too, as it is printed most often.
        names: The same in parts.
        placed: Mentions with their `key`, `craft` and `career`.
        each: One row per career, as from `careers_of`.
    """

    printed: Mapping[str, str]
    names: Mapping[str, PersonName]
    placed: pl.DataFrame
    each: pl.DataFrame


def careers_told(
    mentions: pl.DataFrame,
    *,
    others: Mapping[str, str] | None = None,
    years: pl.DataFrame | None = None,
) -> Careers:
    """The careers that mentions tell of.

    Args:
        mentions: `document_id`, `film_no`, `name`, `imdb_id`, `film_id`, `role` (or category of an
            award), `year`; any number of rows per name and film of a document.
        others: The names under all keys, as they were printed, where these are not all mentions.
        years: The years of the films, as from `years_of_films`, likewise.
    """
    keyed = with_keys(mentions, "name", "key", of="person").filter(pl.col("key") != "")
    printed = {**(others or {}), **dict(printed_names(keyed).iter_rows())}
    names = parsed_names(printed)
    placed = with_careers(keyed, names, years_of_films(keyed) if years is None else years)
    return Careers(printed, names, placed, careers_of(placed))


def with_careers(
    keyed: pl.DataFrame, names: Mapping[str, PersonName], years: pl.DataFrame
) -> pl.DataFrame:
    """The mentions with `craft` and `career` (a number).

    Under a common name every film is a career of its own until something joins them.

    A mention without a year has that of its film, and one without an id that which stands under
    its name in its film, if there is just one; `is_told` says that a document prints the id.

    Args:
        keyed: Mentions as `careers_told` takes them, with the `key` of the name.
        names: The name under each key.
        years: As from `years_of_films`.
    """
    placed = _with_film_facts(_with_crafts(keyed), years)
    is_common = pl.col("key").is_in(common_names(names)) & pl.col("imdb_id").is_null()
    told = placed.join(
        _runs(placed), on=YEAR_OF_CRAFT, how="left", nulls_equal=True, maintain_order="left"
    ).with_columns(film=pl.when(is_common).then("film_id"))
    numbers = (
        told.select(CAREER).unique().sort(CAREER, maintain_order=True).with_row_index("career")
    )
    return told.join(numbers, on=CAREER, how="left", nulls_equal=True, maintain_order="left")


def common_names(names: Mapping[str, PersonName]) -> list[str]:
    """The keys of names that say too little to make one career of several films."""
    bits = word_bits(names.values())
    return [key for key, name in names.items() if name_bits(name, bits) < COMMON]


def _runs(placed: pl.DataFrame) -> pl.DataFrame:
    """The years of each name in a craft, with `run`, which is another after each long break."""
    # Few of the mentions tell another year than those before them.
    years = placed.select(YEAR_OF_CRAFT).unique().sort(YEAR_OF_CRAFT, maintain_order=True)
    is_break = (pl.col("year").diff().over(OF_CRAFT) > BREAK).fill_null(value=False)
    return years.with_columns(
        run=pl.when(pl.col("year").is_not_null()).then(is_break.cum_sum().over(OF_CRAFT))
    )


def careers_of(placed: pl.DataFrame) -> pl.DataFrame:
    """One row per career: its id and craft, its years, and how many mentions it has.

    Args:
        placed: Mentions with careers.
    """
    return (
        placed.group_by("career", "key", "imdb_id", "craft")
        .agg(
            first_year=pl.col("year").min(),
            last_year=pl.col("year").max(),
            film_id=pl.col("film_id").min(),
            mention_count=pl.len(),
        )
        .sort("career", maintain_order=True)
    )


def printed_names(keyed: pl.DataFrame) -> pl.DataFrame:
    """`key` and `name`: the name under each key, as it is printed most often."""
    return keyed.group_by("key").agg(pl.col("name").mode().min())


def parsed_names(printed: Mapping[str, str]) -> dict[str, PersonName]:
    """The names in parts, in the order of their keys."""
    return {key: parse_name(printed[key]) for key in sorted(printed)}


def years_of_films(mentions: pl.DataFrame) -> pl.DataFrame:
    """`film_id` and `film_year`: the first year that is told with anybody in a film."""
    return (
        mentions.filter(pl.col("film_id").is_not_null())
        .group_by("film_id")
        .agg(film_year=pl.col("year").min())
    )


def _with_crafts(keyed: pl.DataFrame) -> pl.DataFrame:
    roles = keyed["role"].drop_nulls().unique().sort()
    crafts = pl.Series([craft_of(role) for role in roles.to_list()], dtype=pl.String)
    table = pl.DataFrame({"role": roles, "craft": crafts})
    return keyed.join(table, on="role", how="left", maintain_order="left")


def _with_film_facts(placed: pl.DataFrame, years: pl.DataFrame) -> pl.DataFrame:
    has_film = pl.col("film_id").is_not_null()
    in_film = ("film_id", "key")
    is_only = pl.col("imdb_id").drop_nulls().n_unique().over(in_film) == 1
    only_id = pl.when(has_film & is_only).then(pl.col("imdb_id").max().over(in_film))
    return (
        placed.join(years, on="film_id", how="left", maintain_order="left")
        .with_columns(
            is_told=pl.col("imdb_id").is_not_null(),
            imdb_id=pl.coalesce("imdb_id", only_id),
            year=pl.coalesce("year", "film_year"),
        )
        .drop("film_year")
    )
