-- title: How much two sides have in common
-- row: one pair of the sides, if selected submissions are of both
-- parameters: by, ids
-- column first_id: text · the side named earlier
-- column first: text · its name
-- column second_id: text · the side named later
-- column second: text · its name
-- column themes_overlap: number, percent · sum over all themes of the smaller of the two sides' shares of points on the theme: 100 = the same mix, 0 = no theme in common; empty where a side has fewer than 3 points
-- column claims_overlap: number, percent · claims_shared of claims_either: 100 = the same claims, 0 = none in common; empty where a side has fewer than 3 points, or neither makes a claim
-- column claims_shared: integer, claims · claims that both make
-- column claims_either: integer, claims · claims that at least one of them makes
-- column shared_submissions: integer, submissions · selected submissions that are of both
-- column first_submissions: integer, submissions · selected submissions of the first
-- column second_submissions: integer, submissions · selected submissions of the second
-- column first_points: integer, points · their points
-- column second_points: integer, points · their points
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{% include "shared/profiles.sql" %},
mixes AS (
    SELECT a.position AS one, b.position AS two, sum(least(p.points * b.points, q.points * a.points))::BIGINT AS alike
    FROM sizes a
    JOIN sizes b ON b.position > a.position
    JOIN profiles p ON p.position = a.position
    JOIN profiles q ON q.position = b.position AND q.theme_id = p.theme_id
    GROUP BY ALL
),
claimed AS (SELECT DISTINCT position, claim_id FROM said),
claims_of_both AS (
    SELECT a.position AS one, b.position AS two, count(*) AS claims
    FROM claimed a
    JOIN claimed b ON b.claim_id = a.claim_id AND b.position > a.position
    GROUP BY ALL
),
submissions_of_both AS (
    SELECT a.position AS one, b.position AS two, count(*) AS submissions
    FROM members a
    JOIN members b ON b.submission_key = a.submission_key AND b.position > a.position
    GROUP BY ALL
),
paired AS (
    SELECT a.position AS one, b.position AS two, a.side_id AS first_id, a.side AS first, b.side_id AS second_id,
           b.side AS second, least(a.points, b.points) >= 3 AS enough, coalesce(m.alike, 0) AS alike,
           coalesce(c.claims, 0) AS claims_shared, a.claims + b.claims - coalesce(c.claims, 0) AS claims_either,
           coalesce(s.submissions, 0) AS shared_submissions, a.submissions AS first_submissions,
           b.submissions AS second_submissions, a.points AS first_points, b.points AS second_points
    FROM sizes a
    JOIN sizes b ON b.position > a.position
    LEFT JOIN mixes m ON m.one = a.position AND m.two = b.position
    LEFT JOIN claims_of_both c ON c.one = a.position AND c.two = b.position
    LEFT JOIN submissions_of_both s ON s.one = a.position AND s.two = b.position
)
SELECT first_id, first, second_id, second,
       CASE WHEN enough THEN round(100.0 * alike / (first_points * second_points), 1) END AS themes_overlap,
       CASE WHEN enough AND claims_either > 0 THEN round(100.0 * claims_shared / claims_either, 1) END
           AS claims_overlap,
       claims_shared, claims_either, shared_submissions, first_submissions, second_submissions, first_points,
       second_points
FROM paired
ORDER BY one, two
