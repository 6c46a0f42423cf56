{#- Lists. None of these ever gives NULL: without values the list is empty. -#}

{#- The values of a group as a list in an order, without NULLs. -#}
{% macro list_of(value, order_by) %}
    {{- return(adapter.dispatch('list_of', 'reelhouse')(value, order_by)) -}}
{% endmacro %}

{% macro duckdb__list_of(value, order_by) -%}
    coalesce(list({{ value }} order by {{ order_by }}) filter (where {{ value }} is not null), [])
{%- endmacro %}

{#- The same for the rows of the group that meet a condition. -#}
{% macro list_where(value, condition, order_by) %}
    {{- return(adapter.dispatch('list_where', 'reelhouse')(value, condition, order_by)) -}}
{% endmacro %}

{% macro duckdb__list_where(value, condition, order_by) -%}
    coalesce(
        list({{ value }} order by {{ order_by }})
            filter (where {{ condition }} and {{ value }} is not null),
        []
    )
{%- endmacro %}

{#- The different values of a group as a sorted list, without NULLs. -#}
{% macro sorted_set_of(value) %}
    {{- return(adapter.dispatch('sorted_set_of', 'reelhouse')(value)) -}}
{% endmacro %}

{% macro duckdb__sorted_set_of(value) -%}
    coalesce(
        list_sort(list(distinct {{ value }}) filter (where {{ value }} is not null)), []
    )
{%- endmacro %}

{#- A list that an outer join may have left NULL. -#}
{% macro filled_list(list) %}
    {{- return(adapter.dispatch('filled_list', 'reelhouse')(list)) -}}
{% endmacro %}

{% macro duckdb__filled_list(list) -%}
    coalesce({{ list }}, [])
{%- endmacro %}

{#- One row per value of the list. -#}
{% macro rows_of(list) %}
    {{- return(adapter.dispatch('rows_of', 'reelhouse')(list)) -}}
{% endmacro %}

{% macro duckdb__rows_of(list) -%}
    unnest({{ list }})
{%- endmacro %}
