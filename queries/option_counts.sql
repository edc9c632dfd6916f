-- title: How many submissions each option of a filter would select
-- row: one option of one filter that would select a submission, together with the other filters
-- parameter of: front | more · the filters that come first in the filter bar, or the others
-- column filter: text · name of the filter in addresses
-- column id: text · id of the option in addresses
-- column submissions: integer, submissions · number of submissions that the option would select alone, together with the other filters
{# Each filter's options are counted without its own condition. Conditions on signatories must hold for the very signatory
   that has the option, those on points for the very point. -#}
{% set tables = {"signatory": "signatories", "submission": "submissions", "point": "points"} %}
{% macro met(on, but="") %}
{% for one in narrowing if one.on == on and one.name != but %}

      AND {{ one.condition }}
{%- endfor %}
{% endmacro %}
{% macro in_table(name) %}

      AND submission_key IN (SELECT submission_key FROM {{ name }})
{%- endmacro %}
{% macro beside(on) %}
{% for other, table in tables.items() if other != on and met(other) %}{{ in_table("meeting_" ~ table) }}{% endfor %}
{% endmacro %}
{% macro rows(one) %}
{% set table = tables[one.on] %}
(
        SELECT * FROM {{ table }}
        WHERE true
{%- if one.on == "submission" and met("submission") and not active[one.name] %}{{ in_table("meeting_submissions") | indent }}
{%- else %}{{ met(one.on, one.name) | indent }}
{%- endif %}{{ in_table("beside_" ~ table) | indent if beside(one.on) }}
    ) of_selection
{%- endmacro %}
{# A theme that submissions must raise besides must be of the kind chosen. #}
{% macro kinds_beside_themes() %}
(
        SELECT * FROM points
        JOIN (SELECT DISTINCT submission_key, kind FROM points WHERE theme_id IN $filter_also_theme) USING (submission_key, kind)
        WHERE true{{ met("point", "kind") | indent }}{{ in_table("meeting_signatories") | indent if met("signatory") }}
          AND submission_key IN (SELECT submission_key FROM submissions WHERE true{{ met("submission", "also_theme") | indent }})
    ) of_selection
{%- endmacro %}
WITH points_of_kind AS (SELECT * FROM points{{ " WHERE kind IN $filter_kind" if active.kind }}),
{% for on, table in tables.items() if met(on) %}
meeting_{{ table }} AS (SELECT submission_key FROM {{ table }} WHERE true{{ met(on) }}),
{% endfor %}
{% for on, table in tables.items() if beside(on) %}
beside_{{ table }} AS (SELECT submission_key FROM submissions WHERE true{{ beside(on) }}),
{% endfor %}
options AS (
{% for one in filters if one.bar and one.front == (of == "front") %}
    {{ "UNION ALL" if not loop.first }}
    SELECT '{{ one.name }}' AS filter, {{ one.column }} AS id, submission_key
    FROM {{ kinds_beside_themes() if one.name == "kind" and active.also_theme else one.counted_in(rows(one)) }}
{% endfor %}
)
SELECT filter, id, count(DISTINCT submission_key) AS submissions
FROM options
WHERE id IS NOT NULL
GROUP BY ALL
ORDER BY filter, submissions DESC, id
