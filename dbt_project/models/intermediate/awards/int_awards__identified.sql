{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per award that a document states.
with awards as (
    select
        claim_id,
        document_id,
        film_no,
        organisation,
        award,
        category,
        year,
        result,
        recipient,
        recipient_imdb_id,
        detail
    from {{ ref('stg_awards') }}
    where {{ of_touched_document() }}
),

film_documents as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('int_films__documented') }}
    where {{ of_touched_document() }}
),

person_links as (
    select
        document_id,
        film_no,
        name,
        person_id
    from {{ ref('stg_person_links') }}
    where {{ of_touched_document() }}
)

select
    awards.claim_id,
    awards.document_id,
    film_documents.film_id,
    person_links.person_id,
    awards.organisation,
    awards.award,
    awards.category,
    awards.year,
    awards.result,
    awards.recipient,
    awards.recipient_imdb_id,
    awards.detail
from awards
inner join film_documents
    on
        awards.document_id = film_documents.document_id
        and awards.film_no = film_documents.film_no
left join person_links
    on
        awards.document_id = person_links.document_id
        and awards.film_no = person_links.film_no
        and awards.recipient = person_links.name
