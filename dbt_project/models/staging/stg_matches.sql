-- Grain: one row per film of a document that the catalogue may have, of documents in use.
select
    document_id,
    film_no,
    nullif(imdb_id, '') as imdb_id,
    phrase,
    score,
    nullif(other_imdb_id, '') as other_imdb_id,
    other_score,
    weights,
    is_taken,
    is_undecided
from {{ source('staging', 'stg_matches') }}
where {{ is_in_use() }}
