{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per film that a document lists.
select
    listings.listing_id,
    listings.film_id,
    listings.document_id,
    listings.publication_id,
    listings.festival,
    listings.section,
    listings.distributor,
    listings.synopsis,
    listings.synopsis_author,
    listings.uri
from {{ ref('int_listings__identified') }} as listings
where {{ of_touched_document('listings.document_id') }}
