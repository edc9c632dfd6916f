-- How many submissions, organisations and points raise what, and how many units do of how many: reads raised (id, submission_id,
-- point_id) and the parameter unit; gives measured (id, submissions, organisations, points, count, total).
counted AS (
    SELECT id, count(DISTINCT submission_id) AS submissions, count(DISTINCT point_id) AS points FROM raised GROUP BY ALL
),
behind AS (
    SELECT r.id, count(DISTINCT e.organisation_id) AS organisations
    FROM raised r
    JOIN selected_signatories e USING (submission_id)
    GROUP BY ALL
),
totals AS (
    SELECT CASE $unit
               WHEN 'points' THEN (SELECT count(*) FROM selected_points)
               WHEN 'organisations' THEN (SELECT count(DISTINCT organisation_id) FROM selected_signatories
                                          WHERE submission_id IN (SELECT submission_id FROM selected_points))
               ELSE (SELECT count(DISTINCT submission_id) FROM selected_points)
           END AS total
),
measured AS (
    SELECT c.*, coalesce(b.organisations, 0) AS organisations, t.total,
           CASE $unit WHEN 'points' THEN c.points WHEN 'organisations' THEN coalesce(b.organisations, 0) ELSE c.submissions END AS count
    FROM counted c
    LEFT JOIN behind b USING (id)
    CROSS JOIN totals t
)
