{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('person_id')],
    )
}}

-- Grain: one row per person with a part in a film, an award or a fact told of them.
with persons as (
    select
        person_id,
        name,
        aliases,
        imdb_id,
        birth_year,
        birth_place,
        nationalities,
        first_seen_at,
        updated_at
    from {{ ref('int_persons__chosen') }}
    where {{ of_touched_subject('person_id') }}
),

credits as (
    select
        person_id,
        film_id,
        role
    from {{ ref('int_credits__merged') }}
    where {{ of_touched_subject('person_id') }}
),

awards as (
    select
        person_id,
        film_id,
        prize_key,
        result,
        is_restated
    from {{ ref('int_awards__merged') }}
    where
        person_id is not null
        and {{ of_touched_subject('person_id') }}
),

person_roles as (
    select
        person_id,
        {{ sorted_set_of('role') }} as roles
    from credits
    group by person_id
),

person_films as (
    -- `union` keeps a film once on which a person has several parts and awards.
    select
        person_id,
        film_id
    from credits
    union
    select
        person_id,
        film_id
    from awards
),

film_counts as (
    select
        person_id,
        count(*) as film_count
    from person_films
    group by person_id
),

award_counts as (
    select
        person_id,
        {{ count_distinct_where('prize_key', "result = 'won'") }} as award_wins,
        {{ count_distinct_where('prize_key', "result = 'nominated'") }} as award_nominations
    from awards
    where not is_restated
    group by person_id
)

select
    persons.person_id,
    persons.name,
    {{ family_name_first('persons.name') }} as sort_name,
    persons.aliases,
    persons.imdb_id,
    persons.birth_year,
    persons.birth_place,
    persons.nationalities,
    {{ filled_list('person_roles.roles') }} as roles,
    cast(coalesce(film_counts.film_count, 0) as {{ var('type_count') }}) as film_count,
    cast(coalesce(award_counts.award_wins, 0) as {{ var('type_count') }}) as award_wins,
    cast(coalesce(award_counts.award_nominations, 0) as {{ var('type_count') }})
        as award_nominations,
    persons.first_seen_at,
    persons.updated_at
from persons
left join person_roles
    on persons.person_id = person_roles.person_id
left join film_counts
    on persons.person_id = film_counts.person_id
left join award_counts
    on persons.person_id = award_counts.person_id
