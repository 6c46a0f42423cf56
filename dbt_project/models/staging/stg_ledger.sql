-- Grain: one row per distinct content ever seen.
select
    document_id,
    source,
    uri,
    media_type,
    status,
    status_reason,
    bytes,
    characters,
    first_seen_at
from {{ source('raw', 'documents') }}
