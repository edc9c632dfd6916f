-- title: Which claims are most frequent
-- row: one claim of the selected points; points that match no claim are one row, with none as claim_id
-- parameters: unit
-- columns unit: claim_id, claim, kind, theme_id, theme, count, total, share, submissions, organisations, points
-- column kind: text · kind of the claim: achievement, challenge, recommendation or position; empty for none
-- column theme_id: text · id of the theme that the claim belongs to; empty for none
-- column theme: text · title of that theme; empty for none
WITH {% include "shared/selection.sql" %},
claimed AS (SELECT submission_key, point_key, coalesce(claim_id, 'none') AS claim_id FROM selected_points),
{{ raised("claim_id", unit, of="claimed") }}
SELECT r.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, r.{{ unit }} AS count, s.count AS total,
       round(100.0 * r.{{ unit }} / s.count, 1) AS share, r.submissions, r.organisations, r.points
FROM raised r
CROSS JOIN selected s
LEFT JOIN claims c ON c.claim_id = r.claim_id
LEFT JOIN themes t ON t.theme_id = c.theme_id
ORDER BY r.claim_id = 'none', r.{{ unit }} DESC, r.points DESC, c.title
