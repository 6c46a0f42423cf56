{#-
    Whether a model has to look at a row again, by its document; always, where it is built anew.
    Which documents are touched is noted before dbt starts (pipelines/warehouse/touched.py). Only
    for models whose rows depend on one document and on seeds and variables, on nothing else.
-#}
{% macro of_touched_document(column='document_id') -%}
    {%- if is_incremental() -%}
        {{ touched_documents(column) }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- The same by the film or person that a row is about. -#}
{% macro of_touched_subject(column) -%}
    {%- if is_incremental() -%}
        {{ touched_subjects(column) }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- The same where it depends on all that its document's publication has, or had before. -#}
{% macro of_touched_publication(column='document_id') -%}
    {#- Named outside of the condition, so that dbt knows of it before anything is touched. -#}
    {%- set described = ref('int_documents__described') -%}
    {%- if is_incremental() -%}
        {{ column }} in (
            select documents.document_id
            from {{ described }} as documents
            where
                {{ touched_documents('documents.document_id') }}
                or {{ touched_subjects('documents.publication_id') }}
                or documents.publication_id in (
                    select published.publication_id
                    from {{ described }} as published
                    where {{ touched_documents('published.document_id') }}
                )
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro touched_documents(column) -%}
    {{ column }} in (select touched.document_id from building.touched_documents as touched)
{%- endmacro %}

{% macro touched_subjects(column) -%}
    {{ column }} in (select touched.subject_id from building.touched_subjects as touched)
{%- endmacro %}

{#-
    Rows in place of all that the predicates name, and of those with the same unique key where
    there is one. Done twice it does the same, so a run that was killed does no harm.
-#}
{% macro get_incremental_replace_touched_sql(arguments) -%}
    {%- set target = arguments['target_relation'] -%}
    {%- set incoming = arguments['temp_relation'] -%}
    {%- set columns = get_quoted_csv(arguments['dest_columns'] | map(attribute='name')) -%}
    delete from {{ target }} as stored
    where
        {{ arguments['incremental_predicates'] | join(' or ') }}
        {%- if arguments['unique_key'] %}
            or stored.{{ arguments['unique_key'] }} in (
                select incoming.{{ arguments['unique_key'] }} from {{ incoming }} as incoming
            )
        {%- endif %};
    insert into {{ target }} ({{ columns }})
    select {{ columns }} from {{ incoming }};
{%- endmacro %}
