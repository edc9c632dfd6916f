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
    SELECT DISTINCT submission_key, coalesce(country_code, '') AS id FROM selected_signatory_keys
),
said AS (
    SELECT submission_key, count(*) AS points FROM selected_point_keys GROUP BY ALL
),
spoken AS (
    SELECT id, count(*) AS submissions, CAST(sum(p.points) AS BIGINT) AS points
    FROM sides JOIN said p USING (submission_key)
    GROUP BY ALL
),
counted AS (
    SELECT coalesce(country_code, '') AS id, region, count(DISTINCT organisation_key) AS organisations
    FROM selected_signatory_keys
    GROUP BY ALL
),
totals AS (
    SELECT CASE $unit WHEN 'points' THEN (SELECT count(*) FROM selected_point_keys)
                      WHEN 'organisations' THEN (SELECT count(DISTINCT organisation_key) FROM selected_signatory_keys)
                      ELSE (SELECT count(*) FROM selected_submissions) END AS total
),
measured AS (
    SELECT c.*, p.submissions, p.points, t.total,
           CASE $unit WHEN 'points' THEN p.points WHEN 'organisations' THEN c.organisations ELSE p.submissions END AS count
    FROM counted c
    JOIN spoken p USING (id)
    CROSS JOIN totals t
)
SELECT n.country, nullif(m.id, '') AS country_code, m.region, m.count, m.total, round(100.0 * m.count / m.total, 1) AS share,
       m.organisations, m.submissions, m.points
FROM measured m
LEFT JOIN (SELECT DISTINCT country_code, country FROM organisations) n ON n.country_code = m.id
WHERE m.count > 0
ORDER BY m.id = '', m.count DESC, m.organisations DESC, m.submissions DESC, m.id
