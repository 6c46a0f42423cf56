-- Grain: one row per name that reviews are signed with.
with critics as (
    select
        critic_id,
        name
    from {{ ref('int_critics__named') }}
),

reviews as (
    select
        critic_id,
        publication_id,
        cast(score as {{ var('type_exact') }}) as score
    from {{ ref('int_reviews__identified') }}
    where critic_id is not null
),

review_counts as (
    select
        critic_id,
        count(distinct publication_id) as publication_count,
        count(*) as review_count,
        avg(score) as score_mean,
        {{ exact_stddev('score') }} as score_stddev
    from reviews
    group by critic_id
)

select
    critics.critic_id,
    critics.name,
    cast(review_counts.publication_count as {{ var('type_count') }}) as publication_count,
    cast(review_counts.review_count as {{ var('type_count') }}) as review_count,
    round(cast(review_counts.score_mean as {{ var('type_number') }}), 2) as score_mean,
    round(cast(review_counts.score_stddev as {{ var('type_number') }}), 2) as score_stddev
from critics
inner join review_counts
    on critics.critic_id = review_counts.critic_id
