-- title: Which families of themes come up most
-- row: one family of themes that selected points are on
-- parameter unit: submissions | organisations | points · what is counted
-- column family: text · the family
-- column count: integer, units · how many of the unit raise it
-- column total: integer, units · how many of the unit the selection holds
-- column share: number, percent · count of total
-- column submissions: integer, submissions · submissions with such a point
-- column organisations: integer, organisations · authors and signatories of those submissions
-- column points: integer, points · such points
WITH counted AS (
    SELECT p.family AS id,
           count(DISTINCT p.submission_id) AS submissions,
           count(DISTINCT p.point_id) AS points
    FROM selected_points p
    GROUP BY ALL
),
behind AS (
    SELECT p.family AS id, count(DISTINCT e.organisation_id) AS organisations
    FROM selected_points p
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
SELECT m.id AS family,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions, m.organisations, m.points
FROM measured m

ORDER BY m.count DESC, m.points DESC, m.id
