-- Grain: one row per mart.
with reviews as (
    select
        document_id,
        published_on
    from {{ ref('reviews') }}
),

documents as (
    select
        document_id,
        first_seen_at,
        claim_count
    from {{ ref('documents') }}
),

document_rows as (
    -- Rows of the marts that name the document they come from.
    {%- for mart in ['reviews', 'listings', 'screenings', 'document_films'] %}
        select
            'marts.{{ mart }}' as table_name,
            document_id
        from {{ ref(mart) }}
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

document_ages as (
    select
        document_rows.table_name,
        count(*) as row_count,
        max(documents.first_seen_at) as newest_document_at
    from document_rows
    inner join documents
        on document_rows.document_id = documents.document_id
    group by document_rows.table_name
),

review_ages as (
    select
        max(documents.first_seen_at) as newest_document_at,
        max(reviews.published_on) as newest_published_on
    from reviews
    inner join documents
        on reviews.document_id = documents.document_id
),

claim_ages as (
    select max(first_seen_at) as newest_document_at
    from documents
    where claim_count > 0
),

film_ages as (
    select max(updated_at) as newest_document_at
    from {{ ref('films') }}
),

person_ages as (
    select max(updated_at) as newest_document_at
    from {{ ref('persons') }}
),

ages as (
    {%- for mart in ['reviews', 'listings', 'screenings', 'document_films'] %}
        select
            'marts.{{ mart }}' as table_name,
            coalesce(max(row_count), 0) as row_count,
            max(newest_document_at) as newest_document_at
        from document_ages
        where table_name = 'marts.{{ mart }}'
        union all
    {%- endfor %}
    select
        'marts.documents' as table_name,
        count(*) as row_count,
        max(first_seen_at) as newest_document_at
    from documents
    {%- for mart, ages in [
        ('claims', 'claim_ages'),
        ('films', 'film_ages'),
        ('film_titles', 'film_ages'),
        ('credits', 'film_ages'),
        ('awards', 'film_ages'),
        ('persons', 'person_ages'),
        ('critics', 'review_ages'),
        ('publications', 'review_ages'),
    ] %}
        union all
        select
            'marts.{{ mart }}' as table_name,
            count(*) as row_count,
            (
                select {{ ages }}.newest_document_at
                from {{ ages }}
            ) as newest_document_at
        from {{ ref(mart) }}
    {%- endfor %}
    union all
    select
        'marts.id_redirects' as table_name,
        count(*) as row_count,
        cast(null as {{ var('type_instant') }}) as newest_document_at
    from {{ ref('id_redirects') }}
)

select
    ages.table_name,
    cast(ages.row_count as {{ var('type_big') }}) as row_count,
    case when ages.row_count > 0 then ages.newest_document_at end as newest_document_at,
    case
        when
            ages.row_count > 0
            and ages.table_name in (
                'marts.films', 'marts.reviews', 'marts.critics', 'marts.publications',
                'marts.documents', 'marts.document_films', 'marts.claims'
            )
            then review_ages.newest_published_on
    end as newest_published_on
from ages
cross join review_ages
