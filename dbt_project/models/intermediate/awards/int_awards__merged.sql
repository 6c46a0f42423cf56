{{ config(meta={'touches': ['film_id', 'person_id']}) }}

-- Grain: one row per award or nomination of a film and person, however many documents state it.
with stated as (
    select
        claim_id,
        document_id,
        film_id,
        person_id,
        organisation,
        award,
        category,
        year,
        result,
        detail,
        {{ comparable('organisation') }} as organisation_key,
        coalesce({{ comparable('award') }}, '') as award_key,
        coalesce({{ comparable('coalesce(category, award)') }}, '') as name_key
    from {{ ref('int_awards__identified') }}
),

only_organisations as (
    -- Most awards are given by one organisation: who says "Golden Lion" need not say Venice.
    select
        award_key,
        min(organisation_key) as organisation_key,
        {{ most_common('organisation') }} as organisation
    from stated
    where organisation_key is not null
    group by award_key
    having count(distinct organisation_key) = 1
),

awards_with_categories as (
    -- One row per award that anybody ever names with a category.
    select distinct award_key
    from stated
    where category is not null
),

statements as (
    -- "Won an Oscar" leaves open which one.
    select
        stated.claim_id,
        stated.document_id,
        stated.film_id,
        stated.person_id,
        coalesce(stated.organisation, only_organisations.organisation) as organisation,
        stated.award,
        stated.category,
        stated.year,
        stated.result,
        stated.detail,
        coalesce(stated.organisation_key, only_organisations.organisation_key, '')
            as organisation_key,
        stated.award_key,
        stated.name_key,
        stated.category is null and awards_with_categories.award_key is not null as is_open
    from stated
    left join only_organisations
        on stated.award_key = only_organisations.award_key
    left join awards_with_categories
        on stated.award_key = awards_with_categories.award_key
),

only_names_by_result as (
    select
        film_id,
        organisation_key,
        award_key,
        result,
        min(name_key) as name_key
    from statements
    where not is_open
    group by film_id, organisation_key, award_key, result
    having count(distinct name_key) = 1
),

only_names as (
    -- For those who tell no result.
    select
        film_id,
        organisation_key,
        award_key,
        'mentioned' as result,
        min(name_key) as name_key
    from statements
    where not is_open
    group by film_id, organisation_key, award_key
    having count(distinct name_key) = 1
),

told as (
    -- An open statement joins the only award of the film it can mean: the one with its result, or
    -- with any if it tells none. Where that does not settle it, two open statements are the same
    -- award only if their results are the same: who won one may have been nominated for another.
    select
        statements.claim_id,
        statements.document_id,
        statements.film_id,
        statements.person_id,
        statements.organisation,
        statements.award,
        statements.category,
        statements.year,
        statements.result,
        statements.detail,
        statements.organisation_key,
        statements.award_key,
        statements.is_open
        and coalesce(only_names_by_result.name_key, only_names.name_key) is null as is_open,
        case
            when statements.is_open
                then
                    coalesce(
                        only_names_by_result.name_key,
                        only_names.name_key,
                        statements.name_key || ' ' || coalesce(statements.result, '')
                    )
            else statements.name_key
        end as name_key
    from statements
    left join only_names_by_result
        on
            statements.film_id = only_names_by_result.film_id
            and statements.organisation_key = only_names_by_result.organisation_key
            and statements.award_key = only_names_by_result.award_key
            and statements.result = only_names_by_result.result
    left join only_names
        on
            statements.film_id = only_names.film_id
            and statements.organisation_key = only_names.organisation_key
            and statements.award_key = only_names.award_key
            and statements.result = only_names.result
),

year_supports as (
    select
        film_id,
        organisation_key,
        name_key,
        year,
        {{ count_distinct_where('document_id', 'category is not null') }} as exact_count,
        count(distinct document_id) as document_count
    from told
    where year is not null
    group by film_id, organisation_key, name_key, year
),

year_steps as (
    select
        film_id,
        organisation_key,
        name_key,
        year,
        exact_count,
        document_count,
        coalesce(
            year - lag(year) over (
                partition by film_id, organisation_key, name_key
                order by year
            ) > {{ var('award_year_tolerance') }},
            false
        ) as is_another
    from year_supports
),

year_groups as (
    select
        film_id,
        organisation_key,
        name_key,
        year,
        exact_count,
        document_count,
        sum(cast(is_another as integer)) over (
            partition by film_id, organisation_key, name_key
            order by year
            rows between unbounded preceding and current row
        ) as year_group
    from year_steps
),

settled_years as (
    -- Whoever knows the category knows the year better.
    select
        film_id,
        organisation_key,
        name_key,
        year,
        year_group,
        first_value(year) over (
            partition by film_id, organisation_key, name_key, year_group
            order by exact_count desc, document_count desc, year desc
        ) as settled_year
    from year_groups
),

only_years as (
    -- A statement without a year joins the one award it can mean; those with one are settled.
    select
        film_id,
        organisation_key,
        name_key,
        min(settled_year) as settled_year
    from settled_years
    group by film_id, organisation_key, name_key
    having count(distinct year_group) = 1
),

dated as (
    select
        told.claim_id,
        told.document_id,
        told.film_id,
        told.person_id,
        told.organisation,
        told.award,
        told.category,
        coalesce(settled_years.settled_year, only_years.settled_year) as year,
        told.result,
        told.detail,
        told.organisation_key,
        told.award_key,
        told.name_key,
        told.is_open
    from told
    left join settled_years
        on
            told.film_id = settled_years.film_id
            and told.organisation_key = settled_years.organisation_key
            and told.name_key = settled_years.name_key
            and told.year = settled_years.year
    left join only_years
        on
            told.film_id = only_years.film_id
            and told.organisation_key = only_years.organisation_key
            and told.name_key = only_years.name_key
),

only_persons as (
    -- A statement without a person joins the one person it can mean.
    select
        film_id,
        organisation_key,
        name_key,
        coalesce(year, 0) as year_key,
        min(person_id) as person_id
    from dated
    where person_id is not null
    group by film_id, organisation_key, name_key, coalesce(year, 0)
    having count(distinct person_id) = 1
),

received as (
    select
        dated.claim_id,
        dated.document_id,
        dated.film_id,
        coalesce(dated.person_id, only_persons.person_id) as person_id,
        dated.organisation,
        dated.award,
        dated.category,
        dated.year,
        dated.result,
        {{ place_of('dated.result', var('award_results')) }} as result_place,
        dated.detail,
        dated.organisation_key,
        dated.award_key,
        dated.name_key,
        dated.is_open
    from dated
    left join only_persons
        on
            dated.film_id = only_persons.film_id
            and dated.organisation_key = only_persons.organisation_key
            and dated.name_key = only_persons.name_key
            and coalesce(dated.year, 0) = only_persons.year_key
),

merged as (
    select
        film_id,
        organisation_key,
        award_key,
        name_key,
        is_open,
        year,
        person_id,
        {{ most_common('organisation') }} as organisation,
        {{ most_common('award') }} as award,
        {{ most_common('category') }} as category,
        min(result_place) as result_place,
        {{ most_common('detail') }} as detail,
        count(distinct document_id) as document_count,
        {{ sorted_set_of('claim_id') }} as claim_ids
    from received
    group by film_id, organisation_key, award_key, name_key, is_open, year, person_id
),

told_exactly as (
    -- One row per film, award and result of which somebody tells the category.
    select distinct
        film_id,
        organisation_key,
        award_key,
        result_place
    from merged
    where not is_open
)

select
    {{
        key('award', [
            'merged.film_id', 'merged.organisation_key', 'merged.name_key', 'merged.year',
            'merged.person_id',
        ])
    }} as award_id,
    -- What the rows of several receivers of one award share.
    {{
        key('prize', [
            'merged.film_id', 'merged.organisation_key', 'merged.name_key', 'merged.year',
        ])
    }} as prize_key,
    merged.film_id,
    merged.person_id,
    merged.organisation,
    merged.award,
    merged.category,
    merged.year,
    {{ word_at('merged.result_place', var('award_results')) }} as result,
    merged.detail,
    merged.document_count,
    merged.claim_ids,
    -- "Won an Oscar", where it is told elsewhere which: true, but not one more.
    merged.is_open and told_exactly.film_id is not null as is_restated
from merged
left join told_exactly
    on
        merged.film_id = told_exactly.film_id
        and merged.organisation_key = told_exactly.organisation_key
        and merged.award_key = told_exactly.award_key
        and merged.result_place = told_exactly.result_place
