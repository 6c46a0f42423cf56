-- Grain: one row per person, role label and film of a document, of documents in use.
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
from {{ source('staging', 'stg_credits') }}
where {{ is_in_use() }}
