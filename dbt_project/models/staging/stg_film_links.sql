-- Grain: one row per film of a document, of documents in use.
select
    document_id,
    film_no,
    film_id,
    evidence,
    score,
    weights,
    runner_up_id,
    runner_up_score,
    is_undecided
from {{ source('staging', 'stg_film_links') }}
where {{ is_in_use() }}
