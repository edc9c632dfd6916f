-- title: Which stakeholder groups make a claim
-- row: one stakeholder group that has points in the selection
-- parameters: claim, part, made_to, unit
-- parameter made_to: any | adopted | other · all submissions, or those made to the adopted text, or to a text of another process at their stage
-- columns group: stakeholder_group, raised, total, share, submissions
-- column raised: integer, units · number of the group's units that make the claim
-- column share: number, percent · raised as a percentage of total, so within the group
-- column submissions: integer, submissions · number of the group's selected submissions with points, whatever is counted
WITH {% include "shared/selection.sql" %},
{% include "shared/held.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id IN (SELECT claim_id FROM held)),
{{ shares(unit, dict(organisations="stakeholder_group", of="of_this"), dict(organisations="stakeholder_group"),
          by="stakeholder_group", every=true) }}
SELECT stakeholder_group, count AS raised, total, share, submissions
FROM shares
ORDER BY count DESC, count / total DESC, stakeholder_group
