-- How many units of each side raise what: reads raised (id, submission_id, point_id), the tables of sides.sql and the parameter
-- unit; gives measured (position, side_id, id, count, total, submissions) and placed, what of all sides together orders the rows.
raised_by AS (
    SELECT a.position, a.side_id, r.*
    FROM asked a
    JOIN members m USING (side_id)
    JOIN raised r USING (submission_id)
),
units AS (
    SELECT position, id, submission_id, CASE $unit WHEN 'points' THEN point_id ELSE submission_id END AS unit
    FROM raised_by WHERE $unit <> 'organisations'
    UNION ALL
    SELECT r.position, r.id, r.submission_id, e.organisation_id
    FROM raised_by r JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations' AND ($by <> 'group' OR e.stakeholder_group = r.side_id)
),
totals AS (
    SELECT position, count(DISTINCT unit) AS total, count(DISTINCT submission_id) AS submissions FROM units GROUP BY ALL
),
counted AS (
    SELECT position, id, count(DISTINCT unit) AS count FROM units GROUP BY ALL
),
measured AS (
    SELECT c.*, t.total, t.submissions, a.side_id
    FROM counted c JOIN totals t USING (position) JOIN asked a USING (position)
),
placed AS (
    SELECT id, count(*) AS raised_by, list(position ORDER BY position) AS positions,
           string_agg(side_id, ',' ORDER BY position) AS sides,
           min(count / total) AS least, sum(count) AS counts
    FROM measured GROUP BY ALL
)
