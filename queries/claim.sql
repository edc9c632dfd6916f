-- title: One claim: its definition, and how often submissions make it
-- row: the claim
-- parameters: claim
-- columns claim: claim_id, claim, kind, theme_id, theme, definition, includes, excludes, submissions, organisations
-- columns claim: points, total
-- column submissions: integer, submissions · number of selected submissions that make the claim
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id = $claim),
making AS ({{ measures("claim_id", of="of_this") }})
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, c.definition, c.includes, c.excludes,
       coalesce(m.submissions, 0) AS submissions, coalesce(m.organisations, 0) AS organisations,
       coalesce(m.points, 0) AS points, (SELECT count(*) FROM selected_submissions) AS total
FROM claims c
JOIN themes t USING (theme_id)
LEFT JOIN making m ON m.claim_id = c.claim_id
WHERE c.claim_id = $claim
