-- title: Which world regions speak
-- row: one region (UN M49), by the seat of the organisation
-- parameters: unit
-- columns place: region, count, total, share
-- column region: text · africa, americas, asia, europe, oceania, or international for bodies without a seat
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(organisations="region"), {}) }}
SELECT region, count, total, share FROM shares ORDER BY count DESC, region
