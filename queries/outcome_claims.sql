-- title: What submissions say on a theme, claim by claim
-- row: one claim of the selected points on the theme; the points of a kind that match no claim are one row, with none as claim_id. Only submissions made to the adopted text are counted
-- parameters: theme, unit
-- columns unit: kind, claim_id, claim, count, total, share, submissions, points, groups
-- column count: integer, units · number of units that make the claim on this theme
-- column total: integer, units · number of units with a point of the same kind on this theme
-- column groups: text · stakeholder groups with their numbers of units, largest first, separated by semicolons; a joint submission counts in each group
{% set made_to = "adopted" %}
WITH {% include "shared/selection.sql" %},
{% include "shared/points_on_it.sql" %},
of_this AS (SELECT * FROM said WHERE theme_id = $theme),
{{ shares(unit, dict(points="kind, claim_id", of="of_this"), dict(points="kind", of="of_this"), by="kind") }},
sizes AS (
    SELECT kind, claim_id, count(DISTINCT submission_key) AS submissions, count(*) AS points FROM of_this GROUP BY ALL
),
of_groups AS ({{ units(unit, points="kind, claim_id", organisations="stakeholder_group", of="of_this") }}),
named AS (
    SELECT kind, claim_id, string_agg(stakeholder_group || ' ' || count, '; ' ORDER BY count DESC, stakeholder_group)
           AS groups
    FROM of_groups
    GROUP BY kind, claim_id
)
SELECT s.kind, s.claim_id, c.title AS claim, s.count, s.total, s.share, z.submissions, z.points, g.groups
FROM shares s
JOIN sizes z ON z.kind = s.kind AND z.claim_id = s.claim_id
JOIN named g ON g.kind = s.kind AND g.claim_id = s.claim_id
LEFT JOIN claims c ON c.claim_id = s.claim_id
ORDER BY s.kind, s.claim_id = 'none', s.count DESC, z.points DESC, c.title
