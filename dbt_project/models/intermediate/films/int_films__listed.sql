{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film: the values of which it has several, the best supported first.
with films as (
    -- A film is known once, however many documents are about it.
    select distinct film_id
    from {{ ref('int_films__documented') }}
    where {{ of_touched_subject('film_id') }}
),

votes as (
    select
        subject_id,
        attribute,
        value,
        code,
        place
    from {{ ref('int_claims__voted') }}
    where
        attribute in ({{ quoted(var('list_attributes')) }})
        and {{ of_touched_subject('subject_id', 'film') }}
),

code_places as (
    -- Two names of one country have one code.
    select
        subject_id,
        attribute,
        code,
        min(place) as place
    from votes
    where code is not null
    group by subject_id, attribute, code
),

code_lists as (
    select
        subject_id,
        {{ list_where('code', "attribute = 'country'", 'place') }} as country_codes,
        {{ list_where('code', "attribute = 'language'", 'place') }} as language_codes
    from code_places
    group by subject_id
),

lists as (
    select
        subject_id,
        {{ list_where('value', "attribute = 'country'", 'place') }} as countries,
        {{ list_where('value', "attribute = 'language'", 'place') }} as languages,
        {{ list_where('value', "attribute = 'genre'", 'place') }} as genres,
        {{ list_where('value', "attribute = 'certificate'", 'place') }} as certificates,
        {{ list_where('value', "attribute = 'distributor'", 'place') }} as distributors
    from votes
    group by subject_id
)

select
    films.film_id,
    {{ filled_list('lists.countries') }} as countries,
    {{ filled_list('code_lists.country_codes') }} as country_codes,
    {{ filled_list('lists.languages') }} as languages,
    {{ filled_list('code_lists.language_codes') }} as language_codes,
    {{ filled_list('lists.genres') }} as genres,
    {{ filled_list('lists.certificates') }} as certificates,
    {{ filled_list('lists.distributors') }} as distributors
from films
left join lists
    on films.film_id = lists.subject_id
left join code_lists
    on films.film_id = code_lists.subject_id
