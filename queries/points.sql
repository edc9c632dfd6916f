-- title: The points that submissions make
-- row: one point that a selected submission makes
-- column point_id: text · the point
-- column submission_id: text · the submission that makes it
-- column summary: text · what it says, in the coders' words
-- column kind: text · achievement, challenge, recommendation or position
-- column theme_id: text · its theme
-- column theme: text · that theme's title
-- column claim_id: text · the claim it makes; empty where none fits
-- column claim: text · that claim's title
-- column action_lines: text · action lines it cites, separated by semicolons
-- column sdgs: text · goals it cites, separated by semicolons
-- column submission: text · the submission's title
-- column authors: text · its authors, separated by semicolons
-- column stage_id: text · the stage it answers to
-- column stage: text · that stage's title
-- column submitted_on: text · its date as far as known: year, month or day
-- column date_precision: text · year, month or day; empty where undated
-- column source_url: text · the page the point was read on
WITH authors AS (
    SELECT a.submission_id, string_agg(o.label, '; ' ORDER BY o.label) AS authors
    FROM signatories a JOIN organisations o USING (organisation_id)
    WHERE a.role = 'author'
    GROUP BY ALL
),
lines AS (
    SELECT point_id, string_agg(action_line_id, '; ' ORDER BY length(action_line_id), action_line_id) AS action_lines
    FROM point_action_lines GROUP BY ALL
),
goals AS (
    SELECT point_id, string_agg(sdg::VARCHAR, '; ' ORDER BY sdg) AS sdgs FROM point_sdgs GROUP BY ALL
)
SELECT p.point_id, p.submission_id, p.summary, p.kind, p.theme_id, t.title AS theme, p.claim_id, c.title AS claim,
       l.action_lines, g.sdgs, s.title AS submission, a.authors, s.stage_id, s.stage, s.submitted_on, s.date_precision, p.source_url
FROM selected_points p
JOIN selected_submissions s USING (submission_id)
JOIN themes t USING (theme_id)
LEFT JOIN claims c ON c.claim_id = p.claim_id
LEFT JOIN authors a ON a.submission_id = p.submission_id
LEFT JOIN lines l ON l.point_id = p.point_id
LEFT JOIN goals g ON g.point_id = p.point_id
ORDER BY s.date_to DESC NULLS LAST, s.submission_id, length(p.point_id), p.point_id
