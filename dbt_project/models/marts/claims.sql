{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        unique_key='claim_id',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per fact that a document in use states.
with claims as (
    select
        claim_id,
        document_id,
        film_id,
        person_id,
        subject_name,
        attribute,
        value,
        value_normalised,
        detail,
        span_start,
        span_end,
        quote,
        rule,
        confidence,
        -- Whoever is known to have a part in a known film has a row in credits.
        is_part and film_id is not null and person_id is not null as is_credit
    from {{ claims_to_look_at() }}
),

{% if is_incremental() %}
    turned as (
        -- What a document says is chosen, or is no more, for what others have come to say.
        select subject_id as claim_id
        from building.touched_subjects
        where kind = 'claim'
        except
        select claim_id
        from claims
    ),
{% endif %}

carried as (
    select claim_id
    from {{ ref('int_claims__carried') }}
    where {{ of_touched_document() }}
    {%- if is_incremental() %}
        union
        select claim_id
        from {{ ref('int_claims__carried') }}
        where
            claim_id in (
                select turned.claim_id
                from turned
            )
    {%- endif %}
    union all
    select claim_id
    from {{ ref('int_claims__awarded') }}
)

select
    claims.claim_id,
    claims.document_id,
    claims.film_id,
    claims.person_id,
    claims.subject_name,
    claims.attribute,
    claims.value,
    claims.value_normalised,
    claims.detail,
    cast(claims.span_start as {{ var('type_count') }}) as span_start,
    cast(claims.span_end as {{ var('type_count') }}) as span_end,
    claims.quote,
    claims.rule,
    cast(claims.confidence as {{ var('type_number') }}) as confidence,
    claims.is_credit or carried.claim_id is not null as is_chosen
from claims
left join carried
    on claims.claim_id = carried.claim_id
{% if is_incremental() %}
    union all
    select
        built.claim_id,
        built.document_id,
        built.film_id,
        built.person_id,
        built.subject_name,
        built.attribute,
        built.value,
        built.value_normalised,
        built.detail,
        built.span_start,
        built.span_end,
        built.quote,
        built.rule,
        built.confidence,
        (
            {{ is_part('built.attribute') }}
            and built.film_id is not null
            and built.person_id is not null
        )
        or carried.claim_id is not null as is_chosen
    from {{ this }} as built
    left join carried
        on built.claim_id = carried.claim_id
    where
        built.claim_id in (
            select turned.claim_id
            from turned
        )
        and not {{ touched_documents('built.document_id') }}
{% endif %}
