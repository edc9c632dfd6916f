-- title: How many submissions each option of a filter would select
-- row: one option of one filter that would select a submission, together with the other filters
-- parameter of: front | more · the filters that come first in the filter bar, or the others
-- column filter: text · name of the filter in addresses
-- column id: text · id of the option in addresses
-- column submissions: integer, submissions · number of submissions that the option would select alone, together with the other filters
{# Each filter's options are counted without its own condition. Conditions on signatories must hold for the very signatory
   that has the option, those on points for the very point. Filters whose columns stand in the same relation are counted in
   one pass over its rows. -#}
{% set tables = {"signatory": "signatories", "submission": "submissions", "point": "points"} %}
{% macro met(on, but=[]) %}
{% for one in narrowing if one.on == on and one.name not in but %}

      AND {{ one.condition }}
{%- endfor %}
{% endmacro %}
{% macro in_table(name) %}

      AND submission_key IN (SELECT submission_key FROM {{ name }})
{%- endmacro %}
{% macro beside(on) %}
{% for other, table in tables.items() if other != on and met(other) %}{{ in_table("meeting_" ~ table) }}{% endfor %}
{% endmacro %}
{# The rows that meet all conditions but those of these filters; for each of these that is set, whether its own is met. #}
{% macro rows(on, counted) %}
(
        SELECT *
{%- for one in counted if one in narrowing %}, {{ one.condition }} AS meets_{{ one.name }}{% endfor %}

        FROM {{ tables[on] }}
        WHERE true
{%- if on == "submission" and met(on) and not counted | select("in", narrowing) | list %}{{ in_table("meeting_submissions") | indent }}
{%- else %}{{ met(on, counted | map(attribute="name") | list) | indent }}
{%- endif %}{{ beside(on) | indent }}
    ) of_selection
{%- endmacro %}
{% macro option(one, counted) %}
{% set others = counted | select("in", narrowing) | rejectattr("name", "eq", one.name) | map(attribute="name") | list %}
{{ "CASE WHEN meets_" ~ others | join(" AND meets_") ~ " THEN " if others }}{{ one.column }}{{ " END" if others }}
{%- endmacro %}
{# A theme that submissions must raise besides must be of the kind chosen. #}
{% macro kinds_beside_themes() %}
(
        SELECT * FROM points
        JOIN (SELECT DISTINCT submission_key, kind FROM points WHERE theme_id IN $filter_also_theme) USING (submission_key, kind)
        WHERE true{{ met("point", ["kind"]) | indent }}{{ in_table("meeting_signatories") | indent if met("signatory") }}
          AND submission_key IN (SELECT submission_key FROM submissions WHERE true{{ met("submission", ["also_theme"]) | indent }})
    ) of_selection
{%- endmacro %}
{% set counted_filters = filters | selectattr("bar") | selectattr("front", "eq", of == "front") | list %}
{% set beside_themes = counted_filters | selectattr("name", "eq", "kind") | list if active.also_theme else [] %}
WITH points_of_kind AS (SELECT * FROM points{{ " WHERE kind IN $filter_kind" if active.kind }}),
{% for on, table in tables.items() if met(on) %}
meeting_{{ table }} AS (SELECT submission_key FROM {{ table }} WHERE true{{ met(on) }}),
{% endfor %}
options AS (
{% for one in beside_themes %}
    SELECT '{{ one.name }}' AS filter, {{ one.column }} AS id, submission_key FROM {{ kinds_beside_themes() }}
    UNION ALL
{% endfor %}
{% for on, filters_on_table in counted_filters | reject("in", beside_themes) | groupby("on") %}
{% set is_last_table = loop.last %}
{% for source, counted in filters_on_table | groupby("source") %}
{% if counted | length == 1 %}
    SELECT '{{ counted[0].name }}' AS filter, {{ counted[0].column }} AS id, submission_key
    FROM {{ counted[0].counted_in(rows(on, counted)) }}
{% else %}
    SELECT filter, CASE filter
{%- for one in counted %} WHEN '{{ one.name }}' THEN {{ option(one, counted) }}{% endfor %} END AS id, submission_key
    FROM {{ counted[0].counted_in(rows(on, counted)) }}
    CROSS JOIN (VALUES {% for one in counted %}('{{ one.name }}'){{ ", " if not loop.last }}{% endfor %}) AS names(filter)
{% endif %}
    {{ "UNION ALL" if not (is_last_table and loop.last) }}
{% endfor %}
{% endfor %}
)
SELECT filter, id, count(DISTINCT submission_key) AS submissions
FROM options
WHERE id IS NOT NULL
GROUP BY ALL
ORDER BY filter, submissions DESC, id
