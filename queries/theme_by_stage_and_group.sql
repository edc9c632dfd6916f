-- title: Which stakeholder groups raise a theme at which stage
-- row: one stakeholder group at one stage of the review, if the selection has points of it
-- parameter theme: text · theme_id
-- parameter unit: submissions | organisations | points · what is counted
-- column stakeholder_group: text · the group of an author or signatory
-- column stage_id: text · the stage
-- column stage: text · its title
-- column short_stage: text · its short title
-- column position: integer · its place in time order
-- column negotiation: boolean · whether a text of the review was issued at it
-- column raised: integer, units · how many of the group's units at the stage raise the theme
-- column total: integer, units · how many units of the group at the stage the selection holds
-- column share: number, percent · raised of total
-- column submissions: integer, submissions · the group's submissions at the stage that have points in the selection, whatever the unit
WITH own AS (
    SELECT submission_key, count(*) AS points FROM selected_point_keys
    WHERE theme_key = (SELECT theme_key FROM themes WHERE theme_id = $theme)
    GROUP BY ALL
),
sides AS (
    SELECT DISTINCT e.submission_key, e.stakeholder_group, s.stage_id
    FROM selected_signatory_keys e JOIN selected_submissions s USING (submission_key)
),
sizes AS (
    SELECT stakeholder_group, stage_id, count(*) AS submissions FROM sides GROUP BY ALL
),
units AS (
    SELECT stakeholder_group, stage_id, o.submission_key IS NOT NULL AS on_theme, 1 AS all_units, 1 AS own_units
    FROM sides LEFT JOIN own o USING (submission_key)
    WHERE $unit = 'submissions'
    UNION ALL
    SELECT s.stakeholder_group, s.stage_id, bool_or(o.submission_key IS NOT NULL), 1, 1
    FROM sides s JOIN selected_signatory_keys e USING (submission_key, stakeholder_group) LEFT JOIN own o USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY s.stakeholder_group, s.stage_id, e.organisation_key
    UNION ALL
    SELECT stakeholder_group, stage_id, o.submission_key IS NOT NULL, p.points, o.points
    FROM sides JOIN (SELECT submission_key, count(*) AS points FROM selected_point_keys GROUP BY ALL) p USING (submission_key)
    LEFT JOIN own o USING (submission_key)
    WHERE $unit = 'points'
),
counted AS (
    SELECT stakeholder_group, stage_id, coalesce(CAST(sum(own_units) FILTER (on_theme) AS BIGINT), 0) AS raised,
           CAST(sum(all_units) AS BIGINT) AS total, any_value(z.submissions) AS submissions
    FROM units JOIN sizes z USING (stakeholder_group, stage_id)
    GROUP BY ALL
)
SELECT c.stakeholder_group, c.stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       c.stage_id IN (SELECT stage_id FROM texts WHERE stage_id IS NOT NULL) AS negotiation,
       c.raised, c.total, round(100.0 * c.raised / c.total, 1) AS share, c.submissions
FROM counted c
JOIN stages g USING (stage_id)
ORDER BY c.stakeholder_group, g.position
