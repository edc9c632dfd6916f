-- title: Which themes come up most
-- row: one theme that selected points are on
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column family: text · the family it belongs to
-- column count: integer, units · how many of the unit raise it
-- column total: integer, units · how many of the unit the selection holds
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points
WITH {% include "shared/selection.sql" %},
{{ raised("theme_id", unit) }}
SELECT t.theme_id, t.title AS theme, t.family, r.{{ unit }} AS count, s.count AS total,
       round(100.0 * r.{{ unit }} / s.count, 1) AS share, r.submissions, r.organisations, r.points
FROM raised r
CROSS JOIN selected s
JOIN themes t ON t.theme_id = r.theme_id
ORDER BY r.{{ unit }} DESC, r.points DESC, t.title
