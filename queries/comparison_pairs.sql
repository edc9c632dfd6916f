-- title: How much two sides of a comparison have in common
-- row: two sides that both have selected submissions
-- parameters: by, ids
-- column first_id: text · id of the first side, in the order of the comparison
-- column first: text · name of the first side
-- column second_id: text · id of the second side
-- column second: text · name of the second side
-- column themes_overlap: number, percent · how similar the sides' mixes of themes are: theme by theme, the smaller share of points is added up. 100 is the same mix, 0 no theme in common; empty if a side has fewer than 3 points
-- column claims_overlap: number, percent · claims_shared as a percentage of claims_either. 100 is the same claims, 0 no claim in common; empty if a side has fewer than 3 points, or neither makes a claim
-- column claims_shared: integer, claims · number of claims that both sides make
-- column claims_either: integer, claims · number of claims that one side or both make
-- column shared_submissions: integer, submissions · number of selected submissions that belong to both sides
-- column first_submissions: integer, submissions · number of selected submissions of the first side
-- column second_submissions: integer, submissions · number of selected submissions of the second side
-- column first_points: integer, points · number of selected points of the first side
-- column second_points: integer, points · number of selected points of the second side
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
