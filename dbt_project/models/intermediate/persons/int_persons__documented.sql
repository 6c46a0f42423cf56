{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_documents('document_id')],
    )
}}

-- Grain: one row per person, document and spelling of the name in it.
with claims as (
    select
        document_id,
        person_id,
        person_name,
        case when is_part then value_normalised end as person_name_normalised
    from {{ claims_to_look_at() }}
    where person_id is not null
),

credits as (
    select
        document_id,
        person_id,
        name
    from {{ ref('int_credits__identified') }}
    where {{ of_touched_document() }}
),

awards as (
    select
        document_id,
        person_id,
        recipient as name
    from {{ ref('int_awards__identified') }}
    where
        person_id is not null
        and {{ of_touched_document() }}
),

-- A document names a person once for this, however often it does: `union` keeps one of each.
names as (
    select
        document_id,
        person_id,
        person_name as name
    from claims
    union
    select
        document_id,
        person_id,
        person_name_normalised as name
    from claims
    where person_name_normalised is not null
    union
    select
        document_id,
        person_id,
        name
    from credits
    union
    select
        document_id,
        person_id,
        name
    from awards
)

select
    names.document_id,
    names.person_id,
    names.name
from names
