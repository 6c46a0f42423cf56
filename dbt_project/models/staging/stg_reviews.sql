-- Grain: one row per film that a document reviews, of documents in use.
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
where {{ is_in_use() }}
