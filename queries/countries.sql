-- title: Which countries take part
-- row: one country in which an organisation behind the selection has its seat; one row for bodies without a country
-- parameters: unit
-- columns place: country, country_code, region, count, total, share, organisations, submissions, points
-- column country: text · the country's name; empty for international bodies
-- column country_code: text · ISO 3166-1 alpha-3; empty for international bodies
-- column region: text · its UN M49 region, or international
-- column organisations: integer, organisations · authors and signatories with their seat there
-- column submissions: integer, submissions · submissions they wrote or signed
-- column points: integer, points · points those submissions make
WITH {% include "shared/selection.sql" %},
placed AS (
    SELECT p.submission_key, organisation_key, coalesce(o.country_code, '') AS id, o.country, o.region
    FROM selected_signatories p
    JOIN organisations o USING (organisation_key)
),
counted AS (
    SELECT id, country, region, count(DISTINCT organisation_key) AS organisations,
           count(DISTINCT submission_key) AS submissions, count(DISTINCT point_key) AS points
    FROM placed
    JOIN selected_points USING (submission_key)
    GROUP BY ALL
),
selected AS ({{ units(unit) }})
SELECT c.country, nullif(c.id, '') AS country_code, c.region, c.{{ unit }} AS count, s.count AS total,
       round(100.0 * c.{{ unit }} / s.count, 1) AS share, c.organisations, c.submissions, c.points
FROM counted c
CROSS JOIN selected s
ORDER BY c.id = '', c.{{ unit }} DESC, c.organisations DESC, c.submissions DESC, c.id
