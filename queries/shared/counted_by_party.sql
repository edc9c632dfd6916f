-- How many of the selected units have an author or signatory of what kind: reads parties (submission_key, organisation_key,
-- id, is_first: one of each submission and id) and the parameter unit; gives counted (id, count) and totals (total).
totals AS (
    SELECT count(*) AS total FROM selected_submissions HAVING $unit = 'submissions'
    UNION ALL
    SELECT count(DISTINCT organisation_key) FROM selected_signatory_keys HAVING $unit = 'organisations'
    UNION ALL
    SELECT count(*) FROM selected_point_keys HAVING $unit = 'points'
),
sides AS (
    SELECT submission_key, id FROM parties WHERE is_first
),
counted AS (
    SELECT id, count(*) AS count FROM sides WHERE $unit = 'submissions' GROUP BY ALL
    UNION ALL
    SELECT id, count(DISTINCT organisation_key) FROM parties WHERE $unit = 'organisations' GROUP BY ALL
    UNION ALL
    SELECT s.id, count(*) FROM selected_point_keys p JOIN sides s USING (submission_key) WHERE $unit = 'points' GROUP BY ALL
)
