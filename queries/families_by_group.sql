-- title: How stakeholder groups differ in the families of themes they raise
-- row: one family of themes in one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column family: text · the family
-- column stakeholder_group: text · the group of an author or signatory
-- column count: integer, units · how many of the group's units raise it
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · count of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have such points, whatever the unit
WITH raised AS (
    SELECT family AS id, submission_key, point_key FROM selected_point_keys JOIN themes USING (theme_key)
),
-- with counted_by_group
SELECT g.id AS family, g.stakeholder_group, g.count, t.total, round(100.0 * g.count / t.total, 1) AS share, t.submissions
FROM counted g
JOIN totals t USING (stakeholder_group)
ORDER BY g.id, g.stakeholder_group
