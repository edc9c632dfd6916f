-- title: How many signatories sources state, and how many are known by name
-- row: one selected submission whose source states how many signed
-- columns: submission_id, submission, short_stage, submitted_on, date_precision, stated, named, authors
-- columns: source_url
-- column short_stage: text · short title of the stage that the submission answers to
-- column stated: integer, organisations · number of signatories that the source states
-- column named: integer, organisations · number of organisations that the data name as signatories
-- column authors: integer, organisations · number of organisations that the data name as authors
{% set submission_columns = "*" %}
WITH {% include "shared/selection.sql" %}
SELECT s.submission_id, s.title AS submission, g.short_title AS short_stage, s.submitted_on, s.date_precision,
       s.stated_signatory_count AS stated, s.named_signatories AS named, s.named_authors AS authors, s.source_url
FROM selected_submissions s
JOIN stages g USING (stage_id)
WHERE s.stated_signatory_count IS NOT NULL
ORDER BY stated DESC, s.submission_id
