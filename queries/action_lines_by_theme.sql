-- title: On which themes each action line is cited
-- row: one action line (or one of its fields) with one theme on which selected points cite it
-- parameters: unit
-- columns action_line: action_line, theme, count, total, share, submissions, organisations, points, action_line_id
-- columns action_line: theme_id
WITH {% include "shared/selection.sql" %},
{% include "shared/points_citing.sql" %},
cited AS ({{ measures("action_line_id, theme_id", of="points_citing") }}),
total AS ({{ units(unit, of="points_citing") }})
SELECT {{ line_name("l") }} AS action_line, h.title AS theme, c.{{ unit }} AS count,
       t.count AS total, round(100.0 * c.{{ unit }} / t.count, 1) AS share,
       c.submissions, c.organisations, c.points, c.action_line_id, c.theme_id
FROM cited c
CROSS JOIN total t
JOIN action_lines l ON l.action_line_id = c.action_line_id
JOIN themes h ON h.theme_id = c.theme_id
ORDER BY try_cast(regexp_extract(c.action_line_id, '\d+') AS INTEGER), c.action_line_id, h.title
