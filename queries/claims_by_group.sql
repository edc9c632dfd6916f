-- title: How the claims of stakeholder groups differ
-- row: one claim in one stakeholder group
-- parameters: unit
-- columns group: claim_id, claim, stakeholder_group, count, total, share, submissions
-- column claim_id: text · id of the claim; none means the points that match no claim
-- column claim: text · title of the claim; empty for none
WITH {% include "shared/selection.sql" %},
claimed AS (SELECT submission_key, point_key, coalesce(claim_id, 'none') AS claim_id FROM selected_points),
{{ shares(unit, dict(points="claim_id", organisations="stakeholder_group", of="claimed"),
          dict(organisations="stakeholder_group"), by="stakeholder_group") }}
SELECT s.claim_id, c.title AS claim, s.stakeholder_group, s.count, s.total, s.share, s.submissions
FROM shares s
LEFT JOIN claims c ON c.claim_id = s.claim_id
ORDER BY s.claim_id, s.stakeholder_group
