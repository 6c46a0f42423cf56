-- Grain: one row per parsed document, of documents in use.
with documents as (
    select
        document_id,
        kind,
        title,
        language_code,
        publication,
        publication_kind,
        publication_uri,
        default_rating_scale,
        timezone,
        venue,
        canonical_uri
    from {{ source('staging', 'stg_documents') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    documents.document_id,
    documents.kind,
    documents.title,
    documents.language_code,
    documents.publication,
    documents.publication_kind,
    documents.publication_uri,
    documents.default_rating_scale,
    documents.timezone,
    documents.venue,
    documents.canonical_uri
from documents
where
    documents.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
