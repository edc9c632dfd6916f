-- title: Which stakeholder groups take part
-- row: one stakeholder group
-- parameters: unit
-- columns place: stakeholder_group, count, total, share
-- column stakeholder_group: text · the stakeholder group
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(organisations="stakeholder_group"), {}) }}
SELECT stakeholder_group, count, total, share FROM shares ORDER BY count DESC, stakeholder_group
