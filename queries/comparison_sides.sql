-- title: What is compared
-- row: one side, also one that the selection has nothing of
-- parameter by: organisation | group | stage · what the sides are
-- parameter ids: text · the sides' ids, separated by commas; unknown ones are left out
-- column side_id: text · the side
-- column side: text · its name
-- column position: integer · its place among the ids
-- column submissions: integer, submissions · selected submissions that are its: by the organisation, by one of the group, at the stage
-- column organisations: integer, organisations · authors and signatories of these submissions; of a group, those of the group
-- column points: integer, points · selected points of these submissions
-- column whole_overlap: number, percent · how far its mix of themes is that of the whole selection, as in comparison_pairs; empty where it has fewer than 3 points
WITH
-- with sides,
texts AS (
    SELECT side_id, count(*) AS submissions FROM members GROUP BY ALL
),
behind AS (
    SELECT m.side_id, count(DISTINCT e.organisation_key) AS organisations
    FROM members m JOIN selected_signatory_keys e USING (submission_key)
    WHERE $by <> 'group' OR e.stakeholder_group = m.side_id
    GROUP BY ALL
),
said AS (
    SELECT m.side_id, p.theme_key, count(*) AS points, sum(count(*)) OVER (PARTITION BY m.side_id)::BIGINT AS total
    FROM members m JOIN selected_point_keys p USING (submission_key)
    GROUP BY m.side_id, p.theme_key
),
whole AS (
    SELECT theme_key, count(*) AS points, (SELECT count(*) FROM selected_point_keys) AS total
    FROM selected_point_keys GROUP BY theme_key
),
mixes AS (
    SELECT s.side_id, s.total AS points,
           100.0 * sum(least(s.points * w.total, w.points * s.total))::BIGINT / (s.total * w.total) AS overlap
    FROM said s JOIN whole w USING (theme_key)
    GROUP BY s.side_id, s.total, w.total
)
SELECT a.side_id, n.side, a.position, coalesce(t.submissions, 0) AS submissions,
       coalesce(b.organisations, 0) AS organisations, coalesce(x.points, 0) AS points,
       CASE WHEN x.points >= 3 THEN round(x.overlap, 1) END AS whole_overlap
FROM asked a
JOIN named n USING (side_id)
LEFT JOIN texts t USING (side_id)
LEFT JOIN behind b USING (side_id)
LEFT JOIN mixes x USING (side_id)
ORDER BY a.position
