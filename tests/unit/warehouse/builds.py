"""Small builds with marts as dbt leaves them, for the tests of releases and readers."""

from pipelines.contract import RELEASED
from pipelines.warehouse.build import BuildFile

TABLES = tuple(
    table
    for table in RELEASED
    if table.name in ("marts.films", "marts.film_titles", "quality.releases")
)
WITH_CLAIMS = tuple(table for table in RELEASED if table in TABLES or table.name == "marts.claims")


def fill_marts(build_file: BuildFile, *, films: int = 4, score: float = 50.0) -> None:
    """Marts as dbt leaves them: types, NOT NULL and comments, rows in no order."""
    with build_file.connect() as build:
        for statement in (
            "create schema if not exists marts",
            """create or replace table marts.films (
                film_id varchar not null, title varchar not null, genres varchar[] not null,
                year smallint, score_adjusted double, first_seen_at timestamptz)""",
            "comment on table marts.films is 'One row a film; the house''s view.'",
            "comment on column marts.films.year is 'Year of the first showing.'",
            f"set variable films = {films}",
            f"set variable score = {score}",
            """insert into marts.films
                select 'film-' || lpad(i::varchar, 6, '0'), 'Film ' || i, ['drama', 'war'],
                    1900 + i % 100, getvariable('score') + i % 3,
                    timestamptz '2026-01-02 03:04:05+00'
                from range(getvariable('films')) as r(i) order by hash(i)""",
            """create or replace table marts.film_titles as
                select film_id, title, 'primary' as kind, 1 as document_count from marts.films""",
        ):
            build.connection.execute(statement)


def fill_claims(build_file: BuildFile) -> None:
    """Claims beside the marts, three of each document, in no order."""
    with build_file.connect() as build:
        build.connection.execute(
            """create or replace table marts.claims as
            select 'c' || hash(i) as claim_id, sha256('document ' || i % 200) as document_id,
                'title' as attribute, 'Film ' || i as value, i % 2 = 0 as is_chosen
            from range(600) as r(i) order by hash(i)"""
        )
