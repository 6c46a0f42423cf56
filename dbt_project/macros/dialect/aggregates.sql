{#-
    The most frequent value of a group, the first in order where several are; NULLs do not count.
    Most groups agree, and an ordered aggregate would sort every one of them: only the lists of
    those that do not are sorted. `mode` takes the first of equals in the order of the list.
-#}
{% macro most_common(value) %}
    {{- return(adapter.dispatch('most_common', 'reelhouse')(value)) -}}
{% endmacro %}

{% macro duckdb__most_common(value) -%}
    case
        when min({{ value }}) = max({{ value }})
            then min({{ value }})
        else list_aggregate(list_sort(list({{ value }})), 'mode')
    end
{%- endmacro %}

{#- How many rows of a group meet a condition. -#}
{% macro count_where(condition) %}
    {{- return(adapter.dispatch('count_where', 'reelhouse')(condition)) -}}
{% endmacro %}

{% macro duckdb__count_where(condition) -%}
    count(*) filter (where {{ condition }})
{%- endmacro %}

{#- How many different values the rows of a group that meet a condition have. -#}
{% macro count_distinct_where(value, condition) %}
    {{- return(adapter.dispatch('count_distinct_where', 'reelhouse')(value, condition)) -}}
{% endmacro %}

{% macro duckdb__count_distinct_where(value, condition) -%}
    count(distinct {{ value }}) filter (where {{ condition }})
{%- endmacro %}

{#- The value of the one row of a group that meets a condition. -#}
{% macro value_where(value, condition) %}
    {{- return(adapter.dispatch('value_where', 'reelhouse')(value, condition)) -}}
{% endmacro %}

{% macro duckdb__value_where(value, condition) -%}
    max({{ value }}) filter (where {{ condition }})
{%- endmacro %}

{#- Whether any row of a group meets a condition. -#}
{% macro any_row(condition) %}
    {{- return(adapter.dispatch('any_row', 'reelhouse')(condition)) -}}
{% endmacro %}

{% macro duckdb__any_row(condition) -%}
    coalesce(bool_or({{ condition }}), false)
{%- endmacro %}

{#-
    Sample standard deviation of an exact column, from exact sums: the aggregate of the engine adds
    floats, so its last digits depend on how the rows are spread over threads.
-#}
{% macro exact_stddev(value) %}
    {{- return(adapter.dispatch('exact_stddev', 'reelhouse')(value)) -}}
{% endmacro %}

{% macro duckdb__exact_stddev(value) -%}
    case
        when count({{ value }}) > 1
            then sqrt(
                cast(
                    count({{ value }}) * sum({{ value }} * {{ value }})
                    - sum({{ value }}) * sum({{ value }}) as double
                ) / (count({{ value }}) * (count({{ value }}) - 1))
            )
    end
{%- endmacro %}

{#- The middle value of a group, or the mean of the two in the middle. -#}
{% macro median_of(value) %}
    {{- return(adapter.dispatch('median_of', 'reelhouse')(value)) -}}
{% endmacro %}

{% macro duckdb__median_of(value) -%}
    median({{ value }})
{%- endmacro %}
