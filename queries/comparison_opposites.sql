-- title: Where the sides of a comparison lean towards opposing claims
-- row: two opposing claims with two sides: each side makes one of the claims in more submissions than the other claim. Claims oppose each other by their definitions, as we read them
-- parameters: by, ids
-- column claim_id: text · id of the first claim
-- column claim: text · title of the first claim
-- column side_id: text · id of the side that makes the first claim more often
-- column side: text · name of that side
-- column side_claim: integer, submissions · number of that side's selected submissions that make the first claim
-- column side_opposite: integer, submissions · number of that side's selected submissions that make the opposing claim
-- column opposite_id: text · id of the opposing claim
-- column opposite: text · title of the opposing claim
-- column other_id: text · id of the side that makes the opposing claim more often
-- column other: text · name of that side
-- column other_opposite: integer, submissions · number of that side's selected submissions that make the opposing claim
-- column other_claim: integer, submissions · number of that side's selected submissions that make the first claim
-- column note: text · in which way the two claims oppose each other
WITH {% include "shared/selection.sql" %},
{% include "shared/sides.sql" %},
claimed AS (
    SELECT m.position, m.side_id, m.side, p.claim_id, count(DISTINCT submission_key) AS submissions
    FROM members m
    JOIN selected_points p USING (submission_key)
    GROUP BY ALL
),
opposed AS (
    SELECT claim_id, opposite_id, note FROM claim_opposites
    UNION ALL
    SELECT opposite_id, claim_id, note FROM claim_opposites
),
leaning AS (
    SELECT o.*, c.position, c.side_id, c.side, c.submissions AS own, coalesce(d.submissions, 0) AS opposing
    FROM opposed o
    JOIN claimed c ON c.claim_id = o.claim_id
    LEFT JOIN claimed d ON d.claim_id = o.opposite_id AND d.position = c.position
    WHERE c.submissions > coalesce(d.submissions, 0)
)
SELECT x.claim_id, c.title AS claim, x.side_id, x.side, x.own AS side_claim, x.opposing AS side_opposite,
       y.claim_id AS opposite_id, d.title AS opposite, y.side_id AS other_id, y.side AS other,
       y.own AS other_opposite, y.opposing AS other_claim, x.note
FROM leaning x
JOIN leaning y ON y.claim_id = x.opposite_id AND y.opposite_id = x.claim_id AND y.position > x.position
JOIN claims c ON c.claim_id = x.claim_id
JOIN claims d ON d.claim_id = y.claim_id
ORDER BY least(x.own - x.opposing, y.own - y.opposing) DESC, x.own + y.own DESC, x.claim_id, y.claim_id,
         x.position, y.position
