{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per film of a document, as the document counts them.
with film_links as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('stg_film_links') }}
    where {{ of_touched_document() }}
),

films as (
    select
        document_id,
        film_no,
        title
    from {{ ref('stg_films') }}
    where {{ of_touched_document() }}
),

awards as (
    -- A film that is given several awards in one document is one film of it.
    select distinct
        document_id,
        film_no
    from {{ ref('stg_awards') }}
    where {{ of_touched_document() }}
),

documents as (
    select
        document_id,
        first_seen_at
    from {{ ref('int_documents__described') }}
    where {{ of_touched_document() }}
)

select
    film_links.document_id,
    film_links.film_no,
    film_links.film_id,
    films.title as title_text,
    documents.first_seen_at
from film_links
inner join documents
    on film_links.document_id = documents.document_id
left join films
    on
        film_links.document_id = films.document_id
        and film_links.film_no = films.film_no
left join awards
    on
        film_links.document_id = awards.document_id
        and film_links.film_no = awards.film_no
where films.document_id is not null or awards.document_id is not null
