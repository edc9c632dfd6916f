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
WITH made AS (
    SELECT submission_key FROM selected_point_keys WHERE claim_key = (SELECT claim_key FROM claims WHERE claim_id = $claim)
)
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, c.definition, c.includes, c.excludes,
       (SELECT count(DISTINCT submission_key) FROM made) AS submissions,
       (SELECT count(DISTINCT organisation_key) FROM selected_signatory_keys WHERE submission_key IN (SELECT submission_key FROM made)) AS organisations,
       (SELECT count(*) FROM made) AS points,
       (SELECT count(*) FROM selected_submissions) AS total
FROM claims c
JOIN themes t USING (theme_id)
WHERE c.claim_id = $claim
