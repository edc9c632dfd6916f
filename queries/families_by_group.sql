-- title: How stakeholder groups differ in the families of themes they raise
-- row: one family of themes in one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column family: text · the family
-- column stakeholder_group: text · the group of an author or signatory
-- column count: integer, units · how many of the group's units raise it
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · count of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have such points, whatever the unit
WITH
-- with families_raised,
-- with counted_by_group
SELECT f.family, g.stakeholder_group, g.count, t.total, round(100.0 * g.count / t.total, 1) AS share, t.submissions
FROM counted g
JOIN totals t USING (stakeholder_group)
JOIN themes f ON f.theme_key = g.id
ORDER BY f.family, g.stakeholder_group
