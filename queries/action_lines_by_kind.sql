-- title: As which kind of point each action line is cited
-- row: one action line, or one field of C7, that selected points of one kind cite
-- parameter unit: submissions | organisations | points · what is counted
-- column action_line: text · its code and short title
-- column kind: text · achievement, challenge, recommendation or position
-- column count: integer, units · how many of the unit have such a point; a line's with those that cite its fields
-- column total: integer, units · how many of the unit cite any action line
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points, each once
-- column action_line_id: text · the action line
WITH cited AS (
    SELECT DISTINCT l.action_line_id, p.kind, p.point_id, p.submission_id
    FROM selected_points p
    JOIN point_action_lines c USING (point_id)
    JOIN action_lines a USING (action_line_id)
    JOIN action_lines l ON l.action_line_id = a.action_line_id OR l.action_line_id = a.parent_id
),
behind AS (
    SELECT c.*, e.organisation_id FROM cited c LEFT JOIN selected_signatories e USING (submission_id)
),
totals AS (
    SELECT CASE $unit WHEN 'points' THEN count(DISTINCT point_id)
                      WHEN 'organisations' THEN count(DISTINCT organisation_id)
                      ELSE count(DISTINCT submission_id) END AS total
    FROM behind
),
measured AS (
    SELECT action_line_id, kind, count(DISTINCT submission_id) AS submissions,
           count(DISTINCT organisation_id) AS organisations, count(DISTINCT point_id) AS points
    FROM behind
    GROUP BY ALL
),
counted AS (
    SELECT m.*, CASE $unit WHEN 'points' THEN m.points WHEN 'organisations' THEN m.organisations ELSE m.submissions END AS count
    FROM measured m
)
SELECT m.action_line_id || ' ' || l.short_title AS action_line, m.kind, m.count, w.total, round(100.0 * m.count / w.total, 1) AS share,
       m.submissions, m.organisations, m.points, m.action_line_id
FROM counted m
CROSS JOIN totals w
JOIN action_lines l USING (action_line_id)
ORDER BY regexp_extract(m.action_line_id, '\d+')::INTEGER, m.action_line_id, m.kind
