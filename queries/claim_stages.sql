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
WITH units AS (
    SELECT submission_id, claim_id = $claim AS own, submission_id AS unit FROM selected_points WHERE $unit = 'submissions'
    UNION ALL
    SELECT submission_id, claim_id = $claim, point_id FROM selected_points WHERE $unit = 'points'
    UNION ALL
    SELECT p.submission_id, p.claim_id = $claim, e.organisation_id
    FROM selected_points p JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations'
),
counted AS (
    SELECT s.stage_id, count(DISTINCT u.unit) FILTER (WHERE u.own) AS raised, count(DISTINCT u.unit) AS total,
           count(DISTINCT u.submission_id) AS submissions
    FROM units u JOIN submissions s USING (submission_id)
    GROUP BY ALL
)
SELECT c.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, c.raised, c.total,
       round(100.0 * c.raised / c.total, 1) AS share, c.submissions
FROM counted c
JOIN stages g USING (stage_id)
ORDER BY g.position
