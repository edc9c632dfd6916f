-- title: Which claims several sides make, and which only some
-- row: one claim that selected points of one of the sides make; what all sides raise first, then what most do, each by its smallest share
-- parameter by: organisation | group | stage · what the sides are
-- parameter ids: text · the sides' ids, separated by commas; unknown ones are left out
-- parameter unit: submissions | organisations | points · what is counted
-- column claim_id: text · the claim
-- column claim: text · its title
-- column kind: text · achievement, challenge, recommendation or position
-- column theme_id: text · the theme the claim belongs to
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
{{ raised_by_side("claim_id", unit, by) }}
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, m.side_id, m.side, m.position, l.sides, l.raised_by,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions
FROM compared m
JOIN placed l ON l.claim_id = m.claim_id
JOIN claims c ON c.claim_id = m.claim_id
ORDER BY l.raised_by DESC, l.positions, l.least DESC, l.counts DESC, c.title, m.position
