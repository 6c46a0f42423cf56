{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per person, role label and film of a document.
with credits as (
    select
        document_id,
        film_no,
        name,
        imdb_id,
        role,
        role_label,
        character_name,
        billing_order,
        claim_id
    from {{ ref('stg_credits') }}
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
    credits.document_id,
    film_documents.film_id,
    person_links.person_id,
    credits.name,
    credits.imdb_id,
    credits.role,
    credits.role_label,
    credits.character_name,
    credits.billing_order,
    credits.claim_id
from credits
inner join film_documents
    on
        credits.document_id = film_documents.document_id
        and credits.film_no = film_documents.film_no
inner join person_links
    on
        credits.document_id = person_links.document_id
        and credits.film_no = person_links.film_no
        and credits.name = person_links.name
