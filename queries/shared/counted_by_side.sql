-- How many units of each side raise what: reads raised (id, submission_key, point_key), in which a point has one id, the tables of
-- sides.sql and the parameter unit; gives measured (position, side_id, id, count, total, submissions) and placed, what of all sides
-- together orders the rows.
pairs AS (
    SELECT a.position, a.side_id, r.id, m.submission_key, count(*) AS points
    FROM asked a
    JOIN members m USING (side_id)
    JOIN raised r USING (submission_key)
    GROUP BY ALL
),
parties AS (
    SELECT submission_key, organisation_key, stakeholder_group FROM selected_signatory_keys WHERE $unit = 'organisations'
),
texts AS (
    SELECT position, side_id, submission_key, sum(points) AS points FROM pairs GROUP BY ALL
),
sizes AS (
    SELECT position, count(*) AS submissions, CAST(CASE $unit WHEN 'points' THEN sum(points) ELSE count(*) END AS BIGINT) AS total
    FROM texts
    GROUP BY ALL
),
totals AS (
    SELECT position, total, submissions FROM sizes WHERE $unit <> 'organisations'
    UNION ALL
    SELECT position, count(DISTINCT e.organisation_key), z.submissions
    FROM texts r JOIN sizes z USING (position) JOIN parties e USING (submission_key)
    WHERE $by <> 'group' OR e.stakeholder_group = r.side_id
    GROUP BY position, z.submissions
),
counted AS (
    SELECT position, id, CAST(CASE $unit WHEN 'points' THEN sum(points) ELSE count(*) END AS BIGINT) AS count
    FROM pairs
    WHERE $unit <> 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT position, id, count(*)
    FROM (SELECT DISTINCT r.position, r.id, e.organisation_key FROM pairs r JOIN parties e USING (submission_key)
          WHERE $by <> 'group' OR e.stakeholder_group = r.side_id)
    GROUP BY ALL
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
