-- How many units of each stakeholder group have a point of their own: reads own (submission_key, part), those points and what they are
-- told apart by, and the parameter unit; gives totals (stakeholder_group, total, submissions) and raised (stakeholder_group, part,
-- raised).
sides AS (
    SELECT submission_key, stakeholder_group FROM selected_signatory_keys WHERE first_in_group
),
sizes AS (
    SELECT stakeholder_group, count(*) AS submissions FROM sides GROUP BY ALL
),
totals AS (
    SELECT stakeholder_group, submissions AS total, submissions FROM sizes WHERE $unit = 'submissions'
    UNION ALL
    SELECT stakeholder_group, count(DISTINCT e.organisation_key), z.submissions
    FROM sizes z JOIN selected_signatory_keys e USING (stakeholder_group)
    WHERE $unit = 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT stakeholder_group, count(*), z.submissions
    FROM sizes z JOIN sides s USING (stakeholder_group) JOIN selected_point_keys p USING (submission_key)
    WHERE $unit = 'points'
    GROUP BY ALL
),
pairs AS (
    SELECT part, submission_key, count(*) AS points FROM own GROUP BY ALL
),
raised AS (
    SELECT stakeholder_group, part, CAST(CASE $unit WHEN 'points' THEN sum(points) ELSE count(*) END AS BIGINT) AS raised
    FROM pairs JOIN sides USING (submission_key)
    WHERE $unit <> 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT stakeholder_group, part, count(DISTINCT organisation_key)
    FROM pairs JOIN selected_signatory_keys USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY ALL
)
