-- How many of each organisation's submissions have a point of their own: reads said (submission_id, point_id, own);
-- gives counted (organisation_id, name, label, stakeholder_group, count, total, authored).
submissions_said AS (
    SELECT submission_id, coalesce(bool_or(own), false) AS own FROM said GROUP BY ALL
),
counted AS (
    SELECT e.organisation_id, e.name, e.label, e.stakeholder_group,
           count(*) FILTER (WHERE s.own) AS count, count(*) AS total,
           count(*) FILTER (WHERE e.role = 'author' AND s.own) AS authored
    FROM selected_signatories e JOIN submissions_said s USING (submission_id)
    GROUP BY ALL
)
