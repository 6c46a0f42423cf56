-- Grain: one row per film that a document lists, of documents in use.
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
    from {{ source('staging', 'stg_listings') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    listings.document_id,
    listings.film_no,
    listings.festival,
    listings.section,
    listings.distributor,
    listings.synopsis,
    listings.synopsis_author,
    listings.uri
from listings
where
    listings.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
