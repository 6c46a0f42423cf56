-- Grain: one row per id that was merged away.
select
    redirects.kind,
    redirects.old_id,
    redirects.new_id,
    redirects.merged_at
from {{ ref('int_redirects__resolved') }} as redirects
