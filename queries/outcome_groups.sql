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
WITH said AS (
    SELECT p.kind, p.submission_key, count(*) AS points, count(*) FILTER (p.theme_key = (SELECT theme_key FROM themes WHERE theme_id = $theme)) AS own
    FROM selected_point_keys p
    WHERE p.kind IN ('challenge', 'recommendation')
      AND EXISTS (SELECT 1 FROM point_keys a JOIN themes b USING (theme_key) WHERE a.submission_key = p.submission_key AND a.kind = p.kind AND list_contains($also_theme, b.theme_id)) -- when also_theme
    GROUP BY ALL
),
sides AS (
    SELECT DISTINCT submission_key, stakeholder_group FROM selected_signatory_keys
),
sizes AS (
    SELECT kind, stakeholder_group, count(*) AS submissions, count(*) FILTER (own > 0) AS own_submissions,
           CAST(sum(points) AS BIGINT) AS points, CAST(sum(own) AS BIGINT) AS own_points
    FROM said JOIN sides USING (submission_key)
    GROUP BY ALL
),
organisations_said AS (
    SELECT s.kind, e.stakeholder_group, e.organisation_key, bool_or(s.own > 0) AS own
    FROM said s JOIN selected_signatory_keys e USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
organisations_counted AS (
    SELECT kind, stakeholder_group, count(*) AS total, count(*) FILTER (own) AS count FROM organisations_said GROUP BY ALL
),
counted AS (
    SELECT kind, stakeholder_group, z.submissions,
           CASE $unit WHEN 'points' THEN z.own_points WHEN 'organisations' THEN o.count ELSE z.own_submissions END AS count,
           CASE $unit WHEN 'points' THEN z.points WHEN 'organisations' THEN o.total ELSE z.submissions END AS total
    FROM sizes z LEFT JOIN organisations_counted o USING (kind, stakeholder_group)
)
SELECT kind, stakeholder_group, count, total, round(100.0 * count / total, 1) AS share, submissions
FROM counted
WHERE count > 0
ORDER BY kind, count DESC, stakeholder_group
