-- Grain: one row per fact that a document states, of documents in use.
with claims as (
    select
        claim_id,
        document_id,
        film_no,
        subject_name,
        attribute,
        value,
        value_normalised,
        detail,
        span_start,
        span_end,
        quote,
        rule,
        confidence,
        position
    from {{ source('staging', 'stg_claims') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    claims.claim_id,
    claims.document_id,
    claims.film_no,
    claims.subject_name,
    claims.attribute,
    claims.value,
    claims.value_normalised,
    {{ json_from('claims.detail') }} as detail,
    claims.span_start,
    claims.span_end,
    claims.quote,
    claims.rule,
    claims.confidence,
    claims.position
from claims
where
    claims.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
