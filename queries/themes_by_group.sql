-- title: How the themes that stakeholder groups raise differ
-- row: one theme in one stakeholder group
-- parameters: unit
-- columns group: theme_id, theme, stakeholder_group, count, total, share, submissions
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="theme_id", organisations="stakeholder_group"), dict(organisations="stakeholder_group"),
          by="stakeholder_group") }}
SELECT t.theme_id, t.title AS theme, s.stakeholder_group, s.count, s.total, s.share, s.submissions
FROM shares s
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY t.theme_id, s.stakeholder_group
