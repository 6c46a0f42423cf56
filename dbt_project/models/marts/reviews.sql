{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        unique_key='review_id',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per review of a film; a document with three capsule reviews gives three.
select
    reviews.review_id,
    reviews.film_id,
    reviews.document_id,
    reviews.publication_id,
    reviews.critic_id,
    reviews.published_on,
    reviews.headline,
    reviews.rating_text,
    cast(reviews.rating_value as {{ var('type_number') }}) as rating_value,
    cast(reviews.rating_scale as {{ var('type_number') }}) as rating_scale,
    reviews.rating_scale_basis,
    cast(reviews.score as {{ var('type_number') }}) as score,
    reviews.verdict,
    reviews.content_advisory,
    reviews.excerpt,
    cast(reviews.word_count as {{ var('type_count') }}) as word_count,
    reviews.uri
from {{ ref('int_reviews__identified') }} as reviews
where {{ of_touched_publication('reviews.document_id') }}
