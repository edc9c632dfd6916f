-- title: Which themes are most frequent
-- row: one theme of the selected points
-- parameters: unit
-- columns unit: theme_id, theme, family, count, total, share, submissions, organisations, points
WITH {% include "shared/selection.sql" %},
{{ raised("theme_id", unit) }}
SELECT t.theme_id, t.title AS theme, t.family, r.{{ unit }} AS count, s.count AS total,
       round(100.0 * r.{{ unit }} / s.count, 1) AS share, r.submissions, r.organisations, r.points
FROM raised r
CROSS JOIN selected s
JOIN themes t ON t.theme_id = r.theme_id
ORDER BY r.{{ unit }} DESC, r.points DESC, t.title
