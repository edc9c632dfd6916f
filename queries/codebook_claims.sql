-- title: The codebook of claims
-- row: one claim
-- parameter kind: all | achievement | challenge | recommendation | position · the kind of the claims
-- columns claim: claim_id, claim, kind, theme, definition, includes, excludes, points, submissions
-- column theme: text · title of the theme that the claim belongs to
WITH {% include "shared/selection.sql" %},
counted AS (SELECT claim_id, count(DISTINCT submission_key) AS submissions, count(*) AS points FROM selected_points GROUP BY ALL)
SELECT c.claim_id, c.title AS claim, c.kind, t.title AS theme, c.definition, c.includes, c.excludes,
       coalesce(n.points, 0) AS points, coalesce(n.submissions, 0) AS submissions
FROM claims c
JOIN themes t USING (theme_id)
LEFT JOIN counted n ON n.claim_id = c.claim_id
{{ "WHERE c.kind = $kind" if kind != "all" }}
ORDER BY c.kind, t.title, c.title
