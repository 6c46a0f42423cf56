{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per showing of a film that a document announces.
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
    from {{ ref('stg_screenings') }}
    where {{ of_touched_document() }}
),

film_documents as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('int_films__documented') }}
    where {{ of_touched_document() }}
),

listings as (
    select
        document_id,
        film_no,
        listing_id
    from {{ ref('int_listings__identified') }}
    where {{ of_touched_document() }}
)

select
    {{
        key('show', ['screenings.document_id', 'screenings.film_no', 'screenings.screening_no'])
    }} as screening_id,
    listings.listing_id,
    film_documents.film_id,
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
    screenings.claim_id,
    -- The same showing is announced again and again: this is what its announcements share.
    {{
        key('showing', [
            'film_documents.film_id',
            comparable('screenings.venue'),
            comparable('screenings.screen'),
            'coalesce(screenings.starts_at_local, screenings.starts_at)',
        ])
    }} as showing_key
from screenings
left join film_documents
    on
        screenings.document_id = film_documents.document_id
        and screenings.film_no = film_documents.film_no
left join listings
    on
        screenings.document_id = listings.document_id
        and screenings.film_no = listings.film_no
