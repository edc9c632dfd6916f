-- title: Which world regions speak
-- row: one region (UN M49), by the seat of national and regional organisations, or the international ones
-- parameter unit: submissions | organisations | points · what is counted
-- column region: text · africa, americas, asia, europe, oceania, or international for organisations of that scope
-- column count: integer, units · how many units have an author or signatory there; a joint text counts in each
-- column total: integer, units · how many units the selection holds
-- column share: number, percent · count of total
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(organisations="region"), {}) }}
SELECT region, count, total, share FROM shares ORDER BY count DESC, region
