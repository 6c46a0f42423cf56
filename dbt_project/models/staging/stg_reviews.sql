-- Grain: one row per film that a document reviews, of documents in use.
with reviews as (
    select
        document_id,
        film_no,
        critic,
        published_on,
        headline,
        rating_text,
        rating_value,
        rating_scale,
        rating_scale_basis,
        rating_notation,
        content_advisory,
        excerpt,
        word_count,
        uri
    from {{ source('staging', 'stg_reviews') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    reviews.document_id,
    reviews.film_no,
    reviews.critic,
    reviews.published_on,
    reviews.headline,
    reviews.rating_text,
    reviews.rating_value,
    reviews.rating_scale,
    reviews.rating_scale_basis,
    reviews.rating_notation,
    reviews.content_advisory,
    reviews.excerpt,
    reviews.word_count,
    reviews.uri
from reviews
where
    reviews.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
