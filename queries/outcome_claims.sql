-- title: What is said on a theme, claim by claim
-- row: one claim that selected points on the theme make, of one kind; claim_id none gathers those of the kind that fit no claim
-- parameter theme: text · the theme
-- parameter unit: submissions | organisations | points · what is counted
-- column kind: text · achievement, challenge, recommendation or position
-- column claim_id: text · the claim, or none
-- column claim: text · its title; empty for none
-- column count: integer, units · how many of the unit make it on this theme
-- column total: integer, units · how many of the unit say something of the kind on this theme
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column points: integer, points · such points
-- column groups: text · stakeholder groups with the units of each, most first, separated by semicolons; a joint text counts in each
WITH raised AS (
    SELECT p.submission_key, p.point_key, p.kind, coalesce(p.claim_key, -1) AS claim_key
    FROM selected_point_keys p
    WHERE p.theme_key = (SELECT theme_key FROM themes WHERE theme_id = $theme)
      AND EXISTS (SELECT 1 FROM point_keys a JOIN themes b USING (theme_key) WHERE a.submission_key = p.submission_key AND a.kind = p.kind AND list_contains($also_theme, b.theme_id)) -- when also_theme
),
units AS (
    SELECT r.*, s.stakeholder_group,
           CASE $unit WHEN 'points' THEN r.point_key WHEN 'organisations' THEN s.organisation_key ELSE r.submission_key END AS unit
    FROM raised r
    JOIN (SELECT DISTINCT submission_key, organisation_key, stakeholder_group FROM selected_signatory_keys) s USING (submission_key)
),
counted AS (
    SELECT kind, claim_key, count(DISTINCT unit) AS count,
           count(DISTINCT submission_key) AS submissions, count(DISTINCT point_key) AS points
    FROM units
    GROUP BY kind, claim_key
),
totals AS (
    SELECT kind, count(DISTINCT unit) AS total FROM units GROUP BY kind
),
of_groups AS (
    SELECT kind, claim_key, stakeholder_group, count(DISTINCT unit) AS count
    FROM units
    GROUP BY kind, claim_key, stakeholder_group
),
named AS (
    SELECT kind, claim_key, string_agg(stakeholder_group || ' ' || count, '; ' ORDER BY count DESC, stakeholder_group) AS groups
    FROM of_groups
    GROUP BY kind, claim_key
)
SELECT n.kind, coalesce(c.claim_id, 'none') AS claim_id, c.title AS claim, n.count, t.total, round(100.0 * n.count / t.total, 1) AS share,
       n.submissions, n.points, g.groups
FROM counted n
JOIN totals t USING (kind)
JOIN named g USING (kind, claim_key)
LEFT JOIN claims c ON c.claim_key = n.claim_key
ORDER BY n.kind, n.claim_key = -1, n.count DESC, n.points DESC, c.title
