-- title: At which stages a claim is made
-- row: one stage of the review of which the selection has points
-- parameter claim: text · claim_id
-- parameter unit: submissions | organisations | points · what is counted
-- column stage_id: text · the stage
-- column stage: text · its title
-- column short_stage: text · its short title
-- column position: integer · its place in time order
-- column raised: integer, units · how many of the stage's units make the claim
-- column total: integer, units · how many units of the stage the selection holds
-- column share: number, percent · raised of total: the share within the stage
-- column submissions: integer, submissions · the stage's submissions in the selection that have points, whatever the unit
WITH own AS (
    SELECT submission_key, point_key FROM selected_point_keys
    WHERE claim_key = (SELECT claim_key FROM claims WHERE claim_id = $claim)
),
-- with own_by_stage
SELECT c.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, c.raised, c.total,
       round(100.0 * c.raised / c.total, 1) AS share, c.submissions
FROM counted c
JOIN stages g USING (stage_id)
ORDER BY g.position
