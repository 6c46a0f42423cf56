"""Put mentions of persons into careers: one name in one craft, without a long break.

What belongs here is what mentions tell of themselves. Which careers are one person's is decided
in `persons`, what speaks for and against it is weighed in `pairs`.
"""

from typing import Final

import polars as pl

from pipelines.identity.crafts import craft_of
from pipelines.identity.keys import with_keys

BREAK: Final = 20
"""Years without a film after which a career in one craft counts as another."""
CAREER: Final = ("key", "imdb_id", "craft", "run")


def with_careers(mentions: pl.DataFrame) -> pl.DataFrame:
    """The mentions of somebody, with `key`, `craft` and `career` (a number).

    A mention without a year has that of its film, and one without an id that which stands under
    its name in its film, if there is just one; `is_told` says that a document prints the id.

    Args:
        mentions: As `cluster_persons` takes them.
    """
    placed = _with_film_facts(_with_crafts(with_keys(mentions, "name", "key", of="person")))
    by_time = placed.sort("key", "imdb_id", "craft", "year", "film_id", "document_id", "film_no")
    of_craft = ("key", "imdb_id", "craft")
    breaks = (pl.col("year").diff().over(of_craft) > BREAK).fill_null(value=False)
    runs = by_time.with_columns(
        run=pl.when(pl.col("year").is_not_null()).then(breaks.cum_sum().over(of_craft))
    )
    numbers = runs.select(CAREER).unique().sort(CAREER).with_row_index("career")
    return runs.join(numbers, on=CAREER, how="left", nulls_equal=True)


def careers_of(placed: pl.DataFrame) -> pl.DataFrame:
    """One row per career: its name, id and craft, its years, and how many mentions it has.

    Args:
        placed: Mentions with careers.
    """
    names = placed.group_by("key").agg(name=pl.col("name").mode().min())
    return (
        placed.group_by("career", "key", "imdb_id", "craft")
        .agg(
            first_year=pl.col("year").min(),
            last_year=pl.col("year").max(),
            film_id=pl.col("film_id").min(),
            mention_count=pl.len(),
        )
        .join(names, on="key")
        .sort("career")
    )


def _with_crafts(keyed: pl.DataFrame) -> pl.DataFrame:
    roles = keyed["role"].drop_nulls().unique().sort()
    crafts = pl.Series([craft_of(role) for role in roles.to_list()], dtype=pl.String)
    table = pl.DataFrame({"role": roles, "craft": crafts})
    return keyed.filter(pl.col("key") != "").join(table, on="role", how="left")


def _with_film_facts(placed: pl.DataFrame) -> pl.DataFrame:
    has_film = pl.col("film_id").is_not_null()
    in_film = ("film_id", "key")
    is_only = pl.col("imdb_id").drop_nulls().n_unique().over(in_film) == 1
    only_id = pl.when(has_film & is_only).then(pl.col("imdb_id").max().over(in_film))
    return placed.with_columns(
        is_told=pl.col("imdb_id").is_not_null(),
        imdb_id=pl.coalesce("imdb_id", only_id),
        year=pl.coalesce("year", pl.when(has_film).then(pl.col("year").min().over("film_id"))),
    )
