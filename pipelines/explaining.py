"""Explain a film: every value the warehouse has of it, with document, place and words.

What belongs here is asking a release and laying out the answer; it knows the public tables only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from pipelines.warehouse.readers import reading

LONGEST_QUOTE: Final = 90

FIND: Final = """
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
PARTS: Final = {
    "film": FILM,
    "credits": CREDITS,
    "reviews": REVIEWS,
    "awards": AWARDS,
    "listings": LISTINGS,
    "claims": CLAIMS,
    "conflicts": CONFLICTS,
}

Explanation = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Line:
    """One line of an explanation and how it is to look on a terminal."""

    text: str
    style: str = ""


def explanations(warehouse: Path, wanted: str) -> list[Explanation]:
    """All that the current release says of the films known by a title or an id.

    Raises:
        ReleaseNotFoundError: if nothing was released yet.
    """
    with reading(warehouse) as connection:
        found = _rows(connection, FIND, wanted, wanted)
        return [
            {part: _rows(connection, sql, film["film_id"]) for part, sql in PARTS.items()}
            for film in found
        ]


def lines_of(explanation: Explanation) -> Iterator[Line]:
    """The explanation of one film, line by line."""
    film = explanation["film"][0]
    year = f" ({film['year']})" if film["year"] else ""
    yield Line(f"{film['title']}{year}  {film['film_id']}", "bold")
    yield from _facts(film)
    yield from _listed("credits", explanation["credits"], _credit)
    yield from _listed("reviews", explanation["reviews"], _review)
    yield from _listed("awards", explanation["awards"], _award)
    yield from _listed("listings", explanation["listings"], _listing)
    yield from _listed("where sources disagree", explanation["conflicts"], _conflict)
    yield Line("")
    yield Line("the words it comes from", "bold")
    attribute = None
    for claim in explanation["claims"]:
        if claim["attribute"] != attribute:
            attribute = claim["attribute"]
            yield Line(f"  {attribute}", "cyan")
        yield Line(f"  {_claim(claim)}", "" if claim["is_chosen"] else "dim")


def _facts(film: dict[str, Any]) -> Iterator[Line]:
    score = film["score_mean"]
    facts = {
        "original title": film["original_title"],
        "countries": ", ".join(film["countries"]),
        "languages": ", ".join(film["languages"]),
        "genres": ", ".join(film["genres"]),
        "runtime": f"{film['runtime_minutes']} minutes" if film["runtime_minutes"] else None,
        "certificates": ", ".join(film["certificates"]),
        "distributors": ", ".join(film["distributors"]),
        "IMDb": film["imdb_id"],
        "score": None
        if score is None
        else f"{score:g} of 100 from {film['rated_review_count']} rated reviews",
    }
    for name, value in facts.items():
        if value:
            yield Line(f"  {name:<15} {value}")


def _listed(heading: str, rows: list[dict[str, Any]], form: Any) -> Iterator[Line]:
    if rows:
        yield Line("")
        yield Line(heading, "bold")
        for row in rows:
            yield Line(f"  {form(row)}")


def _credit(row: dict[str, Any]) -> str:
    label = row["role_label"]
    printed = f" [{label}]" if label and label.lower() != row["role"] else ""
    born = f" (born {row['birth_year']})" if row["birth_year"] else ""
    part = f" as {row['character_name']}" if row["character_name"] else ""
    return f"{row['role']:<20} {row['name']}{born}{part}{printed}"


def _review(row: dict[str, Any]) -> str:
    who = ", ".join(filter(None, (row["publication"], row["critic"], _text(row["published_on"]))))
    if row["rating_text"] is None:
        return f"{who}: not rated · {row['uri']}"
    scale = (
        f" of {row['rating_scale']:g} ({row['rating_scale_basis']})" if row["rating_scale"] else ""
    )
    value = f" = {row['rating_value']:g}{scale}" if row["rating_value"] is not None else ""
    score = "no score" if row["score"] is None else f"score {row['score']:g}, {row['verdict']}"
    return f"{who}: {row['rating_text']}{value}: {score} · {row['uri']}"


def _award(row: dict[str, Any]) -> str:
    parts = (row["organisation"], row["award"], row["category"], _text(row["year"]))
    told = " · ".join(dict.fromkeys(filter(None, parts)))
    who = f": {row['person']}" if row["person"] else ""
    return f"{row['result']:<10} {told}{who}"


def _listing(row: dict[str, Any]) -> str:
    parts = {
        "": row["publication"],
        "festival": row["festival"],
        "section": row["section"],
        "distributor": row["distributor"],
        "synopsis by": row["synopsis_author"],
        "screenings": row["screening_count"] or None,
    }
    told = ", ".join(f"{name} {value}".strip() for name, value in parts.items() if value)
    return f"{told} · {row['uri']}"


def _conflict(row: dict[str, Any]) -> str:
    others = ", ".join(map(str, row["other_values"]))
    share = f"{row['agreement']:.0%} of {row['document_count']} documents agree"
    return f"{row['attribute']}: {row['chosen_value']}, not {others} ({share})"


def _claim(claim: dict[str, Any]) -> str:
    mark = "✓" if claim["is_chosen"] else " "
    value = claim["value_normalised"] or claim["value"]
    subject = claim["subject_name"]
    about = f" ({subject})" if subject and subject not in {value, claim["value"]} else ""
    quote = " ".join((claim["quote"] or "").split())
    quote = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
    where = "" if claim["span_start"] is None else f" [{claim['span_start']}:{claim['span_end']}]"
    return f"{mark} {value}{about} ← “{quote}” {claim['uri']}{where} · {claim['rule']}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, *parameters: str
) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
