"""Tell what a change can reach: films and persons that may come out otherwise than before.

What belongs here is what is kept from one run to the next to find that out, and how far a change
goes. Films are held against films that share a title or an id with them, persons against persons
whose names are like theirs; so what no chain of these leads to from what has changed comes out as
it did. What the warehouse has of it is read in `warehouse.films_reached` and `persons_reached`.
"""

from typing import Final

import polars as pl

from pipelines.identity.keys import with_keys
from pipelines.tables import Column, Table

OF_FILM: Final = ("document_id", "film_no")

READ: Final = Table(
    name="building.read_documents",
    grain="one row per document that films or persons were last read from",
    key=("kind", "document_id"),
    columns={
        "kind": Column(pl.String(), "film or person."),
        "document_id": Column(pl.String(), "Document."),
        "stamp": Column(pl.String(), "Hash of what was read of what is staged of it."),
        "link_stamp": Column(pl.String(), "Hash of its links to films, if they were read."),
        "film_ids": Column(pl.List(pl.String()), "Films that its persons were read with."),
    },
)
READ_BY: Final = Table(
    name="building.read_by",
    grain="one row per kind, none before it was first read",
    key=("kind",),
    columns={
        "kind": Column(pl.String(), "film or person."),
        "fingerprint": Column(pl.String(), "Fingerprint of what decided on them."),
    },
)
FILM_KEYS: Final = Table(
    name="building.film_keys",
    grain="one row per text under which a film of a document meets others",
    key=(*OF_FILM, "key"),
    columns={
        "document_id": Column(pl.String(), "Document."),
        "film_no": Column(pl.Int32(), "Which of the document's films, from 0."),
        "key": Column(pl.String(), "Key of a title, or an IMDb id."),
    },
)
NAMES: Final = Table(
    name="building.names",
    grain="one row per name of persons",
    key=("key",),
    columns={
        "key": Column(pl.String(), "Key of the name."),
        "name": Column(pl.String(), "The name as it is printed most often."),
        "crafts": Column(pl.List(pl.String()), "Crafts of those who are called so."),
        "imdb_ids": Column(pl.List(pl.String()), "IMDb ids of those who are called so."),
    },
)
PEOPLE: Final = Table(
    name="building.people",
    grain="one row per name of persons in a film",
    key=("film_id", "key"),
    columns={
        "film_id": Column(pl.String(), "The film; '' where a name stands with none."),
        "key": Column(pl.String(), "Key of the name."),
        "is_paired": Column(
            pl.Boolean(), "Whether who is called so there may be somebody of another film."
        ),
    },
)
KEPT: Final = (READ, READ_BY, FILM_KEYS, NAMES, PEOPLE)


def film_keys(films: pl.DataFrame) -> pl.DataFrame:
    """The texts under which films of documents meet, as `FILM_KEYS`.

    Films without a title may be described in the same words, so these all meet.
    """
    titles = (
        films.select(*OF_FILM, title=pl.concat_list("titles", "title"))
        .explode("title")
        .drop_nulls("title")
    )
    untitled = pl.col("key").fill_null("") == ""
    told = [
        with_keys(titles, "title", "key", of="title"),
        with_keys(titles, "title", "key", of="main"),
        films.select(*OF_FILM, key="imdb_id"),
        with_keys(films, "title", "key", of="title").filter(untitled).with_columns(key=pl.lit(" ")),
    ]
    return (
        pl.concat([each.select(*OF_FILM, "key") for each in told])
        .filter(pl.col("key").is_not_null() & (pl.col("key") != ""))
        .unique()
        .sort(*OF_FILM, "key", maintain_order=True)
    )


def reached(told: pl.DataFrame, begin: pl.DataFrame) -> pl.DataFrame:
    """What a chain of shared keys leads to, where it begins included; in no order.

    Args:
        told: What has a key, in the columns of `begin`, and the `key`.
        begin: Where to begin.

    >>> told = pl.DataFrame({"film": ["a", "b", "b", "c", "d"], "key": ["x", "x", "y", "y", "z"]})
    >>> sorted(reached(told, pl.DataFrame({"film": ["a"]}))["film"])
    ['a', 'b', 'c']
    """
    what = begin.columns
    found = new = begin.unique()
    passed = told.select("key").clear()
    while not new.is_empty():
        keys = told.join(new, on=what, how="semi").select("key").unique()
        keys = keys.join(passed, on="key", how="anti")
        passed = pl.concat([passed, keys])
        new = told.join(keys, on="key", how="semi").select(what).unique()
        new = new.join(found, on=what, how="anti")
        found = pl.concat([found, new])
    return found
