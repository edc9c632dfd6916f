-- title: The submissions
-- row: one selected submission
-- columns submission: submission_id, title, authors, submitted_on, date_precision, stage_id, stage, process
-- columns submission: document_type, language, points, named_signatories, stated_signatories, reporter
-- columns submission: source_url
-- column points: integer, points · number of its selected points
-- column named_signatories: integer, organisations · number of organisations that the data name as signatories, without the authors
{% set submission_columns = "*" %}
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT * FROM selected_submissions
    {{ "ORDER BY list_place LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
),
made AS (SELECT submission_key, count(*) AS points FROM selected_points GROUP BY ALL)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT s.submission_id, s.title, s.authors, s.submitted_on, s.date_precision, s.stage_id, g.title AS stage, g.process,
       s.document_type, s.language, coalesce(m.points, 0) AS points, s.named_signatories,
       s.stated_signatory_count AS stated_signatories,
       CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter, s.source_url
FROM listed s
JOIN stages g USING (stage_id)
LEFT JOIN made m USING (submission_key)
ORDER BY s.list_place
{% endif %}
