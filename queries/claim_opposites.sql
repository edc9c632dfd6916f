-- title: Which claims say the opposite of a claim, as we read their definitions
-- row: one claim that says the opposite, also if no selected submission makes it
-- parameters: claim, part, made_to
-- parameter made_to: any | adopted | other · all submissions, or those made to the adopted text, or to a text of another process at their stage
-- columns claim: claim_id, claim, kind, theme_id, theme, note, made, opposed, both, made_organisations
-- columns claim: opposed_organisations, both_organisations, total
-- column claim_id: text · id of the opposite claim
-- column note: text · in which way the two claims oppose each other
-- column made: integer, submissions · number of selected submissions that make the claim
-- column opposed: integer, submissions · number of selected submissions that make the opposite claim
-- column both: integer, submissions · number of selected submissions that make both claims
-- column made_organisations: integer, organisations · number of organisations that wrote or signed submissions with the claim
-- column opposed_organisations: integer, organisations · number of organisations that wrote or signed submissions with the opposite claim
-- column both_organisations: integer, organisations · number of organisations that wrote or signed submissions with each of the two claims, in one submission or in several
WITH {% include "shared/selection.sql" %},
{% include "shared/opposites.sql" %},
submissions_making AS (
    SELECT id, count(*) FILTER (made) AS made, count(*) FILTER (opposed) AS opposed,
           count(*) FILTER (made AND opposed) AS both
    FROM made
    GROUP BY ALL
),
organisations_making AS (
    SELECT id, count(*) FILTER (made > 0) AS made, count(*) FILTER (opposed > 0) AS opposed,
           count(*) FILTER (made > 0 AND opposed > 0) AS both
    FROM making
    GROUP BY ALL
)
SELECT c.claim_id, c.title AS claim, c.kind, c.theme_id, t.title AS theme, p.note, coalesce(s.made, 0) AS made,
       coalesce(s.opposed, 0) AS opposed, coalesce(s.both, 0) AS both, coalesce(o.made, 0) AS made_organisations,
       coalesce(o.opposed, 0) AS opposed_organisations, coalesce(o.both, 0) AS both_organisations,
       (SELECT count(*) FROM selected_submissions) AS total
FROM opposites p
JOIN claims c ON c.claim_id = p.id
JOIN themes t USING (theme_id)
LEFT JOIN submissions_making s ON s.id = p.id
LEFT JOIN organisations_making o ON o.id = p.id
WHERE EXISTS (FROM selected_points)
ORDER BY opposed DESC, c.title
