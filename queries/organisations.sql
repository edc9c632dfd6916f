-- title: Which organisations take part most
-- row: one organisation that wrote or signed a selected submission
-- parameter whose: filtered | all · where organisations are filtered by: only those, or also who stands beside them
-- column organisation_id: text · the organisation
-- column organisation: text · its name
-- column label: text · its short name where it has one
-- column stakeholder_group: text · its group
-- column country: text · country of its seat; empty for international bodies
-- column region: text · UN M49 region of its seat, or international
-- column signed: integer, submissions · selected submissions it signed
-- column authored: integer, submissions · selected submissions it wrote
-- column submissions: integer, submissions · selected submissions it wrote or signed
-- column points: integer, points · selected points of these submissions
WITH made AS (
    SELECT p.submission_id, count(*) AS points FROM selected_points p GROUP BY ALL
)
SELECT e.organisation_id, e.name AS organisation, e.label, e.stakeholder_group, e.country, e.region,
       count(*) FILTER (e.role = 'signatory') AS signed,
       count(*) FILTER (e.role = 'author') AS authored,
       count(*) AS submissions,
       coalesce(sum(m.points), 0)::BIGINT AS points
FROM selected_signatories e
LEFT JOIN made m USING (submission_id)
WHERE ($whose = 'all' OR true
       AND list_contains($organisation, e.organisation_id) -- when organisation
      )
GROUP BY ALL
ORDER BY signed DESC, authored DESC, e.name
