-- title: How stakeholder groups differ in the themes they raise
-- row: one theme in one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column stakeholder_group: text · the group of an author or signatory
-- column count: integer, units · how many of the group's units raise it
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · count of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have such points, whatever the unit
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="theme_id", organisations="stakeholder_group"), dict(organisations="stakeholder_group"),
          by="stakeholder_group") }}
SELECT t.theme_id, t.title AS theme, s.stakeholder_group, s.count, s.total, s.share, s.submissions
FROM shares s
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY t.theme_id, s.stakeholder_group
