{{ config(meta={'touches': ['subject_id']}) }}

-- Grain: one row per film or person that identity knows an id of IMDb of.
select
    id as subject_id,
    min(imdb_id) as imdb_id
from {{ ref('stg_authority_ids') }}
group by id
