-- Grain: one row per source, place and content ever seen there.
select
    source,
    uri,
    document_id,
    bytes,
    first_seen_at,
    last_seen_at,
    is_current
from {{ source('raw', 'files') }}
