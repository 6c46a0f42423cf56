{{ config(meta={'touches': ['film_id']}) }}

-- Grain: one row per reviewed film, scored or not.
with reviews as (
    select
        film_id,
        document_id,
        publication_id,
        rating_text,
        cast(score as {{ var('type_exact') }}) as score
    from {{ ref('int_reviews__identified') }}
    where film_id is not null
),

review_counts as (
    select
        film_id,
        count(*) as review_count,
        count(rating_text) as rated_review_count,
        count(score) as scored_review_count,
        count(distinct publication_id) as publication_count,
        {{ count_where('score >= ' ~ var('positive_from')) }} as positive_count
    from reviews
    group by film_id
),

voices as (
    -- A publication speaks once per film, however many of its critics reviewed it. Where it is not
    -- known who published a review, the document speaks for itself.
    select
        film_id,
        coalesce(publication_id, document_id) as voice,
        cast(avg(score) as {{ var('type_exact') }}) as score
    from reviews
    where score is not null
    group by film_id, coalesce(publication_id, document_id)
),

film_scores as (
    select
        film_id,
        count(*) as voice_count,
        avg(score) as score_mean,
        {{ median_of('score') }} as score_median,
        {{ exact_stddev('score') }} as score_stddev
    from voices
    group by film_id
),

all_films as (
    select avg(cast(score_mean as {{ var('type_exact') }})) as score_mean
    from film_scores
)

select
    review_counts.film_id,
    review_counts.review_count,
    review_counts.rated_review_count,
    review_counts.scored_review_count,
    review_counts.publication_count,
    round(cast(film_scores.score_mean as {{ var('type_number') }}), 2) as score_mean,
    round(cast(film_scores.score_median as {{ var('type_number') }}), 2) as score_median,
    round(cast(film_scores.score_stddev as {{ var('type_number') }}), 2) as score_stddev,
    round(
        cast(
            (
                film_scores.voice_count * film_scores.score_mean
                + {{ var('shrinkage_reviews') }} * all_films.score_mean
            ) / (film_scores.voice_count + {{ var('shrinkage_reviews') }})
            as {{ var('type_number') }}
        ),
        2
    ) as score_adjusted,
    round(
        review_counts.positive_count
        / cast(nullif(review_counts.scored_review_count, 0) as {{ var('type_number') }}),
        4
    ) as positive_share
from review_counts
left join film_scores
    on review_counts.film_id = film_scores.film_id
cross join all_films
