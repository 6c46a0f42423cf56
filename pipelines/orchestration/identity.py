"""The assets of identity: which film and person each document speaks of."""

from collections.abc import Iterator
from typing import Final

import dagster as dg
import polars as pl

from pipelines.claims.tables import FILMS, MENTIONS
from pipelines.identity.links import link_films, link_mentions, link_persons
from pipelines.identity.overrides import OVERRIDES, read_overrides
from pipelines.identity.registry import Registry
from pipelines.identity.tables import (
    FILM_LINKS,
    IDS,
    MEMBERS,
    MENTION_LINKS,
    PERSON_LINKS,
    REDIRECTS,
)
from pipelines.orchestration.keys import BUILD_POOL, key_of
from pipelines.orchestration.preview import preview
from pipelines.orchestration.resources import WarehouseResource
from pipelines.staging.awards import AWARDS
from pipelines.staging.credits import CREDITS
from pipelines.tables import Table
from pipelines.warehouse.build import Build

IN_USE: Final = "document_id in (select document_id from raw.documents where status = 'parsed')"
REGISTRY: Final = (IDS, MEMBERS, REDIRECTS)

PLACES: Final = """
    select document_id, list(uri order by uri) as uris from raw.files
    group by document_id order by document_id
"""
"""Every place where a document was seen."""
NAMED_PERSONS: Final = f"""
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
    select distinct
        named.document_id, named.film_no, named.name, named.imdb_id, named.role,
        coalesce(named.year, films.year) as year
    from named
    left join staging.stg_films as films
        on named.document_id = films.document_id and named.film_no = films.film_no
    where named.{IN_USE}
"""
"""Every person named with a part in a film, an award or a life, when and as what, in no order."""


@dg.multi_asset(
    name="identify_films",
    specs=[
        dg.AssetSpec(
            key_of(table),
            description=table.grain,
            deps=[key_of(FILMS), key_of(MENTIONS)],
            group_name="identity",
            kinds={"polars", "duckdb"},
        )
        for table in (FILM_LINKS, MENTION_LINKS)
    ],
    pool=BUILD_POOL,
)
def film_identity(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.MaterializeResult[None]]:
    """Bring the films of all documents together under lasting ids."""
    with warehouse.build_file.connect() as build:
        build.create([FILM_LINKS, MENTION_LINKS, OVERRIDES, *REGISTRY])
        films = build.read(FILMS, where=IN_USE)
        overrides = read_overrides(warehouse.settings.overrides)
        links, changes = link_films(
            films,
            read_registry(build, "film"),
            now=warehouse.now,
            overrides=overrides,
            places=build.query(PLACES) if any(overrides.of("document_films")) else None,
        )
        mentions = link_mentions(build.read(MENTIONS, where=IN_USE), films, links)
        with build.transaction():
            build.bring_up_to_date(FILM_LINKS, links)
            build.bring_up_to_date(MENTION_LINKS, mentions)
            build.overwrite(OVERRIDES, overrides.frame())
            write_registry(build, changes)
        context.log.info("%d films in %d places", links["film_id"].n_unique(), links.height)
        yield from _materialised(build, FILM_LINKS, MENTION_LINKS)


@dg.multi_asset(
    name="identify_persons",
    specs=[
        dg.AssetSpec(
            key_of(PERSON_LINKS),
            description=PERSON_LINKS.grain,
            deps=[key_of(FILM_LINKS), key_of(CREDITS), key_of(AWARDS)],
            group_name="identity",
            kinds={"polars", "duckdb"},
        ),
        *(
            dg.AssetSpec(
                key_of(table),
                description=table.grain,
                deps=[key_of(FILM_LINKS), key_of(CREDITS), key_of(AWARDS)],
                group_name="identity",
                kinds={"polars", "duckdb"},
            )
            for table in (OVERRIDES, *REGISTRY)
        ),
    ],
    pool=BUILD_POOL,
)
def person_identity(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource
) -> Iterator[dg.MaterializeResult[None]]:
    """Bring the persons of all documents together under lasting ids."""
    with warehouse.build_file.connect() as build:
        build.create([PERSON_LINKS])
        overrides = read_overrides(warehouse.settings.overrides)
        links, changes = link_persons(
            build.query(NAMED_PERSONS),
            build.read(FILM_LINKS),
            read_registry(build, "person"),
            now=warehouse.now,
            overrides=overrides,
        )
        of_persons = overrides.frame().filter(pl.col("file") == "persons")
        with build.transaction():
            build.bring_up_to_date(PERSON_LINKS, links)
            build.upsert(OVERRIDES, of_persons)
            write_registry(build, changes)
        for row in build.read(OVERRIDES, where="effect_count = 0").iter_rows(named=True):
            context.log.warning(
                "overrides/%s.csv line %d changes nothing any more: %s; take it out",
                row["file"],
                row["line"],
                row["says"],
            )
        context.log.info("%d persons in %d places", links["person_id"].n_unique(), links.height)
        yield from _materialised(build, PERSON_LINKS, OVERRIDES, *REGISTRY)


def read_registry(build: Build, kind: str) -> Registry:
    """The registry of ids of a kind as the build file has it, in no order."""
    return Registry(
        *(
            build.read(table, where="kind = ?", parameters=[kind], in_order=False)
            for table in REGISTRY
        )
    )


def write_registry(build: Build, changes: Registry) -> None:
    """Write what is new or changed in the registry of ids; nothing ever leaves it."""
    for table, rows in zip(
        REGISTRY, (changes.ids, changes.members, changes.redirects), strict=True
    ):
        build.upsert(table, rows)


def _materialised(build: Build, *tables: Table) -> Iterator[dg.MaterializeResult[None]]:
    for table in tables:
        yield dg.MaterializeResult(
            asset_key=key_of(table),
            metadata={
                "dagster/row_count": build.count(table),
                "preview": preview(build, table.name),
            },
        )
