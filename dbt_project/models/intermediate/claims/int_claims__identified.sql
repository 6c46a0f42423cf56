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
        {{ is_part('attribute') }} as is_part
    from {{ ref('stg_claims') }}
),

named as (
    -- Who has a part in a film is the value; whom else something is said of is the subject.
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
        is_part,
        case
            when is_part
                then value
            when attribute != 'screening'
                then subject_name
        end as person_name
    from claims
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
    named.claim_id,
    named.document_id,
    named.film_no,
    film_documents.film_id,
    person_links.person_id,
    named.person_name,
    named.is_part,
    named.subject_name,
    named.attribute,
    named.value,
    named.value_normalised,
    named.detail,
    named.span_start,
    named.span_end,
    named.quote,
    named.rule,
    named.confidence
from named
left join film_documents
    on
        named.document_id = film_documents.document_id
        and named.film_no = film_documents.film_no
left join person_links
    on
        named.document_id = person_links.document_id
        and coalesce(named.film_no, -1) = person_links.film_no
        and named.person_name = person_links.name
