-- Grain: one row per award a document states, of documents in use.
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
from {{ source('staging', 'stg_awards') }}
where {{ is_in_use() }}
