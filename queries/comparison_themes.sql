-- title: Which themes several sides raise, and which only some
-- row: one theme that selected points of one of the sides are on; what all sides raise first, then what most do, each by its smallest share
-- parameter by: organisation | group | stage · what the sides are
-- parameter ids: text · the sides' ids, separated by commas; unknown ones are left out
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column family: text · the family it belongs to
-- column side_id: text · the side
-- column side: text · its name
-- column position: integer · its place among the ids
-- column sides: text · the sides that raise it, by id, in their order
-- column raised_by: integer · how many sides that is
-- column count: integer, units · how many of the side's units raise it
-- column total: integer, units · how many units of the side the selection holds
-- column share: number, percent · count of total
-- column submissions: integer, submissions · the side's submissions in the selection that have points, whatever the unit
{% from "shared/raised_by_side.sql" import raised_by_side %}
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{{ raised_by_side("theme_id", unit, by) }}
SELECT t.theme_id, t.title AS theme, t.family, m.side_id, m.side, m.position, l.sides, l.raised_by,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions
FROM compared m
JOIN placed l ON l.theme_id = m.theme_id
JOIN themes t ON t.theme_id = m.theme_id
ORDER BY l.raised_by DESC, l.positions, l.least DESC, l.counts DESC, t.title, m.position
