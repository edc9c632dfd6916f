-- title: Which stakeholder groups name a theme as a challenge and ask for something on it
-- row: one stakeholder group, and whether it names the theme as a challenge or asks for something on it
-- parameter theme: text · the theme
-- parameter unit: submissions | organisations | points · what is counted
-- column kind: text · challenge or recommendation
-- column stakeholder_group: text · the group of an author or signatory; a joint text counts in each of its groups
-- column count: integer, units · how many of the group's units do so on the theme
-- column total: integer, units · how many of the group's units do so on any theme
-- column share: number, percent · count of total
-- column submissions: integer, submissions · the group's submissions that do so on any theme, whatever the unit
WITH sides AS (
    SELECT DISTINCT submission_id, organisation_id, stakeholder_group FROM selected_signatories
),
units AS (
    SELECT p.kind, s.stakeholder_group, p.submission_id, p.theme_id,
           CASE $unit WHEN 'points' THEN p.point_id WHEN 'organisations' THEN s.organisation_id ELSE p.submission_id END AS unit
    FROM selected_points p
    JOIN sides s USING (submission_id)
    WHERE p.kind IN ('challenge', 'recommendation')
      AND EXISTS (SELECT 1 FROM points a WHERE a.submission_id = p.submission_id AND a.kind = p.kind AND list_contains($also_theme, a.theme_id)) -- when also_theme
),
counted AS (
    SELECT kind, stakeholder_group,
           count(DISTINCT unit) FILTER (theme_id = $theme) AS count,
           count(DISTINCT unit) AS total,
           count(DISTINCT submission_id) AS submissions
    FROM units
    GROUP BY kind, stakeholder_group
)
SELECT kind, stakeholder_group, count, total, round(100.0 * count / total, 1) AS share, submissions
FROM counted
WHERE count > 0
ORDER BY kind, count DESC, stakeholder_group
