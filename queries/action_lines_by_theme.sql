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
WITH {% include "shared/selection.sql" %},
{% include "shared/points_citing.sql" %},
cited AS ({{ measures("action_line_id, theme_id", of="points_citing") }}),
total AS ({{ units(unit, of="points_citing") }})
SELECT c.action_line_id || ' ' || l.short_title AS action_line, h.title AS theme, c.{{ unit }} AS count,
       t.count AS total, round(100.0 * c.{{ unit }} / t.count, 1) AS share,
       c.submissions, c.organisations, c.points, c.action_line_id, c.theme_id
FROM cited c
CROSS JOIN total t
JOIN action_lines l ON l.action_line_id = c.action_line_id
JOIN themes h ON h.theme_id = c.theme_id
ORDER BY try_cast(regexp_extract(c.action_line_id, '\d+') AS INTEGER), c.action_line_id, h.title
