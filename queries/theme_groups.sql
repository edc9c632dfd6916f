-- title: Which stakeholder groups raise a theme, and in which kinds of points
-- row: one kind of point, or any kind, in one stakeholder group that has points in the selection
-- parameters: theme, unit
-- columns group: stakeholder_group, kind, raised, total, share, submissions
-- column kind: text · achievement, challenge, recommendation or position; any means all kinds together
-- column raised: integer, units · number of the group's units that raise the theme in points of this kind
-- column share: number, percent · raised as a percentage of total, so within the group
-- column submissions: integer, submissions · number of the group's selected submissions with points, whatever is counted
WITH {% include "shared/selection.sql" %},
of_this AS (
    SELECT submission_key, point_key, kind FROM selected_points WHERE theme_id = $theme
    UNION ALL
    SELECT submission_key, point_key, 'any' FROM selected_points WHERE theme_id = $theme
),
raising AS ({{ units(unit, points="kind", organisations="stakeholder_group", of="of_this") }}),
totals AS ({{ units(unit, organisations="stakeholder_group", sizes=true) }}),
kinds AS (SELECT DISTINCT kind FROM selected_points UNION ALL SELECT 'any')
SELECT t.stakeholder_group, k.kind, coalesce(r.count, 0) AS raised, t.count AS total,
       round(100.0 * coalesce(r.count, 0) / t.count, 1) AS share, t.submissions
FROM totals t
CROSS JOIN kinds k
LEFT JOIN raising r ON r.stakeholder_group = t.stakeholder_group AND r.kind = k.kind
ORDER BY t.stakeholder_group, k.kind
