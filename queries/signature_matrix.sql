-- title: The matrix of signatures
-- row: one mark: one organisation with one selected submission that it wrote or signed
-- parameters: texts, order
-- columns: organisation_id, organisation, label, stakeholder_group, role, marks, signed, submission_id
-- columns: submission, authors, short_stage, stage, submitted_on, date_precision, time_order, named, stated
-- column short_stage: text · short title of the stage that the submission answers to
-- column stage: text · title of that stage
-- column time_order: integer · place of the submission in time order: 1 is the first; submissions without a date come last
-- column named: integer, organisations · number of organisations that the data name as signatories of the submission
-- column stated: integer, organisations · number of signatories that the submission's source states; empty if it states none
{% set submission_columns = "submission_key, submission_id, stage_id, date_from, date_to, joint" %}
WITH {% include "shared/selection.sql" %},
{% include "shared/matrix.sql" %},
listed AS (
    SELECT m.*, p.marks, p.signed, p.place
    FROM marks m
    JOIN placed p USING (organisation_key)
    {{ "ORDER BY place, time_order LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, x.role, x.marks, x.signed,
       s.submission_id, s.title AS submission, s.authors, g.short_title AS short_stage, g.title AS stage,
       s.submitted_on, s.date_precision, x.time_order, s.named_signatories AS named, s.stated_signatory_count AS stated
FROM listed x
JOIN organisations o USING (organisation_key)
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
ORDER BY x.place, x.time_order
{% endif %}
