-- title: Which organisations wrote and which signed a submission
-- row: one organisation that wrote or signed the submission
-- parameters: id
-- columns: organisation_id, organisation, label, role, stakeholder_group, country, signed_on, source_url
-- column signed_on: text · day on which the organisation signed, if known
-- column source_url: text · address of the page that names the organisation in this role
SELECT s.organisation_id, o.name AS organisation, o.label, s.role, o.stakeholder_group, o.country, s.signed_on,
       s.source_url
FROM signatories s
JOIN organisations o USING (organisation_id)
WHERE s.submission_id = $id
ORDER BY s.role, o.name
