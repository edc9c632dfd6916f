-- title: How stakeholder groups differ in the claims they make
-- row: one claim in one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column claim_id: text · the claim, or none for the points that fit no claim
-- column claim: text · its title; empty for none
-- column stakeholder_group: text · the group of an author or signatory
-- column count: integer, units · how many of the group's units raise it
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · count of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have such points, whatever the unit
WITH
-- with claims_raised,
-- with counted_by_group
SELECT coalesce(c.claim_id, 'none') AS claim_id, c.title AS claim, g.stakeholder_group, g.count, t.total, round(100.0 * g.count / t.total, 1) AS share, t.submissions
FROM counted g
JOIN totals t USING (stakeholder_group)
LEFT JOIN claims c ON c.claim_key = g.id
ORDER BY claim_id, g.stakeholder_group
