-- title: Which families of themes come up most
-- row: one family of themes that selected points are on
-- parameter unit: submissions | organisations | points · what is counted
-- column family: text · the family
-- column count: integer, units · how many of the unit raise it
-- column total: integer, units · how many of the unit the selection holds
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points
WITH {% include "shared/selection.sql" %},
{{ raised("family", unit, of="selected_points JOIN themes USING (theme_id)") }}
SELECT r.family, r.{{ unit }} AS count, s.count AS total, round(100.0 * r.{{ unit }} / s.count, 1) AS share,
       r.submissions, r.organisations, r.points
FROM raised r
CROSS JOIN selected s
ORDER BY r.{{ unit }} DESC, r.points DESC, r.family
