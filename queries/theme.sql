-- title: One theme: its definition, and how often submissions raise it
-- row: the theme
-- parameters: theme
-- columns: theme_id, theme, family, definition, claims, passages, submissions, organisations, points, total
-- column passages: integer, passages · number of passages of the drafts and the adopted text on the theme, as public pages report them
-- column submissions: integer, submissions · number of selected submissions that raise the theme
-- column points: integer, points · number of selected points on the theme
-- column total: integer, submissions · number of submissions in the selection
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE theme_id = $theme),
raising AS ({{ measures("theme_id", of="of_this") }})
SELECT t.theme_id, t.title AS theme, t.family, t.definition,
       (SELECT count(*) FROM claims c WHERE c.theme_id = t.theme_id) AS claims,
       (SELECT count(*) FROM text_passages s WHERE s.theme_id = t.theme_id) AS passages,
       coalesce(r.submissions, 0) AS submissions, coalesce(r.organisations, 0) AS organisations,
       coalesce(r.points, 0) AS points, (SELECT count(*) FROM selected_submissions) AS total
FROM themes t
LEFT JOIN raising r ON r.theme_id = t.theme_id
WHERE t.theme_id = $theme
