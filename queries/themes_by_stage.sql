-- title: How often each theme comes up at each stage
-- row: one theme at one stage of the review at which a selected point is on it
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column stage_id: text · the stage
-- column stage: text · its title
-- column short_stage: text · its short title
-- column position: integer · its place in time order
-- column negotiation: boolean · whether a text of the review was issued at it
-- column count: integer, units · how many of the stage's units raise it
-- column total: integer, units · how many units of the stage the selection holds
-- column share: number, percent · count of total: the share within the stage
-- column submissions: integer, submissions · the stage's submissions in the selection that have such points, whatever the unit
WITH
-- with themes_raised,
parts AS (
    SELECT stage_id AS part, submission_key FROM selected_submissions
),
-- with counted_by_part
SELECT h.theme_id, h.title AS theme, c.part AS stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       c.part IN (SELECT stage_id FROM texts WHERE stage_id IS NOT NULL) AS negotiation,
       c.count, t.total, round(100.0 * c.count / t.total, 1) AS share, t.submissions
FROM counted c
JOIN totals t USING (part)
JOIN stages g ON g.stage_id = c.part
JOIN themes h ON h.theme_key = c.id
ORDER BY h.theme_id, g.position
