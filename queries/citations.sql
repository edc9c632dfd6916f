-- title: How much of the selection cites an action line or a goal
-- row: one measure: submissions, organisations or points
-- column measure: text · what is counted
-- column action_lines: integer, units · how many have a selected point that cites an action line, or a field of one
-- column goals: integer, units · how many have a selected point that cites a goal
-- column selected: integer, units · how many the selection holds
WITH citing AS (
    SELECT 'line' AS what, point_key, submission_key FROM selected_point_keys WHERE point_key IN (SELECT point_key FROM point_action_lines)
    UNION ALL
    SELECT 'goal', point_key, submission_key FROM selected_point_keys WHERE point_key IN (SELECT point_key FROM point_sdgs)
),
behind AS (
    SELECT c.*, e.organisation_key FROM citing c LEFT JOIN selected_signatory_keys e USING (submission_key)
),
counted AS (
    SELECT 1 AS place, 'submissions' AS measure, count(DISTINCT submission_key) FILTER (what = 'line') AS action_lines,
           count(DISTINCT submission_key) FILTER (what = 'goal') AS goals, (SELECT count(*) FROM selected_submissions) AS selected
    FROM behind
    UNION ALL
    SELECT 2, 'organisations', count(DISTINCT organisation_key) FILTER (what = 'line'),
           count(DISTINCT organisation_key) FILTER (what = 'goal'), (SELECT count(DISTINCT organisation_key) FROM selected_signatory_keys)
    FROM behind
    UNION ALL
    SELECT 3, 'points', count(DISTINCT point_key) FILTER (what = 'line'),
           count(DISTINCT point_key) FILTER (what = 'goal'), (SELECT count(*) FROM selected_point_keys)
    FROM behind
)
SELECT measure, action_lines, goals, selected FROM counted ORDER BY place
