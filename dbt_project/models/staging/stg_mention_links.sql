-- Grain: one row per mention that is a known film, of documents in use.
with mention_links as (
    select
        document_id,
        mention_no,
        film_id
    from {{ source('staging', 'stg_mention_links') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    mention_links.document_id,
    mention_links.mention_no,
    mention_links.film_id
from mention_links
where
    mention_links.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
