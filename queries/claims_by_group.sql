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
WITH {% include "shared/selection.sql" %},
claimed AS (SELECT submission_key, point_key, coalesce(claim_id, 'none') AS claim_id FROM selected_points),
{{ shares(unit, dict(points="claim_id", organisations="stakeholder_group", of="claimed"),
          dict(organisations="stakeholder_group"), by="stakeholder_group") }}
SELECT s.claim_id, c.title AS claim, s.stakeholder_group, s.count, s.total, s.share, s.submissions
FROM shares s
LEFT JOIN claims c ON c.claim_id = s.claim_id
ORDER BY s.claim_id, s.stakeholder_group
