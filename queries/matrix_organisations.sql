-- title: The organisations in the matrix of signatures
-- row: one organisation that wrote or signed a selected submission
-- parameters: texts, order
-- columns: organisation_id, organisation, label, stakeholder_group, marks, signed, before, submissions
-- column before: integer, submissions · number of marks in all rows above this one
-- column submissions: integer, submissions · number of submissions in the matrix
{% set submission_columns = "submission_key, submission_id, stage_id, date_from, date_to, joint" %}
WITH {% include "shared/selection.sql" %},
{% include "shared/matrix.sql" %}
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, p.marks, p.signed,
       CAST(sum(p.marks) OVER (ORDER BY p.place) - p.marks AS BIGINT) AS before,
       (SELECT count(DISTINCT submission_key) FROM marks) AS submissions
FROM placed p
JOIN organisations o USING (organisation_key)
ORDER BY p.place
