-- title: Which themes several sides raise, and which only some
-- row: one theme that selected points of one of the sides are on; what all sides raise first, then what most do, each by its smallest share
-- parameter by: organisation | group | stage · what the sides are
-- parameter ids: text · the sides' ids, separated by commas; unknown ones are left out
-- parameter unit: submissions | organisations | points · what is counted
-- column theme_id: text · the theme
-- column theme: text · its title
-- column family: text · the family it belongs to
-- column side_id: text · the side
-- column side: text · its name
-- column position: integer · its place among the ids
-- column sides: text · the sides that raise it, by id, in their order
-- column raised_by: integer · how many sides that is
-- column count: integer, units · how many of the side's units raise it
-- column total: integer, units · how many units of the side the selection holds
-- column share: number, percent · count of total
-- column submissions: integer, submissions · the side's submissions in the selection that have points, whatever the unit
WITH named AS (
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
    SELECT DISTINCT submission_id, CASE $by WHEN 'group' THEN stakeholder_group ELSE organisation_id END AS side_id
    FROM selected_signatories
    WHERE $by <> 'stage'
      AND ($by = 'organisation' OR list_contains($organisation, organisation_id)) -- when organisation
    UNION ALL
    SELECT submission_id, stage_id FROM selected_submissions WHERE $by = 'stage'
),
raised AS (
    SELECT a.position, a.side_id, p.theme_id AS id, p.submission_id, p.point_id
    FROM asked a
    JOIN members m USING (side_id)
    JOIN selected_points p USING (submission_id)
),
units AS (
    SELECT position, id, submission_id, CASE $unit WHEN 'points' THEN point_id ELSE submission_id END AS unit
    FROM raised WHERE $unit <> 'organisations'
    UNION ALL
    SELECT r.position, r.id, r.submission_id, e.organisation_id
    FROM raised r JOIN selected_signatories e USING (submission_id)
    WHERE $unit = 'organisations' AND ($by <> 'group' OR e.stakeholder_group = r.side_id)
),
totals AS (
    SELECT position, count(DISTINCT unit) AS total, count(DISTINCT submission_id) AS submissions FROM units GROUP BY ALL
),
counted AS (
    SELECT position, id, count(DISTINCT unit) AS count FROM units GROUP BY ALL
),
measured AS (
    SELECT c.*, t.total, t.submissions, a.side_id
    FROM counted c JOIN totals t USING (position) JOIN asked a USING (position)
),
placed AS (
    SELECT id, count(*) AS raised_by, list(position ORDER BY position) AS positions,
           string_agg(side_id, ',' ORDER BY position) AS sides,
           min(count / total) AS least, sum(count) AS counts
    FROM measured GROUP BY ALL
)
SELECT m.id AS theme_id, t.title AS theme, t.family, m.side_id, n.side, m.position, l.sides, l.raised_by,
       m.count, m.total, round(100.0 * m.count / m.total, 1) AS share, m.submissions
FROM measured m
JOIN placed l USING (id)
JOIN named n USING (side_id)
JOIN themes t ON t.theme_id = m.id
ORDER BY l.raised_by DESC, l.positions, l.least DESC, l.counts DESC, t.title, m.position
