-- title: How many ask for the same, and whether the adopted text contains it
-- row: one of the claims that say the same: the recommendation first, then the positions
-- parameters: claim, unit
-- columns: claim_id, claim, kind, verdict, note, text_id, text, count, together, total
-- column kind: text · kind of the claim: recommendation or position
-- column verdict: text · whether the adopted text has what was asked for; empty if it was not decided
-- column note: text · why the verdict was given, in our summary
-- column text_id: text · id of the text that the claim was compared with
-- column text: text · title of that text
-- column count: integer, units · number of units that make the claim
-- column together: integer, units · number of units that make at least one of these claims
-- column total: integer, units · number of units in the selection
WITH {% include "shared/selection.sql" %},
{% include "shared/asked.sql" %},
ask AS (SELECT coalesce((SELECT equivalent_id FROM claim_equivalents WHERE claim_id = $claim), $claim) AS ask_id),
held AS (
    SELECT ask_id AS claim_id FROM ask
    UNION ALL
    SELECT e.claim_id FROM claim_equivalents e JOIN ask ON e.equivalent_id = ask.ask_id
),
of_these AS (SELECT * FROM asked WHERE ask_id = (SELECT ask_id FROM ask)),
made AS ({{ units(unit, points="claim_id", of="of_these") }}),
together AS ({{ units(unit, of="of_these") }}),
selected AS ({{ units(unit) }})
SELECT c.claim_id, c.title AS claim, c.kind, v.verdict, v.note, v.text_id, x.title AS text, coalesce(m.count, 0) AS count,
       coalesce(g.count, 0) AS together, s.count AS total
FROM held h
JOIN claims c USING (claim_id)
CROSS JOIN together g
CROSS JOIN selected s
LEFT JOIN made m USING (claim_id)
LEFT JOIN verdicts v ON v.ask_id = h.claim_id
LEFT JOIN texts x ON x.text_id = v.text_id
WHERE c.kind IN ('recommendation', 'position')
ORDER BY c.kind DESC, c.title
