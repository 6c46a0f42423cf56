{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film: the value that won, for every attribute of which it has one.
with film_documents as (
    select
        film_id,
        document_id,
        title_text,
        first_seen_at
    from {{ ref('int_films__documented') }}
    where {{ of_touched_subject('film_id') }}
),

votes as (
    select
        subject_id,
        attribute,
        value
    from {{ ref('int_claims__voted') }}
    where
        attribute in ({{ quoted(var('single_attributes')) }})
        and place = 1
        and {{ of_touched_subject('subject_id', 'film') }}
),

authority_ids as (
    select
        subject_id,
        imdb_id
    from {{ ref('int_authorities__known') }}
    where {{ of_touched_subject('subject_id', 'film') }}
),

films as (
    select
        film_id,
        {{ most_common('title_text') }} as title_text,
        count(distinct document_id) as document_count,
        min(first_seen_at) as first_seen_at,
        max(first_seen_at) as updated_at
    from film_documents
    group by film_id
),

choices as (
    select
        subject_id,
        {{ value_where('value', "attribute = 'title'") }} as title,
        {{ value_where('value', "attribute = 'original_title'") }} as original_title,
        {{ value_where('value', "attribute = 'year'") }} as year,
        {{ value_where('value', "attribute = 'runtime_minutes'") }} as runtime_minutes,
        {{ value_where('value', "attribute = 'imdb_id'") }} as imdb_id
    from votes
    group by subject_id
)

select
    films.film_id,
    -- A document may know its film by an id alone; such a film is called by what is known of it.
    coalesce(
        choices.title,
        choices.original_title,
        films.title_text,
        choices.imdb_id,
        authority_ids.imdb_id,
        films.film_id
    ) as title,
    choices.original_title,
    cast(choices.year as {{ var('type_small') }}) as year,
    cast(choices.runtime_minutes as {{ var('type_small') }}) as runtime_minutes,
    coalesce(choices.imdb_id, authority_ids.imdb_id) as imdb_id,
    films.document_count,
    films.first_seen_at,
    films.updated_at
from films
left join choices
    on films.film_id = choices.subject_id
left join authority_ids
    on films.film_id = authority_ids.subject_id
