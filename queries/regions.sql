-- title: Which world regions speak
-- row: one region (UN M49), by the seat of the organisation
-- parameter unit: submissions | organisations | points · what is counted
-- column region: text · africa, americas, asia, europe, oceania, or international for bodies without a seat
-- column count: integer, units · how many units have an author or signatory there; a joint text counts in each
-- column total: integer, units · how many units the selection holds
-- column share: number, percent · count of total
WITH parties AS (
    SELECT submission_key, organisation_key, region AS id, first_in_region AS is_first FROM selected_signatory_keys
),
-- with counted_by_party
SELECT c.id AS region, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share
FROM counted c
CROSS JOIN totals t
ORDER BY c.count DESC, c.id
