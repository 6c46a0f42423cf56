{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('document_id')],
    )
}}

-- Grain: one row per film that a document is about or names.
select
    relations.document_id,
    relations.film_id,
    cast(relations.position as {{ var('type_count') }}) as position,
    relations.relation
from {{ ref('int_documents__linked') }} as relations
where {{ of_touched_subject('relations.document_id') }}
