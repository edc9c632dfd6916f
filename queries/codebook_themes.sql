-- title: The codebook of themes
-- row: one theme
-- column theme_id: text · the theme
-- column family: text · the family it belongs to
-- column theme: text · its title
-- column definition: text · what it covers
-- column claims: integer, claims · claims defined within it
-- column points: integer, points · selected points on it
-- column submissions: integer, submissions · submissions with such a point
WITH {% include "shared/selection.sql" %},
counted AS (
    SELECT theme_id, count(*) AS points, count(DISTINCT submission_key) AS submissions
    FROM selected_points
    GROUP BY ALL
)
SELECT t.theme_id, t.family, t.title AS theme, t.definition,
       (SELECT count(*) FROM claims c WHERE c.theme_id = t.theme_id) AS claims,
       coalesce(n.points, 0) AS points, coalesce(n.submissions, 0) AS submissions
FROM themes t
LEFT JOIN counted n ON n.theme_id = t.theme_id
ORDER BY t.family, t.title
