-- title: Which families of themes all sides of a comparison raise, and which only some
-- row: one family of themes that one or more sides raise. Families of all sides come first, then those of most sides; among these, the largest smallest share first
-- parameters: by, ids, unit
-- columns side: family_id, family, side_id, side, position, sides, raised_by, count, total, share, submissions
-- column family_id: text · English name of the family, which is its id
-- column family: text · name of the family
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{{ raised_by_side("family", unit, by, of="(selected_points JOIN themes USING (theme_id))") }}
SELECT m.family AS family_id, m.family, m.side_id, m.side, m.position, l.sides, l.raised_by,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions
FROM compared m
JOIN placed l USING (family)
ORDER BY l.raised_by DESC, l.positions, l.least DESC, l.counts DESC, m.family, m.position
