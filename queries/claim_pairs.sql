-- title: What else submissions with a claim say
-- row: one other claim that selected submissions make together with the claim, or with one that holds the same
-- parameters: claim, part, made_to, kind
-- parameter made_to: any | adopted | other · all submissions, or those made to the adopted text, or to a text of another process at their stage
-- parameter kind: all | achievement | challenge | recommendation | position · the kind of the other claim
-- columns claim: claim_id, claim, kind, theme_id, theme, count, total, share, submissions, selected, expected, lift
-- column claim_id: text · id of the other claim
-- column count: integer, submissions · number of submissions that make both claims
-- column total: integer, submissions · number of submissions that make the claim
-- column submissions: integer, submissions · number of submissions that make the other claim
-- column expected: number, submissions · how many submissions would make both by chance: total times submissions, divided by selected
-- column lift: number · count divided by expected: how many times as often as by chance. Empty where fewer than 5 submissions make both, which is too few to tell
WITH {% include "shared/selection.sql" %},
made AS (SELECT DISTINCT claim_id, submission_key FROM selected_points WHERE claim_id IS NOT NULL),
{% include "shared/held.sql" %},
of_claim AS (SELECT DISTINCT submission_key FROM made WHERE claim_id IN (SELECT claim_id FROM held)),
sizes AS (
    SELECT m.claim_id, count(*) AS submissions, count(o.submission_key) AS count,
           (SELECT count(*) FROM of_claim) AS total, (SELECT count(*) FROM selected_submissions) AS selected
    FROM made m
    LEFT JOIN of_claim o ON o.submission_key = m.submission_key
    WHERE m.claim_id NOT IN (SELECT claim_id FROM held)
    GROUP BY ALL
)
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme,
       s.count, s.total, round(100.0 * s.count / s.total, 1) AS share, s.submissions, s.selected,
       round(s.total * s.submissions / s.selected, 1) AS expected,
       CASE WHEN s.count >= 5 THEN round(s.count * s.selected / (s.total * s.submissions), 1) END AS lift
FROM sizes s
JOIN claims c ON c.claim_id = s.claim_id
JOIN themes t USING (theme_id)
WHERE s.count > 0{{ " AND c.kind = $kind" if kind != "all" }}
ORDER BY s.count DESC, s.submissions, c.title
