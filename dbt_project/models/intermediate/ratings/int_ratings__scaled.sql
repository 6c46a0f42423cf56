{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        unique_key='document_id',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per review with a rating, scored or not.
with reviews as (
    select
        document_id,
        film_no,
        rating_text,
        rating_value,
        rating_scale,
        rating_scale_basis,
        rating_notation,
        case
            when rating_notation = 'letter'
                then {{ letter_grade('rating_text') }}
        end as grade
    from {{ ref('stg_reviews') }}
    where
        (rating_text is not null or rating_value is not null)
        and {{ of_touched_publication() }}
),

documents as (
    select
        document_id,
        source,
        publication_id
    from {{ ref('int_documents__described') }}
    where {{ of_touched_publication() }}
),

inferred_scales as (
    select
        source,
        publication_id,
        rating_notation,
        rating_scale
    from {{ ref('int_ratings__inferred') }}
),

letter_grades as (
    select
        grade,
        score
    from {{ ref('letter_grades') }}
),

scaled as (
    select
        reviews.document_id,
        reviews.film_no,
        reviews.rating_text,
        reviews.rating_value,
        case
            when reviews.rating_scale is not null
                then reviews.rating_scale
            when reviews.rating_notation = 'percent'
                then 100
            else inferred_scales.rating_scale
        end as rating_scale,
        case
            when reviews.rating_scale is not null
                then reviews.rating_scale_basis
            when reviews.rating_notation = 'percent'
                then 'stated'
            when inferred_scales.rating_scale is not null
                then 'inferred'
        end as rating_scale_basis,
        letter_grades.score as grade_score
    from reviews
    inner join documents
        on reviews.document_id = documents.document_id
    left join inferred_scales
        on
            documents.source = inferred_scales.source
            and documents.publication_id = inferred_scales.publication_id
            and reviews.rating_notation = inferred_scales.rating_notation
    left join letter_grades
        on reviews.grade = letter_grades.grade
),

scored as (
    -- A rating above its own scale is more often a date or a ratio than praise: no score.
    select
        document_id,
        film_no,
        rating_text,
        rating_value,
        rating_scale,
        rating_scale_basis,
        case
            when grade_score is not null
                then grade_score
            when rating_scale > 0 and rating_value between 0 and rating_scale
                then round(100 * rating_value / rating_scale, 2)
        end as score
    from scaled
)

select
    scored.document_id,
    scored.film_no,
    scored.rating_text,
    scored.rating_value,
    scored.rating_scale,
    scored.rating_scale_basis,
    scored.score,
    case
        when scored.score >= {{ var('positive_from') }}
            then 'positive'
        when scored.score < {{ var('negative_below') }}
            then 'negative'
        when scored.score is not null
            then 'mixed'
    end as verdict
from scored
