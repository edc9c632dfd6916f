-- title: How often submissions raise each theme at each stage
-- row: one theme at one stage of the review, where a selected point is on it
-- parameters: unit
-- columns stage: theme_id, theme, stage_id, stage, short_stage, position, negotiation, count, total, share
-- columns stage: submissions
{% from "shared/reported.sql" import of_the_review %}
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="theme_id", submissions="stage_id"), dict(submissions="stage_id"), by="stage_id") }}
SELECT t.theme_id, t.title AS theme, s.stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       s.stage_id IN (SELECT stage_id FROM {{ of_the_review }} WHERE stage_id IS NOT NULL) AS negotiation,
       s.count, s.total, s.share, s.submissions
FROM shares s
JOIN stages g ON g.stage_id = s.stage_id
JOIN themes t ON t.theme_id = s.theme_id
ORDER BY t.theme_id, g.position
