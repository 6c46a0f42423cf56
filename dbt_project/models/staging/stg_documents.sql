-- Grain: one row per parsed document, of documents in use.
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
where {{ is_in_use() }}
