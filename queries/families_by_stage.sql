-- title: How often each family of themes comes up at each stage
-- row: one family of themes at one stage of the review at which a selected point is on it
-- parameter unit: submissions | organisations | points · what is counted
-- column family: text · the family
-- column stage_id: text · the stage
-- column stage: text · its title
-- column short_stage: text · its short title
-- column position: integer · its place in time order
-- column negotiation: boolean · whether a text of the review was issued at it
-- column count: integer, units · how many of the stage's units raise it
-- column total: integer, units · how many units of the stage the selection holds
-- column share: number, percent · count of total: the share within the stage
-- column submissions: integer, submissions · the stage's submissions in the selection that have such points, whatever the unit
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="family", submissions="stage_id", of="selected_points JOIN themes USING (theme_id)"),
          dict(submissions="stage_id"), by="stage_id") }}
SELECT s.family, s.stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       s.stage_id IN (SELECT stage_id FROM texts WHERE stage_id IS NOT NULL) AS negotiation,
       s.count, s.total, s.share, s.submissions
FROM shares s
JOIN stages g ON g.stage_id = s.stage_id
ORDER BY s.family, g.position
