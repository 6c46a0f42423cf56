-- Grain: one row per showing of a film that a document announces, of documents in use.
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
where {{ is_in_use() }}
