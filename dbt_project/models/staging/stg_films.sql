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

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
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
where
    films.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
