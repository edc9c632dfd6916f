-- title: Which stakeholder groups raise a theme at which stage
-- row: one stakeholder group at one stage of the review, where the selection has points of the group
-- parameters: theme, unit
-- columns group: stakeholder_group, stage_id, stage, short_stage, position, negotiation, raised, total, share
-- columns group: submissions
-- column raised: integer, units · number of the group's units at the stage that raise the theme
-- column total: integer, units · number of the group's units at the stage in the selection
-- column share: number, percent · raised as a percentage of total
-- column submissions: integer, submissions · number of the group's selected submissions at the stage with points, whatever is counted
{% from "shared/reported.sql" import of_the_review %}
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT * FROM selected_points WHERE theme_id = $theme),
{{ shares(unit, dict(organisations="stakeholder_group", submissions="stage_id", of="of_this"),
          dict(organisations="stakeholder_group", submissions="stage_id"), by="stakeholder_group, stage_id", every=true) }}
SELECT s.stakeholder_group, s.stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       s.stage_id IN (SELECT stage_id FROM {{ of_the_review }} WHERE stage_id IS NOT NULL) AS negotiation,
       s.count AS raised, s.total, s.share, s.submissions
FROM shares s
JOIN stages g ON g.stage_id = s.stage_id
ORDER BY s.stakeholder_group, g.position
