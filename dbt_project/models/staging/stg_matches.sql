-- Grain: one row per film of a document that the catalogue may have, of documents in use.
with matches as (
    select
        document_id,
        film_no,
        imdb_id,
        phrase,
        score,
        other_imdb_id,
        other_score,
        weights,
        is_taken,
        is_undecided
    from {{ source('staging', 'stg_matches') }}
),

documents_out_of_use as (
    select document_id
    from {{ ref('stg_ledger') }}
    where status != 'parsed'
)

select
    matches.document_id,
    matches.film_no,
    nullif(matches.imdb_id, '') as imdb_id,
    matches.phrase,
    matches.score,
    nullif(matches.other_imdb_id, '') as other_imdb_id,
    matches.other_score,
    matches.weights,
    matches.is_taken,
    matches.is_undecided
from matches
where
    matches.document_id not in (
        select documents_out_of_use.document_id
        from documents_out_of_use
    )
