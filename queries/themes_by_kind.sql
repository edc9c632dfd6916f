-- title: In which kinds of points each theme is raised
-- row: one theme with one kind of point
-- parameters: unit
-- columns: theme_id, theme, family, kind, count, total, share, submissions
-- column count: integer, units · number of units that raise the theme in points of this kind
-- column total: integer, units · number of units that raise the theme in points of any kind; a submission can raise it in several kinds
-- column submissions: integer, submissions · number of submissions that raise the theme in points of any kind, whatever is counted
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="theme_id, kind"), dict(points="theme_id"), by="theme_id") }}
SELECT t.theme_id, t.title AS theme, t.family, s.kind, s.count, s.total, s.share, s.submissions
FROM shares s
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY s.total DESC, t.title, s.kind
