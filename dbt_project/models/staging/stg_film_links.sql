-- Grain: one row per film of a document, of documents in use.
with film_links as (
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
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    film_links.document_id,
    film_links.film_no,
    film_links.film_id,
    film_links.evidence,
    film_links.score,
    film_links.weights,
    film_links.runner_up_id,
    film_links.runner_up_score,
    film_links.is_undecided
from film_links
where
    film_links.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
