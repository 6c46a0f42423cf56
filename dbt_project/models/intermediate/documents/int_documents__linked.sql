{{
    config(
        materialized='incremental',
        incremental_strategy='replace_touched',
        unique_key='document_id',
        incremental_predicates=[
            touched_documents('document_id'),
            "relation = 'mention' and " ~ touched_subjects('film_id'),
        ],
        meta={'touches': ['document_id']},
    )
}}

-- Grain: one row per film that a document is about or names.
with documents as (
    -- One that names a film in passing depends on whether any document is about that.
    select document_id
    from {{ ref('int_documents__described') }}
    where {{ of_touched_document() }}
    union
    select document_id
    from {{ ref('stg_mention_links') }}
    where {{ of_touched_subject('film_id') }}
),

film_documents as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('int_films__documented') }}
    where
        document_id in (
            select documents.document_id
            from documents
        )
),

mentions as (
    select
        document_id,
        mention_no,
        film_id
    from {{ ref('stg_mention_links') }}
    where
        document_id in (
            select documents.document_id
            from documents
        )
),

about as (
    select
        document_id,
        film_id,
        min(film_no) as first_no
    from film_documents
    group by document_id, film_id
),

known_films as (
    -- The same film stands here once, however many documents are about it.
    select distinct film_id
    from {{ ref('int_films__documented') }}
    where
        film_id in (
            select mentions.film_id
            from mentions
        )
),

mentioned as (
    -- A mention of a film that no document is about, known from reference data only, is left out.
    select
        mentions.document_id,
        mentions.film_id,
        min(mentions.mention_no) as first_no
    from mentions
    inner join known_films
        on mentions.film_id = known_films.film_id
    left join about
        on
            mentions.document_id = about.document_id
            and mentions.film_id = about.film_id
    where about.film_id is null
    group by mentions.document_id, mentions.film_id
),

relations as (
    select
        about.document_id,
        about.film_id,
        about.first_no,
        'about' as relation
    from about
    union all
    select
        mentioned.document_id,
        mentioned.film_id,
        mentioned.first_no,
        'mention' as relation
    from mentioned
)

select
    relations.document_id,
    relations.film_id,
    row_number() over (
        partition by relations.document_id, relations.relation
        order by relations.first_no, relations.film_id
    ) as position,
    relations.relation
from relations
