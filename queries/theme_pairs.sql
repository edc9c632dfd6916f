-- title: Which themes submissions raise together
-- row: two themes of the selected points, each pair once
-- columns: theme_id, theme, other_theme_id, other_theme, count, submissions, other_submissions, total, expected, lift
-- column theme_id: text · id of the first theme
-- column other_theme_id: text · id of the second theme
-- column other_theme: text · title of the second theme
-- column count: integer, submissions · number of submissions that raise both themes, in one point or in several
-- column submissions: integer, submissions · number of submissions that raise the first theme
-- column other_submissions: integer, submissions · number of submissions that raise the second theme
-- column total: integer, submissions · number of submissions in the selection
-- column expected: number, submissions · how many submissions would raise both by chance: submissions times other_submissions, divided by total
WITH {% include "shared/selection.sql" %},
raised AS (SELECT DISTINCT theme_id, submission_key FROM selected_points),
sizes AS (SELECT theme_id, count(*) AS submissions FROM raised GROUP BY ALL),
together AS (
    SELECT a.theme_id, b.theme_id AS other_theme_id, count(*) AS count
    FROM raised a
    JOIN raised b ON a.submission_key = b.submission_key AND a.theme_id < b.theme_id
    GROUP BY ALL
),
pairs AS (
    SELECT a.theme_id, b.theme_id AS other_theme_id, coalesce(t.count, 0) AS count, a.submissions,
           b.submissions AS other_submissions, (SELECT count(*) FROM selected_submissions) AS total
    FROM sizes a
    JOIN sizes b ON a.theme_id < b.theme_id
    LEFT JOIN together t ON t.theme_id = a.theme_id AND t.other_theme_id = b.theme_id
)
SELECT p.theme_id, a.title AS theme, p.other_theme_id, b.title AS other_theme,
       p.count, p.submissions, p.other_submissions, p.total,
       round(p.submissions * p.other_submissions / p.total, 1) AS expected,
       CASE WHEN p.submissions * p.other_submissions >= 5 * p.total
            THEN round(p.count * p.total / (p.submissions * p.other_submissions), 1) END AS lift
FROM pairs p
JOIN themes a ON a.theme_id = p.theme_id
JOIN themes b ON b.theme_id = p.other_theme_id
ORDER BY p.submissions * p.other_submissions >= 5 * p.total DESC,
         p.count * p.total / (p.submissions * p.other_submissions) DESC, p.count DESC, a.title, b.title
