-- title: Which world regions speak
-- row: one region (UN M49), by the seat of national and regional organisations, or the international ones
-- parameters: unit
-- columns place: region, count, total, share
-- column region: text · africa, americas, asia, europe, oceania, or international for organisations of that scope
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(organisations="region"), {}) }}
SELECT region, count, total, share FROM shares ORDER BY count DESC, region
