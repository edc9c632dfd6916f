-- title: What was asked for, and whether the adopted text has it
-- row: one request of the selected points that has a verdict. A request is a recommendation, together with positions that say the same; or a position that no recommendation asks for
-- parameters: unit, verdict
-- parameter verdict: all | taken-up | partly | contrary | not-found | not-applicable · the verdict of the requests to list
-- columns: claim_id, claim, kind, theme_id, theme, verdict, note, text_id, text, passages, positions, count
-- columns: total, share, submissions, organisations, points, groups
-- column claim_id: text · id of the recommendation; id of the position if no recommendation asks for the same
-- column kind: text · kind of the request: recommendation or position
-- column theme_id: text · id of the theme that the request belongs to
-- column theme: text · title of that theme
-- column verdict: text · whether the adopted text has what was asked for, as public articles report it: taken-up, partly, contrary, not-found or not-applicable
-- column note: text · why the verdict was given, in our summary
-- column text_id: text · id of the text that the request was compared with
-- column text: text · title of that text
-- column passages: integer, passages · number of passages of that text that the verdict rests on
-- column positions: text · claim_ids of the positions that say the same, separated by semicolons; empty if there are none
-- column count: integer, units · number of units that ask for it, or say the same
-- column total: integer, units · number of units in the selection
-- column groups: text · stakeholder groups with their numbers of units, largest first, separated by semicolons; a joint submission counts in each group
WITH {% include "shared/selection.sql" %},
{% include "shared/asked.sql" %},
{{ raised("ask_id", unit, of="asked") }},
of_groups AS ({{ units(unit, points="ask_id", organisations="stakeholder_group", of="asked") }}),
named AS (
    SELECT ask_id, string_agg(stakeholder_group || ' ' || count, '; ' ORDER BY count DESC, stakeholder_group) AS groups
    FROM of_groups
    GROUP BY ask_id
),
resting AS (
    SELECT p.claim_id, x.text_id, count(*) AS passages
    FROM claim_outcome_passages p
    JOIN text_passages x USING (passage_id)
    GROUP BY ALL
)
SELECT r.ask_id AS claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, v.verdict, v.note, v.text_id,
       x.title AS text, coalesce(p.passages, 0) AS passages,
       (SELECT string_agg(e.claim_id, '; ' ORDER BY e.claim_id) FROM claim_equivalents e WHERE e.equivalent_id = r.ask_id)
           AS positions,
       r.{{ unit }} AS count, s.count AS total, round(100.0 * r.{{ unit }} / s.count, 1) AS share, r.submissions,
       r.organisations, r.points, g.groups
FROM raised r
CROSS JOIN selected s
JOIN verdicts v ON v.ask_id = r.ask_id
JOIN claims c ON c.claim_id = r.ask_id
JOIN themes t ON t.theme_id = c.theme_id
JOIN texts x ON x.text_id = v.text_id
JOIN named g ON g.ask_id = r.ask_id
LEFT JOIN resting p ON p.claim_id = r.ask_id AND p.text_id = v.text_id
{{ "WHERE v.verdict = $verdict" if verdict != "all" }}
ORDER BY r.{{ unit }} DESC, r.points DESC, c.title
