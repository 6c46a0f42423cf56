-- Grain: one row per mention that is a known film, of documents in use.
select
    document_id,
    mention_no,
    film_id
from {{ source('staging', 'stg_mention_links') }}
where {{ is_in_use() }}
