{#-
    Whether a model has to look at a row again, by its document; always, where it is built anew.
    Which documents are touched is noted before the models are built (pipelines/warehouse/touched.py).
    Only for models whose rows depend on one document and on seeds and variables, on nothing else.
-#}
{% macro of_touched_document(column='document_id') -%}
    {%- if is_incremental() -%}
        {{ touched_documents(column) }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#-
    The same by the film or person that a row is about, or whatever else was touched: where a model
    names a column in `meta.touches`, its values in the rows that turn out otherwise are touched for
    the models that come after it (pipelines/warehouse/models.py). The column is called by the kind
    of what it names, or that is told.
-#}
{% macro of_touched_subject(column, kind=none) -%}
    {%- if is_incremental() -%}
        {{ touched_subjects(column, kind) }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- The same where it depends on one document, and on the scale that its publication rates by. -#}
{% macro of_touched_publication(column='document_id') -%}
    {#- Named outside of the condition, so that dbt knows of it before anything is touched. -#}
    {%- set described = ref('int_documents__described') -%}
    {%- if is_incremental() -%}
        {{ column }} in (
            select touched.document_id from building.touched_documents as touched
            union all
            select documents.document_id
            from {{ described }} as documents
            where {{ touched_subjects('documents.publication_id') }}
        )
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{% macro touched_documents(column) -%}
    {{ column }} in (select touched.document_id from building.touched_documents as touched)
{%- endmacro %}

{#- Where it is one that is touched, DuckDB passes over all others, so films are not asked for with
    persons where a column can be of one of them alone. -#}
{% macro touched_subjects(column, kind=none) -%}
    {%- set kind = kind or column.split('.')[-1].removesuffix('_id') -%}
    {%- set kinds = {
        'film': ['film', 'subject'],
        'person': ['person', 'subject'],
        'subject': ['film', 'person', 'subject'],
    } -%}
    {{ column }} in (
        select touched.subject_id
        from building.touched_subjects as touched
        where touched.kind in ({{ quoted(kinds.get(kind, [kind])) }})
    )
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
