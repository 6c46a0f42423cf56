{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film and title; spellings of one title are one row.
with films as (
    select
        film_id,
        title,
        original_title,
        document_count
    from {{ ref('int_films__chosen') }}
    where {{ of_touched_subject('film_id') }}
),

votes as (
    select
        subject_id,
        attribute,
        value_key,
        document_id
    from {{ ref('int_claims__weighted') }}
    where
        attribute in ('title', 'original_title', 'alternative_title')
        and {{ of_touched_subject('subject_id', 'film') }}
),

ranked as (
    select
        subject_id,
        attribute,
        value_key,
        value,
        weight
    from {{ ref('int_claims__voted') }}
    where
        attribute in ('title', 'original_title', 'alternative_title')
        and {{ of_touched_subject('subject_id', 'film') }}
),

supports as (
    select
        subject_id,
        value_key,
        count(distinct document_id) as document_count
    from votes
    group by subject_id, value_key
),

spellings as (
    select
        subject_id,
        value_key,
        value,
        row_number() over (
            partition by subject_id, value_key
            order by weight desc, value asc
        ) as place
    from ranked
),

chosen as (
    select
        film_id,
        title,
        {{ comparable('title') }} as title_key,
        'primary' as kind
    from films
    union all
    select
        film_id,
        original_title as title,
        {{ comparable('original_title') }} as title_key,
        'original' as kind
    from films
    where
        original_title is not null
        and {{ comparable('original_title') }} != {{ comparable('title') }}
),

alternative as (
    select
        spellings.subject_id as film_id,
        spellings.value as title,
        spellings.value_key as title_key,
        'alternative' as kind
    from spellings
    left join chosen
        on
            spellings.subject_id = chosen.film_id
            and spellings.value_key = chosen.title_key
    where
        spellings.place = 1
        and chosen.film_id is null
),

titles as (
    select
        film_id,
        title,
        title_key,
        kind
    from chosen
    union all
    select
        film_id,
        title,
        title_key,
        kind
    from alternative
)

select
    titles.film_id,
    titles.title,
    titles.kind,
    -- Where no claim gives the title, the documents do that are about the film.
    coalesce(supports.document_count, films.document_count) as document_count
from titles
inner join films
    on titles.film_id = films.film_id
left join supports
    on
        titles.film_id = supports.subject_id
        and titles.title_key = supports.value_key
