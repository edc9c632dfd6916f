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
WITH of_theme AS (
    SELECT submission_key, kind FROM selected_point_keys
    WHERE theme_key = (SELECT theme_key FROM themes WHERE theme_id = $theme)
),
own AS (
    SELECT submission_key, kind AS part FROM of_theme UNION ALL SELECT submission_key, 'any' FROM of_theme
),
-- with own_by_group,
kinds AS (
    SELECT DISTINCT kind FROM selected_point_keys UNION ALL SELECT 'any' WHERE EXISTS (FROM selected_point_keys)
)
SELECT t.stakeholder_group, k.kind, coalesce(r.raised, 0) AS raised, t.total,
       round(100.0 * coalesce(r.raised, 0) / t.total, 1) AS share, t.submissions
FROM totals t
CROSS JOIN kinds k
LEFT JOIN raised r ON r.stakeholder_group = t.stakeholder_group AND r.part = k.kind
ORDER BY t.stakeholder_group, k.kind
