-- What a comparison holds beside each other: the sides asked for, and which submissions are whose.
-- Reads the parameters by and ids; gives named (side_id, side), asked (side_id, position), members (submission_id, side_id).
named AS (
    SELECT organisation_id AS side_id, label AS side FROM organisations WHERE $by = 'organisation'
    UNION ALL
    SELECT DISTINCT stakeholder_group, stakeholder_group FROM organisations WHERE $by = 'group'
    UNION ALL
    SELECT stage_id, title FROM stages WHERE $by = 'stage'
),
asked AS (
    SELECT unnest(string_split($ids, ',')) AS side_id, generate_subscripts(string_split($ids, ','), 1) AS position
),
members AS (
    SELECT DISTINCT submission_id, CASE $by WHEN 'group' THEN stakeholder_group ELSE organisation_id END AS side_id
    FROM selected_signatories
    WHERE $by <> 'stage'
      AND ($by = 'organisation' OR list_contains($organisation, organisation_id)) -- when organisation
    UNION ALL
    SELECT submission_id, stage_id FROM selected_submissions WHERE $by = 'stage'
)
