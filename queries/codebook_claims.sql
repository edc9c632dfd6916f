-- title: The codebook of claims
-- row: one claim
-- parameter kind: all | achievement | challenge | recommendation | position · of which kind the claims are
-- column claim_id: text · the claim
-- column claim: text · its title
-- column kind: text · achievement, challenge, recommendation or position
-- column theme: text · the theme it belongs to
-- column definition: text · what makes a point one of it
-- column includes: text · what counts in
-- column excludes: text · what counts elsewhere, and where
-- column points: integer, points · selected points that make it
-- column submissions: integer, submissions · submissions with such a point
WITH counted AS (
    SELECT claim_key, count(*) AS points, count(*) FILTER (first_on_claim) AS submissions FROM selected_point_keys GROUP BY ALL
)
SELECT c.claim_id, c.title AS claim, c.kind, t.title AS theme, c.definition, c.includes, c.excludes,
       coalesce(n.points, 0) AS points, coalesce(n.submissions, 0) AS submissions
FROM claims c
JOIN themes t USING (theme_id)
LEFT JOIN counted n USING (claim_key)
WHERE $kind = 'all' OR c.kind = $kind
ORDER BY c.kind, t.title, c.title
