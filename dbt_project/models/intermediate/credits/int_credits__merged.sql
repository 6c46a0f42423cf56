{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film, person and role; "other" roles are told apart by their label.
with credits as (
    select
        document_id,
        film_id,
        person_id,
        role,
        role_label,
        case
            when role = 'other'
                then coalesce({{ comparable('role_label') }}, '')
            else ''
        end as label_key,
        character_name,
        billing_order
    from {{ ref('int_credits__identified') }}
    where {{ of_touched_subject('film_id') }}
)

select
    {{ key('cred', ['credits.film_id', 'credits.person_id', 'credits.role', 'credits.label_key']) }}
        as credit_id,
    credits.film_id,
    credits.person_id,
    credits.role,
    {{ most_common('credits.role_label') }} as role_label,
    {{ most_common('credits.character_name') }} as character_name,
    {{ most_common('credits.billing_order') }} as billing_order,
    count(distinct credits.document_id) as document_count
from credits
group by credits.film_id, credits.person_id, credits.role, credits.label_key
