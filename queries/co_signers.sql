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
    SELECT submission_key FROM selected_signatory_keys WHERE organisation_key = (SELECT organisation_key FROM organisations WHERE organisation_id = $organisation)
),
counted AS (
    SELECT s.organisation_key, count(w.submission_key) AS count, count(w.submission_key) FILTER (s.role = 'author') AS wrote,
           count(*) AS submissions
    FROM signatory_keys s LEFT JOIN own w ON w.submission_key = s.submission_key
    WHERE true
      AND s.submission_key IN (SELECT submission_key FROM selected_submissions) -- when q, organisation, role, group, country, region, process, stage, type, language, also_organisation, also_theme, also_claim, since, until, claim, theme, family, kind, action_line, sdg
    GROUP BY ALL
)
SELECT o.name AS organisation, c.count, t.total, round(100.0 * c.count / t.total, 1) AS share, c.wrote, c.submissions,
       o.stakeholder_group, o.country, o.label, o.organisation_id
FROM counted c
JOIN organisations o USING (organisation_key)
CROSS JOIN (SELECT count(*) AS total FROM own) t
WHERE c.count > 0 AND o.organisation_id <> $organisation
ORDER BY c.count DESC, c.submissions, o.name
