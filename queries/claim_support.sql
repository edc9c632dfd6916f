-- title: How many want the same, and whether the text that they asked has it
-- row: one of the claims that say the same: the recommendation first, then the positions
-- parameters: claim, unit, made_to
-- columns: claim_id, claim, kind, verdict, strength, request, note, text_id, text, paragraphs, count, together, total
-- column kind: text · kind of the claim: recommendation or position
-- column verdict: text · whether the text has what was asked for; empty if it was not decided
-- column strength: text · how firmly the text speaks of it, none where it is silent; empty if it was not decided
-- column request: text · yes, or no where the claim asks nothing of the text; empty if it was not decided
-- column note: text · why the verdict was given, in our summary
-- column text_id: text · id of the text that the claim was compared with
-- column text: text · title of that text
-- column paragraphs: text · paragraphs of that text that the verdict rests on, best first, separated by semicolons; empty if there are none
-- column count: integer, units · number of units that make the claim
-- column together: integer, units · number of units that make at least one of these claims
-- column total: integer, units · number of units in the selection that were made to such a text
{% from "shared/reported.sql" import adopted, of_others %}
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
selected AS ({{ units(unit) }}),
compared AS (
    SELECT * FROM outcome_summaries
    WHERE text_id {{ "=" if made_to == "adopted" else "IN" }} {{ adopted if made_to == "adopted" else "(SELECT text_id FROM " ~ of_others ~ ")" }}
)
SELECT c.claim_id, c.title AS claim, c.kind, v.verdict, v.strength, v.request, v.note, v.text_id, v.text, v.paragraphs,
       coalesce(m.count, 0) AS count, coalesce(g.count, 0) AS together, s.count AS total
FROM held h
JOIN claims c USING (claim_id)
CROSS JOIN together g
CROSS JOIN selected s
LEFT JOIN made m USING (claim_id)
LEFT JOIN compared v USING (claim_id)
LEFT JOIN texts x ON x.text_id = v.text_id
WHERE c.kind IN ('recommendation', 'position')
ORDER BY c.kind DESC, c.title, x.position
