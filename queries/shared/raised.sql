{# How often each value of a column of the points `said` is raised, as `raised` (submissions, organisations, points), and how many of
   the unit are selected, as `selected` (count). Organisations are counted apart, as a join takes longest with many points. -#}
{% macro raised(column, unit, of="selected_points") %}
points_made AS (
    SELECT {{ column }}, count(DISTINCT submission_key) AS submissions, count(*) AS points FROM {{ of }} GROUP BY ALL
),
organisations_behind AS ({{ units("organisations", points=column, of=of) }}),
raised AS (SELECT p.*, o.count AS organisations FROM points_made p JOIN organisations_behind o USING ({{ column }})),
selected AS ({{ units(unit) }})
{%- endmacro %}
