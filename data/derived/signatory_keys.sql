-- Who stands behind what, as numbers, with what party filters ask of an organisation.
SELECT submission_key, organisation_key, role, stakeholder_group, country_code, region,
       row_number() OVER (PARTITION BY submission_key, stakeholder_group ORDER BY organisation_key) = 1 AS first_in_group,
       row_number() OVER (PARTITION BY submission_key, country_code ORDER BY organisation_key) = 1 AS first_in_country,
       row_number() OVER (PARTITION BY submission_key, region ORDER BY organisation_key) = 1 AS first_in_region
FROM signatories
JOIN organisations USING (organisation_key)
ORDER BY submission_key, organisation_key
