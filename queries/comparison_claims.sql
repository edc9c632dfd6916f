-- title: Which claims all sides of a comparison make, and which only some
-- row: one claim that one or more sides make. Claims of all sides come first, then those of most sides; among these, the largest smallest share first
-- parameters: by, ids, unit
-- columns side: claim_id, claim, kind, theme_id, side_id, side, position, sides, raised_by, count, total, share
-- columns side: submissions
-- column theme_id: text · id of the theme that the claim belongs to
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
{{ raised_by_side("claim_id", unit, by) }}
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, m.side_id, m.side, m.position, l.sides, l.raised_by,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions
FROM compared m
JOIN placed l ON l.claim_id = m.claim_id
JOIN claims c ON c.claim_id = m.claim_id
ORDER BY l.raised_by DESC, l.positions, l.least DESC, l.counts DESC, c.title, m.position
