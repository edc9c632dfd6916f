-- title: The codebook of themes
-- row: one theme
-- column theme_id: text · the theme
-- column family: text · the family it belongs to
-- column theme: text · its title
-- column definition: text · what it covers
-- column claims: integer, claims · claims defined within it
-- column points: integer, points · selected points on it
-- column submissions: integer, submissions · submissions with such a point
SELECT t.theme_id, t.family, t.title AS theme, t.definition,
       (SELECT count(*) FROM claims c WHERE c.theme_id = t.theme_id) AS claims,
       count(p.point_key) AS points, count(DISTINCT p.submission_key) AS submissions
FROM themes t
LEFT JOIN selected_point_keys p ON p.theme_key = t.theme_key
GROUP BY ALL
ORDER BY t.family, t.title
