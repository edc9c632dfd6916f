-- title: Which stakeholder groups make a claim
-- row: one stakeholder group that has points in the selection
-- parameter claim: text · claim_id
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group of an author or signatory
-- column raised: integer, units · how many of the group's units make the claim
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · raised of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have points, whatever the unit
WITH sides AS (
    SELECT DISTINCT submission_id, organisation_id, stakeholder_group FROM selected_signatories
),
units AS (
    SELECT d.stakeholder_group, p.submission_id, p.claim_id = $claim AS own,
           CASE $unit WHEN 'points' THEN p.point_id WHEN 'organisations' THEN d.organisation_id ELSE p.submission_id END AS unit
    FROM selected_points p JOIN sides d USING (submission_id)
),
counted AS (
    SELECT stakeholder_group, count(DISTINCT unit) FILTER (WHERE own) AS raised, count(DISTINCT unit) AS total,
           count(DISTINCT submission_id) AS submissions
    FROM units
    GROUP BY ALL
)
SELECT stakeholder_group, raised, total, round(100.0 * raised / total, 1) AS share, submissions
FROM counted
ORDER BY raised DESC, raised / total DESC, stakeholder_group
