{# How many of the unit (submissions, organisations or points) there are, as `count`: in all, or for each value of columns of the
   points, of the organisations behind them, or of the submissions. `of` are other points than those selected. With `sizes`
   it is told, too, of how many `submissions` they are. #}
{% macro units(unit, points="", organisations="", submissions="", of="", sizes=false) %}
{% set by = [points, organisations, submissions] | select | join(", ") %}
{% set key = {"submissions": "submission_key", "organisations": "organisation_key", "points": "point_key"}[unit] %}
{% set sources = [
    (of or "selected_points") if points or of or unit == "points",
    "selected_signatories" if organisations or unit == "organisations",
    "selected_submissions" if submissions,
] | select | list or ["selected_submissions"] %}
{% filter trim | indent %}
SELECT {{ by ~ ", " if by }}count(DISTINCT {{ key }}) AS count{{ ", count(DISTINCT submission_key) AS submissions" if sizes }}
FROM {{ sources[0] }}
{% for one in sources[1:] %}
JOIN {{ one }} USING (submission_key)
{% endfor %}
{% if organisations %}
JOIN organisations USING (organisation_key)
{% endif %}
{% if by %}
GROUP BY ALL
{% endif %}
{% endfilter %}
{%- endmacro %}

{# What share of the units has something. `counted` and `totals` say what units() counts, `by` which columns the totals have;
   `every` total is there, also where nothing is counted. Gives `shares` (columns, count, total, share, submissions: those
   of the total). #}
{% macro shares(unit, counted, totals, by="", every=false) %}
counted AS ({{ units(unit, **counted) }}),
totals AS ({{ units(unit, sizes=true, **totals) }}),
shares AS (
    SELECT {{ "t.* EXCLUDE (count, submissions)" if every else "c.* EXCLUDE (count)" }}, coalesce(c.count, 0) AS count,
           t.count AS total, round(100.0 * coalesce(c.count, 0) / t.count, 1) AS share, t.submissions
    FROM totals t
    {{ ("LEFT JOIN" if every else "JOIN") ~ " counted c USING (" ~ by ~ ")" if by else "CROSS JOIN counted c" }}
)
{%- endmacro %}

{# How many submissions make points, how many organisations stand behind these, and how many points: for each value of columns. #}
{% macro measures(columns, of) %}
{% filter trim | indent %}
SELECT {{ columns }}, count(DISTINCT submission_key) AS submissions,
       count(DISTINCT organisation_key) AS organisations, count(DISTINCT point_key) AS points
FROM {{ of }}
JOIN selected_signatories USING (submission_key)
GROUP BY ALL
{% endfilter %}
{%- endmacro %}
