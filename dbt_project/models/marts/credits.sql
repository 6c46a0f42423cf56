{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film, person and role; "other" roles are told apart by their label.
select
    credits.credit_id,
    credits.film_id,
    credits.person_id,
    credits.role,
    credits.role_label,
    credits.character_name,
    cast(credits.billing_order as {{ var('type_count') }}) as billing_order,
    cast(credits.document_count as {{ var('type_count') }}) as document_count
from {{ ref('int_credits__merged') }} as credits
where {{ of_touched_subject('credits.film_id') }}
