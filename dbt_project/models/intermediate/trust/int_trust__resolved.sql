{% set voted_on = var('single_attributes') + var('list_attributes') + var('person_attributes') %}

-- Grain: one row per source, kind of publication and topic of claims.
with topics as (
    {%- for attribute in voted_on %}
        select '{{ attribute }}' as topic
        {{ "union all" if not loop.last }}
    {%- endfor %}
),

publishers as (
    -- A source has many documents of the same kind.
    select distinct
        source,
        coalesce(publication_kind, '') as publication_kind
    from {{ ref('int_documents__described') }}
),

trust as (
    select
        source,
        publication_kind,
        attribute,
        trust
    from {{ ref('trust') }}
),

occurring as (
    select
        publishers.source,
        publishers.publication_kind,
        topics.topic
    from publishers
    cross join topics
),

ranked as (
    -- The most particular row counts: one that names the source before one that names the
    -- attribute, and that before one that names the kind.
    select
        occurring.source,
        occurring.publication_kind,
        occurring.topic,
        trust.trust,
        row_number() over (
            partition by occurring.source, occurring.publication_kind, occurring.topic
            order by
                trust.source = '*',
                trust.attribute = '*',
                trust.publication_kind = '*'
        ) as place
    from occurring
    inner join trust
        on
            trust.source in ('*', occurring.source)
            and trust.attribute in ('*', occurring.topic)
            and trust.publication_kind in ('*', occurring.publication_kind)
)

select
    ranked.source,
    ranked.publication_kind,
    ranked.topic,
    ranked.trust
from ranked
where ranked.place = 1
