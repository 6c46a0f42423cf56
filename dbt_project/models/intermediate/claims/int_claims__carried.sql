-- Grain: one row per claim whose value stands in a mart other than credits.
with claims as (
    select
        claim_id,
        document_id,
        attribute,
        value,
        value_normalised
    from {{ ref('int_claims__identified') }}
    where
        attribute in (
            'rating', 'critic', 'published_on', 'content_advisory', 'festival', 'section',
            'synopsis_author', 'publication', 'headline', 'synopsis', 'subtitled'
        )
),

votes as (
    select
        claim_id,
        subject_id,
        attribute,
        value_key
    from {{ ref('int_claims__weighted') }}
),

voted as (
    select
        subject_id,
        attribute,
        value_key
    from {{ ref('int_claims__voted') }}
    where
        place = 1
        or attribute in ({{ quoted(var('list_attributes') + ['nationality']) }})
),

reviews as (
    select
        document_id,
        rating_text,
        critic,
        cast(published_on as {{ var('type_text') }}) as published_on,
        content_advisory,
        headline
    from {{ ref('int_reviews__identified') }}
),

listings as (
    select
        document_id,
        festival,
        section,
        synopsis_author,
        synopsis
    from {{ ref('int_listings__identified') }}
),

statements as (
    -- What the marts say of single documents, one row per document, attribute and value.
    select
        document_id,
        'rating' as attribute,
        rating_text as value
    from reviews
    union
    select
        document_id,
        'critic' as attribute,
        critic as value
    from reviews
    union
    select
        document_id,
        'published_on' as attribute,
        published_on as value
    from reviews
    union
    select
        document_id,
        'content_advisory' as attribute,
        content_advisory as value
    from reviews
    union
    select
        document_id,
        'headline' as attribute,
        headline as value
    from reviews
    union
    select
        document_id,
        'festival' as attribute,
        festival as value
    from listings
    union
    select
        document_id,
        'section' as attribute,
        section as value
    from listings
    union
    select
        document_id,
        'synopsis_author' as attribute,
        synopsis_author as value
    from listings
    union
    select
        document_id,
        'synopsis' as attribute,
        synopsis as value
    from listings
    union
    select
        document_id,
        'subtitled' as attribute,
        cast(subtitled as {{ var('type_text') }}) as value
    from {{ ref('int_screenings__dated') }}
    union
    select
        document_id,
        'publication' as attribute,
        publication as value
    from {{ ref('int_documents__described') }}
),

awards as (
    select
        result,
        {{ rows_of('claim_ids') }} as claim_id
    from {{ ref('int_awards__merged') }}
),

award_statements as (
    select
        claim_id,
        result
    from {{ ref('int_awards__identified') }}
)

-- A claim can be carried in several ways: `union` keeps it once.
select votes.claim_id
from votes
inner join voted
    on
        votes.subject_id = voted.subject_id
        and votes.attribute = voted.attribute
        and votes.value_key = voted.value_key
union
select claims.claim_id
from claims
inner join statements
    on
        claims.document_id = statements.document_id
        and claims.attribute = statements.attribute
        and claims.value = statements.value
union
select claims.claim_id
from claims
inner join statements
    on
        claims.document_id = statements.document_id
        and claims.attribute = statements.attribute
        and claims.value_normalised = statements.value
union
select screenings.claim_id
from {{ ref('int_screenings__dated') }} as screenings
where screenings.claim_id is not null
union
select awards.claim_id
from awards
inner join award_statements
    on
        awards.claim_id = award_statements.claim_id
        and awards.result = award_statements.result
