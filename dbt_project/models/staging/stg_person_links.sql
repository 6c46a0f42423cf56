-- Grain: one row per person named on a film of a document, of documents in use.
with person_links as (
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
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    person_links.document_id,
    person_links.film_no,
    person_links.name,
    person_links.person_id,
    person_links.evidence,
    person_links.score,
    person_links.weights,
    person_links.runner_up_id,
    person_links.runner_up_score,
    person_links.is_undecided
from person_links
where
    person_links.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
