-- title: One claim: its definition, and how often submissions make it
-- row: the claim
-- parameters: claim, part, made_to
-- parameter made_to: any | adopted | other · all submissions, or those made to the adopted text, or to a text of another process at their stage
-- columns claim: claim_id, claim, kind, theme_id, theme, definition, includes, excludes, submissions, organisations
-- columns claim: points, total, asking
-- column submissions: integer, submissions · number of selected submissions that make the claim, or one that holds the same
-- column asking: integer, submissions · number of selected submissions that ask for something or take a position
WITH {% include "shared/selection.sql" %},
{% include "shared/held.sql" %},
of_this AS (SELECT * FROM selected_points WHERE claim_id IN (SELECT claim_id FROM held)),
making AS (
    SELECT count(DISTINCT submission_key) AS submissions, count(DISTINCT organisation_key) AS organisations,
           count(DISTINCT point_key) AS points
    FROM of_this
    JOIN selected_signatories USING (submission_key)
)
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, c.definition, c.includes, c.excludes,
       m.submissions, m.organisations, m.points, (SELECT count(*) FROM selected_submissions) AS total,
       (SELECT count(DISTINCT submission_key) FROM selected_points WHERE kind IN ('recommendation', 'position')) AS asking
FROM claims c
JOIN themes t USING (theme_id)
CROSS JOIN making m
WHERE c.claim_id = $claim
