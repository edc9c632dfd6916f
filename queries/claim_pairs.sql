-- title: What else those who make a claim say
-- row: one other claim that selected submissions make together with it
-- parameters: claim, kind
-- parameter kind: all | achievement | challenge | recommendation | position · of which kind the other claim is
-- columns claim: claim_id, claim, kind, theme_id, theme, count, total, share, submissions, selected, expected, lift
-- column claim_id: text · the other claim
-- column count: integer, submissions · submissions that make both
-- column total: integer, submissions · submissions that make the claim
-- column submissions: integer, submissions · submissions that make the other claim
-- column expected: number, submissions · how many would make both if the two had nothing to do with each other: total times submissions by selected
-- column lift: number · count by expected: how many times as often the two are made together as would be expected; empty where fewer than 5 make both, too few to tell
WITH {% include "shared/selection.sql" %},
made AS (SELECT DISTINCT claim_id, submission_key FROM selected_points WHERE claim_id IS NOT NULL),
of_claim AS (SELECT submission_key FROM made WHERE claim_id = $claim),
sizes AS (
    SELECT m.claim_id, count(*) AS submissions, count(o.submission_key) AS count,
           (SELECT count(*) FROM of_claim) AS total, (SELECT count(*) FROM selected_submissions) AS selected
    FROM made m
    LEFT JOIN of_claim o ON o.submission_key = m.submission_key
    WHERE m.claim_id <> $claim
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
