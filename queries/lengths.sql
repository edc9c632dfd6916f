-- title: How many points and submissions there are to list
-- row: one measure of the selection
-- column measure: text · points; making_points: submissions that make them; submissions; dated: submissions with a date
-- column count: integer · the number
{% set submission_columns = "*" %}
WITH {% include "shared/selection.sql" %},
counted AS (
    SELECT 1 AS place, 'points' AS measure, count(*) AS count FROM selected_points
    UNION ALL
    SELECT 2, 'making_points', count(DISTINCT submission_key) FROM selected_points
    UNION ALL
    SELECT 3, 'submissions', count(*) FROM selected_submissions
    UNION ALL
    SELECT 4, 'dated', count(submitted_on) FROM selected_submissions
)
SELECT measure, count FROM counted ORDER BY place
