-- How many units of each stakeholder group raise what: reads raised (id, submission_id, point_id) and the parameter unit;
-- gives counted (id, stakeholder_group, count) and totals (stakeholder_group, submissions, total).
sides AS (
    SELECT DISTINCT submission_id, organisation_id, stakeholder_group FROM selected_signatories
),
raised_by AS (
    SELECT r.*, s.stakeholder_group, s.organisation_id FROM raised r JOIN sides s USING (submission_id)
),
totals AS (
    SELECT stakeholder_group, count(DISTINCT submission_id) AS submissions,
           CASE $unit WHEN 'points' THEN count(DISTINCT point_id)
                      WHEN 'organisations' THEN count(DISTINCT organisation_id)
                      ELSE count(DISTINCT submission_id) END AS total
    FROM raised_by
    GROUP BY ALL
),
counted AS (
    SELECT id, stakeholder_group,
           CASE $unit WHEN 'points' THEN count(DISTINCT point_id)
                      WHEN 'organisations' THEN count(DISTINCT organisation_id)
                      ELSE count(DISTINCT submission_id) END AS count
    FROM raised_by
    GROUP BY ALL
)
