{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per claim that is a vote on an attribute of a film or person.
with claims as (
    select
        claim_id,
        document_id,
        film_id,
        person_id,
        attribute,
        split_part(attribute, ':', 1) as topic,
        coalesce(value_normalised, value) as value,
        detail,
        confidence
    from {{ claims_to_look_at() }}
    where
        attribute in (
            {{
                quoted(
                    var('single_attributes') + var('list_attributes') + var('person_attributes')
                )
            }}
        )
),

documents as (
    select
        document_id,
        source,
        coalesce(publication_kind, '') as publication_kind
    from {{ ref('int_documents__described') }}
    where {{ of_touched_document() }}
),

trust as (
    select
        source,
        publication_kind,
        topic,
        trust
    from {{ ref('int_trust__resolved') }}
),

genres as (
    select
        name,
        meaning
    from {{ ref('genre_meanings') }}
),

valued as (
    select
        claims.claim_id,
        claims.document_id,
        case
            when claims.attribute in ({{ quoted(var('person_attributes')) }})
                then claims.person_id
            else claims.film_id
        end as subject_id,
        claims.attribute,
        claims.topic,
        case
            when claims.attribute in ({{ quoted(var('number_attributes')) }})
                -- A film of no minutes or of the year 0 is one of which nothing is known.
                then
                    cast(
                        nullif({{ number_from('claims.value', var('type_small')) }}, 0)
                        as {{ var('type_text') }}
                    )
            when claims.attribute = 'genre'
                then coalesce(genres.meaning, lower(trim(claims.value)))
            else trim(claims.value)
        end as value,
        case
            when claims.attribute in ('country', 'language')
                then {{ json_text('claims.detail', 'code') }}
        end as code,
        claims.confidence
    from claims
    left join genres
        on
            claims.attribute = 'genre'
            and lower(trim(claims.value)) = genres.name
)

select
    valued.claim_id,
    valued.document_id,
    valued.subject_id,
    valued.attribute,
    valued.value,
    case
        when
            valued.attribute in (
                {{ quoted(var('number_attributes') + var('exact_attributes')) }}
            )
            then lower(valued.value)
        else {{ comparable('valued.value') }}
    end as value_key,
    valued.code,
    cast(trust.trust * coalesce(valued.confidence, 0) as {{ var('type_weight') }}) as weight
from valued
inner join documents
    on valued.document_id = documents.document_id
inner join trust
    on
        documents.source = trust.source
        and documents.publication_kind = trust.publication_kind
        and valued.topic = trust.topic
where
    valued.subject_id is not null
    and valued.value is not null
    and valued.value != ''
-- They are looked for by what they are about.
order by valued.subject_id
