{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[
            touched_subjects('subject_id', 'film'),
            touched_subjects('subject_id', 'person'),
        ],
    )
}}

-- Grain: one row per film or person, attribute and value; spellings of one value are one row.
with votes as (
    {%- for kind in ['film', 'person'] %}
        select
            subject_id,
            attribute,
            value_key,
            value,
            code,
            document_id,
            weight
        from {{ ref('int_claims__weighted') }}
        where
            attribute {{ 'not ' if kind == 'film' }} in (
                {{ quoted(var('person_attributes')) }}
            )
            and {{ of_touched_subject('subject_id', kind) }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

document_spellings as (
    -- A document that repeats itself is not more right for it.
    select
        subject_id,
        attribute,
        value_key,
        value,
        document_id,
        max(code) as code,
        max(weight) as weight
    from votes
    group by subject_id, attribute, value_key, value, document_id
),

document_votes as (
    select
        subject_id,
        attribute,
        value_key,
        document_id,
        max(code) as code,
        max(weight) as weight
    from document_spellings
    group by subject_id, attribute, value_key, document_id
),

supports as (
    select
        subject_id,
        attribute,
        value_key,
        max(code) as code,
        sum(weight) as weight,
        count(*) as document_count
    from document_votes
    group by subject_id, attribute, value_key
),

spellings as (
    select
        subject_id,
        attribute,
        value_key,
        value,
        sum(weight) as weight
    from document_spellings
    group by subject_id, attribute, value_key, value
),

ranked_spellings as (
    select
        subject_id,
        attribute,
        value_key,
        value,
        row_number() over (
            partition by subject_id, attribute, value_key
            order by weight desc, {{ is_shouted('value') }} asc, value asc
        ) as place
    from spellings
)

select
    supports.subject_id,
    supports.attribute,
    supports.value_key,
    ranked_spellings.value,
    supports.code,
    supports.weight,
    supports.document_count,
    row_number() over (
        partition by supports.subject_id, supports.attribute
        order by
            supports.weight desc,
            supports.document_count desc,
            ranked_spellings.value asc
    ) as place
from supports
inner join ranked_spellings
    on
        supports.subject_id = ranked_spellings.subject_id
        and supports.attribute = ranked_spellings.attribute
        and supports.value_key = ranked_spellings.value_key
        and ranked_spellings.place = 1
-- They are looked for by what they are about.
order by supports.subject_id
