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
WITH
-- with themes_raised,
-- with counted_by_group
SELECT h.theme_id, h.title AS theme, g.stakeholder_group, g.count, t.total, round(100.0 * g.count / t.total, 1) AS share, t.submissions
FROM counted g
JOIN totals t USING (stakeholder_group)
JOIN themes h ON h.theme_key = g.id
ORDER BY h.theme_id, g.stakeholder_group
