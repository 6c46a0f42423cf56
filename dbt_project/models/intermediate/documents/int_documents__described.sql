{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per content ever seen, whatever became of it.
with ledger as (
    select
        document_id,
        source,
        uri,
        media_type,
        status,
        status_reason,
        bytes,
        characters,
        first_seen_at
    from {{ ref('stg_ledger') }}
    where {{ of_touched_document() }}
),

descriptions as (
    select
        document_id,
        kind,
        title,
        language_code,
        publication,
        publication_kind,
        publication_uri,
        default_rating_scale,
        canonical_uri,
        {{ comparable('publication') }} as publication_key
    from {{ ref('stg_documents') }}
    where {{ of_touched_document() }}
),

claim_counts as (
    select
        document_id,
        count(*) as claim_count
    from {{ ref('stg_claims') }}
    where {{ of_touched_document() }}
    group by document_id
)

select
    ledger.document_id,
    ledger.uri,
    ledger.source,
    ledger.media_type,
    descriptions.kind,
    ledger.status,
    ledger.status_reason,
    descriptions.title,
    descriptions.language_code,
    descriptions.publication,
    descriptions.publication_kind,
    descriptions.publication_uri,
    descriptions.default_rating_scale,
    descriptions.canonical_uri,
    case
        when descriptions.publication_key is not null
            then {{ key('pub', ['descriptions.publication_key']) }}
    end as publication_id,
    ledger.bytes,
    ledger.characters,
    ledger.first_seen_at,
    coalesce(claim_counts.claim_count, 0) as claim_count
from ledger
left join descriptions
    on ledger.document_id = descriptions.document_id
left join claim_counts
    on ledger.document_id = claim_counts.document_id
