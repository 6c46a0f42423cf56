{#- A stable text key: the prefix, then 20 hexadecimal digits of a hash of the parts in order. -#}
{% macro key(prefix, parts) %}
    {{- return(adapter.dispatch('key', 'reelhouse')(prefix, parts)) -}}
{% endmacro %}

{% macro duckdb__key(prefix, parts) -%}
    '{{ prefix }}_' || left(md5(
        {%- for part in parts %}
            {{- "" if loop.first else " || chr(31) || " -}}
            coalesce(cast({{ part }} as varchar), '')
        {%- endfor -%}
    ), 20)
{%- endmacro %}
