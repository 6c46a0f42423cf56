-- Grain: one row per publication that a document names as its own.
with publications as (
    select
        publication_id,
        name,
        uri,
        kind,
        default_rating_scale
    from {{ ref('int_publications__named') }}
),

review_counts as (
    select
        publication_id,
        count(*) as review_count
    from {{ ref('int_reviews__identified') }}
    where publication_id is not null
    group by publication_id
),

listing_counts as (
    select
        publication_id,
        count(*) as listing_count
    from {{ ref('int_listings__identified') }}
    where publication_id is not null
    group by publication_id
)

select
    publications.publication_id,
    publications.name,
    publications.uri,
    publications.kind,
    publications.default_rating_scale,
    cast(coalesce(review_counts.review_count, 0) as {{ var('type_count') }}) as review_count,
    cast(coalesce(listing_counts.listing_count, 0) as {{ var('type_count') }}) as listing_count
from publications
left join review_counts
    on publications.publication_id = review_counts.publication_id
left join listing_counts
    on publications.publication_id = listing_counts.publication_id
