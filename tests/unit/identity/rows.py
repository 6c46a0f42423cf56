"""Rows that identity is tested with: films and persons as documents describe them."""

from datetime import UTC, datetime
from typing import Any, Final

import polars as pl

from pipelines.claims.tables import FILMS
from pipelines.identity.links import link_persons, with_film_ids
from pipelines.identity.persons import persons_told
from pipelines.identity.registry import Registry
from pipelines.identity.tables import IDS, MEMBERS, REDIRECTS

NOON: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)

MENTION: Final = pl.Schema(
    {
        "document_id": pl.String(),
        "film_no": pl.Int32(),
        "name": pl.String(),
        "imdb_id": pl.String(),
        "film_id": pl.String(),
        "role": pl.String(),
        "year": pl.Int32(),
    }
)


def film(
    document_id: str,
    title: str,
    year: int | None = None,
    *directors: str,
    film_no: int = 0,
    imdb_id: str | None = None,
    also: tuple[str, ...] = (),
    people: tuple[str, ...] = (),
    basis: str = "printed",
) -> dict[str, Any]:
    """A film as a document describes it."""
    return {
        "document_id": document_id,
        "film_no": film_no,
        "title": title,
        "titles": [title, *also],
        "year": year,
        "imdb_id": imdb_id,
        "imdb_id_basis": None if imdb_id is None else basis,
        "directors": list(directors),
        "people": [*directors, *people],
    }


def films(*rows: dict[str, Any]) -> pl.DataFrame:
    """Films in the form that claiming writes."""
    return FILMS.from_rows(list(rows))


def no_ids() -> Registry:
    """The registry of a new warehouse."""
    return Registry(IDS.empty(), MEMBERS.empty(), REDIRECTS.empty())


def person(
    document_id: str,
    name: str,
    imdb_id: str | None = None,
    *,
    film_id: str | None = "f_1",
    role: str | None = None,
    year: int | None = None,
) -> dict[str, Any]:
    """A person whom a document names with its first film."""
    return {
        "document_id": document_id,
        "film_no": 0,
        "name": name,
        "imdb_id": imdb_id,
        "film_id": film_id,
        "role": role,
        "year": year,
    }


def persons(*rows: dict[str, Any]) -> pl.DataFrame:
    """Mentions of persons in the form that `persons_told` takes."""
    return pl.DataFrame(rows, schema=MENTION, orient="row")


def linked_persons(
    mentions: pl.DataFrame, links: pl.DataFrame, registry: Registry, **more: Any
) -> tuple[pl.DataFrame, Registry]:
    """The links of persons whom some mentions are all of, and what changes in the registry."""
    return link_persons(persons_told(with_film_ids(mentions, links)), registry, **more)


def with_changes(before: Registry, changes: Registry) -> Registry:
    """The registry after some of its rows came or changed, as the warehouse has it then."""
    return Registry(
        *(
            pl.concat([known.join(rows, on=table.key, how="anti"), rows]).sort(table.key)
            for table, known, rows in (
                (IDS, before.ids, changes.ids),
                (MEMBERS, before.members, changes.members),
                (REDIRECTS, before.redirects, changes.redirects),
            )
        )
    )
