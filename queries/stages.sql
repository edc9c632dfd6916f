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
WITH authors AS (
    SELECT a.submission_id,
           CASE WHEN count(DISTINCT o.stakeholder_group) = 1 THEN min(o.stakeholder_group) ELSE 'several' END AS stakeholder_group
    FROM signatories a
    JOIN organisations o USING (organisation_id)
    WHERE a.role = 'author' AND a.submission_id IN (SELECT submission_id FROM selected_submissions)
    GROUP BY ALL
),
units AS (
    SELECT s.stage_id, a.stakeholder_group, s.submission_id AS unit
    FROM selected_submissions s JOIN authors a USING (submission_id)
    WHERE $unit = 'submissions'
    UNION ALL
    SELECT DISTINCT s.stage_id, e.stakeholder_group, e.organisation_id
    FROM selected_submissions s JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations'
    UNION ALL
    SELECT s.stage_id, a.stakeholder_group, p.point_id
    FROM selected_points p JOIN selected_submissions s USING (submission_id) JOIN authors a USING (submission_id)
    WHERE $unit = 'points'
)
SELECT u.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, u.stakeholder_group,
       count(*) AS count, CAST(sum(count(*)) OVER (PARTITION BY u.stage_id) AS BIGINT) AS total
FROM units u
JOIN stages g USING (stage_id)
GROUP BY u.stage_id, g.title, g.short_title, g.position, u.stakeholder_group
ORDER BY g.position, u.stakeholder_group
