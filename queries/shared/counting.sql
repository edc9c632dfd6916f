{# Counts the unit (submissions, organisations or points) as `count`. The columns in `points`, `organisations` and
   `submissions` group the count; without columns there is one total. `of` names a table of points to count in place of
   the selected ones. `sizes` adds the number of submissions. #}
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

{# Makes the table `shares` (columns, count, total, share, submissions of the total). `counted` and `totals` are the
   arguments of units() for the two counts; `by` names the columns of the totals. With `every`, totals without a count
   have a row, too. #}
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

{# Counts submissions, organisations and points for each value of `columns` in the points `of`. #}
{% macro measures(columns, of) %}
{% filter trim | indent %}
SELECT {{ columns }}, count(DISTINCT submission_key) AS submissions,
       count(DISTINCT organisation_key) AS organisations, count(DISTINCT point_key) AS points
FROM {{ of }}
JOIN selected_signatories USING (submission_key)
GROUP BY ALL
{% endfilter %}
{%- endmacro %}

{# The code and short title of an action line; a field whose id goes on from that of its line has the code of the line:
   C7 E-health for C7-ehea. `of` is what action_lines is called in the statement. #}
{% macro line_name(of) -%}
CASE WHEN starts_with({{ of }}.action_line_id, {{ of }}.parent_id || '-') THEN {{ of }}.parent_id ELSE {{ of }}.action_line_id END || ' ' || {{ of }}.short_title
{%- endmacro %}
