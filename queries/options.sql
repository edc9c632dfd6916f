-- title: What the data can be filtered by
-- row: one option of one filter
-- column filter: text · name of the filter in addresses
-- column id: text · id of the option in addresses
-- column label: text · name of the option in the data; empty if the id belongs to a closed list
-- column note: text · what tells the option from others: its full name, kind or theme
-- column submissions: integer, submissions · number of selected submissions that the option fits
-- column position: integer · place of the option in the list
{% set submission_columns, point_columns, signatory_columns = "*", "*", "*" %}
WITH {% include "shared/selection.sql" %},
known AS (
{% for one in filters if one.options %}
    {{ "UNION ALL" if not loop.first }}
    SELECT '{{ one.name }}' AS filter, id, label, note, sort FROM ({{ one.options }})
{% endfor %}
){{ "," if rows != "number" }}
{% if rows == "number" %}
SELECT count(*) AS rows FROM known
{% else %}
counted AS (
{% for one in filters if one.options %}
    {{ "UNION ALL" if not loop.first }}
    SELECT '{{ one.name }}' AS filter, {{ one.column }} AS id, count(DISTINCT submission_key) AS submissions
    FROM {{ one.counted_in(("selected_" if narrowing else "") ~ ("signatories" if one.on == "signatory" else one.on ~ "s")) }}
    GROUP BY ALL
{% endfor %}
)
SELECT filter, id, k.label, k.note, coalesce(c.submissions, 0) AS submissions,
       row_number() OVER (PARTITION BY filter ORDER BY k.sort, id) AS position
FROM known k
LEFT JOIN counted c USING (filter, id)
ORDER BY filter, position
{{ "LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
{% endif %}
