"""Keep the catalogue of films and persons, and look up what a batch of documents names.

What belongs here is the file it is kept in, made anew whenever the catalogue changes, and the
questions that are asked of it. The form of the catalogue's own files is the matter of
`pipelines.catalogue.imdb`.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from pipelines.catalogue import imdb
from pipelines.claims.catalogue.known import CREDITS, FILMS, NAMES, TITLES, Known
from pipelines.warehouse import ddl, disk

MEMORY_LIMIT: Final = "1500MB"
"""What DuckDB may use to put the tables together; more goes to the disk."""
FILMS_AT_ONCE: Final = 500_000
"""So many films' credits are put together at once: a group by over all would not fit."""
MOST_NAMESAKES: Final = 60
"""A title that more films have tells nothing by itself: the best known of them are looked at."""


@dataclass(frozen=True)
class CatalogueFile:
    """Where the catalogue of a warehouse is."""

    warehouse: Path
    fingerprint: str

    @property
    def folder(self) -> Path:
        """The folder of the catalogue."""
        return self.warehouse / "catalogue"

    @property
    def path(self) -> Path:
        """The DuckDB file; a path is never used again, as DuckDB remembers what it has open."""
        return self.folder / f"catalogue-{self.fingerprint}.duckdb"

    def load(self, files: Mapping[str, Path], roles: pl.DataFrame) -> pl.DataFrame:
        """Make the file out of a catalogue's files, in the place of an older one.

        Args:
            files: As from `imdb.tables_in`.
            roles: `category` of the catalogue, `attribute` of a claim.

        Returns:
            `table_name`, `line_count`, `bad_line_count`; one row per file.

        Raises:
            CatalogueError: if a file is not of the form.
        """
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        try:
            counts = []
            for table in imdb.TABLES:
                target = scratch / f"{table.name}.parquet"
                if table.name in files:
                    done = imdb.convert(files[table.name], table, target)
                    counts.append((table.name, done.line_count, done.bad_line_count))
                else:
                    imdb.nothing_of(table).write_parquet(target)
            made = scratch / "catalogue.duckdb"
            _put_together(made, scratch, roles)
            made.chmod(0o444)
            disk.sync(made)
            for old in self.folder.glob("catalogue-*.duckdb"):
                old.unlink()
            made.replace(self.path)
            disk.sync(self.folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        columns = ["table_name", "line_count", "bad_line_count"]
        return pl.DataFrame(counts, schema=columns, orient="row")

    @contextmanager
    def open(self) -> Iterator["Catalogue"]:
        """The catalogue for reading."""
        connection = duckdb.connect(
            str(self.path), read_only=True, config=_config(self.folder / "spill")
        )
        connection.execute(ddl.SESSION)
        try:
            yield Catalogue(connection)
        finally:
            connection.close()


class Catalogue:
    """A catalogue that is open for reading."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection: Final = connection

    def known(self, phrases: pl.DataFrame) -> Known:
        """What the catalogue knows of the phrases of documents.

        Args:
            phrases: As `PHRASES`.
        """
        self.connection.register("phrases", phrases.to_arrow())
        self.connection.execute(_NAMED)
        try:
            return Known(*(self._read(sql, schema) for sql, schema in _KNOWN))
        finally:
            self.connection.execute("DROP TABLE named")
            self.connection.unregister("phrases")

    def _read(self, sql: str, schema: pl.Schema) -> pl.DataFrame:
        return (
            self.connection.execute(sql)
            .pl()
            .select(pl.col(name).cast(dtype) for name, dtype in schema.items())
        )


def _config(spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {"memory_limit": MEMORY_LIMIT, "temp_directory": str(spill)}


def _put_together(path: Path, scratch: Path, roles: pl.DataFrame) -> None:
    """Make the tables that are asked out of the Parquet files of a folder."""
    with duckdb.connect(str(path), config=_config(scratch / "spill")) as connection:
        connection.execute(ddl.SESSION)
        for table in imdb.TABLES:
            source = ddl.literal(str(scratch / f"{table.name}.parquet"))
            name = ddl.quoted(table.name.replace(".", "_"))
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({source})")
        connection.register("roles", roles.to_arrow())
        connection.execute(_EMPTY_CREDITS)
        firsts = connection.execute(_FIRST_FILMS, [FILMS_AT_ONCE]).fetchall()
        for (first,), (behind,) in pairwise([*firsts, (None,)]):
            connection.execute(_CREDITS, {"first": first, "behind": behind})
        connection.execute(_TABLES)
        for table in imdb.TABLES:
            connection.execute(f"DROP VIEW {ddl.quoted(table.name.replace('.', '_'))}")


_EMPTY_CREDITS: Final = """
CREATE TABLE credits (
    imdb_id VARCHAR, person_imdb_id VARCHAR, name VARCHAR, key VARCHAR, role VARCHAR,
    position INTEGER, character VARCHAR
)
"""
_FIRST_FILMS: Final = """
SELECT imdb_id FROM title_basics
QUALIFY (row_number() OVER (ORDER BY imdb_id) - 1) % ? = 0
ORDER BY imdb_id
"""
"""Where each portion of films begins."""

_CREDITS: Final = """
INSERT INTO credits
WITH films AS (
    SELECT imdb_id FROM title_basics
    WHERE imdb_id >= $first AND ($behind IS NULL OR imdb_id < $behind)
),

parts AS (
    SELECT imdb_id, person_imdb_id, category, position, character FROM title_principals
    WHERE imdb_id >= $first AND ($behind IS NULL OR imdb_id < $behind)
    UNION ALL
    SELECT imdb_id, person_imdb_id, category, NULL, NULL FROM title_crew
    WHERE imdb_id >= $first AND ($behind IS NULL OR imdb_id < $behind)
)

SELECT
    parts.imdb_id,
    parts.person_imdb_id,
    any_value(persons.name) AS name,
    any_value(persons.key) AS key,
    roles.attribute AS role,
    min(parts.position) AS position,
    min(parts.character) AS character
FROM parts
SEMI JOIN films USING (imdb_id)
INNER JOIN roles USING (category)
INNER JOIN name_basics AS persons USING (person_imdb_id)
GROUP BY parts.imdb_id, parts.person_imdb_id, roles.attribute
ORDER BY parts.imdb_id, roles.attribute, position NULLS LAST, parts.person_imdb_id
"""
"""Everybody who has a part in the films of a portion."""

_TABLES: Final = """
CREATE TABLE names AS SELECT DISTINCT key FROM credits WHERE contains(key, ' ') ORDER BY key;

CREATE TABLE films AS
SELECT
    films.imdb_id,
    films.title,
    films.original_title,
    films.year,
    films.runtime_minutes,
    films.genres,
    coalesce(votes.vote_count, 0) AS vote_count,
    coalesce(counted.credit_count, 0) AS credit_count
FROM title_basics AS films
LEFT JOIN title_ratings AS votes USING (imdb_id)
LEFT JOIN (
    SELECT imdb_id, count(*) AS credit_count FROM credits GROUP BY imdb_id
) AS counted USING (imdb_id)
ORDER BY films.imdb_id;

CREATE TABLE titles AS
WITH spellings AS (
    SELECT imdb_id, key, 1 AS rank FROM title_basics
    UNION ALL
    SELECT imdb_id, original_key, 2 FROM title_basics
    UNION ALL
    SELECT akas.imdb_id, akas.key, 3
    FROM title_akas AS akas SEMI JOIN title_basics AS films USING (imdb_id)
    UNION ALL
    SELECT imdb_id, imdb_id, 0 FROM title_basics
)
SELECT
    imdb_id,
    key,
    ['id', 'primary', 'original', 'alternative'][min(rank) + 1] AS kind
FROM spellings
WHERE key != ''
GROUP BY imdb_id, key
ORDER BY key, imdb_id;
"""
"""A film's facts, its titles in every spelling, and the names of all who have a part in any."""

_NAMED: Final = f"""
CREATE TEMP TABLE named AS
SELECT phrases.document_id, titles.imdb_id, phrases.key, phrases.phrase, titles.kind
FROM phrases
INNER JOIN titles USING (key)
INNER JOIN films USING (imdb_id)
QUALIFY row_number() OVER (
    PARTITION BY phrases.document_id, phrases.key
    ORDER BY films.vote_count DESC, films.credit_count DESC, titles.imdb_id
) <= {MOST_NAMESAKES}
"""
_KNOWN: Final = (
    (
        """
        SELECT document_id, imdb_id, key, phrase, kind FROM named
        ORDER BY document_id, imdb_id, key
        """,
        TITLES,
    ),
    (
        """
        SELECT films.* FROM films SEMI JOIN named USING (imdb_id) ORDER BY imdb_id
        """,
        FILMS,
    ),
    (
        """
        SELECT
            films.document_id, films.imdb_id, credits.person_imdb_id, credits.name, credits.key,
            phrases.phrase, credits.role, credits.position, credits.character
        FROM (SELECT DISTINCT document_id, imdb_id FROM named) AS films
        INNER JOIN credits USING (imdb_id)
        INNER JOIN phrases
            ON films.document_id = phrases.document_id AND credits.key = phrases.key
        ORDER BY films.document_id, films.imdb_id, credits.role, credits.position, credits.key,
            credits.person_imdb_id
        """,
        CREDITS,
    ),
    (
        """
        SELECT document_id, key FROM phrases SEMI JOIN names USING (key)
        ORDER BY document_id, key
        """,
        NAMES,
    ),
)
