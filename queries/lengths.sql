-- title: How much there is to list
-- row: one measure of the selection
-- column measure: text · points; making_points: submissions that make them; submissions; dated: those of them that have a date
-- column count: integer · how many
WITH points_listed AS (
    SELECT count(*) AS points, count(DISTINCT submission_key) AS making_points FROM selected_points
),
submissions_listed AS (
    SELECT count(*) AS submissions, count(submitted_on) AS dated FROM selected_submissions
),
counted AS (
    SELECT 1 AS place, 'points' AS measure, points AS count FROM points_listed
    UNION ALL
    SELECT 2, 'making_points', making_points FROM points_listed
    UNION ALL
    SELECT 3, 'submissions', submissions FROM submissions_listed
    UNION ALL
    SELECT 4, 'dated', dated FROM submissions_listed
)
SELECT measure, count FROM counted ORDER BY place
