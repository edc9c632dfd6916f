-- title: Which stakeholder groups speak
-- row: one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group
-- column count: integer, units · how many units have an author or signatory there; a joint text counts in each
-- column total: integer, units · how many units the selection holds
-- column share: number, percent · count of total
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(organisations="stakeholder_group"), {}) }}
SELECT stakeholder_group, count, total, share FROM shares ORDER BY count DESC, stakeholder_group
