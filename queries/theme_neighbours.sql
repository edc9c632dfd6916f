-- title: Which other themes submissions on a theme raise
-- row: one other theme that selected submissions raise together with the theme
-- parameters: theme
-- columns: theme_id, theme, count, total, share, submissions, selected, expected, lift
-- column theme_id: text · id of the other theme
-- column count: integer, submissions · number of submissions that raise both themes
-- column total: integer, submissions · number of submissions that raise the theme
-- column submissions: integer, submissions · number of submissions that raise the other theme
-- column expected: number, submissions · how many submissions would raise both by chance: total times submissions, divided by selected
WITH {% include "shared/selection.sql" %},
raised AS (SELECT DISTINCT theme_id, submission_key FROM selected_points),
of_theme AS (SELECT submission_key FROM raised WHERE theme_id = $theme),
sizes AS (
    SELECT r.theme_id, count(*) AS submissions, count(o.submission_key) AS count,
           (SELECT count(*) FROM of_theme) AS total, (SELECT count(*) FROM selected_submissions) AS selected
    FROM raised r
    LEFT JOIN of_theme o ON o.submission_key = r.submission_key
    WHERE r.theme_id <> $theme
    GROUP BY ALL
)
SELECT h.theme_id, h.title AS theme, s.count, s.total, round(100.0 * s.count / s.total, 1) AS share, s.submissions,
       s.selected, round(s.total * s.submissions / s.selected, 1) AS expected,
       CASE WHEN s.total * s.submissions >= 5 * s.selected
            THEN round(s.count * s.selected / (s.total * s.submissions), 1) END AS lift
FROM sizes s
JOIN themes h ON h.theme_id = s.theme_id
WHERE s.count > 0
ORDER BY s.count DESC, s.submissions, h.title
