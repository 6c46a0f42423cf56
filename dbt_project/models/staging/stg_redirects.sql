-- Grain: one row per id that was merged away.
select
    kind,
    old_id,
    new_id,
    merged_at
from {{ source('registry', 'redirects') }}
