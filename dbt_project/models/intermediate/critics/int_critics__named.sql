-- Grain: one row per name that reviews are signed with.
with signatures as (
    select
        critic,
        {{ comparable('critic') }} as critic_key
    from {{ ref('stg_reviews') }}
    where critic is not null
)

select
    signatures.critic_key,
    {{ key('crit', ['signatures.critic_key']) }} as critic_id,
    {{ most_common('signatures.critic') }} as name
from signatures
where signatures.critic_key is not null
group by signatures.critic_key
