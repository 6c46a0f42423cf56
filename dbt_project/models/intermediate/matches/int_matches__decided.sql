{{ config(materialized='view') }}

-- Grain: one row per kind, film of a document, and title or name in it.
with films as (
    select
        document_id,
        film_no,
        title
    from {{ ref('stg_films') }}
),

of_films as (
    select
        'film' as kind,
        links.document_id,
        links.film_no,
        films.title as name,
        links.film_id as matched_id,
        case
            when links.is_undecided then 'undecided'
            when links.evidence = 'alone' then 'alone'
            else 'taken'
        end as decision,
        links.evidence,
        links.score,
        links.weights,
        links.runner_up_id,
        links.runner_up_score
    from {{ ref('stg_film_links') }} as links
    inner join films
        on
            links.document_id = films.document_id
            and links.film_no = films.film_no
),

of_persons as (
    select
        'person' as kind,
        document_id,
        film_no,
        name,
        person_id as matched_id,
        case
            when is_undecided then 'undecided'
            when score is null and evidence = 'name' then 'alone'
            else 'taken'
        end as decision,
        evidence,
        score,
        weights,
        runner_up_id,
        runner_up_score
    from {{ ref('stg_person_links') }}
),

of_catalogue as (
    select
        'catalogue' as kind,
        document_id,
        film_no,
        phrase as name,
        imdb_id as matched_id,
        case
            when is_taken then 'taken'
            when is_undecided then 'undecided'
            else 'not_taken'
        end as decision,
        'catalogue' as evidence,
        score,
        weights,
        other_imdb_id as runner_up_id,
        other_score as runner_up_score
    from {{ ref('stg_matches') }}
)

select * from of_films
union all
select * from of_persons
union all
select * from of_catalogue
