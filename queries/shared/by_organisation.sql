{# The organisations behind the submissions `of_this` (submission_key, each once), and how many of all their submissions
   these are. -#}
counted AS (
    SELECT organisation_key, count(t.submission_key) AS count, count(*) AS total,
           count(t.submission_key) FILTER (p.role = 'author') AS authored
    FROM selected_signatories p
    LEFT JOIN of_this t ON t.submission_key = p.submission_key
    GROUP BY ALL
)
SELECT o.organisation_id, o.name AS organisation, o.label, o.stakeholder_group, c.count, c.total,
       round(100.0 * c.count / c.total, 1) AS share, c.authored
FROM counted c
JOIN organisations o USING (organisation_key)
WHERE c.count > 0
ORDER BY c.count DESC, c.authored DESC, c.total, o.name
