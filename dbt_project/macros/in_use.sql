{#-
    Whether a row is of a document in use: one that was parsed, and is no copy. Those that are not are
    few: it is they that are looked up.
-#}
{% macro is_in_use(column='document_id') -%}
    {{ column }} not in (
        select ledger.document_id
        from {{ ref('stg_ledger') }} as ledger
        where ledger.status != 'parsed'
    )
{%- endmacro %}
