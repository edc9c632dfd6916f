-- title: How stakeholder groups differ in the themes they raise
-- row: one theme in one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column stakeholder_group: text · the group of an author or signatory
-- column count: integer, units · how many of the group's units raise it
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · count of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have such points, whatever the unit
WITH sides AS (
    SELECT DISTINCT submission_id, organisation_id, stakeholder_group FROM selected_signatories
),
raised AS (
    SELECT s.stakeholder_group, s.organisation_id, p.submission_id, p.point_id, p.theme_id AS id
    FROM selected_points p
    JOIN sides s USING (submission_id)
),
totals AS (
    SELECT stakeholder_group, count(DISTINCT submission_id) AS submissions,
           CASE $unit WHEN 'points' THEN count(DISTINCT point_id)
                      WHEN 'organisations' THEN count(DISTINCT organisation_id)
                      ELSE count(DISTINCT submission_id) END AS total
    FROM raised
    GROUP BY ALL
),
counted AS (
    SELECT id, stakeholder_group,
           CASE $unit WHEN 'points' THEN count(DISTINCT point_id)
                      WHEN 'organisations' THEN count(DISTINCT organisation_id)
                      ELSE count(DISTINCT submission_id) END AS count
    FROM raised
    GROUP BY ALL
)
SELECT g.id AS theme_id, h.title AS theme, g.stakeholder_group, g.count, t.total, round(100.0 * g.count / t.total, 1) AS share, t.submissions
FROM counted g
JOIN totals t USING (stakeholder_group)
JOIN themes h ON h.theme_id = g.id
ORDER BY g.id, g.stakeholder_group
