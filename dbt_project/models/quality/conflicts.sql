{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        incremental_predicates=[touched_subjects('film_id')],
    )
}}

-- Grain: one row per film and attribute on which documents disagree.
with votes as (
    select
        subject_id,
        attribute,
        value,
        place,
        document_count
    from {{ ref('int_claims__voted') }}
    where
        attribute in ({{ quoted(var('single_attributes')) }})
        and {{ of_touched_subject('subject_id', 'film') }}
),

documents as (
    select
        subject_id,
        attribute,
        count(distinct document_id) as document_count
    from {{ ref('int_claims__weighted') }}
    where
        attribute in ({{ quoted(var('single_attributes')) }})
        and {{ of_touched_subject('subject_id', 'film') }}
    group by subject_id, attribute
),

disagreements as (
    select
        subject_id,
        attribute,
        {{ value_where('value', 'place = 1') }} as chosen_value,
        {{ list_where('value', 'place > 1', 'place') }} as other_values,
        {{ value_where('document_count', 'place = 1') }} as chosen_document_count
    from votes
    group by subject_id, attribute
    having count(*) > 1
)

select
    disagreements.subject_id as film_id,
    disagreements.attribute,
    disagreements.chosen_value,
    disagreements.other_values,
    cast(documents.document_count as {{ var('type_count') }}) as document_count,
    round(
        disagreements.chosen_document_count
        / cast(documents.document_count as {{ var('type_number') }}),
        4
    ) as agreement
from disagreements
inner join documents
    on
        disagreements.subject_id = documents.subject_id
        and disagreements.attribute = documents.attribute
