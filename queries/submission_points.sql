-- title: The points of one submission
-- row: one point
-- parameter id: text · submission_id
-- column point_id: text · the point
-- column summary: text · what it says, in the coders' words
-- column kind: text · achievement, challenge, recommendation or position
-- column theme_id: text · its theme
-- column theme: text · that theme's title
-- column claim_id: text · the claim it makes; empty where none fits
-- column claim: text · that claim's title
-- column action_lines: text · action lines it cites, separated by semicolons
-- column sdgs: text · goals it cites, separated by semicolons
-- column source_url: text · the page it was read on
SELECT p.point_id, p.summary, p.kind, p.theme_id, t.title AS theme, p.claim_id, c.title AS claim,
       (SELECT string_agg(l.action_line_id, '; ' ORDER BY length(l.action_line_id), l.action_line_id)
        FROM point_action_lines l WHERE l.point_id = p.point_id) AS action_lines,
       (SELECT string_agg(g.sdg::VARCHAR, '; ' ORDER BY g.sdg) FROM point_sdgs g WHERE g.point_id = p.point_id) AS sdgs,
       p.source_url
FROM points p
JOIN themes t USING (theme_id)
LEFT JOIN claims c ON c.claim_id = p.claim_id
WHERE p.submission_id = $id
ORDER BY list_position(['challenge', 'recommendation', 'position', 'achievement'], p.kind), length(p.point_id), p.point_id
