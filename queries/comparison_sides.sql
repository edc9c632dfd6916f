-- title: What is compared
-- row: one side, also one that the selection has nothing of
-- parameters: by, ids
-- columns side: side_id, side, position, submissions, organisations, points, whole_overlap
-- column submissions: integer, submissions · selected submissions that are its: by the organisation, by one of the group, at the stage
-- column organisations: integer, organisations · authors and signatories of these submissions; of a group, those of the group
-- column points: integer, points · selected points of these submissions
-- column whole_overlap: number, percent · how far its mix of themes is that of the whole selection, as in comparison_pairs; empty where it has fewer than 3 points
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
