-- title: The points of a submission, in our summary
-- row: one point
-- parameters: id
-- columns submission: point_id, summary, kind, theme_id, theme, claim_id, claim, action_lines, sdgs, source_url
SELECT p.point_id, p.summary, p.kind, p.theme_id, t.title AS theme, p.claim_id, c.title AS claim,
       p.action_line_ids AS action_lines, p.sdg_numbers AS sdgs, p.source_url
FROM points p
JOIN themes t USING (theme_id)
LEFT JOIN claims c ON c.claim_id = p.claim_id
WHERE p.submission_id = $id
ORDER BY list_position(['challenge', 'recommendation', 'position', 'achievement'], p.kind), length(p.point_id), p.point_id
