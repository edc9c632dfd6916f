-- title: How contributions spread over the review
-- row: one stage and the stakeholder group behind its contributions
-- parameter unit: submissions | organisations | points · what is counted
-- column stage_id: text · the stage
-- column stage: text · its title
-- column short_stage: text · its short title
-- column position: integer · its place in time order
-- column stakeholder_group: text · the group of the authors; several where they are of more than one (organisations: each one's own group)
-- column count: integer, units · how many units
-- column total: integer, units · how many units of the stage, all groups
WITH placed AS (
    SELECT submission_key, stage_id FROM selected_submissions
),
authors AS (
    SELECT submission_key, CASE WHEN min(stakeholder_group) = max(stakeholder_group) THEN min(stakeholder_group) ELSE 'several' END AS stakeholder_group
    FROM signatory_keys
    WHERE role = 'author' AND submission_key IN (SELECT submission_key FROM placed) AND $unit <> 'organisations'
    GROUP BY ALL
),
units AS (
    SELECT s.stage_id, a.stakeholder_group, count(*) AS units
    FROM placed s JOIN authors a USING (submission_key)
    WHERE $unit = 'submissions'
    GROUP BY ALL
    UNION ALL
    SELECT stage_id, stakeholder_group, count(*)
    FROM (SELECT DISTINCT s.stage_id, e.stakeholder_group, e.organisation_key FROM placed s JOIN selected_signatory_keys e USING (submission_key))
    WHERE $unit = 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT s.stage_id, a.stakeholder_group, count(*)
    FROM selected_point_keys p JOIN placed s USING (submission_key) JOIN authors a USING (submission_key)
    WHERE $unit = 'points'
    GROUP BY ALL
)
SELECT u.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, u.stakeholder_group,
       u.units AS count, CAST(sum(u.units) OVER (PARTITION BY u.stage_id) AS BIGINT) AS total
FROM units u
JOIN stages g USING (stage_id)
ORDER BY g.position, u.stakeholder_group
