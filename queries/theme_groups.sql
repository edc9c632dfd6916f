-- title: Which stakeholder groups raise a theme, and as what
-- row: one kind of point, or any, in one stakeholder group that has points in the selection
-- parameter theme: text · theme_id
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group of an author or signatory
-- column kind: text · achievement, challenge, recommendation or position; any for all of them
-- column raised: integer, units · how many of the group's units raise the theme as this kind
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · raised of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have points, whatever the unit
WITH sides AS (
    SELECT DISTINCT submission_id, organisation_id, stakeholder_group FROM selected_signatories
),
units AS (
    SELECT d.stakeholder_group, p.kind, p.submission_id, p.theme_id = $theme AS own,
           CASE $unit WHEN 'points' THEN p.point_id WHEN 'organisations' THEN d.organisation_id ELSE p.submission_id END AS unit
    FROM selected_points p JOIN sides d USING (submission_id)
),
totals AS (
    SELECT stakeholder_group, count(DISTINCT unit) AS total, count(DISTINCT submission_id) AS submissions FROM units GROUP BY ALL
),
kinds AS (
    SELECT DISTINCT kind FROM selected_points UNION ALL SELECT 'any' WHERE EXISTS (FROM selected_points)
),
counted AS (
    SELECT stakeholder_group, kind, count(DISTINCT unit) AS raised FROM units WHERE own GROUP BY ALL
    UNION ALL
    SELECT stakeholder_group, 'any', count(DISTINCT unit) FROM units WHERE own GROUP BY ALL
)
SELECT t.stakeholder_group, k.kind, coalesce(c.raised, 0) AS raised, t.total,
       round(100.0 * coalesce(c.raised, 0) / t.total, 1) AS share, t.submissions
FROM totals t
CROSS JOIN kinds k
LEFT JOIN counted c USING (stakeholder_group, kind)
ORDER BY t.stakeholder_group, k.kind
