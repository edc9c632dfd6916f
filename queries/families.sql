-- title: Which families of themes are most frequent
-- row: one family of themes that selected points belong to
-- parameters: unit
-- columns unit: family_id, family, count, total, share, submissions, organisations, points
-- column family_id: text · English name of the family, which is its id
-- column family: text · name of the family
WITH {% include "shared/selection.sql" %},
{{ raised("family", unit, of="selected_points JOIN themes USING (theme_id)") }}
SELECT r.family AS family_id, r.family, r.{{ unit }} AS count, s.count AS total, round(100.0 * r.{{ unit }} / s.count, 1) AS share,
       r.submissions, r.organisations, r.points
FROM raised r
CROSS JOIN selected s
ORDER BY r.{{ unit }} DESC, r.points DESC, r.family
