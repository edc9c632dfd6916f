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
WITH raised AS (
    SELECT kind AS id, submission_key, point_key FROM selected_point_keys
),
-- with counted_by_action_line
SELECT m.action_line_id || ' ' || l.short_title AS action_line, m.id AS kind, m.count, m.total, round(100.0 * m.count / m.total, 1) AS share,
       m.submissions, m.organisations, m.points, m.action_line_id
FROM measured m
JOIN action_lines l USING (action_line_id)
WHERE ($lines = 'all' OR true
       AND list_contains($action_line, m.action_line_id) -- when action_line
)
ORDER BY try_cast(regexp_extract(m.action_line_id, '\d+') AS INTEGER), m.action_line_id, m.id
