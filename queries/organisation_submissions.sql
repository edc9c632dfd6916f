-- title: What an organisation wrote and signed
-- row: one selected submission that the organisation wrote or signed, oldest first
-- parameters: organisation
-- columns: submission, role, submitted_on, date_precision, stage, document_type, authors, others, points
-- columns: reporter, source_url, stage_id, submission_id
-- column role: text · the organisation's part in the submission: author or signatory
-- column stage: text · title of the stage that the submission answers to
-- column others: integer, organisations · number of other organisations named as its authors or signatories
-- column points: integer, points · number of its selected points
-- column source_url: text · address of the page that names the organisation in this role
{% set signatory_columns = "submission_key, organisation_id, role, source_url" %}
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT submission_key, role, source_url FROM selected_signatories WHERE organisation_id = $organisation),
made AS (
    SELECT submission_key, count(*) AS points FROM selected_points
    WHERE submission_key IN (SELECT submission_key FROM of_this)
    GROUP BY ALL
)
SELECT s.title AS submission, t.role, s.submitted_on, s.date_precision, g.title AS stage, s.document_type, s.authors,
       s.named_authors + s.named_signatories - 1 AS others, coalesce(m.points, 0) AS points,
       CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter,
       t.source_url, s.stage_id, s.submission_id
FROM of_this t
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
LEFT JOIN made m USING (submission_key)
ORDER BY s.date_to NULLS LAST, s.date_from DESC, g.position, s.submission_id
