-- Grain: one row per other film that a document names in passing, of documents in use.
with mentions as (
    select
        document_id,
        mention_no,
        title,
        year,
        imdb_id
    from {{ source('staging', 'stg_mentions') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    mentions.document_id,
    mentions.mention_no,
    mentions.title,
    mentions.year,
    mentions.imdb_id
from mentions
where
    mentions.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
