-- title: How stakeholder groups differ in the families of themes they raise
-- row: one family of themes in one stakeholder group
-- parameters: unit
-- columns group: family, stakeholder_group, count, total, share, submissions
-- column family: text · the family
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="family", organisations="stakeholder_group", of="selected_points JOIN themes USING (theme_id)"),
          dict(organisations="stakeholder_group"), by="stakeholder_group") }}
SELECT family, stakeholder_group, count, total, share, submissions FROM shares ORDER BY family, stakeholder_group
