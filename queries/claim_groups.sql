-- title: Which stakeholder groups make a claim
-- row: one stakeholder group that has points in the selection
-- parameters: claim, unit
-- columns group: stakeholder_group, raised, total, share, submissions
-- column raised: integer, units · how many of the group's units make the claim
-- column share: number, percent · raised of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have points, whatever the unit
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id = $claim),
{{ shares(unit, dict(organisations="stakeholder_group", of="of_this"), dict(organisations="stakeholder_group"),
          by="stakeholder_group", every=true) }}
SELECT stakeholder_group, count AS raised, total, share, submissions
FROM shares
ORDER BY count DESC, count / total DESC, stakeholder_group
