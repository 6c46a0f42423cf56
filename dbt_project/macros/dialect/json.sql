{#- Text as JSON; NULL where it is none. -#}
{% macro json_from(text) %}
    {{- return(adapter.dispatch('json_from', 'reelhouse')(text)) -}}
{% endmacro %}

{% macro duckdb__json_from(text) -%}
    try_cast({{ text }} as json)
{%- endmacro %}

{#- A member of a JSON object as text. -#}
{% macro json_text(object, name) %}
    {{- return(adapter.dispatch('json_text', 'reelhouse')(object, name)) -}}
{% endmacro %}

{% macro duckdb__json_text(object, name) -%}
    json_extract_string({{ object }}, '$.{{ name }}')
{%- endmacro %}
