{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('document_id', 'found')],
    )
}}

-- Grain: one row per content ever seen, whatever became of it.
with documents as (
    select
        document_id,
        uri,
        source,
        media_type,
        kind,
        status,
        status_reason,
        title,
        language_code,
        bytes,
        characters,
        first_seen_at,
        claim_count
    from {{ ref('int_documents__described') }}
    where {{ of_touched_subject('document_id', 'found') }}
),

places as (
    select
        document_id,
        uris,
        last_seen_at
    from {{ ref('int_documents__found') }}
    where {{ of_touched_subject('document_id', 'found') }}
)

select
    documents.document_id,
    documents.uri,
    {{ filled_list('places.uris') }} as uris,
    documents.source,
    documents.media_type,
    documents.kind,
    documents.status,
    documents.status_reason,
    documents.title,
    documents.language_code,
    cast(documents.bytes as {{ var('type_big') }}) as bytes,
    cast(documents.characters as {{ var('type_big') }}) as characters,
    documents.first_seen_at,
    coalesce(places.last_seen_at, documents.first_seen_at) as last_seen_at,
    cast(documents.claim_count as {{ var('type_count') }}) as claim_count
from documents
left join places
    on documents.document_id = places.document_id
