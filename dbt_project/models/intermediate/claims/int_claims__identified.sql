{{ config(materialized='view') }}

-- Grain: one row per claim of a document in use.
with claims as (
    select
        claim_id,
        document_id,
        film_no,
        subject_name,
        attribute,
        value,
        value_normalised,
        detail,
        span_start,
        span_end,
        quote,
        rule,
        confidence,
        case
            when
                attribute in ({{ quoted(var('part_attributes')) }})
                or starts_with(attribute, 'credit:')
                then value
            when attribute != 'screening'
                then subject_name
        end as person_name,
        case
            when
                attribute in ({{ quoted(var('part_attributes')) }})
                or starts_with(attribute, 'credit:')
                then value_normalised
        end as person_name_normalised
    from {{ ref('stg_claims') }}
),

film_documents as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('int_films__documented') }}
),

person_links as (
    select
        document_id,
        film_no,
        name,
        person_id
    from {{ ref('stg_person_links') }}
)

select
    claims.claim_id,
    claims.document_id,
    claims.film_no,
    film_documents.film_id,
    person_links.person_id,
    claims.person_name,
    claims.person_name_normalised,
    claims.subject_name,
    claims.attribute,
    claims.value,
    claims.value_normalised,
    claims.detail,
    claims.span_start,
    claims.span_end,
    claims.quote,
    claims.rule,
    claims.confidence
from claims
left join film_documents
    on
        claims.document_id = film_documents.document_id
        and claims.film_no = film_documents.film_no
left join person_links
    on
        claims.document_id = person_links.document_id
        and coalesce(claims.film_no, -1) = person_links.film_no
        and claims.person_name = person_links.name
