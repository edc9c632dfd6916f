-- title: Which stakeholder groups make a claim
-- row: one stakeholder group that has points in the selection
-- parameter claim: text · claim_id
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group of an author or signatory
-- column raised: integer, units · how many of the group's units make the claim
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · raised of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have points, whatever the unit
WITH own AS (
    SELECT submission_key, true AS part FROM selected_point_keys
    WHERE claim_key = (SELECT claim_key FROM claims WHERE claim_id = $claim)
),
-- with own_by_group
SELECT t.stakeholder_group, coalesce(r.raised, 0) AS raised, t.total, round(100.0 * coalesce(r.raised, 0) / t.total, 1) AS share, t.submissions
FROM totals t
LEFT JOIN raised r USING (stakeholder_group)
ORDER BY coalesce(r.raised, 0) DESC, coalesce(r.raised, 0) / t.total DESC, stakeholder_group
