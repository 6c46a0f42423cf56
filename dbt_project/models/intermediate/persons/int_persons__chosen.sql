{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('person_id')],
    )
}}

-- Grain: one row per person: the value that won, for every attribute.
with names as (
    select
        person_id,
        name,
        aliases
    from {{ ref('int_persons__named') }}
    where {{ of_touched_subject('person_id') }}
),

person_documents as (
    select
        person_id,
        document_id
    from {{ ref('int_persons__documented') }}
    where {{ of_touched_subject('person_id') }}
),

documents as (
    select
        document_id,
        first_seen_at
    from {{ ref('int_documents__described') }}
),

votes as (
    select
        subject_id,
        attribute,
        value,
        place
    from {{ ref('int_claims__voted') }}
    where
        attribute in ({{ quoted(var('person_attributes')) }})
        and {{ of_touched_subject('subject_id', 'person') }}
),

printed_ids as (
    select
        person_id,
        imdb_id
    from {{ ref('int_credits__identified') }}
    where
        imdb_id is not null
        and {{ of_touched_subject('person_id') }}
    union all
    select
        person_id,
        recipient_imdb_id as imdb_id
    from {{ ref('int_awards__identified') }}
    where
        person_id is not null
        and recipient_imdb_id is not null
        and {{ of_touched_subject('person_id') }}
),

common_ids as (
    select
        person_id,
        {{ most_common('imdb_id') }} as imdb_id
    from printed_ids
    group by person_id
),

authority_ids as (
    select
        subject_id,
        imdb_id
    from {{ ref('int_authorities__known') }}
    where {{ of_touched_subject('subject_id', 'person') }}
),

seen as (
    select
        person_documents.person_id,
        min(documents.first_seen_at) as first_seen_at,
        max(documents.first_seen_at) as updated_at
    from person_documents
    inner join documents
        on person_documents.document_id = documents.document_id
    group by person_documents.person_id
),

choices as (
    select
        subject_id,
        {{ value_where('value', "attribute = 'birth_year' and place = 1") }} as birth_year,
        {{ value_where('value', "attribute = 'birth_place' and place = 1") }} as birth_place,
        {{ list_where('value', "attribute = 'nationality'", 'place') }} as nationalities
    from votes
    group by subject_id
)

select
    names.person_id,
    names.name,
    names.aliases,
    coalesce(common_ids.imdb_id, authority_ids.imdb_id) as imdb_id,
    cast(choices.birth_year as {{ var('type_small') }}) as birth_year,
    choices.birth_place,
    {{ filled_list('choices.nationalities') }} as nationalities,
    seen.first_seen_at,
    seen.updated_at
from names
inner join seen
    on names.person_id = seen.person_id
left join common_ids
    on names.person_id = common_ids.person_id
left join authority_ids
    on names.person_id = authority_ids.subject_id
left join choices
    on names.person_id = choices.subject_id
