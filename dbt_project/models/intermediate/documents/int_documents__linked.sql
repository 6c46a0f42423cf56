-- Grain: one row per film that a document is about or names.
with film_documents as (
    select
        document_id,
        film_no,
        film_id
    from {{ ref('int_films__documented') }}
),

mentions as (
    select
        document_id,
        mention_no,
        film_id
    from {{ ref('stg_mention_links') }}
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
    from film_documents
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
