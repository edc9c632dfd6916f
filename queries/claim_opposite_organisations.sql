-- title: Which organisations make a claim, and which the opposite
-- row: one organisation behind selected submissions that make the claim or one opposite to it
-- parameter claim: text · claim_id
-- column opposite_id: text · the opposite claim
-- column opposite: text · its title
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column stakeholder_group: text · its group
-- column made: integer, submissions · selected submissions it stands behind that make the claim
-- column opposed: integer, submissions · selected submissions it stands behind that make the opposite one
WITH opposites AS (
    SELECT CASE claim_id WHEN $claim THEN opposite_id ELSE claim_id END AS id FROM claim_opposites WHERE $claim IN (claim_id, opposite_id)
),
made AS (
    SELECT DISTINCT claim_id AS id, submission_id FROM selected_points WHERE claim_id = $claim OR claim_id IN (SELECT id FROM opposites)
)
SELECT o.id AS opposite_id, c.title AS opposite, e.organisation_id, e.name AS organisation, e.label, e.stakeholder_group,
       count(*) FILTER (WHERE m.id = $claim) AS made, count(*) FILTER (WHERE m.id = o.id) AS opposed
FROM opposites o
JOIN made m ON m.id IN ($claim, o.id)
JOIN claims c ON c.claim_id = o.id
JOIN selected_signatories e USING (submission_id)
GROUP BY ALL
ORDER BY c.title, made + opposed DESC, made DESC, e.name
