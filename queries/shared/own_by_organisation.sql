-- How many of each organisation's submissions have a point of their own: reads own (submission_key), the submissions of those points;
-- gives counted (organisation_id, name, label, stakeholder_group, count, total, authored), organisations that have one.
numbered AS (
    SELECT organisation_key, count(*) AS total,
           count(*) FILTER (submission_key IN (SELECT submission_key FROM own)) AS count,
           count(*) FILTER (role = 'author' AND submission_key IN (SELECT submission_key FROM own)) AS authored
    FROM selected_signatory_keys
    GROUP BY ALL
),
counted AS (
    SELECT o.organisation_id, o.name, o.label, o.stakeholder_group, n.count, n.total, n.authored
    FROM numbered n JOIN organisations o USING (organisation_key)
    WHERE n.count > 0
)
