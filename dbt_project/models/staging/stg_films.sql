-- Grain: one row per film that a document is about, of documents in use.
with films as (
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
),

documents_in_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status = 'parsed'
)

select
    films.document_id,
    films.film_no,
    films.title,
    films.titles,
    films.year,
    films.imdb_id,
    films.directors,
    films.people
from films
inner join documents_in_use
    on films.document_id = documents_in_use.document_id
