-- title: Which organisations wrote or signed the same submissions as one organisation
-- row: one other organisation that wrote or signed at least one of its selected submissions
-- parameters: organisation
-- columns other: organisation, count, total, share, wrote, submissions, stakeholder_group, country, label
-- columns other: organisation_id
-- column count: integer, submissions · number of selected submissions that both organisations wrote or signed
-- column total: integer, submissions · number of selected submissions that the organisation wrote or signed
-- column wrote: integer, submissions · number of the submissions of both that the other organisation wrote
-- column submissions: integer, submissions · number of selected submissions that the other organisation wrote or signed
WITH {% include "shared/selection.sql" %},
of_this AS (SELECT submission_key FROM selected_signatories WHERE organisation_id = $organisation),
counted AS (
    SELECT s.organisation_key, count(t.submission_key) AS count,
           count(t.submission_key) FILTER (s.role = 'author') AS wrote, count(*) AS submissions
    FROM signatories s
    LEFT JOIN of_this t ON t.submission_key = s.submission_key
    WHERE s.submission_key IN (SELECT submission_key FROM selected_submissions)
    GROUP BY ALL
)
SELECT o.name AS organisation, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share, c.wrote, c.submissions,
       o.stakeholder_group, o.country, o.label, o.organisation_id
FROM counted c
JOIN organisations o USING (organisation_key)
CROSS JOIN (SELECT count(*) AS total FROM of_this) t
WHERE c.count > 0 AND o.organisation_id <> $organisation
ORDER BY c.count DESC, c.submissions, o.name
