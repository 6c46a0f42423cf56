-- Grain: one row per award a document states, of documents in use.
with awards as (
    select
        claim_id,
        document_id,
        film_no,
        organisation,
        award,
        category,
        year,
        result,
        recipient,
        recipient_imdb_id,
        detail
    from {{ source('staging', 'stg_awards') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    awards.claim_id,
    awards.document_id,
    awards.film_no,
    awards.organisation,
    awards.award,
    awards.category,
    awards.year,
    awards.result,
    awards.recipient,
    awards.recipient_imdb_id,
    awards.detail
from awards
where
    awards.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
