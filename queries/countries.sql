-- title: Which countries take part
-- row: one country in which an organisation behind the selection has its seat; one row for bodies without a country
-- parameter unit: submissions | organisations | points · what is counted
-- column country: text · the country's name; empty for international bodies
-- column country_code: text · ISO 3166-1 alpha-3; empty for international bodies
-- column region: text · its UN M49 region, or international
-- column count: integer, units · how many units have an author or signatory there; a joint text counts in each
-- column total: integer, units · how many units the selection holds
-- column share: number, percent · count of total
-- column organisations: integer, organisations · authors and signatories with their seat there
-- column submissions: integer, submissions · submissions they wrote or signed
-- column points: integer, points · points those submissions make
WITH sides AS (
    SELECT DISTINCT submission_id, organisation_id, coalesce(country_code, '') AS id, country, region
    FROM selected_signatories
),
counted AS (
    SELECT s.id, s.country, s.region,
           count(DISTINCT s.organisation_id) AS organisations, count(DISTINCT s.submission_id) AS submissions
    FROM sides s
    GROUP BY ALL
),
spoken AS (
    SELECT s.id, count(DISTINCT p.point_id) AS points
    FROM selected_points p JOIN sides s USING (submission_id)
    GROUP BY ALL
),
totals AS (
    SELECT CASE $unit WHEN 'points' THEN (SELECT count(*) FROM selected_points)
                      WHEN 'organisations' THEN (SELECT count(DISTINCT organisation_id) FROM selected_signatories)
                      ELSE (SELECT count(*) FROM selected_submissions) END AS total
),
measured AS (
    SELECT c.*, coalesce(p.points, 0) AS points, t.total,
           CASE $unit WHEN 'points' THEN coalesce(p.points, 0)
                      WHEN 'organisations' THEN c.organisations ELSE c.submissions END AS count
    FROM counted c
    LEFT JOIN spoken p USING (id)
    CROSS JOIN totals t
)
SELECT m.country, nullif(m.id, '') AS country_code, m.region, m.count, m.total, round(100.0 * m.count / m.total, 1) AS share,
       m.organisations, m.submissions, m.points
FROM measured m
WHERE m.count > 0
ORDER BY m.id = '', m.count DESC, m.organisations DESC, m.submissions DESC, m.id
