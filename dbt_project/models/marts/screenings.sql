{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per showing of a film that a document announces.
select
    screenings.screening_id,
    screenings.listing_id,
    screenings.film_id,
    screenings.document_id,
    screenings.venue,
    screenings.screen,
    screenings.starts_at,
    screenings.starts_at_local,
    screenings.timezone,
    screenings.format,
    screenings.subtitled,
    screenings.sold_out,
    screenings.booking_uri
from {{ ref('int_screenings__dated') }} as screenings
where {{ of_touched_document('screenings.document_id') }}
