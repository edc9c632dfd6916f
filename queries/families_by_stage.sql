-- title: How often submissions raise each family of themes at each stage
-- row: one family of themes at one stage of the review, where selected points belong to it
-- parameters: unit
-- columns stage: family_id, family, stage_id, stage, short_stage, position, negotiation, count, total, share, submissions
-- column family_id: text · English name of the family, which is its id
-- column family: text · name of the family
{% from "shared/reported.sql" import of_the_review %}
WITH {% include "shared/selection.sql" %},
{{ shares(unit, dict(points="family", submissions="stage_id", of="selected_points JOIN themes USING (theme_id)"),
          dict(submissions="stage_id"), by="stage_id") }}
SELECT s.family AS family_id, s.family, s.stage_id, g.title AS stage, g.short_title AS short_stage, g.position,
       s.stage_id IN (SELECT stage_id FROM {{ of_the_review }} WHERE stage_id IS NOT NULL) AS negotiation,
       s.count, s.total, s.share, s.submissions
FROM shares s
JOIN stages g ON g.stage_id = s.stage_id
ORDER BY s.family, g.position
