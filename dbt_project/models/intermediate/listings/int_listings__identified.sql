{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per film that a document lists.
with listings as (
    select
        document_id,
        film_no,
        festival,
        section,
        distributor,
        synopsis,
        synopsis_author,
        uri
    from {{ ref('stg_listings') }}
    where {{ of_touched_document() }}
),

documents as (
    select
        document_id,
        publication_id,
        canonical_uri
    from {{ ref('int_documents__described') }}
    where {{ of_touched_document() }}
),

film_documents as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('int_films__documented') }}
    where {{ of_touched_document() }}
)

select
    {{ key('list', ['listings.document_id', 'listings.film_no']) }} as listing_id,
    film_documents.film_id,
    listings.document_id,
    listings.film_no,
    documents.publication_id,
    listings.festival,
    listings.section,
    listings.distributor,
    listings.synopsis,
    listings.synopsis_author,
    coalesce(listings.uri, documents.canonical_uri) as uri
from listings
inner join documents
    on listings.document_id = documents.document_id
left join film_documents
    on
        listings.document_id = film_documents.document_id
        and listings.film_no = film_documents.film_no
