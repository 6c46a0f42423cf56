{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film: its title as it is looked up, the article at the end.
with films as (
    select
        film_id,
        title
    from {{ ref('int_films__chosen') }}
    where {{ of_touched_subject('film_id') }}
),

lists as (
    select
        film_id,
        language_codes
    from {{ ref('int_films__listed') }}
    where {{ of_touched_subject('film_id') }}
),

articles as (
    select
        article,
        language_code,
        is_elided,
        article || case when is_elided then '' else ' ' end as beginning
    from {{ ref('title_articles') }}
),

matches as (
    -- English articles always count: it is the language most titles are translated to. Those of
    -- other languages count in films of that language only, so "Die Hard" stays whole.
    select
        films.film_id,
        max(length(articles.beginning)) as beginning_length
    from films
    inner join lists
        on films.film_id = lists.film_id
    inner join articles
        on
            {{ begins_with('films.title', 'articles.beginning') }}
            and length(films.title) > length(articles.beginning)
            and (
                articles.language_code = 'en'
                or {{ has_value('lists.language_codes', 'articles.language_code') }}
            )
    group by films.film_id
)

select
    films.film_id,
    case
        when matches.film_id is null
            then films.title
        else
            trim(substr(films.title, matches.beginning_length + 1)) || ', '
            || trim(left(films.title, matches.beginning_length))
    end as sort_title
from films
left join matches
    on films.film_id = matches.film_id
