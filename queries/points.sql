-- title: The points of submissions, in our summary
-- row: one point of a selected submission
-- columns submission: point_id, submission_id, summary, kind, theme_id, theme, claim_id, claim, action_lines
-- columns submission: sdgs, submission, authors, stage_id, stage, submitted_on, date_precision, reporter
-- columns submission: source_url
-- column submission_id: text · id of the submission that makes the point
-- column source_url: text · address of the page on which the point was read
{% set point_columns = "*" %}
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT * FROM selected_points
    {{ "ORDER BY point_key LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT p.point_id, p.submission_id, p.summary, p.kind, p.theme_id, t.title AS theme, p.claim_id, c.title AS claim,
       p.action_line_ids AS action_lines, p.sdg_numbers AS sdgs, s.title AS submission, s.authors, s.stage_id,
       st.title AS stage, s.submitted_on, s.date_precision, CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter, p.source_url
FROM listed p
JOIN submissions s ON s.submission_key = p.submission_key
JOIN stages st ON st.stage_id = s.stage_id
JOIN themes t ON t.theme_id = p.theme_id
LEFT JOIN claims c ON c.claim_id = p.claim_id
ORDER BY p.point_key
{% endif %}
