{# Makes `raised` (the column, submissions, organisations, points), one row for each value of a column of the points `of`, and
   `selected` (count), how many of the unit are selected. Organisations are counted apart: their join takes longest. -#}
{% macro raised(column, unit, of="selected_points") %}
points_made AS (
    SELECT {{ column }}, count(DISTINCT submission_key) AS submissions, count(*) AS points FROM {{ of }} GROUP BY ALL
),
organisations_behind AS ({{ units("organisations", points=column, of=of) }}),
raised AS (SELECT p.*, o.count AS organisations FROM points_made p JOIN organisations_behind o USING ({{ column }})),
selected AS ({{ units(unit) }})
{%- endmacro %}
