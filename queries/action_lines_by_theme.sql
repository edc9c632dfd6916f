-- title: On which themes each action line is cited
-- row: one action line, or a field of one, that selected points on one theme cite
-- parameter unit: submissions | organisations | points · what is counted
-- column action_line: text · its code and short title
-- column theme: text · the theme's title
-- column count: integer, units · how many of the unit have such a point; a line's with those that cite its fields
-- column total: integer, units · how many of the unit cite any action line
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points, each once
-- column action_line_id: text · the action line
-- column theme_id: text · the theme
WITH raised AS (
    SELECT theme_key AS id, submission_key, point_key FROM selected_point_keys
),
-- with counted_by_action_line
SELECT m.action_line_id || ' ' || l.short_title AS action_line, t.title AS theme, m.count, m.total, round(100.0 * m.count / m.total, 1) AS share,
       m.submissions, m.organisations, m.points, m.action_line_id, t.theme_id
FROM measured m
JOIN action_lines l USING (action_line_id)
JOIN themes t ON t.theme_key = m.id
ORDER BY try_cast(regexp_extract(m.action_line_id, '\d+') AS INTEGER), m.action_line_id, t.title
