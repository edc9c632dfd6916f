{# At each stage, how many of the unit make one of the points `of_this`. -#}
{{ shares(unit, dict(submissions="stage_id", of="of_this"), dict(submissions="stage_id"), by="stage_id", every=true) }}
SELECT g.stage_id, g.title AS stage, g.short_title AS short_stage, g.position, s.count AS raised, s.total, s.share,
       s.submissions
FROM shares s
JOIN stages g ON g.stage_id = s.stage_id
ORDER BY g.position
