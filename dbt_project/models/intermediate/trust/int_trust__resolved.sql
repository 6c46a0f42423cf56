-- Grain: one row per source, kind of publication and topic of claims that occur together.
with claims as (
    -- One row per document and topic is enough to see what occurs.
    select distinct
        document_id,
        split_part(attribute, ':', 1) as topic
    from {{ ref('stg_claims') }}
),

documents as (
    select
        document_id,
        source,
        publication_kind
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
    -- The same three occur in many documents.
    select distinct
        documents.source,
        coalesce(documents.publication_kind, '') as publication_kind,
        claims.topic
    from claims
    inner join documents
        on claims.document_id = documents.document_id
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
