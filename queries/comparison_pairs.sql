-- title: How much two sides have in common
-- row: one pair of the sides, if selected submissions are of both
-- parameter by: organisation | group | stage · what the sides are
-- parameter ids: text · the sides' ids, separated by commas; unknown ones are left out
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
WITH
-- with sides,
mine AS (
    SELECT a.position, a.side_id, n.side, m.submission_key
    FROM asked a JOIN named n USING (side_id) JOIN members m USING (side_id)
),
texts AS (
    SELECT position, side_id, side, count(*) AS submissions FROM mine GROUP BY ALL
),
said AS (
    SELECT m.position, p.point_key, p.theme_key, p.claim_key FROM mine m JOIN selected_point_keys p USING (submission_key)
),
totals AS (
    SELECT position, count(*) AS points FROM said GROUP BY ALL
),
profiles AS (
    SELECT s.position, s.theme_key, count(*) AS points, t.points AS total
    FROM said s JOIN totals t USING (position)
    GROUP BY ALL
),
mixes AS (
    SELECT a.position AS one, b.position AS two,
           100.0 * sum(least(a.points * b.total, b.points * a.total))::BIGINT / (a.total * b.total) AS overlap
    FROM profiles a JOIN profiles b ON a.theme_key = b.theme_key AND a.position < b.position
    GROUP BY a.position, b.position, a.total, b.total
),
claimed AS (
    SELECT DISTINCT position, claim_key FROM said WHERE claim_key IS NOT NULL
),
claims_of AS (
    SELECT position, count(*) AS claims FROM claimed GROUP BY ALL
),
claims_of_both AS (
    SELECT a.position AS one, b.position AS two, count(*) AS claims
    FROM claimed a JOIN claimed b ON a.claim_key = b.claim_key AND a.position < b.position
    GROUP BY ALL
),
texts_of_both AS (
    SELECT a.position AS one, b.position AS two, count(*) AS submissions
    FROM mine a JOIN mine b ON a.submission_key = b.submission_key AND a.position < b.position
    GROUP BY ALL
),
paired AS (
    SELECT a.position AS one, b.position AS two, a.side_id AS first_id, a.side AS first, b.side_id AS second_id, b.side AS second,
           a.submissions AS first_submissions, b.submissions AS second_submissions,
           coalesce(p.points, 0) AS first_points, coalesce(q.points, 0) AS second_points,
           coalesce(least(p.points, q.points), 0) >= 3 AS enough,
           coalesce(c.claims, 0) AS claims_shared, coalesce(d.claims, 0) + coalesce(e.claims, 0) - coalesce(c.claims, 0) AS claims_either,
           coalesce(s.submissions, 0) AS shared_submissions, coalesce(m.overlap, 0) AS overlap
    FROM texts a
    JOIN texts b ON a.position < b.position
    LEFT JOIN totals p ON p.position = a.position
    LEFT JOIN totals q ON q.position = b.position
    LEFT JOIN claims_of d ON d.position = a.position
    LEFT JOIN claims_of e ON e.position = b.position
    LEFT JOIN claims_of_both c ON c.one = a.position AND c.two = b.position
    LEFT JOIN texts_of_both s ON s.one = a.position AND s.two = b.position
    LEFT JOIN mixes m ON m.one = a.position AND m.two = b.position
)
SELECT first_id, first, second_id, second,
       CASE WHEN enough THEN round(overlap, 1) END AS themes_overlap,
       CASE WHEN enough AND claims_either > 0 THEN round(100.0 * claims_shared / claims_either, 1) END AS claims_overlap,
       claims_shared, claims_either, shared_submissions, first_submissions, second_submissions, first_points, second_points
FROM paired
ORDER BY one, two
