-- Grain: one row per other film that a document names in passing, of documents in use.
select
    document_id,
    mention_no,
    title,
    year,
    imdb_id
from {{ source('staging', 'stg_mentions') }}
where {{ is_in_use() }}
