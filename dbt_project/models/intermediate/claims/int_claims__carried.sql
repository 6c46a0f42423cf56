{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[
            touched_subjects('subject_id', 'film'),
            touched_subjects('subject_id', 'person'),
            touched_documents('document_id'),
        ],
        meta={'touches': ['claim_id']},
    )
}}

-- Grain: one row per claim whose value stands in a mart other than credits and awards.
with claims as (
    select
        claim_id,
        document_id,
        attribute,
        value,
        value_normalised
    from {{ ref('stg_claims') }}
    where
        {{ of_touched_document() }}
        and attribute in (
            'rating', 'critic', 'published_on', 'content_advisory', 'festival', 'section',
            'synopsis_author', 'publication', 'headline', 'synopsis', 'subtitled'
        )
),

{% for kind in ['film', 'person'] %}
    {%- set are_of_kind -%}
        attribute {{ 'not ' if kind == 'film' }} in ({{ quoted(var('person_attributes')) }})
        and {{ of_touched_subject('subject_id', kind) }}
    {%- endset %}
    votes_on_{{ kind }}s as (
        select
            claim_id,
            document_id,
            subject_id,
            attribute,
            value_key
        from {{ ref('int_claims__weighted') }}
        where {{ are_of_kind }}
    ),

    voted_of_{{ kind }}s as (
        select
            subject_id,
            attribute,
            value_key
        from {{ ref('int_claims__voted') }}
        where
            (
                place = 1
                or attribute in ({{ quoted(var('list_attributes') + ['nationality']) }})
            )
            and {{ are_of_kind }}
    ),
{% endfor %}

reviews as (
    select
        document_id,
        rating_text,
        critic,
        cast(published_on as {{ var('type_text') }}) as published_on,
        content_advisory,
        headline
    from {{ ref('int_reviews__identified') }}
    where {{ of_touched_document() }}
),

listings as (
    select
        document_id,
        festival,
        section,
        synopsis_author,
        synopsis
    from {{ ref('int_listings__identified') }}
    where {{ of_touched_document() }}
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
    where {{ of_touched_document() }}
    union
    select
        document_id,
        'publication' as attribute,
        publication as value
    from {{ ref('int_documents__described') }}
    where {{ of_touched_document() }}
)

{% for kind in ['film', 'person'] %}
    select
        votes.claim_id,
        votes.subject_id,
        votes.document_id
    from votes_on_{{ kind }}s as votes
    inner join voted_of_{{ kind }}s as voted
        on
            votes.subject_id = voted.subject_id
            and votes.attribute = voted.attribute
            and votes.value_key = voted.value_key
    union all
{% endfor %}
-- A claim may say it as printed, and as it is meant.
select distinct
    claims.claim_id,
    cast(null as {{ var('type_text') }}) as subject_id,
    claims.document_id
from claims
inner join statements
    on
        claims.document_id = statements.document_id
        and claims.attribute = statements.attribute
        and statements.value in (claims.value, claims.value_normalised)
union all
select distinct
    screenings.claim_id,
    cast(null as {{ var('type_text') }}) as subject_id,
    screenings.document_id
from {{ ref('int_screenings__dated') }} as screenings
where
    screenings.claim_id is not null
    and {{ of_touched_document('screenings.document_id') }}
