"""Tell which names are weighed otherwise once others are counted.

What belongs here is the comparison of two censuses; what a name is counted to is told in `census`,
what follows from it in `pairs`.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from pipelines.identity.careers import common_names
from pipelines.identity.census import Census, differing
from pipelines.identity.names import PersonName
from pipelines.identity.pairs import like_names, weighed_names


def turned(before: Census, now: Census) -> pl.DataFrame:
    """The names that any of the figures by which persons are weighed is another for: `key`.

    A name may be told more than once, and one may be told that comes out as it did.
    """
    if now is before:
        return _keys(())
    told = [_by_crafts(before, now), _by_mates(before, now)]
    if before.names != now.names:
        told += [_by_names(before.names, now.names), _by_callings(before, now)]
    return pl.concat(told)


def _by_names(before: Mapping[str, PersonName], now: Mapping[str, PersonName]) -> pl.DataFrame:
    """Names that are rare or common by now, and those of pairs that weigh otherwise: `key`."""
    common = _keys(set(common_names(before)) ^ set(common_names(now)))
    weighed = [weighed_names(_like_names(names), names) for names in (before, now)]
    pairs = differing(*weighed)
    return pl.concat([common, pairs.select("key"), pairs.select(key="other_key")])


def _like_names(names: Mapping[str, PersonName]) -> pl.DataFrame:
    """Names that may be of one person, each with itself too: `key`, `other_key`."""
    own = pl.DataFrame({"key": list(names)}, schema={"key": pl.String()})
    return pl.concat([own.with_columns(other_key="key"), like_names(names)])


def _by_callings(before: Census, now: Census) -> pl.DataFrame:
    """Names in films of somebody who is called otherwise by now: `key`."""
    called = differing(before.called, now.called).select("key").unique()
    films = now.people.join(called, on="key", how="semi").select("film_id").unique()
    return now.people.join(films, on="film_id", how="semi").select("key")


def _by_crafts(before: Census, now: Census) -> pl.DataFrame:
    """Names with a craft that tells more or less by now: `key`."""
    crafts = differing(before.craft_bits, now.craft_bits).select("craft").unique()
    return now.crafts.join(crafts, on="craft", how="semi").select("key")


def _by_mates(before: Census, now: Census) -> pl.DataFrame:
    """Names that meet somebody in two films whom to meet tells more or less by now: `key`.

    So do two like names of which each meets them in one.
    """
    mates = differing(before.rarity, now.rarity).select("mate").unique()
    if mates.is_empty():
        return _keys(())
    films = now.mates.join(mates, on="mate", how="semi").select("film_id", "mate")
    met = now.people.filter("is_paired").join(films, on="film_id").select("key", "mate", "film_id")
    often = met.group_by("key", "mate").len()
    like = (
        like_names(now.names)
        .join(often.select("key", "mate"), on="key")
        .join(often.select("mate", other_key="key"), on=["other_key", "mate"], how="semi")
    )
    return pl.concat(
        [
            often.filter(pl.col("len") > 1).select("key"),
            like.select("key"),
            like.select(key="other_key"),
        ]
    )


def _keys(keys: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame({"key": sorted(keys)}, schema={"key": pl.String()})
