-- Grain: one row per person, role label and film of a document, of documents in use.
with credits as (
    select
        document_id,
        film_no,
        name,
        imdb_id,
        role,
        role_label,
        character_name,
        billing_order,
        claim_id
    from {{ source('staging', 'stg_credits') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    credits.document_id,
    credits.film_no,
    credits.name,
    credits.imdb_id,
    credits.role,
    credits.role_label,
    credits.character_name,
    credits.billing_order,
    credits.claim_id
from credits
where
    credits.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
