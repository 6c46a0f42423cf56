"""Know which persons have to be identified again.

What belongs here is what the build file tells of it. How far a change goes from name to name is
told in `identity.reach`, for which names others count in `identity.turned`.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.claims.tables import CLAIMS, FILMS
from pipelines.identity.careers import (
    Careers,
    careers_told,
    parsed_names,
)
from pipelines.identity.census import Census, census_of
from pipelines.identity.keys import with_keys
from pipelines.identity.links import possible_members, with_film_ids
from pipelines.identity.names import PersonName
from pipelines.identity.pairs import like_names, paired_careers
from pipelines.identity.persons import Told, persons_told
from pipelines.identity.reach import NAMES, PEOPLE, reached
from pipelines.identity.registry import Registry
from pipelines.identity.tables import FILM_LINKS, PERSON_LINKS
from pipelines.identity.turned import turned
from pipelines.staging.awards import AWARDS
from pipelines.staging.credits import CREDITS
from pipelines.warehouse.build import Build
from pipelines.warehouse.identified import IN_USE, Changes, read_registry
from pipelines.warehouse.staged_since import staged_since

PERSON_ROWS: Final = f"""
    select document_id, hash('credit', film_no, name, imdb_id, role) as row_hash
    from {staged_since(CREDITS.name, in_use=True)}
    union all
    select
        document_id,
        hash('award', film_no, recipient, recipient_imdb_id, coalesce(category, award), year)
    from {staged_since(AWARDS.name, in_use=True)}
    union all
    select document_id, hash('life', film_no, subject_name)
    from {staged_since(CLAIMS.name, in_use=True)}
    where attribute in ('birth_year', 'birth_place', 'filmography')
    union all
    select document_id, hash('film', film_no, year) from {staged_since(FILMS.name, in_use=True)}
"""
"""What persons are told by, but for their films."""
PERSON_LINKED: Final = f"""
    select document_id, hash(film_no, film_id) as row_hash, film_id
    from {FILM_LINKS.name} where {IN_USE}
"""
"""What films they are told with."""

_NAMED: Final = """
    with named as (
        select document_id, film_no, name, imdb_id, role, null as year from staging.stg_credits
        union all
        select document_id, film_no, recipient, recipient_imdb_id, coalesce(category, award), year
        from staging.stg_awards
        where recipient is not null
        union all
        select document_id, film_no, subject_name, null, null, null from staging.stg_claims
        where attribute in ('birth_year', 'birth_place', 'filmography') and subject_name is not null
    )
"""
NAMED_PERSONS: Final = f"""
    {_NAMED}
    select distinct
        named.document_id, named.film_no, named.name, named.imdb_id, named.role,
        coalesce(named.year, films.year) as year
    from named
    left join staging.stg_films as films
        on named.document_id = films.document_id and named.film_no = films.film_no
    where named.{IN_USE}
"""
"""Every person named with a part in a film, an award or a life, when and as what, in no order."""

YEARS: Final = f"""
    {_NAMED}
    select links.film_id, min(coalesce(named.year, films.year)) as film_year
    from named
    inner join {FILM_LINKS.name} as links
        on named.document_id = links.document_id and named.film_no = links.film_no
    left join staging.stg_films as films
        on named.document_id = films.document_id and named.film_no = films.film_no
    where named.{IN_USE}
        and links.film_id in (select film_id from asked)
        and named.name in (select name from told)
    group by links.film_id
"""
"""What `years_of_films` tells of the films that are asked for, and of who is told in them."""


MOST_REACHED: Final = 0.25
"""Share of all names; from there on all are looked at, which is quicker."""


@dataclass(frozen=True)
class PersonsReached:
    """Persons that are to be identified, and what is known of their ids.

    Attributes:
        told: The persons.
        registry: What is known of ids that any of them may have.
        names: As `NAMES`.
        people: As `PEOPLE`.
        keys: Keys of the names that are told anew or have gone: `key`; None for all.
        called: These names, in all their forms: `name`; None for all.
    """

    told: Told
    registry: Registry
    names: pl.DataFrame
    people: pl.DataFrame
    keys: pl.DataFrame | None = None
    called: pl.DataFrame | None = None


@dataclass(frozen=True)
class _Known:
    """What is known of persons from the last time, and of which of them something changed.

    Attributes:
        documents: The documents that changed: `document_id`.
        films: Films that these were about, or are: `film_id`.
        names: As `NAMES`.
        census: What was counted.
        spelled: `name`, `key`, `person_id`: all forms of all names, those in `documents` included.
    """

    documents: pl.DataFrame
    films: pl.DataFrame
    names: pl.DataFrame
    census: Census
    spelled: pl.DataFrame


def persons_reached(build: Build, changes: Changes) -> PersonsReached:
    """The persons that changes can reach; all of them where that is most."""
    found = None if changes.are_all else _persons_of(build, changes)
    if found is not None:
        return found
    told = persons_told(with_film_ids(build.query(NAMED_PERSONS), build.read(FILM_LINKS)))
    registry = read_registry(build, "person")
    return PersonsReached(told, registry, _names_told(told.careers), told.census.people)


def _persons_of(build: Build, changes: Changes) -> PersonsReached | None:
    """The persons that changes can reach; None if these are most."""
    known = _known(build, changes)
    shared = _shared(known)
    keys = _changed(build, known)
    while True:
        keys = reached(shared, keys.select(who="key")).select(key="who")
        if keys.height > MOST_REACHED * known.names.height:
            return None
        called = known.spelled.join(keys, on="key", how="semi").select("name").unique()
        told = _told(build, known, keys, called)
        registry = read_registry(build, "person", members=possible_members(told.careers.placed))
        # A member may have the id of somebody from whom nothing else leads here.
        held = known.spelled.join(registry.members, left_on="person_id", right_on="id", how="semi")
        more = pl.concat(
            [held.select("key"), turned(known.census, told.census), *_alike(known, told, keys)]
        )
        more = more.unique().join(keys, on="key", how="anti")
        if more.is_empty():
            people = told.census.people.join(keys, on="key", how="semi")
            return PersonsReached(told, registry, _names_told(told.careers), people, keys, called)
        keys = pl.concat([keys, more])


def _known(build: Build, changes: Changes) -> _Known:
    names = build.read(NAMES)
    crafts = names.select("key", craft="crafts").explode("craft").drop_nulls()
    documents = changes.documents.select("document_id")
    spelled = build.query(f"select distinct name, person_id from {PERSON_LINKS.name}")
    new = _named(build, documents).select("name", person_id=pl.lit(None, pl.String()))
    return _Known(
        documents,
        changes.documents.select(film_id="film_ids").explode("film_id").drop_nulls().unique(),
        names,
        Census(_parsed(names), crafts, build.read(PEOPLE, in_order=False)),
        with_keys(pl.concat([spelled, new.unique()]), "name", "key", of="person").filter(
            pl.col("key") != ""
        ),
    )


def _parsed(names: pl.DataFrame) -> dict[str, PersonName]:
    return parsed_names(dict(names.select("key", "name").iter_rows()))


def _shared(known: _Known) -> pl.DataFrame:
    """What names share: `who`, `key`: an id of ours or another's, and a likeness."""
    return pl.concat(
        [
            known.spelled.select(who="key", key="person_id").drop_nulls(),
            _ids(known.names).select(who="key", key="imdb_id"),
            *_pairs(like_names(known.census.names)),
        ]
    )


def _pairs(like: pl.DataFrame) -> list[pl.DataFrame]:
    pair = pl.concat_str("key", "other_key", separator="~")
    return [like.select(who=side, key=pair) for side in ("key", "other_key")]


def _ids(names: pl.DataFrame) -> pl.DataFrame:
    """The ids of others that names stand with: `key`, `imdb_id`."""
    return names.select("key", imdb_id="imdb_ids").explode("imdb_id").drop_nulls()


def _changed(build: Build, known: _Known) -> pl.DataFrame:
    """The names in documents that changed, and in the films that these speak of: `key`.

    Whatever a document tells of a film may be news of everybody in it: a year, or a co-worker.
    """
    new = _named(build, known.documents).select("name")
    old = build.read(PERSON_LINKS, columns=["name"], among=known.documents, in_order=False)
    named = known.spelled.join(pl.concat([new, old]), on="name", how="semi")
    in_films = known.census.people.join(known.films, on="film_id", how="semi")
    return pl.concat([named.select("key"), in_films.select("key")]).unique()


def _told(build: Build, known: _Known, keys: pl.DataFrame, called: pl.DataFrame) -> Told:
    """What is told of some names, and of their films."""
    mentions = with_film_ids(_named(build, called), build.read(FILM_LINKS, in_order=False))
    films = mentions.select("film_id").drop_nulls().unique()
    with build.lent("asked", films), build.lent("told", known.spelled.select("name").unique()):
        years = build.query(YEARS)
    others = known.names.join(keys, on="key", how="anti")
    careers = careers_told(
        mentions, others=dict(others.select("key", "name").iter_rows()), years=years
    )
    found = paired_careers(careers)
    return Told(careers, found, known.census.after(census_of(careers, found), keys))


def _named(build: Build, asked: pl.DataFrame) -> pl.DataFrame:
    """The persons named in some documents, or by some names, as `NAMED_PERSONS`."""
    (column,) = asked.columns
    with build.lent("asked", asked):
        return build.query(f"{NAMED_PERSONS} and named.{column} in (select {column} from asked)")


def _alike(known: _Known, told: Told, keys: pl.DataFrame) -> list[pl.DataFrame]:
    """The names that names share an id or a likeness with by now: `key`."""
    ids = told.careers.each.select("imdb_id").drop_nulls().unique()
    same = [_ids(known.names).join(ids, on="imdb_id", how="semi").select("key")]
    if told.census.names == known.census.names:
        return same
    like = like_names(told.census.names)
    return [
        *same,
        like.join(keys, on="key", how="semi").select(key="other_key"),
        like.join(keys, left_on="other_key", right_on="key", how="semi").select("key"),
    ]


def _names_told(careers: Careers) -> pl.DataFrame:
    """The names that careers have, as `NAMES`."""
    listed = [
        pl.col(column).drop_nulls().unique().sort().alias(f"{column}s")
        for column in ("craft", "imdb_id")
    ]
    printed = pl.DataFrame(
        list(careers.printed.items()),
        schema={"key": pl.String(), "name": pl.String()},
        orient="row",
    )
    return careers.each.group_by("key").agg(listed).join(printed, on="key", maintain_order="left")
