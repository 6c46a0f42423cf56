{#- The place of a word in a list, from 1; NULL where it is not in it. -#}
{% macro place_of(word, words) -%}
    case {{ word }}
        {%- for other in words %}
            when '{{ other }}' then {{ loop.index }}
        {%- endfor %}
    end
{%- endmacro %}

{#- The word at a place of a list, from 1. -#}
{% macro word_at(place, words) -%}
    case {{ place }}
        {%- for word in words %}
            when {{ loop.index }} then '{{ word }}'
        {%- endfor %}
    end
{%- endmacro %}
