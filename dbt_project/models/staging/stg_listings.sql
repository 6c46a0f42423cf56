-- Grain: one row per film that a document lists, of documents in use.
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
where {{ is_in_use() }}
