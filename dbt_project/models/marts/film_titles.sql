{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film and title it is known by.
select
    titles.film_id,
    titles.title,
    titles.kind,
    cast(titles.document_count as {{ var('type_count') }}) as document_count
from {{ ref('int_films__titled') }} as titles
where {{ of_touched_subject('titles.film_id') }}
