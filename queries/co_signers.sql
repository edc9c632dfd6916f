-- title: Who stands behind the same submissions as an organisation
-- row: one other organisation that wrote or signed a selected submission which the organisation wrote or signed
-- parameter organisation: text · organisation_id
-- column organisation: text · name of the other
-- column count: integer, submissions · selected submissions that both stand behind
-- column total: integer, submissions · selected submissions that the organisation stands behind
-- column share: number, percent · count of total
-- column wrote: integer, submissions · of those both stand behind, how many the other wrote
-- column submissions: integer, submissions · selected submissions that the other stands behind, in whatever role
-- column stakeholder_group: text · group of the other
-- column country: text · country of the other's seat; empty for international bodies
-- column label: text · short name of the other where it has one
-- column organisation_id: text · the other
WITH own AS (
    SELECT submission_id FROM selected_signatories WHERE organisation_id = $organisation
),
parts AS (
    SELECT s.organisation_id, s.submission_id, s.role, s.submission_id IN (SELECT submission_id FROM own) AS both_behind
    FROM signatories s
    WHERE s.submission_id IN (SELECT submission_id FROM selected_submissions) AND s.organisation_id <> $organisation
),
counted AS (
    SELECT organisation_id, count(*) FILTER (both_behind) AS count, count(*) FILTER (both_behind AND role = 'author') AS wrote,
           count(*) AS submissions
    FROM parts GROUP BY ALL
)
SELECT o.name AS organisation, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share, c.wrote, c.submissions,
       o.stakeholder_group, o.country, o.label, c.organisation_id
FROM counted c
JOIN organisations o USING (organisation_id)
CROSS JOIN (SELECT count(*) AS total FROM own) t
WHERE c.count > 0
ORDER BY c.count DESC, c.submissions, o.name
