-- How many of the selected units have an author or signatory of what kind: reads parties (submission_id, organisation_id,
-- id) and the parameter unit; gives counted (id, count) and totals (total).
totals AS (
    SELECT CASE $unit WHEN 'points' THEN (SELECT count(*) FROM selected_points)
                      WHEN 'organisations' THEN (SELECT count(DISTINCT organisation_id) FROM selected_signatories)
                      ELSE (SELECT count(*) FROM selected_submissions) END AS total
),
counted AS (
    SELECT id, CASE $unit WHEN 'organisations' THEN count(DISTINCT organisation_id)
                          ELSE count(DISTINCT submission_id) END AS count
    FROM parties
    WHERE $unit <> 'points'
    GROUP BY ALL
    UNION ALL
    SELECT s.id, count(DISTINCT p.point_id)
    FROM selected_points p JOIN parties s USING (submission_id)
    WHERE $unit = 'points'
    GROUP BY ALL
)
