-- How many units of each stage have a point of their own: reads own (submission_key, point_key), those points, and the parameter unit;
-- gives counted (stage_id, raised, total, submissions).
placed AS (
    SELECT submission_key, stage_id FROM selected_submissions
),
sizes AS (
    SELECT stage_id, count(*) AS submissions FROM placed GROUP BY ALL
),
totals AS (
    SELECT stage_id, submissions AS total FROM sizes WHERE $unit = 'submissions'
    UNION ALL
    SELECT stage_id, count(*) FROM selected_point_keys JOIN placed USING (submission_key) WHERE $unit = 'points' GROUP BY ALL
    UNION ALL
    SELECT stage_id, count(*)
    FROM (SELECT DISTINCT s.stage_id, e.organisation_key FROM placed s JOIN selected_signatory_keys e USING (submission_key))
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
own_units AS (
    SELECT stage_id, count(DISTINCT submission_key) AS raised FROM own JOIN placed USING (submission_key)
    WHERE $unit = 'submissions'
    GROUP BY ALL
    UNION ALL
    SELECT stage_id, count(*) FROM own JOIN placed USING (submission_key) WHERE $unit = 'points' GROUP BY ALL
    UNION ALL
    SELECT stage_id, count(DISTINCT organisation_key)
    FROM (SELECT DISTINCT submission_key FROM own) JOIN placed USING (submission_key) JOIN selected_signatory_keys USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
counted AS (
    SELECT stage_id, coalesce(raised, 0) AS raised, total, submissions
    FROM sizes JOIN totals USING (stage_id) LEFT JOIN own_units USING (stage_id)
)
