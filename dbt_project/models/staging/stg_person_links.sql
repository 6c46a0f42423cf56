-- Grain: one row per person named on a film of a document, of documents in use.
select
    document_id,
    film_no,
    name,
    person_id,
    evidence,
    score,
    weights,
    runner_up_id,
    runner_up_score,
    is_undecided
from {{ source('staging', 'stg_person_links') }}
where {{ is_in_use() }}
