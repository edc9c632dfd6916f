{# How many of the unit of each side raise each value of a column of the points: `compared` (the column, side_id, side,
   position, count, total, submissions), and `placed` (the column, sides, raised_by and what orders the rows). Of a group,
   organisations of that group count. #}
{% macro raised_by_side(column, unit, by, of="selected_points") %}
{% set key = {"submissions": "submission_key", "organisations": "organisation_key", "points": "point_key"}[unit] %}
said AS (
    SELECT m.*, {{ column }}, {{ key }} AS unit
    FROM members m
    JOIN {{ of }} USING (submission_key)
{% if unit == "organisations" %}
    JOIN selected_signatories USING (submission_key)
    JOIN organisations o USING (organisation_key)
    {{ "WHERE o.stakeholder_group = m.side_id" if by == "group" }}
{% endif %}
),
totals AS (
    SELECT position, count(DISTINCT unit) AS total, count(DISTINCT submission_key) AS submissions
    FROM said
    GROUP BY ALL
),
counted AS (
    SELECT {{ column }}, side_id, side, position, count(DISTINCT unit) AS count
    FROM said
    WHERE {{ column }} IS NOT NULL
    GROUP BY ALL
),
compared AS (SELECT c.*, t.total, t.submissions FROM counted c JOIN totals t USING (position)),
placed AS (
    SELECT {{ column }}, count(*) AS raised_by, list(position ORDER BY position) AS positions,
           string_agg(side_id, ',' ORDER BY position) AS sides, min(count / total) AS least, sum(count) AS counts
    FROM compared
    GROUP BY ALL
)
{%- endmacro %}
