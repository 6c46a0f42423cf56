{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('person_id')],
    )
}}

-- Grain: one row per person with a part in a film, an award or a fact told of them.
with spellings as (
    select
        person_id,
        name,
        {{ comparable('name') }} as name_key,
        {{ is_shouted('name') }} as is_shouted,
        count(*) as document_count
    from {{ ref('int_persons__documented') }}
    where {{ of_touched_subject('person_id') }}
    group by person_id, name
),

supports as (
    select
        person_id,
        name,
        is_shouted,
        document_count,
        sum(document_count) over (partition by person_id, name_key) as key_document_count,
        -- "RITHY PANH" is no other name where "Rithy Panh" stands.
        is_shouted and not min(is_shouted) over (partition by person_id, name_key) as is_noise
    from spellings
),

ranked as (
    select
        person_id,
        name,
        is_noise,
        row_number() over (
            partition by person_id
            order by key_document_count desc, is_shouted asc, document_count desc, name asc
        ) as place
    from supports
)

select
    ranked.person_id,
    {{ value_where('ranked.name', 'ranked.place = 1') }} as name,
    {{ list_where('ranked.name', 'ranked.place > 1 and not ranked.is_noise', 'ranked.name') }}
        as aliases
from ranked
group by ranked.person_id
