-- title: Which stakeholder groups speak
-- row: one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group
-- column count: integer, units · how many units have an author or signatory there; a joint text counts in each
-- column total: integer, units · how many units the selection holds
-- column share: number, percent · count of total
WITH sides AS (
    SELECT DISTINCT submission_id, organisation_id, stakeholder_group AS id FROM selected_signatories
),
totals AS (
    SELECT CASE $unit WHEN 'points' THEN (SELECT count(*) FROM selected_points)
                      WHEN 'organisations' THEN (SELECT count(DISTINCT organisation_id) FROM selected_signatories)
                      ELSE (SELECT count(*) FROM selected_submissions) END AS total
),
counted AS (
    SELECT s.id, CASE $unit WHEN 'organisations' THEN count(DISTINCT s.organisation_id)
                            ELSE count(DISTINCT s.submission_id) END AS count
    FROM sides s
    WHERE $unit <> 'points'
    GROUP BY ALL
    UNION ALL
    SELECT s.id, count(DISTINCT p.point_id)
    FROM selected_points p JOIN sides s USING (submission_id)
    WHERE $unit = 'points'
    GROUP BY ALL
)
SELECT c.id AS stakeholder_group, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share
FROM counted c
CROSS JOIN totals t
ORDER BY c.count DESC, c.id
