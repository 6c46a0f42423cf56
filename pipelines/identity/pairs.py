"""Find pairs of careers that may be one person's, and weigh what speaks for and against each.

What belongs here is evidence, in bits: the logarithm to base 2 of how much likelier it is for one
person than for two. How the weights were measured is told in
docs/decisions/0007-how-persons-and-films-are-matched.md; those of two crafts stand in
data/reference/craft_pairs.csv.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from pipelines.identity.careers import Careers
from pipelines.identity.census import Census, in_pairs
from pipelines.identity.crafts import OTHER_CRAFTS
from pipelines.identity.names import Likeness, PersonName, compare_names, forms
from pipelines.identity.rarity import word_bits

PRIOR: Final = -17.0
"""Before anything is known of two careers: one in 131,000 pairs is one person's."""
MOST_OF_NAME: Final = 23.0
"""A name may be as rare as it likes: one in a hundred belongs to two, often of one family."""
MOST_OF_NAME_AND_CRAFT: Final = 24.0
"""And families keep to their crafts."""
SPELLING: Final[Mapping[str, float]] = {
    "same": 0.0,
    "nickname": -5.0,
    "prefix": -8.0,
    "initial": -2.0,
    "slip": -15.0,
    "generation": -7.0,
    "dropped_initial": -3.0,
    "dropped": -6.0,
    "dropped_last": -8.0,
    "dropped_part": -20.0,
}
"""What a difference takes from what the words tell; see `Likeness`."""
GAPS: Final = ((4, 1.5), (9, 0.5), (19, -0.5), (29, -2.5), (39, -5.5), (49, -6.5))
"""Careers that are at most so many years apart."""
LONGER_GAP: Final = -8.5
LONGEST_CAREER: Final = 60
TOO_LONG: Final = -4.0
"""Somebody who would have worked for longer than that."""
SAME_FILM: Final = 20.0
"""One name, or a slip of it, in one film."""
OTHER_SPELLING_IN_FILM: Final = 12.0
"""One document spells a name of a film in another way than the next."""
LISTED_TOGETHER: Final = -8.0
"""One document has both spellings in one film: it means two people."""
MOST_OF_CO_WORKERS: Final = 10.0
SHORTEST_NAME: Final = 8
"""Letters of a name from which one wrong letter is a slip."""

PARTS: Final = ("name_bits", "craft_bits", "years_bits", "film_bits", "co_worker_bits")


def weighed_pairs(told: Careers, found: pl.DataFrame, census: Census) -> pl.DataFrame:
    """Pairs of careers with names that may be one person's, and what speaks for and against it.

    Args:
        told: The careers.
        found: The pairs, as from `paired_careers`.
        census: What is counted over all persons.

    Returns:
        `career`, `other`, the bits of each part, and their sum with the prior as `score`.
    """
    pairs = _with_years(_with_crafts(found, census.craft_bits))
    pairs = _with_films(pairs, told.placed)
    pairs = _with_co_workers(pairs, told, census)
    return (
        pairs.with_columns(
            craft_bits=capped_craft_bits(pl.col("name_bits"), pl.col("craft_bits")),
        )
        # Sums of floats depend on their order; rounded, they do not.
        .with_columns(score=(PRIOR + pl.sum_horizontal(PARTS)).round(4))
        .sort("career", "other", maintain_order=True)
    )


def capped_craft_bits(name: pl.Expr, craft: pl.Expr) -> pl.Expr:
    """What crafts add to a name, so that both stay within `MOST_OF_NAME_AND_CRAFT`."""
    return pl.min_horizontal(craft, MOST_OF_NAME_AND_CRAFT - name)


def gap_bits(gap: int, span: int) -> float:
    """What the years between two careers tell, and the years from the first to the last.

    >>> gap_bits(3, 20), gap_bits(45, 70)
    (1.5, -10.5)
    """
    bits = next((told for years, told in GAPS if gap <= years), LONGER_GAP)
    return bits + (TOO_LONG if span > LONGEST_CAREER else 0.0)


def paired_careers(told: Careers) -> pl.DataFrame:
    """Pairs of careers under one key or two like ones; two ids are two people."""
    side = told.each.select("career", "key", "imdb_id", "craft", "first_year", "last_year")
    other = side.rename({"career": "other"} | {c: f"other_{c}" for c in side.columns[1:]})
    return (
        _name_bits(told)
        .join(side, on="key", maintain_order="left")
        .join(other, on="other_key", maintain_order="left")
        .filter(
            (pl.col("key") != pl.col("other_key")) | (pl.col("career") < pl.col("other")),
            (pl.col("imdb_id") == pl.col("other_imdb_id")).fill_null(value=True),
        )
    )


def _name_bits(told: Careers) -> pl.DataFrame:
    """`key`, `other_key`, `name_bits` and `is_slip` of names that may be spellings of one."""
    repeated = told.each.filter(pl.len().over("key") > 1)["key"].unique().sort()
    own = pl.DataFrame({"key": repeated, "other_key": repeated})
    keys = told.each.select("key").unique()
    like = like_names(told.names).join(keys, on="key", how="semi", maintain_order="left")
    return weighed_names(pl.concat([own, like]), told.names)


def weighed_names(pairs: pl.DataFrame, names: Mapping[str, PersonName]) -> pl.DataFrame:
    """`key`, `other_key`, `name_bits` and `is_slip` of pairs that may be spellings of one name."""
    rarity = word_bits(names.values())
    rows = [
        (key, other, _bits_of(found, rarity), any(each.kind == "slip" for each in found))
        for key, other in pairs.iter_rows()
        if (found := compare_names(names[key], names[other])) is not None
    ]
    schema = {
        "key": pl.String(),
        "other_key": pl.String(),
        "name_bits": pl.Float64(),
        "is_slip": pl.Boolean(),
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _bits_of(found: Iterable[Likeness], rarity: Mapping[str, float]) -> float:
    told = 0.0
    for each in found:
        told += SPELLING[each.kind]
        if each.is_shared:
            told += min(rarity[each.word], rarity[each.other])
    return round(min(told, MOST_OF_NAME), 2)


def like_names(names: Mapping[str, PersonName]) -> pl.DataFrame:
    """`key` and `other_key` of names that share a form, or are one slip apart."""
    keys = pl.DataFrame({"key": sorted(names)}, schema={"key": pl.String()}).with_row_index("no")
    near = pl.concat([_of_one_form(names, keys), _of_one_slip(names, keys)]).unique()
    return (
        near.join(keys, on="no", maintain_order="left")
        .join(
            keys.rename({"no": "no_other", "key": "other_key"}),
            on="no_other",
            maintain_order="left",
        )
        .select("key", "other_key")
        .sort("key", "other_key", maintain_order=True)
    )


def _of_one_form(names: Mapping[str, PersonName], keys: pl.DataFrame) -> pl.DataFrame:
    rows = [
        (no, form, len(names[key].words[0]) == 1)
        for no, key in keys.iter_rows()
        for form in forms(names[key])
    ]
    schema = {"no": pl.UInt32(), "form": pl.String(), "is_initial": pl.Boolean()}
    # "cartwright b*" is a form of every B. Cartwright, whatever the B stands for.
    is_spelled = ~pl.col("is_any") | pl.col("is_initial") | pl.col("is_initial_other")
    told = pl.DataFrame(rows, schema=schema, orient="row")
    return (
        _joined(told.with_columns(is_any=pl.col("form").str.ends_with("*")))
        .filter(is_spelled)
        .select("no", "no_other")
    )


def _of_one_slip(names: Mapping[str, PersonName], keys: pl.DataFrame) -> pl.DataFrame:
    """Names that are the same once one letter at most is taken out of each.

    So are two names of which one has a letter too many, another one, or two exchanged.
    """
    letters = keys.select(
        "no",
        letters=pl.Series([names[key].letters for key in keys["key"]], dtype=pl.String),
    ).filter(pl.col("letters").str.len_chars() >= SHORTEST_NAME)
    # One place more than there are letters: there nothing is taken out.
    places = pl.int_ranges(0, pl.col("letters").str.len_chars() + 1)
    rest = pl.col("letters").str.slice(0, pl.col("at")) + pl.col("letters").str.slice(
        pl.col("at") + 1
    )
    cut = letters.with_columns(at=places).explode("at").select("no", form=rest)
    return _joined(cut).select("no", "no_other")


def _joined(told: pl.DataFrame) -> pl.DataFrame:
    """Pairs of names under one form; by its hash, since whatever meets is looked at again."""
    hashed = told.with_columns(pl.col("form").hash()).filter(pl.col("form").is_duplicated())
    return hashed.join(hashed, on="form", suffix="_other", maintain_order="left").filter(
        pl.col("no") < pl.col("no_other")
    )


def _with_crafts(pairs: pl.DataFrame, crafts: pl.DataFrame) -> pl.DataFrame:
    is_known = pl.col("craft").is_not_null() & pl.col("other_craft").is_not_null()
    told = pl.when(is_known).then(pl.col("craft_bits").fill_null(OTHER_CRAFTS)).otherwise(0.0)
    return pairs.join(
        crafts, on=["craft", "other_craft"], how="left", maintain_order="left"
    ).with_columns(craft_bits=told)


def _with_years(pairs: pl.DataFrame) -> pl.DataFrame:
    first, last = ("first_year", "other_first_year"), ("last_year", "other_last_year")
    timed = pairs.with_columns(
        gap=pl.max_horizontal(first) - pl.min_horizontal(last),
        span=pl.max_horizontal(last) - pl.min_horizontal(first),
        is_dated=pl.col("first_year").is_not_null() & pl.col("other_first_year").is_not_null(),
    )
    spans = timed.filter("is_dated").select("gap", "span").unique()
    told = [gap_bits(gap, span) for gap, span in spans.iter_rows()]
    table = spans.with_columns(
        years_bits=pl.Series(told, dtype=pl.Float64), is_dated=pl.lit(value=True)
    )
    return timed.join(
        table, on=["gap", "span", "is_dated"], how="left", maintain_order="left"
    ).with_columns(pl.col("years_bits").fill_null(0.0))


def _with_films(pairs: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    films = (
        placed.filter(pl.col("film_id").is_not_null())
        .group_by("career", "film_id")
        .agg(pl.col("document_id").first(), is_in_many=pl.col("document_id").n_unique() > 1)
    )
    is_elsewhere = (
        pl.col("is_in_many")
        | pl.col("is_in_many_other")
        | (pl.col("document_id") != pl.col("document_id_other"))
    )
    shared = (
        pairs.select("career", "other", "is_slip", is_same=pl.col("key") == pl.col("other_key"))
        .join(films, on="career", maintain_order="left")
        .join(
            films.rename({"career": "other"}),
            on=["other", "film_id"],
            suffix="_other",
            maintain_order="left",
        )
        .with_columns(
            film_bits=pl.when(pl.col("is_same") | pl.col("is_slip"))
            .then(SAME_FILM)
            .when(is_elsewhere)
            .then(OTHER_SPELLING_IN_FILM)
            .otherwise(LISTED_TOGETHER)
        )
        .group_by("career", "other")
        .agg(pl.col("film_bits").max())
    )
    return pairs.join(
        shared, on=["career", "other"], how="left", maintain_order="left"
    ).with_columns(pl.col("film_bits").fill_null(0.0))


def _with_co_workers(pairs: pl.DataFrame, told: Careers, census: Census) -> pl.DataFrame:
    """The pairs with what the people tell whom both careers meet in different films.

    Whoever meets many meets the same ones by chance, so the number of possible meetings is taken
    off. People of films are compared loosely, by last name and first letter: they too are spelled
    in more than one way.
    """
    ours = (
        told.placed.filter(pl.col("film_id").is_not_null())
        .select("career", "key", "film_id")
        .unique()
        .join(in_pairs(pairs), on="career", how="semi")
        .join(census.called.rename({"mate": "own"}), on="key")
    )
    mates = (
        ours.join(census.mates.select("film_id", "mate"), on="film_id")
        .filter(pl.col("mate") != pl.col("own"))
        .select("career", "mate")
        .unique()
    )
    size = mates.group_by("career").agg(size=pl.len())
    chance = (pl.col("size") * pl.col("other_size")).log(2)
    shared = (
        pairs.filter(pl.col("film_bits") == 0)
        .select("career", "other")
        .join(mates, on="career")
        .join(mates.rename({"career": "other"}), on=["other", "mate"])
        .join(census.rarity, on="mate")
        .group_by("career", "other")
        .agg(hundredths=pl.col("hundredths").sum())
        .join(size, on="career", maintain_order="left")
        .join(
            size.rename({"career": "other", "size": "other_size"}),
            on="other",
            maintain_order="left",
        )
        .select(
            "career",
            "other",
            co_worker_bits=(pl.col("hundredths") / 100 - chance)
            .round(2)
            .clip(0.0, MOST_OF_CO_WORKERS),
        )
    )
    return pairs.join(
        shared, on=["career", "other"], how="left", maintain_order="left"
    ).with_columns(pl.col("co_worker_bits").fill_null(0.0))
