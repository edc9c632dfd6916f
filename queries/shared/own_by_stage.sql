-- How many units of each stage have a point of their own: reads said (submission_id, point_id, own) and the parameter unit;
-- gives counted (stage_id, raised, total, submissions).
units AS (
    SELECT submission_id, own, submission_id AS unit FROM said WHERE $unit = 'submissions'
    UNION ALL
    SELECT submission_id, own, point_id FROM said WHERE $unit = 'points'
    UNION ALL
    SELECT s.submission_id, s.own, e.organisation_id
    FROM said s JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations'
),
counted AS (
    SELECT s.stage_id, count(DISTINCT u.unit) FILTER (WHERE u.own) AS raised, count(DISTINCT u.unit) AS total,
           count(DISTINCT u.submission_id) AS submissions
    FROM units u JOIN submissions s USING (submission_id)
    GROUP BY ALL
)
