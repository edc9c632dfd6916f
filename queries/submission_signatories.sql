-- title: Who wrote and who signed one submission
-- row: one organisation that wrote or signed it
-- parameters: id
-- columns: organisation_id, organisation, label, role, stakeholder_group, country, signed_on, source_url
-- column signed_on: text · the day it signed, where known
-- column source_url: text · the page that says so
SELECT s.organisation_id, o.name AS organisation, o.label, s.role, o.stakeholder_group, o.country, s.signed_on,
       s.source_url
FROM signatories s
JOIN organisations o USING (organisation_id)
WHERE s.submission_id = $id
ORDER BY s.role, o.name
