-- Grain: one row per id that was merged away, with the id that is used today.
with recursive redirects as (
    select
        kind,
        old_id,
        new_id,
        merged_at
    from {{ ref('stg_redirects') }}
),

followed as (
    select
        redirects.kind,
        redirects.old_id,
        redirects.new_id,
        redirects.merged_at,
        1 as step
    from redirects
    union all
    select
        followed.kind,
        followed.old_id,
        redirects.new_id,
        followed.merged_at,
        followed.step + 1 as step
    from followed
    inner join redirects
        on
            followed.kind = redirects.kind
            and followed.new_id = redirects.old_id
    where followed.step < {{ var('max_redirects') }}
),

ranked as (
    select
        kind,
        old_id,
        new_id,
        merged_at,
        row_number() over (
            partition by kind, old_id
            order by step desc, new_id asc
        ) as place
    from followed
)

select
    ranked.kind,
    ranked.old_id,
    ranked.new_id,
    ranked.merged_at
from ranked
where ranked.place = 1
