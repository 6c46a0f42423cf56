-- Grain: one row per name that reviews are signed with.
select
    critic_id,
    {{ most_common('critic') }} as name
from {{ ref('int_reviews__identified') }}
where critic_id is not null
group by critic_id
