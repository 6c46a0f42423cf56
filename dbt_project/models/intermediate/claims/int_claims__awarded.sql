{{ config(meta={'touches': ['claim_id']}) }}

-- Grain: one row per claim whose value stands in awards.
with awards as (
    select
        result,
        {{ rows_of('claim_ids') }} as claim_id
    from {{ ref('int_awards__merged') }}
),

statements as (
    select
        claim_id,
        result
    from {{ ref('int_awards__identified') }}
)

-- A claim may be stated of several persons.
select distinct awards.claim_id
from awards
inner join statements
    on
        awards.claim_id = statements.claim_id
        and awards.result = statements.result
