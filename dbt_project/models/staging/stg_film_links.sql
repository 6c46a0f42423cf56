-- Grain: one row per film of a document, of documents in use.
with film_links as (
    select
        document_id,
        film_no,
        film_id,
        evidence
    from {{ source('staging', 'stg_film_links') }}
),

documents_in_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status = 'parsed'
)

select
    film_links.document_id,
    film_links.film_no,
    film_links.film_id,
    film_links.evidence
from film_links
inner join documents_in_use
    on film_links.document_id = documents_in_use.document_id
