-- What a comparison holds beside each other: the sides asked for, and which submissions are whose.
-- Reads the parameters by and ids; gives named (side_id, side), asked (side_id, position), members (submission_key, side_id), the
-- submissions of the sides asked for.
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
    SELECT e.submission_key, o.organisation_id AS side_id
    FROM selected_signatory_keys e JOIN organisations o USING (organisation_key)
    WHERE $by = 'organisation' AND o.organisation_id IN (SELECT side_id FROM asked)
    UNION ALL
    SELECT DISTINCT submission_key, stakeholder_group FROM selected_signatory_keys
    WHERE $by = 'group' AND stakeholder_group IN (SELECT side_id FROM asked)
      AND organisation_key IN (SELECT organisation_key FROM organisations WHERE list_contains($organisation, organisation_id)) -- when organisation
    UNION ALL
    SELECT submission_key, stage_id FROM selected_submissions WHERE $by = 'stage' AND stage_id IN (SELECT side_id FROM asked)
)
