-- title: What can be filtered by
-- row: one option of one filter
-- column filter: text · the filter's name in an address
-- column id: text · the option's id in an address
-- column label: text · the data's own name for it; empty where the id is a closed list's
-- column note: text · what tells it from others: full name, kind, theme
-- column submissions: integer, submissions · selected submissions that have it
-- column position: integer · its place in the list
WITH {% include "shared/selection.sql" %},
known AS (
{% for one in filters if one.options %}
    {{ "UNION ALL" if not loop.first }}
    SELECT '{{ one.name }}' AS filter, id, label, note, sort FROM ({{ one.options }})
{% endfor %}
),
counted AS (
{% for one in filters if one.options %}
    {{ "UNION ALL" if not loop.first }}
    SELECT '{{ one.name }}' AS filter, {{ one.column }} AS id, count(DISTINCT submission_key) AS submissions
    FROM {{ one.counted_in("selected_signatories" if one.on == "signatory" else "selected_" ~ one.on ~ "s") }}
    GROUP BY ALL
{% endfor %}
)
SELECT filter, id, k.label, k.note, coalesce(c.submissions, 0) AS submissions,
       row_number() OVER (PARTITION BY filter ORDER BY k.sort, id) AS position
FROM known k
LEFT JOIN counted c USING (filter, id)
ORDER BY filter, position
