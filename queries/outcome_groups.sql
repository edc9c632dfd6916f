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
    SELECT DISTINCT submission_key, organisation_key, stakeholder_group FROM selected_signatory_keys
),
units AS (
    SELECT p.kind, s.stakeholder_group, p.submission_key, p.theme_key,
           CASE $unit WHEN 'points' THEN p.point_key WHEN 'organisations' THEN s.organisation_key ELSE p.submission_key END AS unit
    FROM selected_point_keys p
    JOIN sides s USING (submission_key)
    WHERE p.kind IN ('challenge', 'recommendation')
      AND EXISTS (SELECT 1 FROM point_keys a JOIN themes b USING (theme_key) WHERE a.submission_key = p.submission_key AND a.kind = p.kind AND list_contains($also_theme, b.theme_id)) -- when also_theme
),
counted AS (
    SELECT kind, stakeholder_group,
           count(DISTINCT unit) FILTER (theme_key = (SELECT theme_key FROM themes WHERE theme_id = $theme)) AS count,
           count(DISTINCT unit) AS total,
           count(DISTINCT submission_key) AS submissions
    FROM units
    GROUP BY kind, stakeholder_group
)
SELECT kind, stakeholder_group, count, total, round(100.0 * count / total, 1) AS share, submissions
FROM counted
WHERE count > 0
ORDER BY kind, count DESC, stakeholder_group
