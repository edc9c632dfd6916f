-- title: The sides of a comparison, and how much each has
-- row: one side, also if the selection has nothing of it
-- parameters: by, ids
-- columns side: side_id, side, position, submissions, organisations, points, whole_overlap
-- column submissions: integer, submissions · number of selected submissions of the side: written or signed by the organisation, or by one of the group, or sent to the stage
-- column organisations: integer, organisations · number of authors and signatories of these submissions; for a group, only those of the group
-- column points: integer, points · number of selected points in these submissions
-- column whole_overlap: number, percent · how similar the side's mix of themes is to that of all selected submissions, measured as in comparison_pairs; empty if the side has fewer than 3 points
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{% include "shared/profiles.sql" %},
organisations_of AS (
    SELECT m.position, count(DISTINCT organisation_key) AS organisations
    FROM members m
    JOIN selected_signatories USING (submission_key)
    JOIN organisations o USING (organisation_key)
    {{ "WHERE o.stakeholder_group = m.side_id" if by == "group" }}
    GROUP BY ALL
),
whole AS (
    SELECT theme_id, count(*) AS points, (SELECT count(*) FROM selected_points) AS total FROM selected_points GROUP BY ALL
),
mixes AS (
    SELECT p.position, sum(least(p.points * w.total, w.points * z.points))::BIGINT AS alike, z.points * w.total AS most
    FROM profiles p
    JOIN sizes z USING (position)
    JOIN whole w USING (theme_id)
    GROUP BY ALL
)
SELECT s.side_id, s.side, s.position, coalesce(z.submissions, 0) AS submissions,
       coalesce(o.organisations, 0) AS organisations, coalesce(z.points, 0) AS points,
       CASE WHEN z.points >= 3 THEN round(100.0 * x.alike / x.most, 1) END AS whole_overlap
FROM sides s
LEFT JOIN sizes z ON z.position = s.position
LEFT JOIN organisations_of o ON o.position = s.position
LEFT JOIN mixes x ON x.position = s.position
ORDER BY s.position
