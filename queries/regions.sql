-- title: Which world regions take part
-- row: one UN M49 region where national and regional organisations are based; or the international organisations
-- parameters: unit
-- columns place: region, count, total, share
-- column region: text · africa, americas, asia, europe, oceania, or international
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(organisations="region"), {}) }}
SELECT region, count, total, share FROM shares ORDER BY count DESC, region
