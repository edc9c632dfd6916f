-- title: Who stands behind one submission
-- row: one organisation that wrote or signed it
-- parameter id: text · submission_id
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column role: text · author or signatory
-- column stakeholder_group: text · its group
-- column country: text · country that it counts for; empty for regional and international organisations
-- column signed_on: text · the day it signed, where known
-- column source_url: text · the page that says so
SELECT s.organisation_id, o.name AS organisation, o.label, s.role, o.stakeholder_group, o.country, s.signed_on,
       s.source_url
FROM signatories s
JOIN organisations o USING (organisation_id)
WHERE s.submission_id = $id
ORDER BY s.role, o.name
