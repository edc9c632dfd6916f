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
WITH {% include "shared/selection.sql" %},
counted AS (
    SELECT claim_id, count(*) AS points, count(DISTINCT submission_key) AS submissions
    FROM selected_points
    GROUP BY ALL
)
SELECT c.claim_id, c.title AS claim, c.kind, t.title AS theme, c.definition, c.includes, c.excludes,
       coalesce(n.points, 0) AS points, coalesce(n.submissions, 0) AS submissions
FROM claims c
JOIN themes t USING (theme_id)
LEFT JOIN counted n ON n.claim_id = c.claim_id
{{ "WHERE c.kind = $kind" if kind != "all" }}
ORDER BY c.kind, t.title, c.title
