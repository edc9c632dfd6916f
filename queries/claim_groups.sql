-- title: Which stakeholder groups make a claim
-- row: one stakeholder group that has points in the selection
-- parameter claim: text · claim_id
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group of an author or signatory
-- column raised: integer, units · how many of the group's units make the claim
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · raised of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have points, whatever the unit
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id = $claim),
{{ shares(unit, dict(organisations="stakeholder_group", of="of_this"), dict(organisations="stakeholder_group"),
          by="stakeholder_group", every=true) }}
SELECT stakeholder_group, count AS raised, total, share, submissions
FROM shares
ORDER BY count DESC, count / total DESC, stakeholder_group
