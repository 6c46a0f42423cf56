-- Grain: one row per showing of a film that a document announces, of documents in use.
with screenings as (
    select
        document_id,
        film_no,
        screening_no,
        venue,
        screen,
        starts_at,
        starts_at_local,
        timezone,
        format,
        subtitled,
        sold_out,
        booking_uri,
        claim_id
    from {{ source('staging', 'stg_screenings') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    screenings.document_id,
    screenings.film_no,
    screenings.screening_no,
    screenings.venue,
    screenings.screen,
    screenings.starts_at,
    screenings.starts_at_local,
    screenings.timezone,
    screenings.format,
    screenings.subtitled,
    screenings.sold_out,
    screenings.booking_uri,
    screenings.claim_id
from screenings
where
    screenings.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
