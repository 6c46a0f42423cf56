{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per kind, film of a document, and title or name in it.
select
    kind,
    document_id,
    film_no,
    name,
    matched_id,
    decision,
    evidence,
    round(score, 2) as score,
    {{ json_from('weights') }} as weights,
    runner_up_id,
    round(runner_up_score, 2) as runner_up_score
from {{ ref('int_matches__decided') }}
where {{ of_touched_document() }}
