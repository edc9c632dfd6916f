-- How many units of each part raise what: reads raised (part, id, submission_id, point_id) and the parameter unit;
-- gives counted (part, id, count) and totals (part, total, submissions).
units AS (
    SELECT part, id, submission_id, submission_id AS unit FROM raised WHERE $unit = 'submissions'
    UNION ALL
    SELECT part, id, submission_id, point_id FROM raised WHERE $unit = 'points'
    UNION ALL
    SELECT r.part, r.id, r.submission_id, e.organisation_id
    FROM raised r JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations'
),
totals AS (
    SELECT part, count(DISTINCT unit) AS total, count(DISTINCT submission_id) AS submissions FROM units GROUP BY ALL
),
counted AS (
    SELECT part, id, count(DISTINCT unit) AS count FROM units GROUP BY ALL
)
