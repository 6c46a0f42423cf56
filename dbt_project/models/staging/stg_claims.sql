-- Grain: one row per fact that a document states, of documents in use.
select
    claim_id,
    document_id,
    film_no,
    subject_name,
    attribute,
    value,
    value_normalised,
    {{ json_from('detail') }} as detail,
    span_start,
    span_end,
    quote,
    rule,
    confidence,
    position
from {{ source('staging', 'stg_claims') }}
where {{ is_in_use() }}
