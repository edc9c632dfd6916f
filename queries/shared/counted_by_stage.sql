-- How many units of each stage raise what: reads raised (id, submission_id, point_id) and the parameter unit;
-- gives counted (stage_id, id, count) and totals (stage_id, total, submissions).
raised_at AS (
    SELECT r.*, s.stage_id FROM raised r JOIN selected_submissions s USING (submission_id)
),
units AS (
    SELECT stage_id, id, submission_id, submission_id AS unit FROM raised_at WHERE $unit = 'submissions'
    UNION ALL
    SELECT stage_id, id, submission_id, point_id FROM raised_at WHERE $unit = 'points'
    UNION ALL
    SELECT r.stage_id, r.id, r.submission_id, e.organisation_id
    FROM raised_at r JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations'
),
totals AS (
    SELECT stage_id, count(DISTINCT unit) AS total, count(DISTINCT submission_id) AS submissions FROM units GROUP BY ALL
),
counted AS (
    SELECT stage_id, id, count(DISTINCT unit) AS count FROM units GROUP BY ALL
)
