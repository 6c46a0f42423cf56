{#-
    What two spellings of one value have in common: case, accents, punctuation and runs of white
    space do not count. A text of nothing but signs stands for itself.
-#}
{% macro comparable(text) %}
    {{- return(adapter.dispatch('comparable', 'reelhouse')(text)) -}}
{% endmacro %}

{% macro duckdb__comparable(text) -%}
    coalesce(
        nullif(
            trim(regexp_replace(
                lower(strip_accents(replace({{ text }}, '&', ' and '))), '[^\p{L}\p{N}]+', ' ', 'g'
            )),
            ''
        ),
        nullif(trim(lower({{ text }})), '')
    )
{%- endmacro %}

{#- Whether a text is written in capitals only. -#}
{% macro is_shouted(text) %}
    {{- return(adapter.dispatch('is_shouted', 'reelhouse')(text)) -}}
{% endmacro %}

{% macro duckdb__is_shouted(text) -%}
    ({{ text }} = upper({{ text }}) and {{ text }} != lower({{ text }}))
{%- endmacro %}

{#- A whole number that fits the type, else NULL. -#}
{% macro number_from(text, type) %}
    {{- return(adapter.dispatch('number_from', 'reelhouse')(text, type)) -}}
{% endmacro %}

{% macro duckdb__number_from(text, type) -%}
    try_cast({{ text }} as {{ type }})
{%- endmacro %}

{#- The letter grade in a rating as printed: `B+` in "Grade: B plus", `A-` in "a−"; else NULL. -#}
{% macro letter_grade(text) %}
    {{- return(adapter.dispatch('letter_grade', 'reelhouse')(text)) -}}
{% endmacro %}

{% macro duckdb__letter_grade(text) -%}
    nullif(regexp_extract(
        regexp_replace(
            regexp_replace(upper({{ text }}), '[ -]*(−|–|MINUS)', '-', 'g'), ' *PLUS', '+', 'g'
        ),
        '(?:^|[^A-Z])([A-F][+-]?)(?:$|[^A-Z+-])', 1
    ), '')
{%- endmacro %}

{#-
    A name with the family name first: "Panh, Rithy", "von Trier, Lars". The last word is taken for
    the family name, together with the particles before it and a suffix after it; but a last word
    like Woo-shik is a Korean or Chinese given name, and the family name stands first already.
-#}
{% macro family_name_first(name) %}
    {{- return(adapter.dispatch('family_name_first', 'reelhouse')(name)) -}}
{% endmacro %}

{% macro duckdb__family_name_first(name) -%}
    {%- set particles = var('name_particles') | join('|') -%}
    {%- set suffixes = var('name_suffixes') | join('|') | replace('.', '\\.') -%}
    regexp_replace(
        regexp_replace({{ name }}, '^([^\s,]+)\s+(\p{Lu}\p{Ll}+-\p{Ll}+)$', '\1, \2'),
        '^([^\s,][^,]*?)\s+((?:(?:{{ particles }})\s+)*\S+?(?:,?\s+(?:{{ suffixes }}))?)$',
        '\2, \1',
        'i'
    )
{%- endmacro %}

{#- Whether a text begins with another, whatever the case. -#}
{% macro begins_with(text, beginning) %}
    {{- return(adapter.dispatch('begins_with', 'reelhouse')(text, beginning)) -}}
{% endmacro %}

{% macro duckdb__begins_with(text, beginning) -%}
    starts_with(lower({{ text }}), {{ beginning }})
{%- endmacro %}

{#- Whether a list has a value. -#}
{% macro has_value(list, value) %}
    {{- return(adapter.dispatch('has_value', 'reelhouse')(list, value)) -}}
{% endmacro %}

{% macro duckdb__has_value(list, value) -%}
    list_contains({{ list }}, {{ value }})
{%- endmacro %}
