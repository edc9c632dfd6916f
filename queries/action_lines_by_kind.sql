-- title: As which kind of point each action line is cited
-- row: one action line, or a field of one, that selected points of one kind cite
-- parameter unit: submissions | organisations | points · what is counted
-- parameter lines: all | filtered · where action lines are filtered by: only those, or also what is cited beside them
-- column action_line: text · its code and short title
-- column kind: text · achievement, challenge, recommendation or position
-- column count: integer, units · how many of the unit have such a point; a line's with those that cite its fields
-- column total: integer, units · how many of the unit cite any action line
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points, each once
-- column action_line_id: text · the action line
WITH {% include "shared/selection.sql" %},
{% include "shared/points_citing.sql" %},
cited AS ({{ measures("action_line_id, kind", of="points_citing") }}),
total AS ({{ units(unit, of="points_citing") }})
SELECT c.action_line_id || ' ' || l.short_title AS action_line, c.kind, c.{{ unit }} AS count, t.count AS total,
       round(100.0 * c.{{ unit }} / t.count, 1) AS share, c.submissions, c.organisations, c.points, c.action_line_id
FROM cited c
CROSS JOIN total t
JOIN action_lines l ON l.action_line_id = c.action_line_id
{{ "WHERE c.action_line_id IN $filter_action_line" if lines == "filtered" and active.action_line }}
ORDER BY try_cast(regexp_extract(c.action_line_id, '\d+') AS INTEGER), c.action_line_id, c.kind
