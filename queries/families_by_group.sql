-- title: How stakeholder groups differ in the families of themes they raise
-- row: one family of themes in one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column family: text · the family
-- column stakeholder_group: text · the group of an author or signatory
-- column count: integer, units · how many of the group's units raise it
-- column total: integer, units · how many units of the group the selection holds
-- column share: number, percent · count of total: the share within the group
-- column submissions: integer, submissions · the group's submissions in the selection that have such points, whatever the unit
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="family", organisations="stakeholder_group", of="selected_points JOIN themes USING (theme_id)"),
          dict(organisations="stakeholder_group"), by="stakeholder_group") }}
SELECT family, stakeholder_group, count, total, share, submissions FROM shares ORDER BY family, stakeholder_group
