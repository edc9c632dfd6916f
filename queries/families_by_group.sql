-- title: How the families of themes that stakeholder groups raise differ
-- row: one family of themes in one stakeholder group
-- parameters: unit
-- columns group: family_id, family, stakeholder_group, count, total, share, submissions
-- column family_id: text · English name of the family, which is its id
-- column family: text · name of the family
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="family", organisations="stakeholder_group", of="selected_points JOIN themes USING (theme_id)"),
          dict(organisations="stakeholder_group"), by="stakeholder_group") }}
SELECT family AS family_id, family, stakeholder_group, count, total, share, submissions FROM shares ORDER BY family, stakeholder_group
