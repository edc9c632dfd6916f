-- title: As what each theme is raised
-- row: one theme raised as one kind of point
-- parameters: unit
-- columns: theme_id, theme, family, kind, count, total, share, submissions
-- column count: integer, units · how many of the unit raise the theme as this kind
-- column total: integer, units · how many of the unit raise the theme, whatever the kind; a text can raise it as several
-- column submissions: integer, submissions · submissions that raise the theme, whatever the kind and the unit
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="theme_id, kind"), dict(points="theme_id"), by="theme_id") }}
SELECT t.theme_id, t.title AS theme, t.family, s.kind, s.count, s.total, s.share, s.submissions
FROM shares s
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY s.total DESC, t.title, s.kind
