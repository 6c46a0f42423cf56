{#-
    Claims with the film and person they are about, of documents that meet a condition on
    `document_id`. It is asked of each table before they are joined: DuckDB would join them all.
-#}
{% macro identified_claims(of_documents='true') -%}
    with claims as (
        select
            claim_id,
            document_id,
            film_no,
            subject_name,
            attribute,
            value,
            value_normalised,
            detail,
            span_start,
            span_end,
            quote,
            rule,
            confidence,
            {{ is_part('attribute') }} as is_part
        from {{ ref('stg_claims') }}
        where {{ of_documents }}
    ),

    named as (
        -- Who has a part in a film is the value; whom else something is said of is the subject.
        select
            claim_id,
            document_id,
            film_no,
            subject_name,
            attribute,
            value,
            value_normalised,
            detail,
            span_start,
            span_end,
            quote,
            rule,
            confidence,
            is_part,
            case
                when is_part
                    then value
                when attribute != 'screening'
                    then subject_name
            end as person_name
        from claims
    ),

    film_documents as (
        select
            document_id,
            film_no,
            film_id
        from {{ ref('int_films__documented') }}
        where {{ of_documents }}
    ),

    person_links as (
        select
            document_id,
            film_no,
            name,
            person_id
        from {{ ref('stg_person_links') }}
        where {{ of_documents }}
    )

    select
        named.claim_id,
        named.document_id,
        named.film_no,
        film_documents.film_id,
        person_links.person_id,
        named.person_name,
        named.is_part,
        named.subject_name,
        named.attribute,
        named.value,
        named.value_normalised,
        named.detail,
        named.span_start,
        named.span_end,
        named.quote,
        named.rule,
        named.confidence
    from named
    left join film_documents
        on
            named.document_id = film_documents.document_id
            and named.film_no = film_documents.film_no
    left join person_links
        on
            named.document_id = person_links.document_id
            and coalesce(named.film_no, -1) = person_links.film_no
            and named.person_name = person_links.name
{%- endmacro %}

{#- The claims that a model has to look at: of touched documents, or where it is built anew, all. -#}
{% macro claims_to_look_at() -%}
    {#- Both are named outside of the condition, so that dbt knows of both. -#}
    {%- set identified, touched = ref('int_claims__identified'), ref('int_claims__touched') -%}
    {{ touched if is_incremental() else identified }}
{%- endmacro %}
