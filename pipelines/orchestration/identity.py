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
from pipelines.identity.reach import FILM_KEYS, KEPT, NAMES, PEOPLE
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
from pipelines.settings import Settings
from pipelines.staging.awards import AWARDS
from pipelines.staging.credits import CREDITS
from pipelines.tables import Table
from pipelines.warehouse.build import Build
from pipelines.warehouse.films_reached import FILM_ROWS, films_reached, mentions_reached
from pipelines.warehouse.identified import changes_of, forget, note_read, write_registry
from pipelines.warehouse.persons_reached import PERSON_LINKED, PERSON_ROWS, persons_reached

REGISTRY: Final = (IDS, MEMBERS, REDIRECTS)

PLACES: Final = """
    select document_id, list(uri order by uri) as uris from raw.files
    group by document_id order by document_id
"""
"""Every place where a document was seen."""


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
        identify_persons(build, warehouse.settings, now=warehouse.now)
        for row in build.read(OVERRIDES, where="effect_count = 0").iter_rows(named=True):
            context.log.warning(
                "overrides/%s.csv line %d changes nothing any more: %s; take it out",
                row["file"],
                row["line"],
                row["says"],
            )
        context.log.info(*_counted(build, PERSON_LINKS, "person_id"))
        yield from _materialised(build, PERSON_LINKS, OVERRIDES, *REGISTRY)


def identify_persons(build: Build, settings: Settings, *, now: datetime) -> None:
    """Identify the persons that changes can reach, and write what comes out otherwise."""
    build.create([PERSON_LINKS, *KEPT])
    overrides = read_overrides(settings.overrides)
    if overrides.rows:
        forget(build, "person")
    fingerprint = fingerprints.of_identity(settings)
    changes = changes_of(build, "person", fingerprint, PERSON_ROWS, PERSON_LINKED)
    reach = persons_reached(build, changes)
    links, registry = link_persons(reach.told, reach.registry, now=now, overrides=overrides)
    with build.transaction():
        build.bring_up_to_date(PERSON_LINKS, links, among=reach.called)
        build.bring_up_to_date(NAMES, reach.names, among=reach.keys)
        build.bring_up_to_date(PEOPLE, reach.people, among=reach.keys)
        build.upsert(OVERRIDES, overrides.frame().filter(pl.col("file") == "persons"))
        write_registry(build, registry)
        note_read(build, changes)


def _counted(build: Build, links: Table, of: str) -> tuple[str, int, int]:
    """What a log says of links: how many films or persons there are, and in how many places."""
    row = build.query(
        f"select count(distinct {of}) as things, count(*) as places from {links.name}"
    )
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
