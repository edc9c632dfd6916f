-- title: The action lines, and how often submissions cite them
-- row: one action line, or one field of an action line; also if no selected point cites it
-- columns: action_line, title, submissions, organisations, points, description, facilitators, source_url, parent_id
-- columns: action_line_id
-- column title: text · full title of the action line
-- column submissions: integer, submissions · number of selected submissions with a point that cites the action line, or one of its fields
-- column points: integer, points · number of selected points that cite the action line, or one of its fields; each point counts once
-- column description: text · what the action line is about
-- column facilitators: text · the UN bodies that facilitate the action line, separated by semicolons
-- column source_url: text · address of the page that says this
-- column parent_id: text · id of the action line that the field belongs to; empty for an action line
WITH {% include "shared/selection.sql" %},
{% include "shared/points_citing.sql" %},
cited AS ({{ measures("action_line_id", of="points_citing") }})
SELECT {{ line_name("l") }} AS action_line, l.title, coalesce(c.submissions, 0) AS submissions,
       coalesce(c.organisations, 0) AS organisations, coalesce(c.points, 0) AS points,
       l.description, l.facilitators, l.source_url, l.parent_id, l.action_line_id
FROM action_lines l
LEFT JOIN cited c USING (action_line_id)
ORDER BY try_cast(regexp_extract(l.action_line_id, '\d+') AS INTEGER), l.action_line_id
