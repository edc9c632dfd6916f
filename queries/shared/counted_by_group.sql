-- How many units of each stakeholder group raise what: reads raised (id, submission_key, point_key), in which a point has one id, and
-- the parameter unit; gives counted (id, stakeholder_group, count) and totals (stakeholder_group, submissions, total).
sides AS (
    SELECT DISTINCT submission_key, stakeholder_group FROM selected_signatory_keys
),
pairs AS (
    SELECT id, submission_key, count(*) AS points FROM raised GROUP BY ALL
),
counted AS (
    SELECT id, stakeholder_group, CAST(CASE $unit WHEN 'points' THEN sum(points) ELSE count(*) END AS BIGINT) AS count
    FROM pairs JOIN sides USING (submission_key)
    WHERE $unit <> 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT id, stakeholder_group, count(*)
    FROM (SELECT DISTINCT p.id, e.stakeholder_group, e.organisation_key FROM pairs p JOIN selected_signatory_keys e USING (submission_key))
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
sizes AS (
    SELECT stakeholder_group, count(*) AS submissions FROM sides GROUP BY ALL
),
totals AS (
    SELECT stakeholder_group, submissions, submissions AS total FROM sizes WHERE $unit = 'submissions'
    UNION ALL
    SELECT stakeholder_group, z.submissions, count(DISTINCT e.organisation_key)
    FROM sizes z JOIN selected_signatory_keys e USING (stakeholder_group)
    WHERE $unit = 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT stakeholder_group, z.submissions, count(*)
    FROM sizes z JOIN sides s USING (stakeholder_group) JOIN selected_point_keys p USING (submission_key)
    WHERE $unit = 'points'
    GROUP BY ALL
)
