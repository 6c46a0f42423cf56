{#- Words as quoted texts between commas, for `in (…)`. -#}
{% macro quoted(words) -%}
    {%- for word in words -%}
        '{{ word | replace("'", "''") }}'{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
