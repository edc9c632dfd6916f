{# What the sides of a comparison say: `said`, a row for each point of each, `sizes` (position, side_id, side, submissions, points,
   claims) and `profiles`, the points of each on each theme. -#}
said AS (SELECT m.*, p.theme_id, p.claim_id FROM members m JOIN selected_points p USING (submission_key)),
sizes AS (
    SELECT position, side_id, side, count(DISTINCT submission_key) AS submissions, count(*) AS points,
           count(DISTINCT claim_id) AS claims
    FROM said
    GROUP BY ALL
),
profiles AS (SELECT position, theme_id, count(*) AS points FROM said GROUP BY ALL)
