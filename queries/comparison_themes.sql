-- title: Which themes all sides of a comparison raise, and which only some
-- row: one theme that one or more sides raise. Themes of all sides come first, then those of most sides; among these, the largest smallest share first
-- parameters: by, ids, unit
-- columns side: theme_id, theme, family, side_id, side, position, sides, raised_by, count, total, share, submissions
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{{ raised_by_side("theme_id", unit, by) }}
SELECT t.theme_id, t.title AS theme, t.family, m.side_id, m.side, m.position, l.sides, l.raised_by,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions
FROM compared m
JOIN placed l ON l.theme_id = m.theme_id
JOIN themes t ON t.theme_id = m.theme_id
ORDER BY l.raised_by DESC, l.positions, l.least DESC, l.counts DESC, t.title, m.position
