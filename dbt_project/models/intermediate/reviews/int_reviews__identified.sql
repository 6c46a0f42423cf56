{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        unique_key='review_id',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per film that a document reviews.
with reviews as (
    select
        document_id,
        film_no,
        critic,
        {{ comparable('critic') }} as critic_key,
        published_on,
        headline,
        content_advisory,
        excerpt,
        word_count,
        uri
    from {{ ref('stg_reviews') }}
    -- The scale of a rating may be inferred from all ratings of the publication.
    where {{ of_touched_publication() }}
),

documents as (
    select
        document_id,
        publication_id,
        canonical_uri
    from {{ ref('int_documents__described') }}
    where {{ of_touched_publication() }}
),

film_documents as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('int_films__documented') }}
    where {{ of_touched_publication() }}
),

ratings as (
    select
        document_id,
        film_no,
        rating_text,
        rating_value,
        rating_scale,
        rating_scale_basis,
        score,
        verdict
    from {{ ref('int_ratings__scaled') }}
    where {{ of_touched_publication() }}
)

select
    {{ key('rev', ['reviews.document_id', 'reviews.film_no']) }} as review_id,
    film_documents.film_id,
    reviews.document_id,
    reviews.film_no,
    documents.publication_id,
    case
        when reviews.critic_key is not null
            then {{ key('crit', ['reviews.critic_key']) }}
    end as critic_id,
    reviews.critic,
    reviews.published_on,
    reviews.headline,
    ratings.rating_text,
    ratings.rating_value,
    ratings.rating_scale,
    ratings.rating_scale_basis,
    ratings.score,
    ratings.verdict,
    reviews.content_advisory,
    reviews.excerpt,
    reviews.word_count,
    coalesce(reviews.uri, documents.canonical_uri) as uri
from reviews
inner join documents
    on reviews.document_id = documents.document_id
left join film_documents
    on
        reviews.document_id = film_documents.document_id
        and reviews.film_no = film_documents.film_no
left join ratings
    on
        reviews.document_id = ratings.document_id
        and reviews.film_no = ratings.film_no
