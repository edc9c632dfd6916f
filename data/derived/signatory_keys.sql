-- Who stands behind what, as numbers, with what party filters ask of an organisation.
SELECT submission_key, organisation_key, role, stakeholder_group, country_code, region
FROM signatories
JOIN organisations USING (organisation_key)
ORDER BY submission_key, organisation_key
