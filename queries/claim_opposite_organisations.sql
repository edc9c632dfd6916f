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
    SELECT DISTINCT c.claim_id AS id, p.submission_key FROM selected_point_keys p JOIN claims c USING (claim_key)
    WHERE c.claim_id = $claim OR c.claim_id IN (SELECT id FROM opposites)
),
counted AS (
    SELECT o.id, e.organisation_key, count(*) FILTER (WHERE m.id = $claim) AS made, count(*) FILTER (WHERE m.id = o.id) AS opposed
    FROM opposites o
    JOIN made m ON m.id IN ($claim, o.id)
    JOIN selected_signatory_keys e USING (submission_key)
    GROUP BY ALL
)
SELECT n.id AS opposite_id, c.title AS opposite, o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, n.made, n.opposed
FROM counted n
JOIN claims c ON c.claim_id = n.id
JOIN organisations o USING (organisation_key)
ORDER BY c.title, n.made + n.opposed DESC, n.made DESC, o.name
