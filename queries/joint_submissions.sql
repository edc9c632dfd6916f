-- title: Joint submissions, with their authors and signatories
-- row: one selected submission that two or more bodies independent of each other wrote or signed: those in their own words first, then those known only from reports by others, each newest first
-- columns submission: submission, submitted_on, date_precision, stage, authors, signatories, named_authors
-- columns submission: named_signatories, stated_signatories, reporter, source_url, stage_id, submission_id
-- column signatories: text · names of the organisations that signed it, as far as known, separated by semicolons
-- column named_authors: integer, organisations · number of authors known by name
-- column named_signatories: integer, organisations · number of signatories known by name
{% set submission_columns = "*" %}
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT * FROM selected_submissions
    WHERE joint
    {{ "ORDER BY document_type = 'news-summary', list_place LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT s.title AS submission, s.submitted_on, s.date_precision, g.title AS stage, s.authors, s.signed_by AS signatories,
       s.named_authors, s.named_signatories, s.stated_signatory_count AS stated_signatories,
       CASE WHEN s.document_type = 'news-summary' THEN s.publisher END AS reporter,
       s.source_url, s.stage_id, s.submission_id
FROM listed s
JOIN stages g USING (stage_id)
ORDER BY s.document_type = 'news-summary', s.list_place
{% endif %}
