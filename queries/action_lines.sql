-- title: The action lines, and how often they are cited
-- row: one action line, or a field of one, whether or not a selected point cites it
-- columns: action_line, title, submissions, organisations, points, description, facilitators, source_url, parent_id
-- columns: action_line_id
-- column title: text · its full title
-- column submissions: integer, submissions · selected submissions with a point that cites it, or one of its fields
-- column points: integer, points · selected points that cite it, or one of its fields; each once
-- column description: text · what it is about
-- column facilitators: text · the UN bodies that facilitate it, separated by semicolons
-- column source_url: text · the page that says so
-- column parent_id: text · the action line that it is a field of
WITH {% include "shared/selection.sql" %},
{% include "shared/points_citing.sql" %},
cited AS ({{ measures("action_line_id", of="points_citing") }})
SELECT {{ line_name("l") }} AS action_line, l.title, coalesce(c.submissions, 0) AS submissions,
       coalesce(c.organisations, 0) AS organisations, coalesce(c.points, 0) AS points,
       l.description, l.facilitators, l.source_url, l.parent_id, l.action_line_id
FROM action_lines l
LEFT JOIN cited c USING (action_line_id)
ORDER BY try_cast(regexp_extract(l.action_line_id, '\d+') AS INTEGER), l.action_line_id
