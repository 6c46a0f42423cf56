"""Ask a release for all it has of a film or a person.

What belongs here is the questions; they know the public tables only. How the answer is laid out is
told in `telling`.
"""

from pathlib import Path
from typing import Any, Final

import duckdb

from pipelines.warehouse.readers import reading

FIND_FILMS: Final = """
    with wanted as (select lower(strip_accents(?)) as name, ? as id)
    select distinct films.film_id, films.title, films.year
    from marts.films as films
    left join marts.film_titles as titles on films.film_id = titles.film_id
    left join marts.id_redirects as moved on films.film_id = moved.new_id
    cross join wanted
    where wanted.name = lower(strip_accents(titles.title))
        or wanted.name = lower(strip_accents(films.title))
        or films.film_id = wanted.id or films.imdb_id = wanted.id or moved.old_id = wanted.id
    order by films.year, films.film_id
"""
FILM: Final = "select * from marts.films where film_id = ?"
CREDITS: Final = """
    select
        credits.role, credits.role_label, credits.character_name, persons.name, persons.birth_year
    from marts.credits as credits
    inner join marts.persons as persons on credits.person_id = persons.person_id
    where credits.film_id = ?
    order by credits.role, credits.billing_order nulls last, persons.name
"""
REVIEWS: Final = """
    select
        publications.name as publication, critics.name as critic, reviews.published_on,
        reviews.rating_text, reviews.rating_value, reviews.rating_scale,
        reviews.rating_scale_basis, reviews.score, reviews.verdict, documents.uri
    from marts.reviews as reviews
    inner join marts.documents as documents on reviews.document_id = documents.document_id
    left join marts.publications as publications
        on reviews.publication_id = publications.publication_id
    left join marts.critics as critics on reviews.critic_id = critics.critic_id
    where reviews.film_id = ?
    order by reviews.published_on nulls last, documents.uri
"""
AWARDS: Final = """
    select
        awards.organisation, awards.award, awards.category, awards.year, awards.result,
        persons.name as person, awards.detail
    from marts.awards as awards
    left join marts.persons as persons on awards.person_id = persons.person_id
    where awards.film_id = ?
    order by awards.result desc, awards.organisation, awards.award, awards.category, person
"""
LISTINGS: Final = """
    select
        publications.name as publication, listings.festival, listings.section,
        listings.distributor, listings.synopsis_author, documents.uri,
        (
            select count(*) from marts.screenings as screenings
            where screenings.listing_id = listings.listing_id
        ) as screening_count
    from marts.listings as listings
    inner join marts.documents as documents on listings.document_id = documents.document_id
    left join marts.publications as publications
        on listings.publication_id = publications.publication_id
    where listings.film_id = ?
    order by documents.uri
"""
CLAIMS: Final = """
    select
        claims.attribute, claims.value, claims.value_normalised, claims.subject_name,
        claims.detail, claims.is_chosen, claims.quote, claims.span_start, claims.span_end,
        claims.rule, claims.confidence, documents.uri
    from marts.claims as claims
    inner join marts.documents as documents on claims.document_id = documents.document_id
    where claims.film_id = ?
    order by
        claims.attribute, claims.is_chosen desc, coalesce(claims.value_normalised, claims.value),
        documents.uri, claims.span_start, claims.claim_id
"""
CONFLICTS: Final = """
    select attribute, chosen_value, other_values, document_count, agreement
    from quality.conflicts where film_id = ? order by attribute
"""
MATCHES: Final = """
    with links as (
        select document_id, film_no from quality.matches where kind = 'film' and matched_id = ?
    )
    select
        matches.kind, documents.uri, matches.film_no, matches.name, matches.matched_id,
        matches.decision, matches.evidence, matches.score, matches.weights, matches.runner_up_id,
        second.title as runner_up, second.year as runner_up_year, matches.runner_up_score
    from quality.matches as matches
    inner join links
        on matches.document_id = links.document_id and matches.film_no = links.film_no
    inner join marts.documents as documents on matches.document_id = documents.document_id
    left join marts.films as second on matches.runner_up_id in (second.film_id, second.imdb_id)
    where matches.kind in ('film', 'catalogue')
    order by documents.uri, matches.film_no, matches.kind desc, second.film_id
"""
CORRECTIONS: Final = """
    with ids as (
        select $1 as id
        union all select old_id from marts.id_redirects where new_id = $1
        union all select imdb_id from marts.films where film_id = $1
        union all select imdb_id from marts.persons where person_id = $1
        union all
        select unnest(list_append(documents.uris, documents.document_id))
        from quality.matches as matches
        inner join marts.documents as documents on matches.document_id = documents.document_id
        where matches.kind = 'film' and matches.matched_id = $1
    )
    select file, line, says, reason, decided_on, effect_count
    from quality.overrides
    where list_has_any(
        list_transform(string_split(says, ', '), lambda part: regexp_replace(part, '^\\w+ ', '')),
        (select list(id) from ids)
    )
    order by file, line
"""
"""The corrections that speak of a film, a document of it, or a person."""
OF_FILM: Final = {
    "film": FILM,
    "credits": CREDITS,
    "reviews": REVIEWS,
    "awards": AWARDS,
    "listings": LISTINGS,
    "claims": CLAIMS,
    "conflicts": CONFLICTS,
    "matches": MATCHES,
    "corrections": CORRECTIONS,
}

FIND_PERSONS: Final = """
    with wanted as (select lower(strip_accents(?)) as name, ? as id)
    select distinct persons.person_id, persons.name
    from marts.persons as persons
    left join marts.id_redirects as moved on persons.person_id = moved.new_id
    cross join wanted
    where wanted.name = lower(strip_accents(persons.name))
        or list_contains(
            list_transform(persons.aliases, lambda alias: lower(strip_accents(alias))), wanted.name
        )
        or persons.person_id = wanted.id or persons.imdb_id = wanted.id or moved.old_id = wanted.id
    order by persons.name, persons.person_id
"""
PERSON: Final = "select * from marts.persons where person_id = ?"
PARTS: Final = """
    select films.title, films.year, credits.film_id, credits.role, credits.character_name
    from marts.credits as credits
    inner join marts.films as films on credits.film_id = films.film_id
    where credits.person_id = ?
    order by films.year nulls last, films.title, credits.film_id, credits.role, credits.credit_id
"""
PRIZES: Final = """
    select
        awards.organisation, awards.award, awards.category, awards.year, awards.result,
        films.title as film, awards.detail
    from marts.awards as awards
    left join marts.films as films on awards.film_id = films.film_id
    where awards.person_id = ?
    order by awards.result desc, awards.organisation, awards.award, awards.category, awards.year
"""
NAMES: Final = """
    select
        matches.kind, matches.name, films.title as film, films.year as film_year,
        min(documents.uri) as uri, count(distinct matches.document_id) as document_count,
        matches.matched_id, matches.decision, matches.evidence, matches.score, matches.weights,
        matches.runner_up_id, second.name as runner_up, matches.runner_up_score
    from quality.matches as matches
    inner join marts.documents as documents on matches.document_id = documents.document_id
    left join quality.matches as linked
        on
            linked.kind = 'film' and matches.document_id = linked.document_id
            and matches.film_no = linked.film_no
    left join marts.films as films on linked.matched_id = films.film_id
    left join marts.persons as second on matches.runner_up_id = second.person_id
    where matches.kind = 'person' and matches.matched_id = ?
    group by all
    order by films.year nulls last, films.title, matches.name, uri, matches.evidence
"""
"""Where a person is named and why it is this one; a row for all documents of which it is true."""
OF_PERSON: Final = {
    "person": PERSON,
    "parts": PARTS,
    "awards": PRIZES,
    "matches": NAMES,
    "corrections": CORRECTIONS,
}

Explanation = dict[str, list[dict[str, Any]]]


def explanations(warehouse: Path, wanted: str) -> list[Explanation]:
    """All that the current release says of films and persons known by a title, a name or an id.

    Raises:
        ReleaseNotFoundError: if nothing was released yet.
    """
    with reading(warehouse) as connection:
        return [
            {part: _rows(connection, sql, found[key]) for part, sql in parts.items()}
            for find, key, parts in (
                (FIND_FILMS, "film_id", OF_FILM),
                (FIND_PERSONS, "person_id", OF_PERSON),
            )
            for found in _rows(connection, find, wanted, wanted)
        ]


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, *parameters: str
) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
