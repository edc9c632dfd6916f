-- title: What makes a point a claim, and how often the claim is made
-- row: the claim
-- parameter claim: text · claim_id
-- column claim_id: text · the claim
-- column claim: text · its title
-- column kind: text · achievement, challenge, recommendation or position
-- column theme_id: text · the theme it belongs to
-- column theme: text · that theme's title
-- column definition: text · what makes a point one of it
-- column includes: text · what counts in
-- column excludes: text · what counts elsewhere, and where
-- column submissions: integer, submissions · selected submissions that make it
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · selected points that make it
-- column total: integer, submissions · submissions the selection holds
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
