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
WITH sides AS (
    SELECT DISTINCT submission_id, organisation_id, stakeholder_group FROM selected_signatories
),
units AS (
    SELECT d.stakeholder_group, s.stage_id, p.submission_id, p.theme_id = $theme AS on_theme,
           CASE $unit WHEN 'points' THEN p.point_id WHEN 'organisations' THEN d.organisation_id ELSE p.submission_id END AS unit
    FROM selected_points p
    JOIN selected_submissions s USING (submission_id)
    JOIN sides d USING (submission_id)
),
counted AS (
    SELECT stakeholder_group, stage_id, count(DISTINCT unit) FILTER (WHERE on_theme) AS raised,
           count(DISTINCT unit) AS total, count(DISTINCT submission_id) AS submissions
    FROM units
    GROUP BY ALL
)
SELECT c.stakeholder_group, c.stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       c.stage_id IN (SELECT stage_id FROM texts WHERE stage_id IS NOT NULL) AS negotiation,
       c.raised, c.total, round(100.0 * c.raised / c.total, 1) AS share, c.submissions
FROM counted c
JOIN stages g USING (stage_id)
ORDER BY c.stakeholder_group, g.position
