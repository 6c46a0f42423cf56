{{ config(meta={'touches': ['publication_id']}) }}

-- Grain: one row per source, publication and notation whose scale its own history tells.
with reviews as (
    select
        document_id,
        rating_notation,
        rating_value
    from {{ ref('stg_reviews') }}
    where
        rating_value is not null
        and rating_scale is null
        and rating_notation in ('stars', 'fraction', 'number')
),

documents as (
    select
        document_id,
        source,
        publication_id
    from {{ ref('int_documents__described') }}
),

ratings as (
    -- A source without a publication's name may be a heap of many, each with a scale of its own.
    select
        documents.source,
        documents.publication_id,
        reviews.rating_notation,
        reviews.rating_value,
        max(reviews.rating_value) over (
            partition by documents.source, documents.publication_id, reviews.rating_notation
        ) as top_value
    from reviews
    inner join documents
        on reviews.document_id = documents.document_id
    where documents.publication_id is not null
)

select
    ratings.source,
    ratings.publication_id,
    ratings.rating_notation,
    max(ratings.top_value) as rating_scale
from ratings
group by ratings.source, ratings.publication_id, ratings.rating_notation
having
    count(*) >= {{ var('min_ratings_to_infer') }}
    and {{ count_where('ratings.rating_value = ratings.top_value') }}
    >= {{ var('min_top_ratings_to_infer') }}
    and min(ratings.rating_value) >= 0
    and max(ratings.top_value) in ({{ var('usual_scales') | join(', ') }})
