-- title: Which organisations wrote or signed which submissions
-- row: one organisation with its part in one submission
-- columns submission: organisation_id, organisation, label, stakeholder_group, country, role, submission_id
-- columns submission: submission, stage_id, stage, submitted_on, date_precision, stated_signatories
-- columns submission: named_signatories, source_url
-- column stated_signatories: integer, organisations · number of signatories that the submission's source states; empty if it states none
-- column named_signatories: integer, organisations · number of organisations that the data name as signatories of the submission
-- column source_url: text · address of the page that names the organisation in this role
{% set signatory_columns = "*" %}
WITH {% include "shared/selection.sql" %},
listed AS (
    SELECT p.*, o.name, s.list_place
    FROM selected_signatories p
    JOIN organisations o USING (organisation_key)
    JOIN submissions s USING (submission_key)
    {{ "WHERE p.organisation_id IN $filter_organisation" if active.organisation }}
    {{ "ORDER BY s.list_place, p.role, o.name LIMIT $page_rows OFFSET $page_start" if rows == "page" }}
)
{% if rows == "number" %}
SELECT count(*) AS rows FROM listed
{% else %}
SELECT x.organisation_id, x.name AS organisation, o.label, o.stakeholder_group, o.country, x.role,
       x.submission_id, s.title AS submission, s.stage_id, g.title AS stage, s.submitted_on, s.date_precision,
       s.stated_signatory_count AS stated_signatories, s.named_signatories, x.source_url
FROM listed x
JOIN organisations o USING (organisation_key)
JOIN submissions s USING (submission_key)
JOIN stages g USING (stage_id)
ORDER BY x.list_place, x.role, x.name
{% endif %}
