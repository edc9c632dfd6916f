-- How many units of each stakeholder group raise what: reads the tables of themes_raised.sql or its like and the parameter unit; gives
-- counted (id, stakeholder_group, count) and totals (stakeholder_group, submissions, total).
sides AS (
    SELECT submission_key, stakeholder_group FROM selected_signatory_keys WHERE first_in_group
),
behind AS (
    SELECT e.organisation_key, e.stakeholder_group, s.word, bit_or(s.bits) AS bits
    FROM said s JOIN selected_signatory_keys e USING (submission_key)
    WHERE $unit = 'organisations'
    GROUP BY ALL
),
counted AS (
    SELECT id, stakeholder_group, count(*) AS count
    FROM raised JOIN sides USING (submission_key)
    WHERE $unit = 'points' OR ($unit = 'submissions' AND is_first)
    GROUP BY ALL
    UNION ALL
    SELECT p.id, b.stakeholder_group, count(*)
    FROM behind b JOIN places p USING (word)
    WHERE (b.bits & p.bit) <> 0
    GROUP BY ALL
),
sizes AS (
    SELECT stakeholder_group, count(*) AS submissions FROM sides GROUP BY ALL
),
totals AS (
    SELECT stakeholder_group, submissions, submissions AS total FROM sizes WHERE $unit = 'submissions'
    UNION ALL
    SELECT stakeholder_group, z.submissions, count(DISTINCT e.organisation_key)
    FROM sizes z JOIN selected_signatory_keys e USING (stakeholder_group)
    WHERE $unit = 'organisations'
    GROUP BY ALL
    UNION ALL
    SELECT stakeholder_group, z.submissions, count(*)
    FROM sizes z JOIN sides s USING (stakeholder_group) JOIN selected_point_keys p USING (submission_key)
    WHERE $unit = 'points'
    GROUP BY ALL
)
