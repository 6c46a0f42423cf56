-- Grain: one row per film that a document is about, of documents in use.
select
    document_id,
    film_no,
    title,
    titles,
    year,
    imdb_id,
    directors,
    people
from {{ source('staging', 'stg_films') }}
where {{ is_in_use() }}
