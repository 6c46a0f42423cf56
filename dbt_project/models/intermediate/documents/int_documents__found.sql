{{ config(materialized='view') }}

-- Grain: one row per content that was found at a place.
select
    files.document_id,
    {{ sorted_set_of('files.uri') }} as uris,
    max(files.last_seen_at) as last_seen_at
from {{ ref('stg_files') }} as files
group by files.document_id
