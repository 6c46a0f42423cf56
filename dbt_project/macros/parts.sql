{#- Whether the value of an attribute is a person with a part in a film. -#}
{% macro is_part(attribute) -%}
    (
        {{ attribute }} in ({{ quoted(var('part_attributes')) }})
        or {{ attribute }} like 'credit:%'
    )
{%- endmacro %}
