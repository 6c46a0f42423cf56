{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film that a document is about or that was given an award.
with films as (
    select
        film_id,
        title,
        original_title,
        year,
        runtime_minutes,
        imdb_id,
        document_count,
        first_seen_at,
        updated_at
    from {{ ref('int_films__chosen') }}
    where {{ of_touched_subject('film_id') }}
),

sort_titles as (
    select
        film_id,
        sort_title
    from {{ ref('int_films__sorted') }}
    where {{ of_touched_subject('film_id') }}
),

lists as (
    select
        film_id,
        countries,
        country_codes,
        languages,
        language_codes,
        genres,
        certificates,
        distributors
    from {{ ref('int_films__listed') }}
    where {{ of_touched_subject('film_id') }}
),

scores as (
    select
        film_id,
        review_count,
        rated_review_count,
        scored_review_count,
        publication_count,
        score_mean,
        score_median,
        score_stddev,
        score_adjusted,
        positive_share
    from {{ ref('int_films__scored') }}
    where {{ of_touched_subject('film_id') }}
),

award_counts as (
    -- An award that several persons share is one award of the film.
    select
        film_id,
        {{ count_distinct_where('prize_key', "result = 'won'") }} as award_wins,
        {{ count_distinct_where('prize_key', "result = 'nominated'") }} as award_nominations
    from {{ ref('int_awards__merged') }}
    where
        not is_restated
        and {{ of_touched_subject('film_id') }}
    group by film_id
),

screening_counts as (
    select
        film_id,
        count(distinct showing_key) as screening_count
    from {{ ref('int_screenings__dated') }}
    where
        film_id is not null
        and {{ of_touched_subject('film_id') }}
    group by film_id
)

select
    films.film_id,
    films.title,
    films.original_title,
    sort_titles.sort_title,
    films.year,
    films.runtime_minutes,
    lists.countries,
    lists.country_codes,
    lists.languages,
    lists.language_codes,
    lists.genres,
    lists.certificates,
    lists.distributors,
    films.imdb_id,
    cast(coalesce(scores.review_count, 0) as {{ var('type_count') }}) as review_count,
    cast(coalesce(scores.rated_review_count, 0) as {{ var('type_count') }}) as rated_review_count,
    cast(coalesce(scores.scored_review_count, 0) as {{ var('type_count') }}) as scored_review_count,
    cast(coalesce(scores.publication_count, 0) as {{ var('type_count') }}) as publication_count,
    scores.score_mean,
    scores.score_median,
    scores.score_stddev,
    scores.score_adjusted,
    scores.positive_share,
    cast(coalesce(award_counts.award_wins, 0) as {{ var('type_count') }}) as award_wins,
    cast(coalesce(award_counts.award_nominations, 0) as {{ var('type_count') }})
        as award_nominations,
    cast(coalesce(screening_counts.screening_count, 0) as {{ var('type_count') }})
        as screening_count,
    cast(films.document_count as {{ var('type_count') }}) as document_count,
    films.first_seen_at,
    films.updated_at
from films
inner join sort_titles
    on films.film_id = sort_titles.film_id
inner join lists
    on films.film_id = lists.film_id
left join scores
    on films.film_id = scores.film_id
left join award_counts
    on films.film_id = award_counts.film_id
left join screening_counts
    on films.film_id = screening_counts.film_id
