-- title: Which claims oppose a claim, as the project reads their definitions
-- row: one claim that opposes it, made in the selection or not
-- parameter claim: text · claim_id
-- column claim_id: text · the opposite claim
-- column claim: text · its title
-- column kind: text · achievement, challenge, recommendation or position
-- column theme_id: text · the theme it belongs to
-- column theme: text · that theme's title
-- column note: text · in which way the two oppose each other
-- column made: integer, submissions · selected submissions that make the claim
-- column opposed: integer, submissions · selected submissions that make the opposite one
-- column both: integer, submissions · selected submissions that make both
-- column made_organisations: integer, organisations · organisations behind submissions that make the claim
-- column opposed_organisations: integer, organisations · organisations behind submissions that make the opposite one
-- column both_organisations: integer, organisations · organisations behind a submission of each, be it the same or not
-- column total: integer, submissions · submissions the selection holds
WITH opposites AS (
    SELECT CASE claim_id WHEN $claim THEN opposite_id ELSE claim_id END AS id, note
    FROM claim_opposites
    WHERE $claim IN (claim_id, opposite_id)
),
made AS (
    SELECT DISTINCT c.claim_id AS id, p.submission_key FROM selected_point_keys p JOIN claims c USING (claim_key)
    WHERE c.claim_id = $claim OR c.claim_id IN (SELECT id FROM opposites)
),
said AS (
    SELECT DISTINCT m.id, e.organisation_key FROM made m JOIN selected_signatory_keys e USING (submission_key)
)
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, o.note,
       (SELECT count(*) FROM made WHERE id = $claim) AS made,
       (SELECT count(*) FROM made m WHERE m.id = o.id) AS opposed,
       (SELECT count(*) FROM made m WHERE m.id = o.id AND m.submission_key IN (SELECT submission_key FROM made WHERE id = $claim)) AS both,
       (SELECT count(*) FROM said WHERE id = $claim) AS made_organisations,
       (SELECT count(*) FROM said s WHERE s.id = o.id) AS opposed_organisations,
       (SELECT count(*) FROM said s WHERE s.id = o.id AND s.organisation_key IN (SELECT organisation_key FROM said WHERE id = $claim)) AS both_organisations,
       (SELECT count(*) FROM selected_submissions) AS total
FROM opposites o
JOIN claims c ON c.claim_id = o.id
JOIN themes t USING (theme_id)
WHERE EXISTS (FROM selected_point_keys)
ORDER BY opposed DESC, c.title
