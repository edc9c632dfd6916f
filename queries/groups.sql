-- title: Which stakeholder groups speak
-- row: one stakeholder group
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group
-- column count: integer, units · how many units have an author or signatory there; a joint text counts in each
-- column total: integer, units · how many units the selection holds
-- column share: number, percent · count of total
WITH parties AS (
    SELECT submission_key, organisation_key, stakeholder_group AS id, first_in_group AS is_first FROM selected_signatory_keys
),
-- with counted_by_party
SELECT c.id AS stakeholder_group, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share
FROM counted c
CROSS JOIN totals t
ORDER BY c.count DESC, c.id
