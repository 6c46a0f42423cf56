-- Grain: one row per award or nomination of a film and the person it was given to.
select
    awards.award_id,
    awards.film_id,
    awards.person_id,
    awards.organisation,
    awards.award,
    awards.category,
    cast(awards.year as {{ var('type_small') }}) as year,
    awards.result,
    awards.detail,
    cast(awards.document_count as {{ var('type_count') }}) as document_count
from {{ ref('int_awards__merged') }} as awards
