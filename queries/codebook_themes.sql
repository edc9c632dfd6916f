-- title: The codebook of themes
-- row: one theme
-- columns: theme_id, family, theme, definition, claims, points, submissions
-- column points: integer, points · number of selected points on the theme
WITH {% include "shared/selection.sql" %},
counted AS (SELECT theme_id, count(DISTINCT submission_key) AS submissions, count(*) AS points FROM selected_points GROUP BY ALL)
SELECT t.theme_id, t.family, t.title AS theme, t.definition,
       t.claim_count AS claims, coalesce(n.points, 0) AS points, coalesce(n.submissions, 0) AS submissions
FROM themes t
LEFT JOIN counted n ON n.theme_id = t.theme_id
ORDER BY t.family, t.title
