"""The assets of identity: which film and person each document speaks of."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import dagster as dg
import polars as pl

from pipelines import fingerprints
from pipelines.claims.tables import FILMS, MENTIONS
from pipelines.identity.links import link_films, link_mentions, link_persons
from pipelines.identity.overrides import OVERRIDES, read_overrides
from pipelines.identity.reach import FILM_KEYS, KEPT
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
from pipelines.settings import Settings
from pipelines.tables import Table
from pipelines.warehouse.build import Build
from pipelines.warehouse.reached import (
    FILM_ROWS,
    IN_USE,
    changes_of,
    films_reached,
    forget,
    mentions_reached,
    note_read,
    read_registry,
    write_registry,
)

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
        identify_films(build, warehouse.settings, now=warehouse.now)
        context.log.info(*_counted(build, FILM_LINKS, "film_id"))
        yield from _materialised(build, FILM_LINKS, MENTION_LINKS)


def identify_films(build: Build, settings: Settings, *, now: datetime) -> None:
    """Identify the films that changes can reach, and write what comes out otherwise."""
    build.create([FILM_LINKS, MENTION_LINKS, OVERRIDES, *REGISTRY, *KEPT])
    overrides = read_overrides(settings.overrides)
    fingerprint = fingerprints.of_identity(settings)
    if overrides.rows:
        # A correction may say anything of anything.
        forget(build, "film")
    changes = changes_of(build, "film", fingerprint, FILM_ROWS)
    told = films_reached(build, changes)
    links, registry = link_films(
        told.films,
        told.registry,
        now=now,
        overrides=overrides,
        places=build.query(PLACES) if any(overrides.of("document_films")) else None,
    )
    with build.transaction():
        build.bring_up_to_date(FILM_LINKS, links, among=told.places)
        build.bring_up_to_date(FILM_KEYS, told.keys, among=told.documents)
        mentions = mentions_reached(build, told)
        build.bring_up_to_date(
            MENTION_LINKS,
            link_mentions(
                mentions.mentions,
                mentions.films,
                build.read(FILM_LINKS, among=mentions.films.select("document_id", "film_no")),
            ),
            among=mentions.places,
        )
        build.overwrite(OVERRIDES, overrides.frame())
        write_registry(build, registry)
        note_read(build, changes)


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


def _counted(build: Build, links: Table, of: str) -> tuple[str, int, int]:
    """What a log says of links: how many films or persons there are, and in how many places."""
    row = build.query(f"select count(distinct {of}) as things, count(*) as places from {links.name}")
    return f"%d {of.removesuffix('_id')}s in %d places", *row.row(0)


def _materialised(build: Build, *tables: Table) -> Iterator[dg.MaterializeResult[None]]:
    for table in tables:
        yield dg.MaterializeResult(
            asset_key=key_of(table),
            metadata={
                "dagster/row_count": build.count(table),
                "preview": preview(build, table.name),
            },
        )
