-- How many units of each part raise what: reads raised (part, id, submission_key, point_key), in which a point has one part and one id,
-- and the parameter unit; gives counted (part, id, count) and totals (part, total, submissions).
pairs AS (
    SELECT part, id, submission_key, count(*) AS points FROM raised GROUP BY ALL
),
of_parts AS (
    SELECT part, submission_key, sum(points) AS points FROM pairs GROUP BY ALL
),
sizes AS (
    SELECT part, count(*) AS submissions, CAST(CASE $unit WHEN 'points' THEN sum(points) ELSE count(*) END AS BIGINT) AS total
    FROM of_parts
    GROUP BY ALL
),
totals AS (
    SELECT part, total, submissions FROM sizes WHERE $unit <> 'organisations'
    UNION ALL
    SELECT part, count(*), any_value(z.submissions)
    FROM (SELECT DISTINCT p.part, e.organisation_key FROM of_parts p JOIN selected_signatory_keys e USING (submission_key))
    JOIN sizes z USING (part)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
counted AS (
    SELECT part, id, CAST(CASE $unit WHEN 'points' THEN sum(points) ELSE count(*) END AS BIGINT) AS count
    FROM pairs
    WHERE $unit <> 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT part, id, count(*)
    FROM (SELECT DISTINCT p.part, p.id, e.organisation_key FROM pairs p JOIN selected_signatory_keys e USING (submission_key))
    WHERE $unit = 'organisations'
    GROUP BY ALL
)
